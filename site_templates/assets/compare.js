/* The comparison: folds and sorts the table of all verdicts, and puts what is chosen side by side.

   Markup: <table class="bt-matrix"> with a <tbody data-study data-script> for each study, the baseline in its first row, a
   checkbox "study:case" in every row and data-value in cells that can be sorted by; .bt-tray; .bt-compare with data-said.
   The script of a study calls btCompare({title, kind, cases, inputs}); it is fetched when one of its cases is chosen.
   The choice stands in the address: ?with=study:case,study (a study alone is its baseline). */
(function () {
  "use strict";
  var given = new Map();  /* address of a study's script -> its numbers */
  var asked = new Map();  /* the same -> a promise of them */
  var FIRST = "baseline";

  window.btCompare = function (data) { given.set(document.currentScript.src, data); };

  function numbers(src) {
    var url = new URL(src, location.href);
    url.search = url.hash = "";
    if (!asked.has(url.href)) asked.set(url.href, new Promise(function (done, fail) {
      var script = document.createElement("script");
      script.src = url.href;
      script.onload = function () { if (given.has(url.href)) done(given.get(url.href)); else fail(new Error("no numbers")); };
      script.onerror = function () { asked.delete(url.href); fail(new Error("not loaded")); };
      document.head.appendChild(script);
    }));
    return asked.get(url.href);
  }

  function fill(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; });
  }

  /* An element with a class and content: text, or more elements. No text of a study is ever read as markup. */
  function make(tag, name, content) {
    var made = document.createElement(tag);
    if (name) made.className = name;
    [].concat(content === undefined ? [] : content).forEach(function (part) { made.append(part); });
    return made;
  }

  function short(value) { return Number(value.toPrecision(3)).toLocaleString("en", { maximumSignificantDigits: 3 }).replace("-", "\u2212"); }

  /* The scale that all rows of a measure share: from value to part of the width. */
  function scaleOf(rows) {
    var all = [], ends = rows[0].measure.ends;
    rows.forEach(function (row) {
      [row.measure.low, row.measure.median, row.measure.high].forEach(function (value) { if (value !== null) all.push(value); });
    });
    if (rows[0].measure.enough) all.push(rows[0].measure.enough);
    var low = Math.min.apply(null, all), high = Math.max.apply(null, all);
    if (ends) { low = ends[0]; high = ends[1]; }
    var logarithmic = !ends && low > 0 && high / low > 50;
    if (!ends && !logarithmic) low = Math.min(0, low);
    if (!(high > low)) high = low + 1;
    return {
      low: low, high: high, logarithmic: logarithmic,
      at: function (value) {
        var part = logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
        return 100 * Math.max(0, Math.min(1, part));
      }
    };
  }

  function track(measure, scale) {
    var made = make("span", "bt-track"), part;
    made.setAttribute("aria-hidden", "true");
    if (measure.enough) { part = make("u"); part.style.left = scale.at(measure.enough) + "%"; made.append(part); }
    if (measure.low !== null && measure.high !== null) {
      part = make("i");
      part.style.left = scale.at(measure.low) + "%";
      part.style.width = scale.at(measure.high) - scale.at(measure.low) + "%";
      made.append(part);
    }
    if (measure.median !== null) { part = make("b"); part.style.left = scale.at(measure.median) + "%"; made.append(part); }
    return made;
  }

  function drawMeasure(rows, lacking, said) {
    var first = rows[0].measure, scale = scaleOf(rows), made = make("section", "bt-scale");
    var notes = [first.unit === "%" ? "" : first.unit, scale.logarithmic ? said.logarithmic : "",
      lacking.length ? fill(said.lacking, { cases: lacking.join("; ") }) : ""].filter(Boolean);
    made.append(make("h4", "", first.title));
    if (notes.length) made.append(make("p", "bt-small", notes.join("; ")));
    rows.forEach(function (row) {
      var name = make("span", "", row.name);
      if (row.measure.whose) name.append(make("br"), make("span", "bt-whose", row.measure.whose));
      made.append(make("div", "", [name, track(row.measure, scale), make("span", "bt-value", row.measure.text)]));
    });
    var ends = make("span", "bt-ends", [make("span", "", short(scale.low)), make("span", "", short(scale.high))]);
    ends.setAttribute("aria-hidden", "true");
    if (first.enough) {
      var mark = make("u", "", said.enough), at = scale.at(first.enough);
      /* Next to an end there is no room for the word. */
      if (at > 15 && at < 85) { mark.style.left = at + "%"; ends.append(mark); }
    }
    made.append(make("div", "", [make("span"), ends, make("span")]));
    return made;
  }

  function drawMeasures(cases, said) {
    var groups = new Map();
    cases.forEach(function (one) {
      one.case.measures.forEach(function (measure) {
        if (!groups.has(measure.id)) groups.set(measure.id, []);
        groups.get(measure.id).push({ one: one, name: one.name, measure: measure });
      });
    });
    var made = [], all = [], some = [];
    groups.forEach(function (rows) {
      var lacking = cases.filter(function (one) { return !rows.some(function (row) { return row.one === one; }); })
        .map(function (one) { return one.name; });
      /* What only one of several has is no comparison. */
      if (lacking.length && cases.length - lacking.length < 2) return;
      (lacking.length ? some : all).push(drawMeasure(rows, lacking, said));
    });
    [[said.all, all], [said.some, some]].forEach(function (part) {
      if (!part[1].length) return;
      if (cases.length > 1) made.push(make("h3", "", part[0]));
      part[1].forEach(function (drawn) { made.push(drawn); });
    });
    return made;
  }

  function inputsOf(one) {
    return Object.assign({}, one.study.inputs[FIRST], one.key === FIRST ? {} : one.study.inputs[one.key]);
  }

  function written(input) { return input[0] + (input[1] ? " (" + input[1] + ")" : ""); }

  function drawInputs(cases, said) {
    var tables = cases.map(inputsOf), names = new Map();
    tables.forEach(function (table) { Object.keys(table).forEach(function (name) { names.set(name, (names.get(name) || 0) + 1); }); });
    var alone = 0, rows = [];
    names.forEach(function (times, name) {
      if (times < 2) { alone += 1; return; }
      var found = tables.map(function (table) { return table[name]; });
      var there = found.filter(Boolean).map(function (input) { return written(input) + input[2]; });
      if (there.some(function (text) { return text !== there[0]; })) rows.push([name, found]);
    });
    var made = [make("h3", "", said.assumptions + ": " + cases[0].study.kind_title)];
    if (rows.length) {
      var head = make("tr", "", [make("th", "", said.input)].concat(cases.map(function (one) { return make("th", "", one.name); })));
      head.querySelectorAll("th").forEach(function (cell) { cell.scope = "col"; });
      var body = make("tbody", "", rows.map(function (row) {
        var name = make("th", "", row[0]);
        name.scope = "row";
        return make("tr", "", [name].concat(row[1].map(function (input) {
          if (!input) return make("td", "", "\u2013");
          var grade = make("span", "bt-grade", input[2]);
          grade.dataset.grade = input[2];
          return make("td", "", [written(input) + " ", grade]);
        })));
      }));
      var box = make("div", "bt-scroll", make("table", "bt-data", [make("caption", "", said.caption), make("thead", "", head), body]));
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", said.assumptions);
      made.push(box);
    } else made.push(make("p", "", said.same));
    if (alone) made.push(make("p", "bt-small", fill(said.no_counterpart, { n: alone })));
    return made;
  }

  function start(table) {
    if (table.dataset.ready !== undefined) return;
    table.dataset.ready = "";
    var root = table.closest("article") || document;
    var tray = root.querySelector(".bt-tray"), section = root.querySelector(".bt-compare");
    var body = section.querySelector(".bt-compare-body"), status = tray.querySelector("[role=status]");
    var said = JSON.parse(section.dataset.said);
    var boxes = Array.from(table.querySelectorAll(".bt-pick input"));
    var chosen = [], turn = 0;

    function boxOf(id) { return boxes.find(function (box) { return box.value === id; }); }

    function address() {
      var url = new URL(location.href);
      url.searchParams.delete("with");
      if (chosen.length) url.searchParams.set("with", chosen.map(function (id) { return id.replace(":" + FIRST, ""); }).join(","));
      url.search = url.search.replace(/%2C/g, ",").replace(/%3A/g, ":");
      return url;
    }

    function keep() {
      /* Some browsers allow no other address for a page opened from a folder; the copied link has it all the same. */
      try { history.replaceState(history.state, "", address().href); } catch (error) { return; }
    }

    function draw(cases) {
      var heads = make("div", "bt-beside", cases.map(function (one) {
        var chip = make("p", "bt-chip", one.case.name), away = make("button", "", said.remove);
        var link = make("a", "", one.study.title), head = make("div");
        head.dataset.verdict = chip.dataset.verdict = one.case.verdict;
        link.href = one.link;
        away.type = "button";
        away.value = one.id;
        away.setAttribute("aria-label", fill(said.remove_which, { case: one.name }));
        head.append(make("h3", "", link), make("p", "bt-small", one.study.kind_title + ": " + one.case.title), chip, make("p", "", one.case.holds), away);
        return head;
      }));
      var parts = [heads].concat(drawMeasures(cases, said)), kinds = new Map();
      cases.forEach(function (one) { kinds.set(one.study.kind, (kinds.get(one.study.kind) || []).concat(one)); });
      kinds.forEach(function (some) { if (some.length > 1) parts = parts.concat(drawInputs(some, said)); });
      if (kinds.size > 1) parts.push(make("p", "bt-small", said.apart));
      body.replaceChildren.apply(body, parts);
      body.dataset.shown = String(cases.length);
    }

    function show() {
      var now = turn += 1;
      boxes.forEach(function (box) {
        box.checked = chosen.indexOf(box.value) >= 0;
        box.closest("tr").classList.toggle("bt-chosen", box.checked);
      });
      tray.hidden = section.hidden = !chosen.length;
      status.textContent = chosen.length === 1 ? said.chosen_one : fill(said.chosen, { n: chosen.length });
      return Promise.all(chosen.map(function (id) {
        var part = boxOf(id).closest("tbody"), key = id.slice(id.indexOf(":") + 1);
        return numbers(part.dataset.script).then(function (study) {
          var link = part.querySelector("th a");
          return {
            id: id, key: key, study: study, case: study.cases[key], link: link.getAttribute("href"),
            name: key === FIRST ? study.title : study.title + ": " + study.cases[key].title
          };
        }, function () { status.textContent = fill(said.failed, { study: part.querySelector("th a").textContent }); throw new Error(id); });
      })).then(function (cases) { if (now === turn) draw(cases); }, function () { body.replaceChildren(); });
    }

    function choose(id, wanted) {
      chosen = chosen.filter(function (other) { return other !== id; });
      if (wanted) chosen.push(id);
      keep();
      show();
    }

    function sort(cell, button) {
      var heads = Array.from(table.tHead.rows[0].cells), place = heads.indexOf(cell);
      var down = cell.getAttribute("aria-sort") === "ascending";
      heads.forEach(function (head) { head.removeAttribute("aria-sort"); });
      cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      function valueOf(part) { return part.rows[0].cells[place].dataset.value; }
      Array.from(table.tBodies).sort(function (a, b) {
        var x = valueOf(a), y = valueOf(b);
        /* What has no value stands last, whichever way. */
        if (!x || !y) return (x ? 0 : 1) - (y ? 0 : 1);
        var order = isNaN(x) || isNaN(y) ? x.localeCompare(y) : x - y;
        return down ? -order : order;
      }).forEach(function (part) { table.append(part); });
      button.focus();
    }

    table.querySelectorAll("th[data-sort]").forEach(function (cell) {
      var button = make("button", "", cell.textContent);
      button.type = "button";
      button.title = fill(said.sort, { column: cell.textContent });
      button.addEventListener("click", function () { sort(cell, button); });
      cell.replaceChildren(button);
    });
    table.addEventListener("change", function (event) { choose(event.target.value, event.target.checked); });
    table.addEventListener("click", function (event) {
      var fold = event.target.closest(".bt-fold");
      if (fold) fold.setAttribute("aria-expanded", String(fold.closest("tbody").classList.toggle("bt-open")));
    });
    body.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) return;
      choose(button.value, false);
      (chosen.length ? section.querySelector("h2") : boxes[0]).focus();
    });
    tray.addEventListener("click", function (event) {
      var what = event.target.dataset.do;
      if (what === "clear") { chosen = []; keep(); show(); boxes[0].focus(); }
      if (what !== "link") return;
      var text = address().href, byHand = function () { status.textContent = fill(said.by_hand, { text: text }); };
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(function () { status.textContent = said.copied; }, byHand);
      else byHand();
    });

    /* Browsers remember ticks over a reload; the address is what counts. */
    boxes.forEach(function (box) { box.checked = false; });
    (new URL(location.href).searchParams.get("with") || "").split(",").forEach(function (text) {
      var id = text.indexOf(":") < 0 ? text + ":" + FIRST : text;
      if (boxOf(id) && chosen.indexOf(id) < 0) chosen.push(id);
    });
    if (chosen.length) {
      var many = chosen.length > 1;
      show().then(function () { if (many && !location.hash) section.scrollIntoView(); });
    }
  }

  /* Runs on every page, first or navigated to; running twice does no harm. */
  function page() { document.querySelectorAll(".bt-matrix").forEach(start); }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", page);
  else page();
  if (window.document$) window.document$.subscribe(page);   /* silent on file:// */
})();
