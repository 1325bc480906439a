/* The sliders under "What would change the verdict": what the model says at the values they show, interpolated on a grid.

   Markup: <section class="bt-whatif" data-script="what-if.js">, in it a result, .bt-slider with label, output and
   input, buttons with data-do, a status line, and <details> for the scenario. The script beside the page calls
   btWhatIf({axes, measures, findings, steps, columns, draws, words}); it is fetched when a reader comes near.
   The state stands in the address as ?set.<input>=<value>, one for each slider that was moved; #anchors are left alone. */
(function () {
  "use strict";
  var given = new Map();  /* address of a page's script -> its numbers */
  var asked = new Map();  /* the same -> a promise of them */
  var PREFIX = "set.";

  window.btWhatIf = function (data) {
    data.table = data.columns.map(function (column, i) {
      var sum = 0;
      return column.map(function (step) { sum += step; return sum * data.steps[i]; });
    });
    given.set(document.currentScript.src, data);
  };

  function numbers(section) {
    var url = new URL(section.dataset.script, location.href);
    url.search = url.hash = "";
    if (!asked.has(url.href)) asked.set(url.href, new Promise(function (done, fail) {
      var script = document.createElement("script");
      script.src = url.href;
      script.onload = function () { if (given.has(url.href)) done(given.get(url.href)); else fail(new Error("no numbers")); };
      script.onerror = fail;
      document.head.appendChild(script);
    }));
    return asked.get(url.href);
  }

  /* A place on an axis (0 its first value, 1 its second) and the value there. */
  function valueAt(axis, place) {
    var i = Math.min(Math.floor(place), axis.values.length - 2), t = place - i, a = axis.values[i], b = axis.values[i + 1];
    return axis.factors ? a * Math.pow(b / a, t) : a + (b - a) * t;
  }

  function placeOf(axis, value) {
    var v = axis.values, i = 0;
    if (!(value > v[0])) return 0;
    if (value >= v[v.length - 1]) return v.length - 1;
    while (value > v[i + 1]) i += 1;
    return i + (axis.factors ? Math.log(value / v[i]) / Math.log(v[i + 1] / v[i]) : (value - v[i]) / (v[i + 1] - v[i]));
  }

  /* Every column at the places, multilinearly; the last axis runs fastest. */
  function interpolate(data, places) {
    var corners = [[0, 1]];
    data.axes.forEach(function (axis, k) {
      var n = axis.values.length, i = Math.min(Math.floor(places[k]), n - 2), t = places[k] - i;
      corners = corners.reduce(function (all, corner) {
        all.push([corner[0] * n + i, corner[1] * (1 - t)]);
        if (t > 0) all.push([corner[0] * n + i + 1, corner[1] * t]);
        return all;
      }, []);
    });
    return data.table.map(function (column) {
      return corners.reduce(function (sum, corner) { return sum + corner[1] * column[corner[0]]; }, 0);
    });
  }

  function fill(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; });
  }

  function number(value, decimals) {
    var unit = Math.pow(10, -decimals), shown = decimals < 0 ? Math.round(value / unit) * unit : value, d = Math.max(0, decimals);
    var text = Math.abs(shown).toLocaleString("en", { minimumFractionDigits: d, maximumFractionDigits: d });
    return (shown < 0 && /[1-9]/.test(text) ? "\u2212" : "") + text;
  }

  /* A share in steps of so many per cent; never 0 % or 100 % for what is merely close to it. */
  function percent(share, step) {
    var whole = Math.round(share * 100 / step) * step;
    return share > 0 && whole < 1 ? "< " + step + " %" : share < 1 && whole > 99 ? "> " + (100 - step) + " %" : whole + " %";
  }

  /* What an author would write, and what a reader sees. */
  function rounded(value) { return Number(value.toPrecision(3)); }

  function said(axis, value) {
    if (axis.levels.length) return axis.levels[Math.round(value) - 1];
    return rounded(value * axis.scale).toLocaleString("en", { maximumSignificantDigits: 4 }).replace("-", "\u2212") + axis.unit;
  }

  function start(section) {
    if (section.dataset.ready !== undefined) return;
    section.dataset.ready = "";
    var inputs = Array.from(section.querySelectorAll("input[type=range]"));
    var find = function (selector) { return section.querySelector(selector); };
    var status = find(".bt-whatif-said"), data = null, timer = 0;

    function values() {
      return inputs.map(function (input, i) {
        var axis = data.axes[i], place = input.value / axis.fine;
        return place === axis.centre ? axis.values[axis.centre] : valueAt(axis, place);
      });
    }

    function moved() {
      var now = values();
      return data.axes.map(function (axis, i) { return [axis, now[i], inputs[i].value / axis.fine]; })
        .filter(function (one) { return one[2] !== one[0].centre; });
    }

    function written(axis, value) { return axis.levels.length ? axis.levels[Math.round(value) - 1] : String(rounded(value)); }

    function address() {
      var url = new URL(location.href);
      data.axes.forEach(function (axis) { url.searchParams.delete(PREFIX + axis.path); });
      moved().forEach(function (one) { url.searchParams.set(PREFIX + one[0].path, written(one[0], one[1])); });
      return url;
    }

    function scenario() {
      var w = data.words;
      return ["scenarios:", "  - id: what-if", "    title: " + w.title, "    says: " + w.says,
        moved().length ? "    set:" : "    set: {}"].concat(moved().map(function (one) {
        return "      " + one[0].path + ": {value: " + written(one[0], one[1]) + ", grade: assumed, note: " + w.note + "}";
      })).join("\n");
    }

    function show() {
      var now = values(), w = data.words;
      var found = interpolate(data, inputs.map(function (input, i) { return input.value / data.axes[i].fine; }));
      inputs.forEach(function (input, i) {
        var text = said(data.axes[i], now[i]);
        input.setAttribute("aria-valuetext", text);
        input.parentNode.querySelector("output").textContent = text;
      });
      var shares = data.findings.map(function (one, i) { return [found[3 * data.measures.length + i], one]; })
        .sort(function (a, b) { return b[0] - a[0]; });
      var chip = find(".bt-whatif-result .bt-chip"), drawn = data.draws > 1;
      chip.textContent = shares[0][1].name;
      chip.dataset.verdict = shares[0][1].key;
      var text = drawn ? fill(w.sure_drawn, { share: percent(shares[0][0], data.share_step), draws: data.draws })
        : data.axes[0].levels.length ? w.sure_levels : w.sure_alone;
      if (shares[1] && shares[1][0] >= 0.05) text += fill(w.next, { verdict: shares[1][1].name, share: percent(shares[1][0], data.share_step) });
      find(".bt-whatif-sure").textContent = text;
      section.querySelectorAll(".bt-whatif-result dd").forEach(function (cell, i) {
        var one = data.measures[i], parts = [0, 1, 2].map(function (k) { return number(found[3 * i + k] * one.scale, one.decimals); });
        cell.textContent = parts[0] + one.unit + (parts[1] === parts[2] ? "" : " (" + fill(w.interval, { low: parts[1], high: parts[2] }) + one.unit + ")");
      });
      var beyond = data.axes.filter(function (axis, i) {
        var place = inputs[i].value / axis.fine;
        return place < axis.first || place > axis.last;
      }).map(function (axis) { return axis.label; });
      var told = beyond.length ? fill(w.outside, { inputs: beyond.join("; ") }) : "";
      if (find(".bt-whatif-outside").textContent !== told) find(".bt-whatif-outside").textContent = told;
      section.classList.toggle("bt-beyond", beyond.length > 0);
      find("pre code").textContent = scenario();
    }

    function keep() {
      clearTimeout(timer);
      timer = setTimeout(function () {
        /* Some browsers allow no other address for a page opened from a folder; the copied link has it all the same. */
        try { if (section.isConnected) history.replaceState(history.state, "", address().href); } catch (error) { return; }
      }, 200);
    }

    function copy(text, done) {
      var byHand = function () { status.textContent = fill(data.words.by_hand, { text: text }); };
      if (!navigator.clipboard) { byHand(); return; }
      navigator.clipboard.writeText(text).then(function () { status.textContent = done; }, byHand);
    }

    var acts = {
      reset: function () {
        inputs.forEach(function (input, i) { input.value = data.axes[i].centre * data.axes[i].fine; });
        status.textContent = "";
        show();
        keep();
      },
      link: function () {
        var url = address();
        url.hash = section.id;
        copy(url.href, data.words.copied_link);
      },
      study: function () { copy(scenario(), data.words.copied_yaml); }
    };

    var ready = null;
    function open() {
      return ready || (ready = numbers(section).then(function (found) {
        data = found;
        var query = new URL(location.href).searchParams;
        data.axes.forEach(function (axis, i) {
          var last = axis.values.length - 1, text = query.get(PREFIX + axis.path), level = axis.levels.indexOf(text);
          var value = level >= 0 ? level + 1 : text === null || text === "" ? NaN : Number(text);
          if (Number.isFinite(value)) inputs[i].value = Math.round(placeOf(axis, value) * axis.fine);
          inputs[i].style.setProperty("--from", 100 * axis.first / last + "%");
          inputs[i].style.setProperty("--to", 100 * axis.last / last + "%");
        });
        show();
      }, function () { status.textContent = section.dataset.failed; }));
    }

    section.addEventListener("input", function () { open().then(function () { if (data) { show(); keep(); } }); });
    section.addEventListener("click", function (event) {
      var button = event.target.closest("button[data-do]");
      if (button) open().then(function () { if (data) acts[button.dataset.do](); });
    });
    if (new URL(location.href).search.indexOf(PREFIX) >= 0 || !window.IntersectionObserver) { open(); return; }
    var watch = new IntersectionObserver(function (entries) {
      if (entries.some(function (entry) { return entry.isIntersecting; })) { watch.disconnect(); open(); }
    }, { rootMargin: "400px" });
    watch.observe(section);
  }

  /* Runs on every page, first or navigated to; running twice does no harm. */
  function page() { document.querySelectorAll(".bt-whatif").forEach(start); }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", page);
  else page();
  if (window.document$) window.document$.subscribe(page);   /* silent on file:// */
})();
