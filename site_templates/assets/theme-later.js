/* Puts off what the theme's script does as it starts, on every page, and hardly any reader needs at once.

   Stands before that script. Each part names what it waits for. */

/* The index of the search stays on its server until a reader turns to the search: it is larger than most pages, and few
   readers search. A page from a folder has its index as a script, and needs none of this. */
(function () {
  "use strict";
  if (location.protocol === "file:") return;
  var open = XMLHttpRequest.prototype.open;
  var send = XMLHttpRequest.prototype.send;
  var waiting = [];
  var wanted = new URLSearchParams(location.search).has("q");   /* an address that holds a search */

  XMLHttpRequest.prototype.open = function (method, url) {
    this.btLater = /\/search\/search_index\.json$/.test(new URL(url, location.href).pathname);
    return open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (this.btLater && !wanted) waiting.push(send.bind(this, body));
    else send.call(this, body);
  };
  document.addEventListener("focusin", function (event) {
    if (!event.target.closest(".md-search")) return;
    wanted = true;
    waiting.splice(0).forEach(function (go) { go(); });
  });
})();

/* Instant navigation writes every relative address anew as an absolute one, so that heads of pages at different depths
   can be compared. A style sheet is loaded again by that, and the whole page styled and laid out anew. It waits until a
   reader leaves for another page, which is styled anew anyway. */
(function () {
  "use strict";
  var sheets = document.querySelectorAll("head > link[rel=stylesheet]");
  sheets.forEach(function (sheet) {
    var absolute = sheet.href;
    Object.defineProperty(sheet, "href", { configurable: true, get: function () { return absolute; }, set: function () {} });
  });
  document.addEventListener("click", function leaving(event) {
    var link = event.target.closest("a[href]");
    if (!link || link.pathname === location.pathname) return;
    document.removeEventListener("click", leaving, true);
    sheets.forEach(function (sheet) {
      var absolute = sheet.href;
      delete sheet.href;
      sheet.href = absolute;
    });
  }, true);
})();

/* The theme adds a second word on the scheme of colours behind ours in the head, where it changes nothing but has the
   whole page styled anew, twice. It never gets there. */
(function () {
  "use strict";
  var head = document.head;
  head.appendChild = function (node) {
    if (node.nodeName !== "META" || node.name !== "color-scheme") return Node.prototype.appendChild.call(head, node);
    delete head.appendChild;
    return node;
  };
})();
