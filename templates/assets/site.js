// Everything here is comfort: every page can be read without it. It runs before the body is parsed, so that a
// remembered reading mode is there before the first paint.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");

  function remembered(key) {
    try { return localStorage.getItem("eventdocs." + key); } catch (error) { return null; }
  }
  function remember(key, value) {
    try { localStorage.setItem("eventdocs." + key, value); } catch (error) { /* a private window forgets */ }
  }

  // The reading mode: its radio button is checked as soon as the parser has made it.
  var mode = remembered("mode");
  if (/^(translation|below|side|original)$/.test(mode)) {
    var watch = new MutationObserver(choose);
    watch.observe(document, { childList: true, subtree: true });
    addEventListener("DOMContentLoaded", function () { watch.disconnect(); });
  }
  function choose() {
    var radio = document.getElementById(mode);
    if (radio && radio.name === "mode") {
      radio.checked = true;
      watch.disconnect();
    }
  }
  addEventListener("change", function (event) {
    if (event.target.name === "mode") { remember("mode", event.target.id); }
  });
})();
