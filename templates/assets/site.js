// Optional. Runs before the body is parsed, to set the mode before the first paint.
(function () {
  "use strict";
  function all(selector, root = document) { return [...root.querySelectorAll(selector)]; }
  function get(id) { return document.getElementById(id); }
  function remembered(key) {
    try { return localStorage.getItem("eventdocs." + key); } catch { return null; }
  }
  function remember(key, value) {
    try { localStorage.setItem("eventdocs." + key, value); } catch { /* a private window forgets */ }
  }

  // The theme: light, dark, or what the system has.
  var THEMES = ["auto", "light", "dark"], page = document.documentElement;
  page.classList.add("js");
  page.dataset.theme = THEMES.find(each => each === remembered("theme")) ?? "auto";
  function prepareTheme(button) {
    function label() {
      button.querySelector("span").textContent = button.title = button.dataset[page.dataset.theme];
    }
    button.onclick = () => {
      page.dataset.theme = THEMES[(THEMES.indexOf(page.dataset.theme) + 1) % THEMES.length];
      remember("theme", page.dataset.theme);
      label();
    };
    label();
  }

  // Call a function when the reader leaves an element.
  window.eventdocsLeave = (element, close) => {
    for (var type of ["focusin", "pointerdown"]) {
      addEventListener(type, ({ target }) => { if (!element.contains(target)) { close(); } });
    }
  };

  // A menu closes with Escape, and when the reader leaves it.
  function prepareMenu(menu) {
    menu.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
    });
    window.eventdocsLeave(menu, () => { menu.open = false; });
  }

  // The reading mode: its radio button is checked as soon as it exists, and after the browser restored the form.
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

  // Load a script of this site once, and return what it passes to `eventdocsIndex`. This also works on pages
  // opened from a file, and with trusted types.
  var policy = window.trustedTypes?.createPolicy("eventdocs", { createScriptURL: path => path });
  var scripts = new Map();
  window.eventdocsIndex = value => { document.currentScript.value = value; };
  window.eventdocsLoad = path => {
    if (!scripts.has(path)) {
      scripts.set(path, new Promise((resolve, reject) => {
        var script = document.createElement("script");
        script.onload = () => { resolve(script.value); script.remove(); };
        script.onerror = () => { reject(new Error(path)); script.remove(); scripts.delete(path); };
        script.src = policy?.createScriptURL(path) ?? path;
        document.head.append(script);
      }));
    }
    return scripts.get(path);
  };

  // The search is loaded when its field is first used, or for a query in the address.
  function prepareSearch(field) {
    function start() {
      document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: field.dataset.style }));
      for (var path of [field.dataset.script, field.dataset.root + "search.js"]) { window.eventdocsLoad(path).catch(() => {}); }
    }
    field.value = new URLSearchParams(location.search).get("q") || field.value;
    if (field.value) { start(); } else { field.addEventListener("focus", start, { once: true }); }
  }

  // A button copies the first visible element that it names, or the page's address.
  function prepareCopy(button) {
    var { copy } = button.dataset, word = button.querySelector("span"), text = word.textContent;
    button.hidden = !navigator.clipboard;
    button.onclick = () => {
      var source = copy && all(copy, button.closest(".code") ?? document).find(each => each.getClientRects().length);
      navigator.clipboard.writeText(source?.innerText ?? location.href).then(() => {
        word.textContent = document.body.dataset.copied;
        setTimeout(() => { word.textContent = text; }, 2000);
      });
    };
  }

  function press(event) {
    var { key, target } = event, command = event.ctrlKey || event.metaKey;
    var other = command ? key !== "k" : target.closest("input:not([type=radio], [type=checkbox]), select, textarea");
    if (other || event.altKey || !command && !get("keys").checked) { return; }
    if (command || key === "/") { event.preventDefault(); get("q")?.focus(); }
    document.querySelector({ "[": "a[rel=prev]", "]": "a[rel=next]" }[key] ?? "none")?.click();
  }

  addEventListener("DOMContentLoaded", () => {
    var keys = get("keys"), field = get("q");
    all(".theme").forEach(prepareTheme);
    all(".menu details").forEach(prepareMenu);
    all(".address:empty").forEach(each => { each.textContent = location.href; });
    if (field) { prepareSearch(field); }
    all("button[data-copy]").forEach(prepareCopy);
    if (keys) {
      keys.checked = remembered("keys") !== "off";
      keys.onchange = () => remember("keys", keys.checked ? "on" : "off");
      addEventListener("keydown", press);
    }
  });
})();
