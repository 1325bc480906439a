/* Makes the charts of a page live, one by one, as the reader comes near. If anything fails, the printed chart stays.

   Markup it works on; the svg is the chart:

     <figure class="bt-figure" id="ID" data-charts="charts.js" data-search-exclude aria-labelledby="ID-t">
       <figcaption class="bt-figure-head">
         <p class="bt-figure-title" id="ID-t">..</p> <p class="bt-figure-finding">..</p>
       </figcaption>
       <div class="bt-chart bt-wide" role="img" aria-labelledby="ID-t" aria-describedby="ID-d"><svg ..>..</svg></div>
       <div class="bt-chart bt-narrow" ..the same, 340 wide.. ></div>
       <p class="bt-figure-says" id="ID-d">..</p> <details class="bt-table">..</details> <p class="bt-get">..</p>
     </figure>

   data-charts names a script beside the page that calls btCharts({ID: {wide, narrow, rows}}): a script, because a page
   opened from a folder may not fetch data. A hidden chart (the other width) waits until it is seen.
   The build puts in the bundle's file name and the charts' configuration; the bundle lies beside this file. */
(function () {
  "use strict";
  var bundleUrl = new URL("__VEGA_BUNDLE__", document.currentScript.src).href;
  var config = __VEGA_CONFIG__;   /* the look of every chart, once */
  var bundle = null;      /* a promise, once the first chart asks */
  var given = new Map();  /* address of a page's charts -> their specifications, once its script has run */
  var specs = new Map();  /* the same -> a promise of them */
  var live = new Map();   /* chart element -> { view, result, observer } */
  var watch = null;

  function fetched(url) {
    return new Promise(function (done, fail) {
      var script = document.createElement("script");
      script.src = url;
      script.onload = done;
      script.onerror = fail;
      document.head.appendChild(script);
    });
  }

  function load() {
    return bundle || (bundle = fetched(bundleUrl).then(function () {
      if (!window.vegaEmbed) throw new Error("no vegaEmbed");
      return window.vegaEmbed;
    }));
  }

  /* A page's script calls this with its specifications; they are kept under the script's own address. */
  window.btCharts = function (charts) { given.set(document.currentScript.src, charts); };

  function specsOf(figure) {
    var url = new URL(figure.dataset.charts, location.href).href;
    if (!specs.has(url)) specs.set(url, fetched(url).then(function () { return given.get(url); }));
    return specs.get(url);
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
    var figure = chart.closest("figure");
    Promise.all([load(), specsOf(figure)]).then(function (both) {
      var embed = both[0], own = both[1][figure.id];
      var svg = chart.querySelector("svg");
      /* A copy: an embedded chart may change what it is given. */
      var spec = JSON.parse(JSON.stringify(chart.classList.contains("bt-wide") ? own.wide : own.narrow));
      spec.datasets = JSON.parse(JSON.stringify(own.rows));
      spec.config = JSON.parse(JSON.stringify(config));
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
        if (window.btPoints) window.btPoints(chart, result.view);
      }, function (error) { stage.remove(); throw error; });
    }).catch(function () { chart.dataset.live = "failed"; });
  }

  function frugal() {
    return (navigator.connection && navigator.connection.saveData) || matchMedia("(prefers-reduced-data: reduce)").matches;
  }

  /* Lays out what the page put off (report.css), some of it whenever the browser has nothing else to do. */
  function settle() {
    var text = document.querySelector("article.md-typeset");
    if (!text || "settled" in text.dataset) return;
    var waiting = Array.from(text.querySelectorAll(":scope > *, :scope > .bt-folds > *")).filter(function (part) { return getComputedStyle(part).contentVisibility === "auto"; });
    var later = window.requestIdleCallback || function (go) { setTimeout(go, 0, { timeRemaining: function () { return 0; } }); };
    function some(idle) {
      var next;
      while ((next = waiting.shift())) {
        next.dataset.settled = "";
        if (next.offsetHeight >= 0 && idle.timeRemaining() < 8) break;   /* asked its height, a browser lays it out now, within the time it gave */
      }
      if (waiting.length) { later(some); return; }
      text.dataset.settled = "";
      text.querySelectorAll("[data-settled]").forEach(function (part) { delete part.dataset.settled; });
    }
    /* A font that comes when all is laid out has all laid out again; titles of references are the first that lean. */
    function start() { later(some); }
    document.fonts.load("italic 1em " + getComputedStyle(text).fontFamily).then(start, start);
  }

  /* Runs on every page, first or navigated to; running twice does no harm. */
  function page() {
    live.forEach(function (entry, chart) {
      if (chart.isConnected) return;
      if (entry.observer) entry.observer.disconnect();
      if (entry.result) entry.result.finalize();
      live.delete(chart);
    });
    if (document.readyState === "complete") settle();
    else window.addEventListener("load", settle, { once: true });
    if (watch) watch.disconnect();
    if (!window.IntersectionObserver) return;
    watch = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.isIntersecting) { watch.unobserve(entry.target); start(entry.target); }
      });
    }, { rootMargin: "400px" });
    document.querySelectorAll(".bt-chart").forEach(function (chart) {
      if (live.has(chart) || !chart.closest("figure[data-charts]")) return;
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
