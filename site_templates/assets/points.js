/* Steps through the values of a live chart by keyboard, and finds the value nearest to a tap: Vega's tooltips need a
   mouse. The loader calls btPoints(chart, view) once for each chart that came alive. The chart becomes one stop of the
   tab key; what the tooltip says is announced by a status beside it. Without scripts the figure's table is the way.
   The build puts in the words. */
(function () {
  "use strict";
  var words = __POINTS_WORDS__;
  var shown = null;  /* the chart with a tooltip, and how to put it in its place */
  var REACH = 56;    /* pixels between a tap and the value it means, at most */

  /* Every mark with a tooltip, each text once, in the order of the rows. */
  function valuesOf(view) {
    var found = [], told = new Set();
    (function walk(part) {
      (part.items || []).forEach(function (item) {
        var text = item.tooltip && said(item.tooltip);
        if (text && item._svg && !told.has(text)) { told.add(text); found.push(item); }
        walk(item);
      });
    })(view.scenegraph().root);
    return found;
  }

  function said(tooltip) {
    return Object.keys(tooltip).map(function (key) {
      return key === "title" || !key.trim() ? tooltip[key] : key + " " + tooltip[key];
    }).join(", ");
  }

  function element(name, className, after) {
    var made = document.createElement(name);
    made.className = className;
    after.insertAdjacentElement("afterend", made);
    return made;
  }

  window.btPoints = function (chart, view) {
    var items = valuesOf(view), at = -1;
    if (!items.length) return;
    var figure = chart.closest("figure"), id = figure.id + (chart.classList.contains("bt-wide") ? "-kw" : "-kn");
    var hint = element("p", "bt-hint", chart), status = element("p", "bt-said", hint);
    var mark = document.createElement("div");
    mark.className = "bt-here";
    mark.hidden = true;
    chart.appendChild(mark);
    hint.id = id;
    hint.textContent = words.hint;
    hint.setAttribute("aria-hidden", "true");   /* read as the chart's description, not once more beside it */
    status.setAttribute("role", "status");
    chart.setAttribute("role", "application");
    chart.setAttribute("aria-roledescription", words.role);
    chart.setAttribute("aria-describedby", id + " " + figure.id + "-d");
    chart.tabIndex = 0;

    function place() {
      var item = items[at], box = item._svg.getBoundingClientRect(), home = chart.getBoundingClientRect();
      mark.hidden = false;
      shown = { chart: chart, place: place };
      mark.style.left = box.left - home.left - 4 + "px";
      mark.style.top = box.top - home.top - 4 + "px";
      mark.style.width = box.width + 8 + "px";
      mark.style.height = box.height + 8 + "px";
      view.tooltip()(null, { clientX: box.right, clientY: box.top + box.height / 2 }, item, item.tooltip);
    }

    function show(next) {
      at = next;
      items[at]._svg.scrollIntoView({ block: "nearest", inline: "nearest" });
      place();
      status.textContent = words.place.replace("{n}", at + 1).replace("{all}", items.length) + ": " + said(items[at].tooltip);
    }

    function hide() {
      if (at < 0) return;
      at = -1;
      shown = null;
      mark.hidden = true;
      status.textContent = "";
      view.tooltip()(null, {}, null, null);
    }

    /* The chart is drawn anew when its width changes, with new marks. */
    chart.addEventListener("focus", function () { items = valuesOf(view); });
    chart.addEventListener("blur", hide);
    chart.addEventListener("keydown", function (event) {
      var last = items.length - 1, key = event.key;
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (key === "ArrowRight" || key === "ArrowDown") show(Math.min(at + 1, last));
      else if (key === "ArrowLeft" || key === "ArrowUp") show(Math.max(at - 1, 0));
      else if (key === "Home") show(0);
      else if (key === "End") show(last);
      else if (key === "Escape" && at >= 0) hide();
      else return;
      event.preventDefault();
    });
    /* After a tap come a mouse's events, and only then the click. */
    chart.addEventListener("click", function (event) {
      items = valuesOf(view);
      var near = items.map(function (item, i) {
        var box = item._svg.getBoundingClientRect();
        var dx = Math.max(box.left - event.clientX, 0, event.clientX - box.right);
        var dy = Math.max(box.top - event.clientY, 0, event.clientY - box.bottom);
        return [Math.hypot(dx, dy), i];
      }).sort(function (one, other) { return one[0] - other[0]; })[0];
      if (near[0] <= REACH) show(near[1]);
      else hide();
    });
  };

  /* A tooltip stands in the window, its mark on the page. */
  window.addEventListener("scroll", function () { if (shown && shown.chart.isConnected) shown.place(); }, { passive: true });
})();
