/* Search from file://, where browsers refuse workers: a hidden frame plays the worker's part.

   After iframe-worker 1.0.4 by Martin Donath (MIT, iframe-worker.LICENSE.txt). The original writes an inline script
   into the frame, which our content security policy forbids; here the page hands the frame its two functions instead.
   The file's name must hold "iframe-worker", or Material's offline plugin adds the original from a public host. */
(function () {
  "use strict";
  if (location.protocol !== "file:") return;

  function script(frame, url) {
    return new Promise(function (done, fail) {
      var element = frame.document.createElement("script");
      element.src = url;
      element.onload = done;
      element.onerror = function () { fail(new Error("cannot load " + url)); };
      frame.document.body.appendChild(element);
    });
  }

  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      var element = document.createElement("iframe");
      element.hidden = true;
      document.body.appendChild(element);
      var frame = element.contentWindow;
      frame.document.open();
      frame.document.write("<!doctype html><title>search</title><body>");
      frame.document.close();
      frame.postMessage = (data) => { setTimeout(() => this.hand(new MessageEvent("message", { data: structuredClone(data) }))); };
      frame.importScripts = function () {
        return Array.from(arguments).reduce(function (before, next) {
          return before.then(function () { return script(frame, next); });
        }, Promise.resolve());
      };
      this.element = element;
      this.ready = script(frame, url);
      this.ready.catch((error) => this.hand(new ErrorEvent("error", { message: error.message, filename: String(url), error: error })));
    }

    hand(event) {
      this.dispatchEvent(event);
      var handler = this["on" + event.type];
      if (handler) handler.call(this, event);
    }

    postMessage(data) {
      var frame = this.element.contentWindow;
      this.ready.then(function () { frame.dispatchEvent(new frame.MessageEvent("message", { data: structuredClone(data) })); }, function () {});
    }

    terminate() { this.element.remove(); }
  };
})();
