// The preview's news: a page reloads after each build; what is wrong with a build lies over it until it is mended.
(function () {
  "use strict";
  var shown = null;
  new EventSource("/-/news").onmessage = function (event) {
    var news = JSON.parse(event.data), old = document.getElementById("wrong");
    if (old) { old.remove(); }
    if (news[1]) {
      var box = document.createElement("pre");
      box.id = "wrong";
      box.setAttribute("role", "alert");
      box.textContent = news[1];
      box.style.cssText = "position:fixed;inset:0;z-index:9;margin:0;padding:2rem;overflow:auto;white-space:pre-wrap;" +
        "background:#1b1b1f;color:#ffd7d2;font:14px/1.6 ui-monospace,monospace;direction:ltr;text-align:left";
      document.documentElement.appendChild(box);
    } else if (shown !== null && shown !== news[0]) {
      // The translation editor shows the new page in its own way.
      if (document.dispatchEvent(new Event("eventdocs-build", { cancelable: true }))) { location.reload(); }
    }
    shown = news[0];
  };
})();
