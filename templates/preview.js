// Reload a page of a preview when it has new content, and cover it with errors until they are fixed.
(function () {
  "use strict";
  var loaded = decodeURIComponent(new URL(document.currentScript.src).search.slice(1));
  function dispatch(name, detail) { return document.dispatchEvent(new CustomEvent(name, { cancelable: true, detail })); }
  new EventSource("/-/status?" + location.pathname).onmessage = function (event) {
    var status = JSON.parse(event.data), version = status[0], errors = status[1], old = document.getElementById("wrong");
    if (old) { old.remove(); }
    // The translation editor shows errors and new pages in its own way.
    if (errors && !dispatch("eventdocs-errors", errors)) { return; }
    if (errors) {
      var box = document.createElement("pre");
      box.id = "wrong";
      box.setAttribute("role", "alert");
      box.textContent = errors;
      box.style.cssText = "position:fixed;inset:0;z-index:9;margin:0;padding:2rem;overflow:auto;white-space:pre-wrap;" +
        "background:#1b1b1f;color:#ffd7d2;font:14px/1.6 ui-monospace,monospace;direction:ltr;text-align:left";
      document.documentElement.appendChild(box);
    } else if (version !== loaded) {
      loaded = version;
      if (dispatch("eventdocs-build", version)) { location.reload(); }
    }
  };
})();
