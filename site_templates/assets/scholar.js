/* Two helps for whoever works with a report: buttons that copy a citation, and a choice of the grades of evidence to see.

   Markup: inside [data-copy] whatever has data-copied-as gets a button; .bt-grades is hidden until its buttons do something.
   The choice stands in the address as ?grades=<grade>,<grade>; #anchors and other parts are left alone. */
(function () {
  "use strict";
  var KEY = "grades";

  function copying(section) {
    if (section.dataset.ready !== undefined) return;
    section.dataset.ready = "";
    section.querySelectorAll("[data-copied-as]").forEach(function (text) {
      var button = document.createElement("button"), said = document.createElement("span"), row = document.createElement("p");
      button.type = "button";
      button.className = "bt-copy";
      button.textContent = section.dataset.copy + " " + text.dataset.copiedAs;
      said.setAttribute("role", "status");
      row.className = "bt-copying";
      row.append(button, " ", said);
      text.after(row);
      button.addEventListener("click", function () {
        var byHand = function () {
          getSelection().selectAllChildren(text);
          said.textContent = section.dataset.byHand;
        };
        if (!navigator.clipboard) { byHand(); return; }
        navigator.clipboard.writeText(text.textContent).then(function () { said.textContent = section.dataset.copied; }, byHand);
      });
    });
  }

  function choosing(bar) {
    if (bar.dataset.ready !== undefined) return;
    bar.dataset.ready = "";
    var buttons = Array.from(bar.querySelectorAll("button[data-grade]"));
    var reset = bar.querySelector("button:not([data-grade])"), status = bar.querySelector("[role=status]");
    var groups = Array.from(document.querySelectorAll("details[data-inputs]"));
    var open = groups.map(function (group) { return group.open; });

    function chosen() {
      return buttons.filter(function (button) { return button.getAttribute("aria-pressed") === "true"; })
        .map(function (button) { return button.dataset.grade; });
    }

    function show() {
      var wanted = chosen(), all = 0, seen = 0;
      groups.forEach(function (group, i) {
        var here = 0;
        group.querySelectorAll("tbody .bt-grade").forEach(function (grade) {
          var row = grade.closest("tr");
          row.hidden = wanted.length > 0 && wanted.indexOf(grade.dataset.grade) < 0;
          all += 1;
          if (!row.hidden) here += 1;
        });
        seen += here;
        group.hidden = here === 0;
        group.open = wanted.length > 0 ? here > 0 : open[i];
      });
      reset.hidden = wanted.length === 0;
      status.textContent = wanted.length ? bar.dataset.said.replace("{seen}", seen).replace("{all}", all) : "";
    }

    function keep() {
      var url = new URL(location.href), wanted = chosen();
      url.searchParams.delete(KEY);
      if (wanted.length) url.searchParams.set(KEY, wanted.join(","));
      /* Some browsers allow no other address for a page opened from a folder. */
      try { history.replaceState(history.state, "", url.href.replace(/%2C/g, ",")); } catch (error) { return; }
    }

    bar.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) return;
      if (chosen().length === 0) open = groups.map(function (group) { return group.open; });
      if (button === reset) buttons.forEach(function (one) { one.setAttribute("aria-pressed", "false"); });
      else button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "true" ? "false" : "true");
      if (button === reset) buttons[0].focus();
      show();
      keep();
    });
    var asked = (new URL(location.href).searchParams.get(KEY) || "").split(",");
    buttons.forEach(function (button) { button.setAttribute("aria-pressed", String(asked.indexOf(button.dataset.grade) >= 0)); });
    show();
    bar.hidden = false;
  }

  /* Runs on every page, first or navigated to; running twice does no harm. */
  function page() {
    document.querySelectorAll("[data-copy]").forEach(copying);
    document.querySelectorAll(".bt-grades").forEach(choosing);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", page);
  else page();
  if (window.document$) window.document$.subscribe(page);   /* silent on file:// */
})();
