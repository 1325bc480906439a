/* Keeps the index of the search on its server until a reader turns to the search.

   The theme asks for it as soon as its script starts, on every page; it is larger than most pages, and few readers
   search. Its request waits here. A page from a folder has its index as a script, and needs none of this. */
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
