// The filters of lists, the language that the start page suggests, and the page for missing addresses.
(function () {
  "use strict";
  const PAGE = 200; // rows that are added at a time
  const NEAR = 3; // suggested events whose ids are close to one that does not exist

  function all(selector, root = document) { return [...root.querySelectorAll(selector)]; }
  function get(id) { return document.getElementById(id); }
  function fold(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(); }
  function element(name, parent, properties = {}) {
    return parent.appendChild(Object.assign(document.createElement(name), properties));
  }

  // Write a name that may be broken before its capitals.
  function writeName(parent, name) {
    name.split(/(?<=[a-z0-9])(?=[A-Z])/).forEach(part => parent.append(document.createElement("wbr"), part));
  }

  // ---- Filters ----

  // What is chosen, kept in the address: the values of each facet, and the words of the text field.
  class Choice {
    constructor(panel) {
      this.boxes = all("input[type=checkbox]", panel);
      this.field = get("filter");
      this.facets = new Set(this.boxes.map(box => box.name));
    }

    get chosen() {
      const chosen = new Map();
      this.boxes.filter(box => box.checked).forEach(({ name, value }) => {
        chosen.set(name, (chosen.get(name) ?? new Set()).add(value));
      });
      return chosen;
    }

    get words() { return fold(this.field.value).split(/\s+/).filter(Boolean); }

    read() {
      const query = new URLSearchParams(location.search);
      this.boxes.forEach(box => { box.checked = query.getAll(box.name).includes(box.value); });
      this.field.value = query.get("text") ?? "";
    }

    clear() {
      this.boxes.forEach(box => { box.checked = false; });
      this.field.value = "";
    }

    // Write the choice into the address, and into the links to this page in other languages.
    write() {
      const own = new URLSearchParams();
      this.boxes.filter(box => box.checked).forEach(({ name, value }) => own.append(name, value));
      if (this.field.value.trim()) { own.set("text", this.field.value.trim()); }
      all("nav a[hreflang]").forEach(link => { link.search = own; });
      const query = new URLSearchParams(location.search);
      [...this.facets, "text"].forEach(name => query.delete(name));
      own.forEach((value, name) => query.append(name, value));
      const address = new URL(location.href);
      address.search = query;
      if (address.href !== location.href) {
        try { history.replaceState(history.state, "", address); } catch { /* some viewers of files forbid it */ }
      }
    }
  }

  // Return the events that fit a choice, and how many have each value among those that fit all other facets.
  function select(events, { chosen, words }) {
    const counts = new Map(), fitting = [];
    for (const event of events) {
      if (!words.every(word => event.text.includes(word))) { continue; }
      const failed = [...chosen].filter(([facet, values]) => !event.facets.get(facet)?.some(value => values.has(value)));
      if (!failed.length) { fitting.push(event); }
      if (failed.length < 2) {
        for (const [facet, values] of event.facets) {
          if (!failed.length || failed[0][0] === facet) {
            values.forEach(value => { counts.set(facet + "\n" + value, (counts.get(facet + "\n" + value) ?? 0) + 1); });
          }
        }
      }
    }
    return { fitting, counts };
  }

  // The list of a page that has all rows: those that do not fit are hidden.
  class WholeList {
    constructor(facets) {
      this.events = all(".row", get("events")).map(row => ({
        row,
        text: fold(row.textContent),
        facets: new Map([...facets]
          .map(facet => [facet, row.getAttribute("data-" + facet)?.split("\n")])
          .filter(([, values]) => values)),
      }));
      this.total = this.events.length;
    }

    complete = true;

    show(fitting) {
      const shown = new Set(fitting);
      this.events.forEach(event => { event.row.hidden = !shown.has(event); });
      all("section", get("events")).forEach(section => {
        const rows = all(".row:not([hidden])", section).length, count = section.querySelector(":scope > * > .n");
        section.hidden = !rows;
        if (count) { count.textContent = format(rows); }
      });
    }
  }

  // The list of a page that has none: rows are loaded in parts when they are first needed.
  class LoadedList {
    constructor(changed) {
      this.parts = Array.from({ length: Number(get("events").dataset.parts) }, () => []);
      this.pending = this.parts.length;
      this.changed = changed;
      get("more").onclick = () => this.more();
    }

    get events() { return this.parts.flat(); }
    get complete() { return this.pending === 0; }

    start() {
      this.started = true;
      this.parts.forEach((_, at) => window.eventdocsLoad(`events/${at + 1}.js`)
        .then(([values, rows]) => { this.parts[at] = rows.map(row => loadedEvent(values, row)); })
        .catch(() => { get("incomplete").hidden = false; })
        .finally(() => { this.pending -= 1; this.changed(); }));
    }

    show(fitting, filtered) {
      if (filtered && !this.started) { this.start(); }
      get("events").hidden = !filtered;
      get("parts").hidden = filtered;
      const same = this.fitting?.length <= fitting.length && this.fitting.every((event, at) => event === fitting[at]);
      this.fitting = fitting;
      const rows = get("events").querySelector(".rows");
      if (!same) { rows.replaceChildren(); }
      if (rows.children.length < PAGE) { this.more(); }
      get("more").hidden = rows.children.length >= fitting.length;
    }

    more() {
      const rows = get("events").querySelector(".rows"), from = rows.children.length;
      rows.append(...this.fitting.slice(from, from - from % PAGE + PAGE).map(event => makeRow(event)));
      get("more").hidden = rows.children.length >= this.fitting.length;
    }
  }

  function loadedEvent(values, [id, name, address, description, numbers, locale]) {
    const own = numbers.map(number => values[number]), facets = new Map();
    own.forEach(([facet, value]) => facets.set(facet, [...facets.get(facet) ?? [], value]));
    const text = fold([id, name, description, ...own.map(([, value, shown]) => shown ?? value)].join("\n"));
    return { id, name, address, description, locale, own, facets, text };
  }

  function makeRow({ id, name, address, description, locale, own }) {
    const row = get("events").querySelector("template").content.firstElementChild.cloneNode(true);
    const [link, level, about, marks] = row.children;
    link.href = address;
    link.querySelector(".id").textContent = id;
    writeName(link.querySelector("bdi"), name);
    const [, value, shown, base] = own.find(([facet]) => facet === "level") ?? [];
    if (value) {
      level.firstElementChild.textContent = shown;
      level.classList.add(base);
      level.classList.toggle("custom", base !== value);
    } else {
      level.remove();
    }
    about.textContent = description;
    if (locale) { Object.assign(about, { lang: locale, dir: "auto" }); }
    own.filter(([facet, value]) => facet === "state" && get("filters").querySelector(`[name=state][value=${value}]`))
      .forEach(([, state, text]) => element("span", marks, { className: "mark " + state, textContent: text }));
    return row;
  }

  const format = number => new Intl.NumberFormat(document.documentElement.lang).format(number);

  function prepareFilters(panel) {
    const choice = new Choice(panel), count = get("count"), whole = count.textContent;
    let waiting;
    const list = "parts" in get("events").dataset
      ? new LoadedList(() => { waiting ??= setTimeout(() => { waiting = undefined; apply(); }, 50); })
      : new WholeList(choice.facets);
    const totals = new Map(choice.boxes.map(box => [box, countOf(box).textContent]));

    function countOf(box) { return box.parentNode.querySelector("b"); }

    function apply() {
      const filtered = choice.chosen.size > 0 || choice.words.length > 0;
      const { fitting, counts } = select(list.events, choice);
      list.show(fitting, filtered);
      choice.boxes.forEach(box => {
        const known = filtered && list.complete;
        countOf(box).textContent = known ? format(counts.get(box.name + "\n" + box.value) ?? 0) : totals.get(box);
      });
      all("details", panel).forEach(menu => {
        const number = all(":checked", menu).length, badge = menu.querySelector("summary b");
        badge.textContent = number || "";
        badge.hidden = !number;
      });
      count.textContent = filtered ? whole.replace(/\p{N}/u, `${format(fitting.length)} / $&`) : whole;
      get("reset").hidden = !filtered;
      get("none").hidden = !filtered || fitting.length > 0 || !list.complete;
    }

    function change() {
      choice.write();
      apply();
      all("details[open]", panel).forEach(place);
    }

    choice.read();
    choice.write();
    if (choice.chosen.size || choice.words.length) { apply(); }
    panel.addEventListener("input", change);
    get("reset").onclick = () => {
      choice.clear();
      change();
      choice.field.focus();
    };
    prepareMenus(panel);
  }

  // Menus stay inside the page, and close when the reader presses Escape or goes elsewhere.
  function place(menu) {
    menu.classList.remove("end");
    const { left, right } = menu.querySelector("fieldset").getBoundingClientRect();
    menu.classList.toggle("end", left < 0 || right > document.documentElement.clientWidth);
  }

  function prepareMenus(panel) {
    all("details", panel).forEach(menu => menu.addEventListener("toggle", () => place(menu)));
    const open = () => all("details[open]", panel);
    addEventListener("keydown", event => {
      if (event.key === "Escape") {
        open().filter(menu => menu.contains(event.target)).forEach(menu => {
          menu.open = false;
          menu.querySelector("summary").focus();
        });
      }
    });
    const leave = target => open().filter(menu => !menu.contains(target)).forEach(menu => { menu.open = false; });
    addEventListener("pointerdown", event => leave(event.target));
    addEventListener("focusin", event => leave(event.target));
  }

  // ---- Languages ----

  function parsed(tag) {
    try { return new Intl.Locale(tag).maximize(); } catch { return {}; }
  }

  // How well a language fits one that the reader wants: not at all if the script is another.
  function fit(tag, wanted) {
    const one = parsed(tag), other = parsed(wanted);
    if (!one.language || one.language !== other.language || one.script !== other.script) { return 0; }
    return tag.toLowerCase() === wanted.toLowerCase() ? 3 : one.region === other.region ? 2 : 1;
  }

  // Mark the reader's language and put it first; every other stays where it is.
  function suggestLanguage(list) {
    for (const wanted of navigator.languages) {
      const [best] = [...list.children].sort((one, other) => fit(other.lang, wanted) - fit(one.lang, wanted));
      if (best && fit(best.lang, wanted)) {
        best.querySelector(".yours").hidden = false;
        best.classList.add("suggested");
        list.prepend(best);
        return;
      }
    }
  }

  // ---- Missing addresses ----

  function prepareMissing(page) {
    const sections = all("section", page), { root } = page.dataset;
    const path = decoded(location.pathname).slice(root.length).split("/");
    const own = sections.find(section => section.lang.toLowerCase() === path[0].toLowerCase());
    const section = own ?? sections.find(each => each.lang === document.documentElement.lang) ?? sections[0];
    if (own) {
      sections.filter(each => each !== own).forEach(each => each.remove());
      speak(own, root);
    }
    page.dataset.ready = "";
    const last = path.filter(Boolean).slice(own ? 1 : 0).join("/").replace(/\.\w+$/, "");
    const id = /(?:^|[/_-])(0x[\da-f]+|\d+)(?=$|[/_-])/i.exec(last)?.[1];
    if (id && last !== "404") {
      window.eventdocsLoad(root + "ids.js").then(rows => suggestEvents(section, root, rows, id, last))
        .catch(() => {});
    }
  }

  function decoded(path) {
    try { return decodeURIComponent(path); } catch { return path; }
  }

  // Give the page the language of a section.
  function speak(section, root) {
    const { site, skip, search, hint, none, loading, missing, status, shortcuts } = section.dataset;
    const heading = section.querySelector("h1, h2"), title = element("h1", section, { textContent: heading.textContent });
    title.id = heading.id;
    heading.replaceWith(title);
    Object.assign(document.documentElement, { lang: section.lang, dir: section.dir });
    document.title = `${title.textContent} · ${site}`;
    const write = (selector, text) => all(selector).forEach(each => { each.textContent = text; });
    write(".skip", skip);
    write(".home a span, .home a:not(:has(span))", site);
    write("label[for=q]", search);
    write(".to-status", status);
    write(".foot label > span", shortcuts);
    all(".to-status").forEach(link => { link.href = `${root}${section.lang}/status.html`; });
    all(".home a").forEach(link => { link.href = `${root}${section.lang}/index.html`; });
    const field = get("q");
    if (field) {
      field.placeholder = hint;
      Object.assign(field.dataset, { root: `${root}${section.lang}/`, none, loading, missing });
    }
    all("nav a[hreflang]").forEach(link => {
      if (link.hreflang === section.lang) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
    });
    all("nav summary > span").forEach(shown => {
      shown.textContent = all("nav a[aria-current]")[0]?.textContent ?? shown.textContent;
    });
  }

  // Suggest the events with an id, else those with the same name, else those whose ids are close. They come
  // after everything else on the page, so that nothing moves.
  function suggestEvents(language, root, rows, id, address) {
    const { lang, dir, dataset } = language;
    const section = element("section", get("missing"), { lang, dir, className: "suggested" });
    const number = Number(id), name = address.split("/").at(-1).split("-").slice(1).join("-").toLowerCase();
    const same = rows.filter(row => row[0].toLowerCase() === id.toLowerCase() || Number(row[0]) === number);
    const named = rows.filter(row => row[1].toLowerCase() === name);
    const near = [...rows].filter(row => !isNaN(Number(row[0])))
      .sort((one, other) => Math.abs(Number(one[0]) - number) - Math.abs(Number(other[0]) - number));
    const known = same.length > 0;
    const found = known ? same : named.length ? named : near.slice(0, NEAR);
    const { same: title, absent, near: close } = dataset;
    if (!known) { element("p", section, { className: "lead", textContent: absent.replace("{id}", id) }); }
    if (!found.length) { return; }
    element("h2", section, { textContent: known ? title.replace("{id}", id) : close });
    const list = element("ul", section, { className: "cards" });
    found.forEach(([own, label, place]) => {
      const href = `${root}${lang}/${place ?? encodeURIComponent(`${own}-${label}`.toLowerCase())}.html`;
      const link = element("a", element("li", list), { className: "card", href, translate: false });
      const title = element("b", link);
      element("span", title, { className: "id", textContent: own });
      title.append(" ");
      writeName(element("bdi", title), label);
    });
  }

  const filters = get("filters"), languages = document.querySelector(".langs"), missing = get("missing");
  if (filters) { prepareFilters(filters); }
  if (languages) { suggestLanguage(languages); }
  if (missing) { prepareMissing(missing); }
})();
