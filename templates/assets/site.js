// Comfort only: every page can be read without it. It runs before the body is parsed, so that a remembered
// reading mode is there before the first paint.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");

  function all(selector) { return Array.from(document.querySelectorAll(selector)); }
  function remembered(key) {
    try { return localStorage.getItem("eventdocs." + key); } catch (error) { return null; }
  }
  function remember(key, value) {
    try { localStorage.setItem("eventdocs." + key, value); } catch (error) { /* a private window forgets */ }
  }

  // The reading mode: its radio button is checked as soon as the parser has made it, and again after a reload or
  // a way back, which put back what a form held: the choice is newer.
  var watch = new MutationObserver(choose);
  watch.observe(document, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", choose);
  addEventListener("pageshow", choose);
  function choose() {
    var radio = document.getElementById(remembered("mode"));
    if (radio && radio.name === "mode") {
      radio.checked = true;
      watch.disconnect();
    }
  }
  addEventListener("change", event => {
    if (event.target.name === "mode") { remember("mode", event.target.id); }
  });

  // Search: the index is fetched as a script when the field is first used.
  var rows = null, field, found;

  function fold(text) { return text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase(); }

  window.eventdocsIndex = function (shared, data) {
    shared = shared.map(fold);
    rows = data.map(row => {
      var title = row[5] || row[0] + " - " + row[1];
      return {
        id: row[0], title: title, description: row[2] || "",
        slug: row[6] || (row[0] + "-" + row[1]).toLowerCase(),
        name: fold(row[1] + "\n" + title),
        text: row.slice(2, 5).flat().map(text => typeof text === "number" ? shared[text] : fold(text)).join("\n"),
        parts: (row[3] || []).map(message =>
          fold(message).split(/%\d{1,2}(?:![^!\s]{1,16}!)?|%[nrt]|\{\w+(?:[,:][^{}\s]*)?\}|\s+/).filter(Boolean))
      };
    });
    search();
  };

  // How many characters of a message stand in a log line, in order: all or 0.
  function logged(line, parts) {
    var from = 0, length = 0;
    for (var part of parts) {
      from = line.indexOf(part, from);
      if (from < 0) { return 0; }
      from += part.length;
      length += part.length;
    }
    return length > 7 ? length : 0;
  }

  // The number of a word: decimal, hexadecimal, or a negative HRESULT.
  function numbered(word) {
    if (!/^(-?\d{1,10}|0x[\da-f]{1,8}|(?=.*\d)[\da-f]{4,8})$/.test(word)) { return null; }
    return Number(/^-?\d+$/.test(word) ? word : "0x" + word.replace("0x", "")) >>> 0;
  }

  // The greatest share that a query has of a line.
  function share(text, query) {
    return Math.max(...text.split("\n").map(line => line.includes(query) ? query.length / line.length : 0));
  }

  function rank(row, query, words, number) {
    if (row.id === query) { return 1e6; }
    if (number !== null) {
      var own = numbered(row.id.toLowerCase());
      if (own === number) { return 9e5; }
      if (number > 65535 && own === (number & 65535)) { return 8e5; }
    }
    var score = query.length < 8 ? 0 : Math.max(0, ...row.parts.map(parts => logged(query, parts)));
    if (score) { return 5e5 + score; }
    if (!words.every(word => row.text.includes(word) || row.name.includes(word))) { return 0; }
    var at = row.name.indexOf(query);
    if (at >= 0) { return 4e5 - at + share(row.name, query); }
    return row.text.includes(query) ? 2e5 + share(row.text, query) : 1e5;
  }

  function ranked(text) {
    var query = fold(text.trim()), words = query.split(/\s+/), number = numbered(query);
    if (!query) { return []; }
    return rows
      .map(row => ({ row: row, score: rank(row, query, words, number) }))
      .filter(hit => hit.score)
      .sort((a, b) => b.score - a.score);
  }
  window.eventdocsSearch = ranked;

  function element(name, text, parent) {
    var made = document.createElement(name);
    made.textContent = text;
    return parent.appendChild(made);
  }

  function search() {
    found.textContent = "";
    if (!rows || !field.value.trim()) { return; }
    var hits = ranked(field.value).slice(0, 20);
    if (!hits.length) { element("p", field.dataset.none, found); }
    var list = element("ol", "", found);
    hits.forEach(hit => {
      var item = element("li", "", list), link = element("a", hit.row.title, item);
      link.href = field.dataset.root + hit.row.slug + ".html";
      link.translate = false;
      link.dir = "auto";
      element("span", hit.row.description, item).dir = "auto";
    });
    if (!hits.length) { list.remove(); }
  }

  function load() {
    if (rows || document.getElementById("index")) { return; }
    var script = document.createElement("script");
    script.id = "index";
    script.src = field.dataset.root + "search.js";
    document.head.appendChild(script);
  }

  // Filters of the list, kept in the address.
  function filter() {
    var chosen = new URLSearchParams(location.hash.slice(1)), listed = all(".events tr[data-level]"), shown = 0;
    all(".filters select").forEach(select => { select.value = chosen.get(select.name) || ""; });
    listed.forEach(row => {
      row.hidden = !Array.from(chosen).every(pair => {
        var own = row.dataset[pair[0]];
        return own === undefined || own === pair[1] || own.split("\n").includes(pair[1]);
      });
      shown += !row.hidden;
    });
    all(".events tbody").forEach(body => {
      body.hidden = !body.querySelector("tr[data-level]:not([hidden])");
    });
    document.getElementById("none").hidden = shown > 0;
    var count = document.getElementById("count");
    count.dataset.all = count.dataset.all || count.textContent;
    count.textContent = (shown < listed.length ? shown + " / " : "") + count.dataset.all;
  }
  function narrow() {
    var chosen = all(".filters select").filter(select => select.value).map(select => [select.name, select.value]);
    history.replaceState(null, "", "#" + new URLSearchParams(chosen));
    filter();
  }

  // Copy what a button names, or the address.
  function copy(button, text) {
    var shown = each => getComputedStyle(each).display !== "none";
    var source = button.dataset.copy && all(button.dataset.copy).find(shown);
    navigator.clipboard.writeText(source ? source.innerText : location.href).then(() => {
      button.textContent = field.dataset.copied;
      setTimeout(() => { button.textContent = text; }, 2000);
    });
  }

  function press(event) {
    if (event.key === "Escape" && event.target === field) { field.value = ""; search(); }
    if (!document.getElementById("keys").checked || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea")) { return; }
    var link = document.querySelector({ "[": "a[rel=prev]", "]": "a[rel=next]" }[event.key] || "none");
    if (event.key === "/" && field) { event.preventDefault(); field.focus(); }
    if (link) { link.click(); }
  }

  addEventListener("DOMContentLoaded", () => {
    field = document.getElementById("q");
    found = document.getElementById("found");
    var keys = document.getElementById("keys"), filters = document.querySelector(".filters");
    if (field) {
      field.addEventListener("focus", load);
      field.addEventListener("input", () => { load(); search(); });
    }
    if (filters) {
      filters.addEventListener("change", narrow);
      addEventListener("hashchange", filter);
      if (location.hash.includes("=")) { filter(); }
    }
    all("button[data-copy]").forEach(button => {
      var text = button.textContent;
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", () => copy(button, text));
    });
    if (keys) {
      keys.checked = remembered("keys") !== "off";
      keys.addEventListener("change", () => { remember("keys", keys.checked ? "on" : "off"); });
      addEventListener("keydown", press);
    }
  });
})();
