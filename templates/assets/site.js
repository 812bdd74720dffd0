// Runs before the body is parsed, to set the mode before the first paint.
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

  // The reading mode: its radio button is checked as soon as it is there, and again after a reload or a way back.
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

  // Search: the index is a script, fetched on the field's first use. A large one only says how many parts
  // there are, and where those of the originals, which add to their events.
  var rows = [], known = new Map(), pending = 0, timer, field, found;

  function fold(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(); }

  window.eventdocsIndex = function (shared, data, part = 0) {
    if (typeof shared === "number") {
      while (part++ < shared) { load("search/" + part + ".js", data && data + part + ".js"); }
      return;
    }
    shared = shared.map(fold);
    rows[part] ||= [];
    data.forEach(([id, name, description = "", messages = [], texts = [], title, slug, codes = []]) => {
      title ||= id + " - " + name;
      slug ||= (id + "-" + name).toLowerCase();
      var row = known.get(slug);
      if (!row) {
        row = { ids: [id, ...codes].map(fold), title, slug, description, number: numbered(fold(id)), text: "", parts: [] };
        row.name = fold(name + "\n" + title);
        known.set(slug, row);
        rows[part].push(row);
      }
      row.text += [description, ...messages, ...texts, ""]
        .map(text => typeof text === "number" ? shared[text] : fold(text)).join("\n").replace(/\0/g, "");
      row.parts.push(...messages.map(message =>
        fold(message).split(/\0[^\0]*\0|%\d{1,2}(?:![^!\s]{1,16}!)?|%[nrt]|\{\w+(?:[,:][^{}\s]*)?\}|\s+/).filter(Boolean)));
    });
  };

  // How many characters of a message a log line has, in order: all or 0.
  function logged(line, parts) {
    var from = 0, length = 0;
    for (var part of parts) {
      from = line.indexOf(part, from) + part.length;
      if (from < part.length) { return 0; }
      length += part.length;
    }
    return length > 7 ? length : 0;
  }

  // The number of a word: decimal, hexadecimal, or a negative HRESULT.
  function numbered(word) {
    var fits = /^(-?\d{1,10}|0x[\da-f]{1,8}|(?=.*\d)[\da-f]{4,8})$/.test(word);
    return fits ? parseInt(word, /^-?\d+$/.test(word) ? 10 : 16) >>> 0 : NaN;
  }

  // The greatest share of a line that a query has.
  function share(text, query) {
    return Math.max(...text.split("\n").map(line => line.includes(query) && query.length / line.length));
  }

  function rank(row, query, words, number) {
    if (row.ids.includes(query)) { return 1e6; }
    if (row.number === number) { return 9e5; }
    if (number > 65535 && row.number === (number & 65535)) { return 8e5; }
    var score = query.length > 7 && Math.max(0, ...row.parts.map(parts => logged(query, parts)));
    if (score) { return 5e5 + score; }
    if (!words.every(word => row.text.includes(word) || row.name.includes(word))) { return 0; }
    var at = row.name.indexOf(query);
    if (at >= 0) { return 4e5 - at + share(row.name, query); }
    return row.text.includes(query) ? 2e5 + share(row.text, query) : 1e5;
  }

  var ranked = window.eventdocsSearch = text => {
    var query = fold(text.trim().slice(0, 1000)), words = query.split(/\s+/), number = numbered(query);
    if (!query) { return []; }
    return rows.flat()
      .map(row => ({ row, score: rank(row, query, words, number) }))
      .filter(hit => hit.score)
      .sort((a, b) => b.score - a.score);
  };

  function element(name, parent, properties) {
    return parent.appendChild(Object.assign(document.createElement(name), properties));
  }

  function search() {
    timer = 0;
    found.textContent = "";
    if (!rows.length || !field.value.trim()) { return; }
    var hits = ranked(field.value).slice(0, 20), list = hits.length && element("ol", found);
    if (!hits.length && !pending) { element("p", found, { textContent: field.dataset.none }); }
    hits.forEach(({ row }) => {
      var item = element("li", list), href = field.dataset.root + row.slug + ".html";
      element("a", item, { href, textContent: row.title, translate: false, dir: "auto" });
      element("span", item, { textContent: row.description, dir: "auto" });
    });
  }

  function load(path, next) {
    pending += 1;
    element("script", document.head, { src: field.dataset.root + path, onload: done, onerror: done });
    function done() {
      pending -= 1;
      if (next) { load(next); }
      timer ||= setTimeout(search, 50);
    }
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
    if (event.key === "Escape" && event.target === field) { field.value = ""; search(); }
    if (!get("keys").checked || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.target.closest("input:not([type=radio], [type=checkbox]), select, textarea")) { return; }
    if (event.key === "/" && field) { event.preventDefault(); field.focus(); }
    document.querySelector(event.key === "[" ? "a[rel=prev]" : event.key === "]" ? "a[rel=next]" : "none")?.click();
  }

  addEventListener("DOMContentLoaded", () => {
    field = get("q");
    found = get("found");
    var keys = get("keys");
    all(".theme").forEach(prepareTheme);
    all(".menu details").forEach(prepareMenu);
    all(".address:empty").forEach(each => { each.textContent = location.href; });
    if (field) {
      field.onfocus = field.oninput = () => {
        if (!rows.length && !pending) { load("search.js"); }
        search();
      };
    }
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
