// The search. site.js loads it when its field is first used; site/search.py describes the index.
(function () {
  "use strict";
  const MOST_HITS = 10;
  const SHORT = 4; // words of a query that an event must have all; of a longer one, some are enough
  const MOST_WORDS = 8; // that are looked up
  const MOST_SIMILAR = 4; // words that a misspelled or incomplete word stands for
  const WEIGHTS = [3.5, 3, 2, 1]; // of a term in a name, message, fact, other text
  const GUESSED = 0.5; // the weight of a word that is similar to the one in the query
  const BESIDE = 5; // events that are shown beside a provider

  // ---- The index ----

  const field = document.getElementById("q");
  let index, patterns, folders;

  function load(path) { return window.eventdocsLoad(field.dataset.root + path); }

  async function open() {
    index = await load("search.js");
    patterns = Object.fromEntries(Object.entries(index.patterns).map(([name, source]) => [name, new RegExp(source, "gu")]));
    folders = index.folders.map(([path, [pattern, endings]]) => {
      const plural = new RegExp(pattern);
      return { path, stem: word => word.replace(plural, (_, singular, end) => singular + (endings[end] ?? "")) };
    });
  }

  function crc32(text) {
    let crc = ~0;
    for (const byte of new TextEncoder().encode(text)) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) { crc = (crc >>> 1) ^ (crc & 1 && 0xedb88320); }
    }
    return ~crc >>> 0;
  }

  // What the index has for a term; files of another state of the catalog count as missing.
  async function value({ path }, term) {
    const text = await load(`${path}search/${crc32(term) % index.files}.js`);
    if (!text.startsWith(`${index.state};`)) { throw new Error("another state"); }
    const [, found = ""] = text.split(`;${term} `, 2);
    return found.split(";", 1)[0];
  }

  // The events of values, with their weights. An event is shard * 16384 + position; shard 0 has providers.
  function events(values, factor = 1) {
    const weights = new Map();
    let count = 0;
    for (const [, total = 0, shard, codes = ""] of values.join("").matchAll(/=(\d+)|\.(\d+):([^.=]*)/g)) {
      count += Number(total);
      for (const code of codes) {
        const number = code.charCodeAt(0) - 256, event = shard * 16384 + (number >> 2);
        weights.set(event, Math.max(WEIGHTS[number & 3], weights.get(event) ?? 0));
      }
    }
    const rarity = Math.log(1 + index.events / Math.max(1, count, weights.size));
    return { weights, score: rarity * factor, capped: count > 0 };
  }

  // What hits show of events; those that cannot be loaded are left out.
  async function hits(events) {
    const found = await Promise.allSettled(events.map(async event => {
      const shard = event >> 14, position = event & 16383;
      const [key, ...all] = await load(`search/${shard}-${position >> 3}.js`);
      if (key !== index.state.split(" ")[shard]) { throw new Error("another state"); }
      const [id, name, level, provider = "", description = "", message = [], source = [], title, slug] =
        all[position & 7];
      return {
        event, id, name, level, description,
        messages: [message, source].filter(parts => parts.length),
        provider: id && index.providers[provider] || provider,
        title: title || `${id} - ${name}`,
        href: `${field.dataset.root}${slug || `${id}-${name}`.toLowerCase()}.html`,
      };
    }));
    return found.flatMap(({ value }) => value ?? []);
  }

  // ---- Words: the same as in text/search_terms.py ----

  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\x00-\x7f]/gu, letter => {
      const code = letter.codePointAt(0), start = code & ~15;
      const digit = (code & 15) - (/\p{Nd}/u.test(String.fromCodePoint(start)) ? 0 : 6);
      return /\p{Nd}/u.test(letter) ? digit : index.folded[letter] ?? letter;
    }).normalize("NFC");
  }

  function fold(text) { return plain(text).toLowerCase(); }

  function isUnspaced(text) { return text.search(patterns.unspaced) === 0; }

  // The words of a text: parts of names, and pairs of characters where no spaces are between words.
  function words(text) {
    return (plain(text).match(patterns.token) ?? []).flatMap(token => {
      let parts = [token.replaceAll("-", "")];
      if (isUnspaced(token)) {
        const run = token.replace(patterns.gap, "");
        parts = Array.from(run.slice(1) || run, (_, at) => run.slice(at, at + 2));
      } else if (/^[a-z][a-z0-9]*$/i.test(token)) {
        parts = token.match(patterns.part).filter(part => part.length > 1 || /\d/.test(part));
      }
      return parts.map(part => part.toLowerCase().slice(0, 40));
    });
  }

  // Whether words have the same letters, but for one that is missing, too many or wrong.
  function near(word, other) {
    const without = (text, letters) => [...letters].reduce((rest, letter) => rest.replace(letter, ""), text);
    return without(word, other).length < 2 && without(other, word).length < 2;
  }

  // Known words for an unknown one: those that it begins or ends, and near ones.
  async function similar(word) {
    const length = isUnspaced(word) ? 1 : 2, start = word.slice(0, length), end = word.slice(-length);
    if (word.length < length || /[^\p{L}]/u.test(word)) { return []; }
    const lists = await Promise.all(folders.flatMap(folder => [
      value(folder, `${start}*`).then(list => list.split(",").map(rest => start + rest)),
      value(folder, `*${end}`).then(list => list.split(",").map(rest => rest + end)),
    ]));
    return [...new Set(lists.flat())].sort((one, other) => one.length - other.length).filter(each =>
      each.startsWith(word) || word.length > 4 && each.endsWith(word) || each.length > 4 && near(word, each),
    ).slice(0, MOST_SIMILAR);
  }

  // The events that have a word, or else words that are similar.
  async function found(word, guess) {
    const look = words => Promise.all(words.flatMap(each => folders.map(folder => value(folder, folder.stem(each)))));
    const terms = [word];
    let result = events(await look(terms));
    if (guess && !result.weights.size) {
      terms.push(...await similar(word));
      result = events(await look(terms.slice(1)), GUESSED);
    }
    return { ...result, terms };
  }

  // ---- Ids ----

  // The terms of ids that a word may be: itself, its number, and the low half of an HRESULT.
  function idTerms(word) {
    const isHex = /^0x[\da-f]{1,8}$|^(?=.*\d)(?=.*[a-f])[\da-f]{4,8}$|^8[\da-f]{7}$/.test(word);
    const number = isHex ? parseInt(word, 16) : /^-?\d{1,10}$/.test(word) ? Number(word) : undefined;
    const isResult = number < 0 || number > 0x7fffffff;
    const letters = word.replace(/[^\p{L}\p{N}]/gu, "") || word.replace(/ /g, "");
    return [letters, number, isResult && number & 0xffff]
      .filter(each => each).map(each => `#${each}`);
  }

  // The events that a query names by their ids, in its order, and those whose ids begin with it.
  async function identified(text, short) {
    const line = fold(text), labelled = [...line.matchAll(patterns.id)].map(match => match[1] ?? match[2]);
    const bare = short ? [line, ...line.match(/-\d{10}|[\p{L}\p{N}]+/gu) ?? []] : [];
    const terms = [...new Set((labelled.length ? labelled : bare).slice(0, MOST_WORDS).flatMap(idTerms))];
    const exact = new Set(), begun = new Set();
    for (const each of await Promise.all(terms.map(term => value(folders.at(-1), term)))) {
      events([each]).weights.forEach((weight, event) => (weight === WEIGHTS[0] ? exact : begun).add(event));
    }
    return [[...exact], [...begun].filter(event => !exact.has(event))];
  }

  // ---- Messages ----

  // A text without spaces, and without the dots of one that was cut.
  function squeezed(text) { return fold(text).replace(/[\s\p{Cf}]+|\.{3}$/gu, ""); }

  // How many letters of a line are the first parts of a text, in order.
  function followed(line, parts) {
    let length = 0, end = 0;
    for (const part of parts) {
      const start = line.indexOf(part, end);
      if (start < 0) { break; }
      length += part.length;
      end = start + part.length;
    }
    return length;
  }

  // Those of some hits whose message a line can only be: enough of it is literal, and no other message fits as well.
  // The line may be cut at both ends.
  function claimed(hits, line) {
    const all = hits.flatMap(hit => hit.messages.map(message => {
      const literals = message.filter((_, at) => at % 2 === 0), parts = literals.map(squeezed).filter(Boolean);
      const length = Math.max(0, ...parts.map((_, lost) => followed(line, parts.slice(lost)))), share = length / line.length;
      const text = parts.join(""), isWhole = length === text.length, isSentence = words(literals.join(" ")).length > 2;
      const isEnough = length >= (isWhole ? 8 : 12) && share >= (isWhole && isSentence ? 0.15 : 0.5);
      return { hit, message, group: "log_line", text, isEnough, fit: length + isWhole / 2 };
    }));
    const most = Math.max(...all.map(({ fit }) => fit)), best = all.filter(({ fit }) => fit === most);
    return best.every(({ isEnough, text }) => isEnough && text === best[0].text) ? best : [];
  }

  // ---- A query ----

  // The words that tell most of a query: long ones and numbers.
  function telling(words) {
    const value = word => {
      if (/[\d\u3041-\u3096]/.test(word)) { return /\D/.test(word) ? 1 : 6; }
      return isUnspaced(word) ? 5 : word.length;
    };
    return [...new Set(words)].sort((one, other) => value(other) - value(one)).slice(0, MOST_WORDS);
  }

  // The scores of events that have words of a query, best first, and the terms that were found.
  async function matching(words, short) {
    const lookups = words.map((word, at) => ({ has: [at], result: found(word, short) }));
    words.slice(1, short ? SHORT : 0).forEach((word, at) => {
      const joined = words[at] + word;
      if (!isUnspaced(word)) { lookups.push({ has: [at, at + 1], result: found(joined, joined.length < 9) }); }
    });
    const matches = new Map(), known = new Set(), wanted = new Set(words.keys());
    for (const { has, result } of lookups) {
      const { weights, score, capped, terms } = await result;
      if (weights.size) { terms.forEach(term => known.add(term)); }
      if (capped) { has.forEach(at => wanted.delete(at)); }
      for (const [event, weight] of weights) {
        const match = matches.get(event) ?? { score: 0, has: new Set() };
        match.score += weight * score;
        has.forEach(at => match.has.add(at));
        matches.set(event, match);
      }
    }
    // The lists of frequent words are not complete, so others decide.
    const needed = wanted.size ? [...wanted] : [...words.keys()];
    const list = [...matches].sort(([one, { score }], [other, better]) => better.score - score || one - other)
      .filter(([, { score, has }], _, all) => short ? needed.every(at => has.has(at)) : score >= 0.4 * all[0][1].score);
    return { scores: new Map(list.map(([event, { score }]) => [event, score])), terms: known };
  }

  function isKnown(word, terms) { return terms.has(word) || folders.some(({ stem }) => terms.has(stem(word))); }

  // How much a hit is like a query: the share of words of its name, description or message that were found, and of
  // those that follow each other. Most if a text has all of the query.
  function likeness({ name, description, messages }, terms, query, line) {
    const pairs = new Set(query.map((word, at) => `${query[at - 1]} ${word}`));
    return Math.max(...[[name], [description], ...messages].map(parts => {
      const text = parts.join(""), all = words(text);
      const found = all.map((word, at) => isKnown(word, terms) + pairs.has(`${all[at - 1]} ${word}`));
      return found.reduce((sum, each) => sum + each, 0) / (all.length + query.length) + squeezed(text).includes(line);
    }));
  }

  // Yields the matches of a query: first those of ids, then also those of messages and words.
  async function* ask(query) {
    await open();
    const text = query.trim().slice(0, 1000), line = squeezed(text), all = words(text);
    const isShort = all.filter(word => !isUnspaced(word)).length <= SHORT && all.length <= 1.5 * MOST_WORDS;
    const [exact, begun] = await identified(text, isShort);
    const named = await hits(exact.slice(0, MOST_HITS)), matches = named.map(hit => ({ hit }));
    if (named.length) { yield { matches, total: exact.length, terms: new Set() }; }
    const { scores, terms } = await matching(isShort ? all : telling(all), isShort);
    const found = new Set([...exact, ...begun, ...scores.keys()]);
    const likely = await hits([...found].slice(exact.length, exact.length + MOST_HITS));
    const rank = new Map(likely.map(hit =>
      [hit, begun.includes(hit.event) ? Infinity : scores.get(hit.event) * (1 + 3 * likeness(hit, terms, all, line))]));
    const lines = all.length > 1 ? claimed(likely, line) : [];
    lines.forEach(({ hit }) => rank.delete(hit));
    const others = [...rank.keys()].sort((one, other) => rank.get(other) - rank.get(one));
    const events = others.filter(({ id }) => id).map(hit => ({ hit, group: lines.length ? "common_words" : undefined }));
    const providers = others.filter(({ id }) => !id).map(hit => ({ hit, group: "provider" }));
    matches.push(...lines, ...events.slice(0, providers.length ? BESIDE : MOST_HITS), ...providers);
    yield { matches, total: [...found].filter(event => event >> 14).length, terms };
  }

  // ---- The list of hits: a combobox with a listbox, as the ARIA practices describe ----

  const panel = document.getElementById("found");
  const listbox = document.getElementById("hits");
  const status = document.getElementById("total");
  let latest = 0, shown, active = -1, entered = false, timer;

  function element(name, parent, properties = {}) {
    return parent.appendChild(Object.assign(document.createElement(name), properties));
  }

  function options() { return [...listbox.querySelectorAll("a")]; }

  function activate(at) {
    const all = options();
    all.forEach((option, number) => { option.ariaSelected = String(number === at); });
    all[at]?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", all[at]?.id ?? "");
    active = at;
  }

  function expand(open) {
    panel.hidden = !open;
    field.ariaExpanded = String(open && options().length > 0);
    if (!open) { activate(-1); }
  }

  function say(text) {
    listbox.replaceChildren();
    panel.querySelector("p").textContent = status.textContent = text;
    expand(text !== "");
  }

  // Write a text, and mark words of it that were looked for. Names may break before capitals.
  function write(text, parent, terms) {
    const pieces = text.match(/[^\p{L}\p{N}\p{M}]+|\p{Lu}*(?:(?!\p{Lu})[\p{L}\p{N}\p{M}])*/gu);
    pieces.flatMap(piece => isUnspaced(piece) ? [...piece] : [piece]).forEach((piece, at, all) => {
      const pair = from => terms.has(fold(all.slice(from, from + 2).join("")));
      const found = isUnspaced(piece) ? pair(at) || pair(at - 1) : words(piece).some(word => isKnown(word, terms));
      if (/^\p{Lu}/u.test(piece)) { element("wbr", parent); }
      if (found) { element("mark", parent, { textContent: piece }); } else { parent.append(piece); }
    });
  }

  function option(hit, parent, terms, message = []) {
    const link = element("a", parent, { href: hit.href, id: `hit-${options().length}`, tabIndex: -1, role: "option" });
    const part = (name, className, text = "") => {
      link.append(" ");
      const added = element(name, link, { className, dir: "auto" });
      write(text, added, terms);
      return added;
    };
    const title = part("bdi", "title", hit.title);
    if (hit.level) { part("span", `level ${index.levels[hit.level].base}`, index.levels[hit.level].text); }
    const provider = part("bdi", "provider", hit.provider);
    title.translate = provider.translate = false;
    const line = part("span", "line");
    message.forEach((text, at) => element(at % 2 ? "bdi" : "mark", line, { textContent: text }));
    part("span", "about", hit.description);
  }

  function show({ matches, total, terms }) {
    if (!matches.length) { return say(field.dataset.none); }
    const kept = active, { language, labels, counts } = index;
    let box = listbox, last;
    say("");
    for (const { hit, group, message } of matches) {
      if (group !== last) {
        box = element("div", listbox, { role: "group", ariaLabel: labels[group] });
        element("div", box, { className: "label", role: "presentation", textContent: labels[group] });
      }
      last = group;
      option(hit, box, terms, message);
    }
    status.textContent = (counts[new Intl.PluralRules(language).select(total)] ?? counts.other)
      .replace("{count}", total.toLocaleString(language));
    expand(true);
    activate(Math.min(kept, matches.length - 1));
  }

  // Keep the query in the address, for reloads and the way back.
  function remember(text) {
    const address = new URL(location.href);
    if (text) { address.searchParams.set("q", text); } else { address.searchParams.delete("q"); }
    try { history.replaceState(history.state, "", address); } catch { /* some viewers of files forbid it */ }
  }

  async function search() {
    clearTimeout(timer);
    const text = field.value, number = ++latest;
    remember(text.trim());
    if (!text.trim()) { return say(""); }
    setTimeout(() => { if (number === latest && text !== shown) { say(field.dataset.loading); } }, 300);
    try {
      for await (const answer of ask(text)) {
        if (number !== latest) { return; }
        shown = text;
        show(answer);
        if (entered) { options()[0]?.click(); }
        entered = false;
      }
    } catch {
      if (number !== latest) { return; }
      shown = text;
      say(field.dataset.missing);
    }
  }

  function press(event) {
    const all = options(), last = all.length - 1, isOpen = !panel.hidden && last >= 0;
    const steps = { ArrowDown: active + 1, ArrowUp: Math.max(active, 0) + last, ...(active >= 0 && { Home: 0, End: last }) };
    if (event.isComposing) { return; }
    if (event.key === "Escape") {
      if (panel.hidden) { field.value = ""; search(); } else { expand(false); }
    } else if (event.key === "Enter") {
      if (isOpen && field.value === shown) { all[Math.max(0, active)].click(); } else { entered = true; search(); }
    } else if (isOpen && event.key in steps) {
      activate(steps[event.key] % all.length);
    } else if (event.key === "ArrowDown" && last >= 0) {
      expand(true);
    } else {
      return;
    }
    event.preventDefault();
  }

  field.addEventListener("keydown", press);
  field.addEventListener("input", () => {
    entered = false;
    activate(-1);
    clearTimeout(timer);
    timer = setTimeout(search, 100);
  });
  field.addEventListener("focus", () => { if (field.value === shown && options().length) { expand(true); } });
  window.eventdocsLeave(field.parentNode, () => expand(false));
  if (field.value) { search(); }

  window.eventdocsSearch = { ask, stems: text => words(text).map(folders[0].stem) }; // for tests
})();
