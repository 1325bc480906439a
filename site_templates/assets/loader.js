/* Makes the charts of a page live, one by one, as the reader comes near. If anything fails, the printed chart stays.

   Markup it works on; the svg is the chart, the template its Vega-Lite specification as HTML-escaped JSON:

     <figure class="bt-figure" id="ID" data-search-exclude aria-labelledby="ID-t">
       <div class="bt-figure-head">
         <p class="bt-figure-title" id="ID-t">..</p> <p class="bt-figure-finding">..</p>
       </div>
       <div class="bt-chart bt-wide" role="img" aria-labelledby="ID-t" aria-describedby="ID-d">
         <svg aria-hidden="true" width="720" height=".." viewBox="..">..</svg><template data-spec>{..}</template>
       </div>
       <div class="bt-chart bt-narrow" ..the same, 340 wide.. ></div>
       <template data-rows>{..}</template>   the data of both, by name
       <figcaption id="ID-d">..</figcaption> <details class="bt-table">..</details> <p class="bt-get">..</p>
     </figure>

   A chart without a template stays printed. A hidden one (the other width, a closed <details>) waits until it is seen.
   The build puts in the bundle's file name and the charts' configuration; the bundle lies beside this file. */
(function () {
  "use strict";
  var bundleUrl = new URL("__VEGA_BUNDLE__", document.currentScript.src).href;
  var config = __VEGA_CONFIG__;   /* the look of every chart, once */
  var bundle = null;      /* a promise, once the first chart asks */
  var live = new Map();   /* chart element -> { view, result, observer } */
  var watch = null;

  function load() {
    return bundle || (bundle = new Promise(function (done, fail) {
      var script = document.createElement("script");
      script.src = bundleUrl;
      script.onload = function () { window.vegaEmbed ? done(window.vegaEmbed) : fail(new Error("no vegaEmbed")); };
      script.onerror = fail;
      document.head.appendChild(script);
    }));
  }

  /* The live view takes the place of the printed chart: its width, or less. */
  function widthOf(chart, svg) {
    return Math.round(Math.min(chart.clientWidth, svg.viewBox.baseVal.width));
  }

  /* Charts are fitted to their width; their height is that of their rows. */
  function fits(spec) {
    return spec.autosize && spec.autosize.type === "fit-x";
  }

  function start(chart) {
    if (live.has(chart)) return;
    live.set(chart, {});
    load().then(function (embed) {
      var svg = chart.querySelector("svg");
      var spec = JSON.parse(chart.querySelector("template[data-spec]").content.textContent);
      spec.datasets = JSON.parse(chart.parentNode.querySelector("template[data-rows]").content.textContent);
      spec.config = config;
      var fluid = fits(spec);
      if (fluid) spec.width = widthOf(chart, svg);
      var stage = document.createElement("div");
      stage.className = "bt-live bt-loading";
      chart.appendChild(stage);
      return embed(stage, spec, {
        ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: { disableDefaultStyle: true }
      }).then(function (result) {
        if (!chart.isConnected) { result.finalize(); live.delete(chart); return; }
        /* The chart's description and table speak for it; Vega's own labels would only interrupt. */
        stage.removeAttribute("role");
        stage.removeAttribute("aria-label");
        stage.removeAttribute("aria-roledescription");
        stage.querySelector("svg").setAttribute("aria-hidden", "true");
        stage.classList.remove("bt-loading");
        svg.replaceWith(stage);
        var entry = { result: result };
        live.set(chart, entry);
        if (fluid && window.ResizeObserver) {
          var last = chart.clientWidth;
          entry.observer = new ResizeObserver(function () {
            if (!chart.clientWidth || chart.clientWidth === last) return;
            last = chart.clientWidth;
            result.view.width(widthOf(chart, svg)).runAsync();
          });
          entry.observer.observe(chart);
        }
        chart.dataset.live = "";
      }, function (error) { stage.remove(); throw error; });
    }).catch(function () { chart.dataset.live = "failed"; });
  }

  function frugal() {
    return (navigator.connection && navigator.connection.saveData) || matchMedia("(prefers-reduced-data: reduce)").matches;
  }

  /* Runs on every page, first or navigated to; running twice does no harm. */
  function page() {
    live.forEach(function (entry, chart) {
      if (chart.isConnected) return;
      if (entry.observer) entry.observer.disconnect();
      if (entry.result) entry.result.finalize();
      live.delete(chart);
    });
    if (watch) watch.disconnect();
    if (!window.IntersectionObserver) return;
    watch = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.isIntersecting) { watch.unobserve(entry.target); start(entry.target); }
      });
    }, { rootMargin: "400px" });
    document.querySelectorAll(".bt-chart").forEach(function (chart) {
      if (live.has(chart) || !chart.querySelector("template[data-spec]")) return;
      if (frugal()) chart.addEventListener("click", function () { start(chart); }, { once: true });
      else watch.observe(chart);
    });
  }

  window.btViews = function () {
    var count = 0;
    live.forEach(function (entry) { if (entry.result) count += 1; });
    return count;
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", page);
  else page();
  if (window.document$) window.document$.subscribe(page);   /* silent on file:// */
})();
