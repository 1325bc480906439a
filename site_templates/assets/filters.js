/* Filters of the pages that list all studies, by kind, era and verdict.

   Markup: <section class="bt-filters" data-all data-some> with buttons data-filter="kind" value="..", a status and a button
   data-reset; whatever has data-study is shown or not, by its own data-kind, data-era (several words) and data-verdict.
   Answers to one question widen the choice, several questions narrow it. The choice stands in the address: ?kind=a,b&era=c */
(function () {
  "use strict";

  function start(box) {
    if (box.dataset.ready !== undefined) return;
    box.dataset.ready = "";
    var root = box.closest("article") || document;
    var buttons = Array.from(box.querySelectorAll("button[data-filter]"));
    var names = Array.from(new Set(buttons.map(function (button) { return button.dataset.filter; })));
    var items = Array.from(root.querySelectorAll("[data-study]"));
    var lanes = Array.from(root.querySelectorAll(".bt-lane"));
    var none = root.querySelector(".bt-none"), status = box.querySelector("[role=status]");

    function pressed(button) { return button.getAttribute("aria-pressed") === "true"; }

    function chosen(name) {
      return buttons.filter(function (button) { return button.dataset.filter === name && pressed(button); })
        .map(function (button) { return button.value; });
    }

    function fits(item) {
      return names.every(function (name) {
        var wanted = chosen(name), has = item.dataset[name].split(" ");
        return !wanted.length || wanted.some(function (value) { return has.indexOf(value) >= 0; });
      });
    }

    function show() {
      var left = new Set(), any = buttons.some(pressed);
      items.forEach(function (item) {
        var shown = fits(item);
        item.classList.toggle("bt-away", !shown);
        if (shown) left.add(item.dataset.study);
      });
      lanes.forEach(function (lane) { lane.classList.toggle("bt-away", !lane.querySelector(".bt-span:not(.bt-away)")); });
      var text = any ? box.dataset.some.replace("{n}", left.size) : box.dataset.all;
      if (status.textContent !== text) status.textContent = text;
      box.querySelector("[data-reset]").hidden = !any;
      none.hidden = left.size > 0;
    }

    function keep() {
      var url = new URL(location.href);
      names.forEach(function (name) {
        url.searchParams.delete(name);
        if (chosen(name).length) url.searchParams.set(name, chosen(name).join(","));
      });
      url.search = url.search.replace(/%2C/g, ",");
      /* Some browsers allow no other address for a page opened from a folder. */
      try { history.replaceState(history.state, "", url.href); } catch (error) { return; }
    }

    function press(test) {
      buttons.forEach(function (button) { button.setAttribute("aria-pressed", String(test(button))); });
    }

    root.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.reset !== undefined) {
        press(function () { return false; });
        buttons[0].focus();
      } else if (buttons.indexOf(button) >= 0) {
        button.setAttribute("aria-pressed", String(!pressed(button)));
      } else return;
      show();
      keep();
    });

    var query = new URL(location.href).searchParams;
    press(function (button) { return (query.get(button.dataset.filter) || "").split(",").indexOf(button.value) >= 0; });
    show();
  }

  /* Runs on every page, first or navigated to; running twice does no harm. */
  function page() { document.querySelectorAll(".bt-filters").forEach(start); }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", page);
  else page();
  if (window.document$) window.document$.subscribe(page);   /* silent on file:// */
})();
