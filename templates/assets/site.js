// Optional. Runs before the body is parsed, to set the mode before the first paint.
(function () {
  "use strict";
  document.documentElement.classList.add("js");

  function all(selector, root = document) { return [...root.querySelectorAll(selector)]; }
  function get(id) { return document.getElementById(id); }
  function remembered(key) {
    try { return localStorage.getItem("eventdocs." + key); } catch { return null; }
  }
  function remember(key, value) {
    try { localStorage.setItem("eventdocs." + key, value); } catch { /* a private window forgets */ }
  }

  // The theme: light, dark, or what the system has. It is set before the first paint.
  var THEMES = ["auto", "light", "dark"];
  function showTheme(theme) {
    if (theme === "light" || theme === "dark") {
      document.documentElement.dataset.theme = theme;
    } else {
      delete document.documentElement.dataset.theme;
    }
  }
  showTheme(remembered("theme"));
  function prepareTheme(button) {
    var name = button.querySelector("span");
    function label() {
      name.textContent = button.title = button.dataset[document.documentElement.dataset.theme || "auto"];
    }
    button.onclick = () => {
      var now = THEMES.indexOf(document.documentElement.dataset.theme || "auto");
      var next = THEMES[(now + 1) % THEMES.length];
      remember("theme", next);
      showTheme(next);
      label();
    };
    label();
  }

  // A menu closes with Escape, a click elsewhere, or when the focus leaves it.
  function prepareMenu(menu) {
    function close() { menu.open = false; }
    menu.addEventListener("keydown", event => {
      if (event.key === "Escape" && menu.open) { close(); menu.querySelector("summary").focus(); }
    });
    menu.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !menu.contains(relatedTarget)) { close(); }
    });
    addEventListener("click", ({ target }) => { if (!menu.contains(target)) { close(); } });
  }

  // The reading mode: its radio button is checked as soon as it is there, and again after a reload or
  // a way back, which put back what a form held: the choice is newer.
  var watch = new MutationObserver(choose);
  watch.observe(document, { childList: true, subtree: true });
  addEventListener("pageshow", choose);
  function choose() {
    var radio = get(remembered("mode"));
    if (radio?.name === "mode") {
      radio.checked = true;
      watch.disconnect();
    }
  }
  addEventListener("change", ({ target }) => {
    if (target.name === "mode") { remember("mode", target.id); }
  });

  // Load a script of this site, once, and return the value that it passes to `eventdocsIndex`. This also works
  // on pages opened from a file, and under a policy of trusted types.
  var policy = window.trustedTypes?.createPolicy("eventdocs", { createScriptURL: path => path });
  var scripts = new Map();
  window.eventdocsIndex = value => { document.currentScript.value = value; };
  window.eventdocsLoad = path => {
    if (!scripts.has(path)) {
      scripts.set(path, new Promise((resolve, reject) => {
        var script = document.createElement("script");
        script.onload = () => { resolve(script.value); script.remove(); };
        script.onerror = () => { reject(new Error(path)); script.remove(); scripts.delete(path); };
        script.src = policy ? policy.createScriptURL(path) : path;
        document.head.append(script);
      }));
    }
    return scripts.get(path);
  };

  // The search is a combobox from the start. Its script, style and index are loaded when its field is first used,
  // or when the address has a query.
  var field;
  function prepareSearch() {
    var aria = { role: "combobox", "aria-expanded": "false", "aria-controls": "hits", "aria-autocomplete": "list" };
    Object.entries(aria).forEach(([name, value]) => field.setAttribute(name, value));
    Object.assign(field, { spellcheck: false, enterKeyHint: "go", maxLength: 1000 });
    field.value = new URLSearchParams(location.search).get("q") || field.value;
    field.addEventListener("focus", startSearch, { once: true });
    var panel = Object.assign(document.createElement("div"), { id: "found", hidden: true });
    var hits = Object.assign(document.createElement("div"), { id: "hits", role: "listbox" });
    hits.ariaLabel = field.labels[0].textContent;
    panel.append(document.createElement("p"), hits);
    var total = Object.assign(document.createElement("p"), { id: "total", className: "u", role: "status" });
    field.parentNode.append(total, panel);
    if (field.value) { startSearch(); }
  }
  function startSearch() {
    var style = { rel: "stylesheet", href: field.dataset.style };
    document.head.append(Object.assign(document.createElement("link"), style));
    window.eventdocsLoad(field.dataset.script).catch(() => {});
    window.eventdocsLoad(field.dataset.root + "search.js").catch(() => {});
  }

  // Copy what a button names, or the URL.
  function copy(button, text) {
    var shown = each => getComputedStyle(each).display !== "none";
    var source = button.dataset.copy && all(button.dataset.copy, button.closest(".code") ?? document).find(shown);
    var word = button.querySelector("span");
    navigator.clipboard.writeText(source?.innerText ?? location.href).then(() => {
      word.textContent = document.body.dataset.copied;
      setTimeout(() => { word.textContent = text; }, 2000);
    });
  }

  function press(event) {
    if (!get("keys").checked || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.target.closest("input:not([type=radio], [type=checkbox]), select, textarea")) { return; }
    if (event.key === "/" && field) { event.preventDefault(); field.focus(); }
    document.querySelector(event.key === "[" ? "a[rel=prev]" : event.key === "]" ? "a[rel=next]" : "none")?.click();
  }

  addEventListener("DOMContentLoaded", () => {
    field = get("q");
    var keys = get("keys");
    all(".theme").forEach(prepareTheme);
    all(".menu details").forEach(prepareMenu);
    all(".address:empty").forEach(each => { each.textContent = location.href; });
    if (field) { prepareSearch(); }
    all("button[data-copy]").forEach(button => {
      var text = button.querySelector("span").textContent;
      button.hidden = !navigator.clipboard;
      button.onclick = () => copy(button, text);
    });
    if (keys) {
      keys.checked = remembered("keys") !== "off";
      keys.onchange = () => remember("keys", keys.checked ? "on" : "off");
      addEventListener("keydown", press);
    }
  });
})();
