// The translation editor of `eventdocs serve --translate`: the texts of a page next to their sources.
(function () {
  "use strict";
  var QUEUES = { missing: "Missing", stale: "Stale", machine: "Machine", translated: "To review" };
  var STATES = { ...QUEUES, translated: "Translated", reviewed: "Reviewed" };
  var KEYS = [
    ["Alt ↓", "next text of the queue"],
    ["Alt ↑", "previous text of the queue"],
    ["Ctrl S", "save"],
    ["Ctrl Enter", "save, and go to the next text"],
    ["Ctrl Shift Enter", "approve: save as reviewed, and go to the next text"],
    ["Alt 1", "take the first match (Alt 2: the second)"],
    ["Alt 0", "copy the source"],
    ["Alt Q", "show or hide the queue"],
    ["Alt K", "show these keys"],
    ["Esc", "undo what is not saved; then leave the text"]
  ];
  var CHECK_AFTER = 300, RETRY_AFTER = 500, FRAGMENT = "#translate=";
  var token = document.querySelector("meta[name=eventdocs-token]").content;
  var trusted = window.trustedTypes?.createPolicy("eventdocs-editor", { createHTML: html => html });
  var about = null, rows = new Map(), queue = stored("queue") ?? "missing", current = "", working = 0;
  var root, bar, said, wrong, list, board, help;

  function element(name, attributes = {}, ...children) {
    var made = document.createElement(name);
    for (var [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) { made.addEventListener(key.slice(2), value); }
      else if (value === true) { made.setAttribute(key, ""); }
      else if (value !== false && value !== null) { made.setAttribute(key, value); }
    }
    made.append(...children);
    return made;
  }
  function stored(key) {
    try { return JSON.parse(sessionStorage.getItem("eventdocs.translate." + key)); } catch { return null; }
  }
  function store(key, value) {
    try {
      if (value === null) { sessionStorage.removeItem("eventdocs.translate." + key); }
      else { sessionStorage.setItem("eventdocs.translate." + key, JSON.stringify(value)); }
    } catch { /* a private window forgets */ }
  }
  function say(text, isError = false) {
    said.textContent = text;
    said.classList.toggle("wrong", isError);
  }
  function page() {
    var path = decodeURIComponent(location.pathname).slice(1);
    return path.endsWith("/") || !path ? path + "index.html" : path;
  }
  function address(path) { return "/" + path.split("/").map(encodeURIComponent).join("/"); }

  // Requests. A server that was started again has another token, which its pages have.
  function parsed(html) {
    return new DOMParser().parseFromString(trusted ? trusted.createHTML(html) : html, "text/html");
  }
  async function fetchPage() {
    var answer = await fetch(location.pathname, { cache: "no-store" });
    return answer.ok ? parsed(await answer.text()) : null;
  }
  async function ask(verb, body = {}, again = true) {
    try {
      var answer = await fetch("/-/translate/" + verb, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Eventdocs-Token": token },
        body: JSON.stringify(body)
      });
      if (answer.status === 403 && again) {
        token = (await fetchPage())?.querySelector("meta[name=eventdocs-token]")?.content ?? token;
        return await ask(verb, body, false);
      }
    } catch {
      return { error: "the preview is not running", hint: "start it again; this tab keeps your text" };
    }
    var isJson = answer.headers.get("Content-Type") === "application/json";
    return isJson ? await answer.json() : { error: (await answer.text()).trim() };
  }
  function sayError(answer) { say(answer.error + (answer.hint ? " · " + answer.hint : ""), true); }

  // A text with its sentences or blocks, and what helps to translate them.
  class Row {
    constructor(string) {
      this.number = 0;
      this.node = element("div", { class: "tr-string", role: "group" });
      this.node.addEventListener("focusin", () => activate(this));
      this.node.addEventListener("input", () => this.edited());
      this.show(string);
      var draft = stored("draft." + string.key);
      if (draft?.texts.length === string.segments.length && draft.texts.some((text, at) => text !== string.segments[at].target)) {
        this.mark = draft.mark;
        this.fill(draft.texts);
        this.note("This text is not saved yet.");
        if (draft.mark !== string.mark) { this.conflict(string); }
      }
    }

    show(string) {
      this.string = string;
      this.mark = string.mark;
      var name = "tr-" + string.key, label = string.field.replaceAll(".", " · ");
      this.state = element("span", { class: "mark " + string.state }, STATES[string.state]);
      this.areas = [];
      this.node.setAttribute("aria-labelledby", name);
      this.findings = element("ul", { class: "tr-findings", "aria-live": "polite" });
      this.box = element("div", { class: "tr-box", role: "alert" });
      this.node.replaceChildren(
        element("p", { class: "tr-name", id: name },
          element("b", {}, label), " ", this.state,
          string.by ? element("span", { class: "quiet" }, " " + string.by) : ""),
        ...string.previous ? [this.previous(string)] : [],
        ...string.segments.map((segment, at) => this.pair(segment, at, label)),
        this.findings, this.box, this.help(string), this.buttons());
      this.node.classList.remove("dirty");
    }

    previous(string) {
      var source = string.segments.map(segment => segment.source).join(" ");
      return element("p", { class: "tr-previous" }, "The source changed: ",
        element("span", { lang: about.source_locale, dir: about.source_dir }, ...differences(string.previous, source)));
    }

    pair(segment, at, label) {
      var source = element("div", { class: "tr-source " + segment.kind, lang: about.source_locale, dir: about.source_dir });
      source.append(...withPlaceholders(segment));
      if (segment.place) { source.prepend(element("span", { class: "tr-place", lang: "en", dir: "ltr" }, segment.place)); }
      var area = element("textarea", {
        class: segment.kind, lang: about.locale, dir: about.dir, rows: 1, spellcheck: "true", translate: "no", readonly: !segment.editable,
        "aria-label": `Translation of ${label}` + (segment.place ? `, ${segment.place}` : "")
      });
      area.value = segment.editable ? segment.target : segment.target || segment.source;
      this.areas.push(area);
      return element("div", { class: "tr-pair" }, source, area);
    }

    help(string) {
      var many = string.segments.length > 1;
      this.matches = string.segments.flatMap((segment, at) => segment.matches.map(match => ({ ...match, at })));
      var matches = this.matches.map((match, number) => element("li", {},
        element("button", { type: "button", class: "tr-match", onclick: () => this.take(number) },
          number < 2 ? element("kbd", { "aria-hidden": "true" }, "Alt " + (number + 1)) : "",
          element("span", { lang: about.locale, dir: about.dir }, match.target),
          element("span", { class: "quiet", lang: about.source_locale, dir: about.source_dir }, match.source),
          element("span", { class: "tr-score" }, Math.floor(match.score * 100) + " %" + (many ? `, text ${match.at + 1}` : "")))));
      var notes = [...string.notes, ...string.terms].map(note => element("li", {}, note));
      return element("div", { class: "tr-help" },
        ...notes.length ? [element("ul", { class: "tr-notes", "aria-label": "Notes" }, ...notes)] : [],
        ...matches.length ? [element("ul", { class: "tr-matches", "aria-label": "Translation memory" }, ...matches)] : []);
    }

    buttons() {
      this.length = element("span", { class: "tr-length quiet" });
      this.measure();
      return element("div", { class: "tr-acts" },
        element("button", { type: "button", title: "Ctrl+Enter", class: "tr-main", onclick: () => this.save(false, true) }, "Save and next"),
        element("button", { type: "button", title: "Ctrl+S", onclick: () => this.save(false, false) }, "Save"),
        element("button", { type: "button", title: "Ctrl+Shift+Enter", onclick: () => this.save(true, true) }, "Approve"),
        element("button", { type: "button", title: "Esc", onclick: () => this.undo() }, "Undo"),
        this.length);
    }

    get texts() { return this.areas.map(area => area.value); }
    get isDirty() { return this.texts.some((text, at) => !this.areas[at].readOnly && text !== this.string.segments[at].target); }

    fill(texts) {
      texts.forEach((text, at) => { if (!this.areas[at].readOnly) { put(this.areas[at], text); } });
      this.edited();
    }
    take(number) {
      var match = this.matches[number];
      if (match) {
        put(this.areas[match.at], match.target);
        this.areas[match.at].focus();
        this.edited();
      }
    }
    undo() {
      this.mark = this.string.mark;
      this.fill(this.string.segments.map(segment => segment.target));
      this.report([]);
      this.box.replaceChildren();
    }
    measure() {
      var limit = this.string.max_length, length = [...this.texts.join(" ")].length;
      this.length.textContent = limit ? `${length} of ${limit} characters` : "";
      this.length.classList.toggle("wrong", Boolean(limit) && length > limit);
    }
    edited() {
      var dirty = this.isDirty;
      this.node.classList.toggle("dirty", dirty);
      store("draft." + this.string.key, dirty ? { texts: this.texts, mark: this.mark } : null);
      this.measure();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.check(), CHECK_AFTER);
    }

    async check() {
      var number = ++this.number;
      if (!this.isDirty || this.areas.some(area => !area.readOnly && !area.value.trim())) { return this.report([]); }
      var answer = await ask("check", { key: this.string.key, texts: this.texts });
      if (number === this.number && answer.findings) { this.report(answer.findings); }
    }
    report(findings) {
      this.findings.replaceChildren(...findings.map(each => element("li", { class: each.severity },
        element("b", {}, each.severity === "error" ? "Error" : each.severity === "warning" ? "Warning" : "Note"), " ",
        ...withCode(each.message + (each.hint ? " · " + each.hint : "")), each.code ? element("span", { class: "mono quiet" }, " " + each.code) : "")));
      var wrong = findings.some(each => each.severity === "error");
      this.areas.forEach(area => { area.setAttribute("aria-invalid", String(wrong)); });
    }
    note(text) { this.box.replaceChildren(element("p", {}, text)); }

    // Another program has changed the text: both are shown, and a person chooses.
    conflict(string) {
      var theirs = string.segments.map(segment => segment.target);
      var mine = element("button", { type: "button", class: "tr-main", onclick: () => {
        var texts = this.texts;
        this.show(string);
        this.fill(texts);
        this.areas[0].focus();
      } }, "Keep mine");
      var other = element("button", { type: "button", onclick: () => {
        store("draft." + string.key, null);
        this.show(string);
        this.areas[0].focus();
      } }, "Use the catalog's");
      this.node.classList.add("conflict");
      this.box.replaceChildren(
        element("p", {}, element("b", {}, "This text has changed in the catalog."), " It is now:"),
        element("p", { class: "tr-theirs", lang: about.locale, dir: about.dir }, theirs.join(" ") || "(no text)"),
        ...string.segments.some((segment, at) => segment.source !== this.string.segments[at]?.source)
          ? [element("p", {}, "The source is now: ", element("span", { lang: about.source_locale, dir: about.source_dir },
            string.segments.map(segment => segment.source).join(" ")))] : [],
        element("p", { class: "tr-acts" }, mine, other));
      return mine;
    }

    async save(reviewed, goOn) {
      if (this.saving) { return; }
      this.saving = true;
      await work(() => this.send(reviewed, goOn));
    }
    async send(reviewed, goOn) {
      clearTimeout(this.timer);
      this.number++;
      var key = this.string.key, texts = this.texts;
      say("Saving …");
      var answer = await ask("save", { key, texts, mark: this.mark, reviewed });
      this.saving = false;
      if (answer.outcome === "saved") { return this.saved(answer, texts, goOn); }
      if (!answer.outcome) { return sayError(answer); }
      if (answer.outcome === "conflict") {
        say("Not saved: the text has changed in the catalog.", true);
        this.conflict(answer.string).focus();
      } else {
        this.report(answer.findings);
        say("Not saved: the text has errors.", true);
      }
    }
    async saved(answer, texts, goOn) {
      var later = this.texts, focused = this.areas.indexOf(document.activeElement);
      store("draft." + this.string.key, null);
      this.node.classList.remove("conflict");
      this.show(answer.string);
      this.report(answer.findings);
      if (later.some((text, at) => text !== texts[at])) { this.fill(later); }
      count(answer.counts);
      if (!list.hidden) { toggleList(true); }
      if (goOn) { return await go(1, "Saved. "); }
      if (focused >= 0) { this.areas[focused].focus(); }
      say("Saved.");
    }
  }

  // While this runs, the text in which a person works may have no focus.
  async function work(action) {
    working++;
    try { await action(); } finally { working--; }
  }

  function withPlaceholders(segment) {
    var letters = [...segment.source], done = 0, parts = [];
    for (var [start, end] of segment.placeholders) {
      if (start < done) { continue; }
      parts.push(letters.slice(done, start).join(""), element("code", {}, letters.slice(start, end).join("")));
      done = end;
    }
    return [...parts, letters.slice(done).join("")];
  }

  // A message with what it names in backticks.
  function withCode(text) {
    return text.split(/`([^`]+)`/).map((part, at) => at % 2 ? element("code", {}, part) : part);
  }

  // The words of two texts in one: removed and added ones are marked.
  function differences(before, after) {
    var old = before.split(/\s+/), now = after.split(/\s+/), most = 400, parts = [];
    if (old.length > most || now.length > most) { return [before]; }
    var common = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
    for (var i = old.length - 1; i >= 0; i--) {
      for (var j = now.length - 1; j >= 0; j--) {
        common[i][j] = old[i] === now[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    for (i = 0, j = 0; i < old.length || j < now.length;) {
      if (i < old.length && old[i] === now[j]) { parts.push(old[i++], " "); j++; }
      else if (i < old.length && (j === now.length || common[i + 1][j] >= common[i][j + 1])) { parts.push(element("del", {}, old[i++]), " "); }
      else { parts.push(element("ins", {}, now[j++]), " "); }
    }
    return parts;
  }

  // Set a text so that the browser's own undo brings the old one back.
  function put(area, text) {
    if (area.value === text) { return; }
    if (area.closest("body")) {
      area.focus();
      area.select();
      if (document.execCommand(text ? "insertText" : "delete", false, text) && area.value === text) { return; }
    }
    area.value = text;
  }

  function activate(row) {
    current = row.string.key;
    for (var each of rows.values()) { each.node.classList.toggle("active", each === row); }
    history.replaceState(history.state, "", FRAGMENT + encodeURIComponent(current));
  }
  function leave() {
    document.activeElement.blur();
    history.replaceState(history.state, "", location.pathname);
  }
  function focus(key) {
    var row = rows.get(key), area = row?.areas.find(each => !each.readOnly && !each.value) ?? row?.areas.find(each => !each.readOnly);
    if (!area) { return false; }
    area.focus();
    row.node.scrollIntoView({ block: "center" });
    return true;
  }

  // The queues
  function count(counts) {
    about.counts = counts;
    for (var button of bar.querySelectorAll("[data-queue]")) {
      var { queue: name } = button.dataset;
      button.querySelector("b").textContent = counts[name].toLocaleString("en");
      button.setAttribute("aria-pressed", String(name === queue));
    }
  }
  function choose(name) {
    queue = name;
    store("queue", name);
    count(about.counts);
  }
  async function go(step, before = "") {
    if (!about.counts[queue]) {
      var other = Object.keys(QUEUES).find(name => about.counts[name]);
      if (!other) { return say(before + "Every text is reviewed."); }
      choose(other);
    }
    var answer = await ask("next", { state: queue, key: current, step });
    if (answer.error) { return sayError(answer); }
    if (!answer.string) { return say(before + `No other text in the queue “${QUEUES[queue]}”.`); }
    var { key, page: path } = answer.string;
    if (path === page()) {
      if (!rows.has(key)) { await load(); }
      focus(key);
      say(before + QUEUES[queue] + ": " + about.counts[queue].toLocaleString("en"));
    } else {
      working++;  // until this page is gone
      location.href = address(path) + FRAGMENT + encodeURIComponent(key);
    }
  }
  async function toggleList(shown = list.hidden) {
    list.hidden = !shown;
    bar.querySelector(".tr-list").setAttribute("aria-expanded", String(shown));
    if (shown) {
      list.replaceChildren();
      await more();
    }
  }
  async function more() {
    list.querySelector(".tr-more")?.remove();
    var answer = await ask("queue", { state: queue, start: list.childElementCount });
    if (answer.error) { return sayError(answer); }
    list.append(...answer.strings.map(each => element("li", {},
      element("a", { href: address(each.page) + FRAGMENT + encodeURIComponent(each.key) },
        element("bdi", { class: "quiet" }, each.owner), " ",
        element("bdi", { lang: about.source_locale, dir: about.source_dir }, each.source)))));
    if (list.childElementCount < about.counts[queue]) {
      list.append(element("li", { class: "tr-more" }, element("button", { type: "button", onclick: more }, "More")));
    } else if (!list.childElementCount) {
      list.append(element("li", { class: "quiet" }, "This queue is empty."));
    }
  }

  function build() {
    bar = element("div", { class: "tr-bar" },
      element("p", { class: "tr-title" }, element("b", {}, about.name), about.by ? element("span", { class: "quiet" }, about.by) : ""),
      element("div", { class: "tr-queues", role: "group", "aria-label": "Queue" },
        ...Object.entries(QUEUES).map(([name, label]) => element("button", {
          type: "button", "data-queue": name, "aria-pressed": "false",
          onclick: () => { choose(name); toggleList(true); }
        }, label + " ", element("b", {})))),
      element("div", { class: "tr-acts" },
        element("button", { type: "button", title: "Alt+↑", onclick: () => work(() => go(-1)) }, "Previous"),
        element("button", { type: "button", title: "Alt+↓", class: "tr-main", onclick: () => work(() => go(1)) }, "Next"),
        element("button", { type: "button", title: "Alt+Q", class: "tr-list", "aria-expanded": "false", onclick: () => toggleList() }, "List"),
        element("button", { type: "button", title: "Alt+K", onclick: () => help.showModal() }, "Keys")));
    said = element("p", { class: "tr-said", role: "status" });
    wrong = element("div", { class: "tr-wrong" });
    list = element("ol", { class: "tr-queue", hidden: true, "aria-label": "Texts of the queue" });
    board = element("div", { class: "tr-strings" });
    help = element("dialog", { class: "tr-keys", "aria-label": "Keys" },
      element("dl", {}, ...KEYS.map(([keys, text]) => element("div", {},
        element("dt", {}, ...keys.split(" ").map(key => element("kbd", {}, key))), element("dd", {}, text)))),
      element("button", { type: "button", onclick: () => help.close() }, "Close"));
    root = element("section", { id: "translate", lang: "en", dir: "ltr", "aria-label": "Translation editor" }, bar, wrong, said, list, board, help);
    document.querySelector("main").prepend(root);
  }

  async function load() {
    var answer = await ask("page", { path: page() });
    if (answer.error) { return sayError(answer); }
    var owner = "", nodes = [], several = page() === about.locale + "/index.html", known = new Set();
    for (var string of answer.strings) {
      var row = rows.get(string.key);
      known.add(string.key);
      if (!row) { rows.set(string.key, row = new Row(string)); }
      else if (row.mark !== string.mark && row.isDirty) { row.conflict(string); }
      else if (!row.isDirty && JSON.stringify(row.string) !== JSON.stringify(string)) { refill(row, string); }
      if (several && string.owner !== owner) { nodes.push(element("p", { class: "tr-owner" }, owner = string.owner)); }
      nodes.push(row.node);
    }
    for (var key of rows.keys()) { if (!known.has(key)) { rows.delete(key); } }
    if (nodes.length !== board.childElementCount || nodes.some((node, at) => node !== board.children[at] && node.className !== "tr-owner")) {
      board.replaceChildren(...nodes);
    }
  }
  function refill(row, string) {
    var focused = row.areas.indexOf(document.activeElement), findings = [...row.findings.children];
    row.show(string);
    row.findings.replaceChildren(...findings);
    if (focused >= 0) { row.areas[focused]?.focus(); }
  }

  // After a build, the page below shows what it is now; the editor stays as it is.
  async function refresh() {
    var found = await fetchPage();
    var main = found?.querySelector("main");
    if (main) {
      document.title = found.title;
      var own = document.querySelector("main");
      [...own.children].forEach(each => { if (each !== root) { each.remove(); } });
      own.append(...[...main.children].map(each => document.importNode(each, true)));
    }
    await start();
  }
  async function start() {
    var answer = await ask("counts");
    while (answer.error) {  // the catalog is being read
      if (root) { sayError(answer); }
      await new Promise(done => setTimeout(done, RETRY_AFTER));
      answer = await ask("counts");
    }
    if (!root) {
      about = answer;
      build();
      choose(answer.counts[queue] ? queue : Object.keys(QUEUES).find(name => answer.counts[name]) ?? "missing");
    }
    count(answer.counts);
    await load();
  }

  function press(event) {
    var { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    var command = ctrlKey || metaKey, row = rows.get(document.activeElement?.closest?.(".tr-string") ? current : "");
    var act = null;
    if (!root || help.open || event.isComposing) { return; }
    if (altKey && !command) {
      act = {
        ArrowDown: () => work(() => go(1)), ArrowUp: () => work(() => go(-1)), KeyQ: () => toggleList(), KeyK: () => help.showModal(),
        Digit1: row && (() => row.take(0)), Digit2: row && (() => row.take(1)),
        Digit0: row && (() => row.fill(row.string.segments.map(segment => segment.source)))
      }[event.code];
    } else if (command && !altKey && row) {
      act = key === "Enter" ? () => row.save(shiftKey, true) : key.toLowerCase() === "s" && !shiftKey ? () => row.save(false, false) : null;
    } else if (key === "Escape" && row) {
      act = row.isDirty || row.box.childElementCount ? () => row.undo() : () => leave();
    }
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      act();
    }
  }

  document.addEventListener("keydown", press, true);
  // A page on which nobody works is loaded again. Otherwise the editor stays, with what is not saved yet.
  document.addEventListener("eventdocs-build", event => {
    wrong?.replaceChildren();
    if (working || root?.contains(document.activeElement) || [...rows.values()].some(row => row.isDirty)) {
      event.preventDefault();
      refresh();
    }
  });
  document.addEventListener("eventdocs-errors", event => {
    if (root) {
      event.preventDefault();
      wrong.replaceChildren(element("details", {}, element("summary", {}, "The pages cannot be built: the catalog has errors."),
        element("pre", { tabindex: 0 }, event.detail)));
    }
  });
  addEventListener("hashchange", () => focus(wanted()));
  function wanted() {
    return location.hash.startsWith(FRAGMENT) ? decodeURIComponent(location.hash.slice(FRAGMENT.length)) : "";
  }
  start().then(() => {
    if (!focus(wanted()) && page() === about.locale + "/index.html") { toggleList(true); }
  });
})();
