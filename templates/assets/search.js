// The search. site.js loads it when the search field is first used; site/search.py describes the index.
(function () {
  "use strict";
  const MOST_HITS = 10;
  const MOST_WORDS = 12;
  const MOST_CANDIDATES = 12;
  const SHORT_QUERY = 4; // words; in longer queries not every word has to be found
  const WEIGHTS = [4, 2.5, 2, 1]; // of a term in a name, message, fact, other text
  const LINE_WEIGHTS = [1.5, 3, 1, 1];
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  // ---- Words: the same as in text/search_terms.py ----

  const UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff";
  const TOKEN = new RegExp(
    `[${UNSPACED}](?:[ \u3000\u30fb]*[${UNSPACED}])*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, "gu");
  const NAME_PART = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[A-Z]+(?=[A-Z])/g;
  const unspaced = new RegExp(`^[${UNSPACED}]`);
  const LETTERS = {
    "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": "", "ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ß": "ss", "ẞ": "ss",
  };

  function digit(character) {
    const code = character.codePointAt(0), start = code & ~15;
    return (code & 15) - (/\p{Nd}/u.test(String.fromCodePoint(start)) ? 0 : 6);
  }

  function plain(text) {
    return text.normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/(?![0-9])\p{Nd}/gu, character => String(digit(character)))
      .replace(/[^\x00-\x7f]/gu, letter => LETTERS[letter] ?? letter)
      .normalize("NFC");
  }

  function fold(text) { return plain(text).toLowerCase(); }

  function stem(word, rules) {
    if (!/^\p{L}+$/u.test(word)) { return word; }
    for (const [ending, replacement] of rules) {
      const prefix = ending[0] === "^" && ending.slice(1);
      if (prefix) {
        if (word.startsWith(prefix) && word.length - prefix.length >= 3) { word = word.slice(prefix.length); }
      } else if (word.endsWith(ending) && word.length - ending.length >= 3) {
        return word.slice(0, word.length - ending.length) + replacement;
      }
    }
    return word;
  }

  // A token of a query: its own term, and those of which it has to have all instead. Each is a list of
  // spellings: the word without the plural of any of the languages.
  function token(text) {
    if (unspaced.test(text)) {
      const run = text.replace(/[ \u3000\u30fb]/g, "");
      const pairs = Array.from({ length: run.length - 1 }, (_, at) => [run.slice(at, at + 2)]);
      return { text: run.toLowerCase(), whole: [], parts: pairs };
    }
    const parts = /^[\x00-\x7f]*$/.test(text) && !/^[0-9]/.test(text) ? text.match(NAME_PART) : [text];
    const words = parts.map(part => part.toLowerCase().slice(0, 40))
      .filter(word => word.length > 1 || /[^a-z]/.test(word));
    return {
      text: text.toLowerCase(),
      whole: parts.length > 1 ? [text.toLowerCase().slice(0, 40)] : [],
      parts: words.map(spellings),
    };
  }

  function spellings(word) {
    return [...new Set([word, ...index.stems.map(rules => stem(word, rules))])];
  }

  function tokens(text) { return (plain(text).match(TOKEN) ?? []).map(token).filter(each => each.parts.length); }

  // ---- The index: files that are loaded when a query needs them ----

  const field = document.getElementById("q");
  const files = new Map(); // the terms of files by path
  let index;

  function load(path) { return window.eventdocsLoad(field.dataset.root + path); }

  async function open() {
    index = await load("search.js");
    index.folders = index.source ? ["", index.source] : [""];
  }

  const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit += 1) { byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1; }
    return byte;
  });

  function crc32(text) {
    let crc = ~0;
    for (const byte of new TextEncoder().encode(text)) { crc = (crc >>> 8) ^ CRC[(crc ^ byte) & 255]; }
    return ~crc >>> 0;
  }

  // What the files of some folders have for a term.
  async function values(term, folders = index.folders) {
    const found = await Promise.all(folders.map(async folder => {
      const path = `${folder}search/${crc32(term) % index.files}.js`;
      const words = files.get(path) ?? (await load(path)).matchAll(/(\S+) (\S+)/g);
      if (!files.has(path)) { files.set(path, new Map([...words].map(match => [match[1], match[2]]))); }
      return files.get(path).get(term);
    }));
    return found.filter(value => value !== undefined);
  }

  // The events that have a term, each with the best weight: numbers of the form shard * 1024 + position.
  async function postings(terms, folders) {
    const events = new Map();
    let count = 0;
    for (const value of (await Promise.all(terms.map(term => values(term, folders)))).flat()) {
      count += Number(/^(\d+)=/.exec(value)?.[1] ?? 0);
      for (const [, shard, codes] of value.matchAll(/\.(\d+):([\w-]*)/g)) {
        for (let at = 0; at < codes.length; at += 2) {
          const code = DIGITS.indexOf(codes[at]) * 64 + DIGITS.indexOf(codes[at + 1]);
          const event = shard * 1024 + (code >> 2), weight = code & 3;
          if (!(events.get(event) <= weight)) { events.set(event, weight); }
        }
      }
    }
    return { events, rarity: Math.log(1 + index.events / Math.max(1, count, events.size)) };
  }

  async function hit(event) {
    const shard = Math.floor(event / 1024), position = event % 1024;
    const events = await load(`search/${shard}-${position >> 3}.js`);
    const [id, name, level = "", provider = "", description = "", message = [], source = [], title, slug] =
      events[position & 7];
    return {
      event, id, name, level, description,
      messages: [message, source].filter(parts => parts.length),
      provider: index.providers[provider] ?? provider,
      title: title || `${id} - ${name}`,
      href: `${field.dataset.root}${slug || `${id}-${name}`.toLowerCase()}.html`,
    };
  }

  // What is known of events; a file that is missing leaves the others.
  async function hits(events) {
    const list = await Promise.all(events.map(event => hit(event).catch(() => null)));
    return list.filter(Boolean);
  }

  // ---- Ids ----

  const GUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;
  const ID_LABEL = /(?:event|evento|ereignis|イベント|事件|событи[яе])[\s_-]*id|id d[eo]l? evento|id de l.événement/i;
  const LABELLED = [
    /<eventid[^>]*>\s*(\w+)/gi,
    new RegExp(`(?:${ID_LABEL.source})["'\\s:=#(]{1,6}(\\w+)`, "gi"),
    /(?:^|\s)#(\w+)/g,
  ];

  // The terms of ids that a word may be: itself, its number, and the low half of an HRESULT.
  function idTerms(word) {
    const number = /^-?\d{1,10}$/.test(word) ? Number(word)
      : /^0x[\da-f]{1,8}$|^(?=.*\d)[\da-f]{4,8}$/.test(word) ? parseInt(word, 16) : NaN;
    const terms = [`#${word.replace(/[^\p{L}\p{N}]/gu, "").replace(/^0+(?=\d+$)/, "")}`];
    if (!isNaN(number)) {
      const unsigned = number >>> 0;
      terms.push(`#${Math.abs(number)}`);
      if (unsigned > 65535) { terms.push(`#${unsigned & 65535}`); }
    }
    if (/^8\d{7}$/.test(word)) { terms.push(`#${parseInt(word, 16) & 65535}`); }
    return [...new Set(terms)];
  }

  // The events that a query names by their ids, in its order.
  async function identified(text, short) {
    const line = fold(text);
    const labelled = LABELLED.flatMap(pattern => [...line.matchAll(pattern)].map(match => match[1]));
    const bare = !labelled.length && (short || ID_LABEL.test(line))
      ? line.match(/-\d{10}(?!\w)|[\p{L}\p{N}]+/gu) ?? [] : [];
    const exact = new Set(), beginning = new Set();
    for (const word of new Set([...labelled, ...bare].slice(0, MOST_WORDS))) {
      for (const term of idTerms(word)) {
        const { events } = await postings([term], [index.folders.at(-1)]);
        events.forEach((weight, event) => {
          if (weight === 0) { exact.add(event); } else if (short && /\d/.test(word)) { beginning.add(event); }
        });
        if ([...events.values()].includes(0)) { break; }
      }
    }
    return { exact: [...exact], beginning: [...beginning].filter(event => !exact.has(event)) };
  }

  // ---- Words ----

  // Whether one letter is missing, too many or wrong, or two neighbours are swapped.
  function near(one, other) {
    if (Math.abs(one.length - other.length) > 1) { return false; }
    let start = 0, end = 0;
    while (start < one.length && one[start] === other[start]) { start += 1; }
    while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) { end += 1; }
    const left = one.slice(start, one.length - end), right = other.slice(start, other.length - end);
    return left.length < 2 && right.length < 2 ||
      left.length === 2 && left[0] === right[1] && left[1] === right[0];
  }

  // Known words instead of an unknown one: those it begins or ends, or else those with one other letter.
  async function expanded(word) {
    const letters = word.length > 1 && /^\p{L}+$/u.test(word);
    if (!letters || unspaced.test(word)) { return []; }
    const list = async (edge, make) =>
      (await values(edge)).flatMap(value => value.split(",")).map(make);
    const [starting, ending] = await Promise.all([
      list(word.slice(0, 2) + "*", rest => word.slice(0, 2) + rest),
      list("*" + word.slice(-2), rest => rest + word.slice(-2)),
    ]);
    const known = [...new Set([...starting, ...ending])];
    const choose = test => known.filter(test).sort((one, other) => one.length - other.length).slice(0, 6);
    const longer = choose(each => each.startsWith(word) || word.length > 4 && each.endsWith(word));
    if (longer.length || word.length < 5) { return longer; }
    const similar = choose(each => near(word, each));
    if (similar.length || word.length < 7) { return similar; }
    const swapped = Array.from(word.slice(1), (_, at) =>
      word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2));
    return choose(each => swapped.some(other => near(other, each)));
  }

  async function found(spelling, guess) {
    const known = await postings(spelling);
    if (known.events.size || !guess) { return { ...known, terms: spelling }; }
    const terms = [...new Set((await Promise.all(spelling.map(expanded))).flat())];
    return { ...await postings(terms), terms, guessed: true };
  }

  // The events that have the words of a query, with what they have of them.
  async function matching(words, short) {
    const lookups = [];
    words.forEach(({ whole, parts }, at) => {
      parts.forEach(part => lookups.push({ at, result: found(part, short) }));
      if (whole.length) { lookups.push({ at, extra: true, result: found(whole, false) }); }
      const next = words[at + 1];
      if (short && next) { lookups.push({ at, both: true, extra: true, result: found([words[at].text + next.text], true) }); }
    });
    const scores = new Map(), terms = new Set();
    const weights = short ? WEIGHTS : LINE_WEIGHTS;
    let lookup = 0;
    for (const { at, both, extra, result } of lookups) {
      const { events, rarity, terms: known, guessed } = await result;
      if (events.size) { known.forEach(term => terms.add(term)); }
      for (const [event, weight] of events) {
        const score = scores.get(event) ?? { event, score: 0, lookups: new Set(), words: new Set() };
        score.score += rarity * weights[weight] * (guessed ? 0.6 : 1);
        score.lookups.add(lookup);
        scores.set(event, score);
        if (both) { score.words.add(at).add(at + 1); }
        if (extra) { score.words.add(at); }
      }
      lookup += 1;
    }
    // A word is found if all of its parts are.
    for (const score of scores.values()) {
      words.forEach((word, at) => {
        const own = lookups.map((each, number) => [each, number]).filter(([each]) => each.at === at && !each.extra);
        if (own.every(([, number]) => score.lookups.has(number))) { score.words.add(at); }
      });
    }
    return { terms, scores: [...scores.values()].sort((one, other) => other.score - one.score || one.event - other.event) };
  }

  // The words that tell most of a long query: long ones and numbers, in their order.
  function telling(words, count) {
    const unique = words.filter((word, at) => words.findIndex(each => each.text === word.text) === at);
    const value = ({ text }) => text.length + (/^\d+$/.test(text) ? 3 : 0) - (/\d/.test(text) && /\D/.test(text) ? 5 : 0);
    const best = new Set([...unique].sort((one, other) => value(other) - value(one)).slice(0, count));
    return unique.filter(word => best.has(word));
  }

  // ---- Log lines ----

  function squeezed(text) { return fold(text).replace(/[\s\u200b]+/g, ""); }

  // How much of a line is literal text of a message: the line may be cut at both ends.
  function logged(line, message) {
    const literals = message.filter((_, at) => at % 2 === 0).map(squeezed).filter(Boolean);
    let best = { length: 0 };
    for (let first = 0; first < literals.length; first += 1) {
      for (const start of starts(line, literals[first])) {
        const match = follow(line, literals, first, start);
        if (match.length > best.length) { best = { ...match, literals }; }
      }
    }
    return best;
  }

  // Where a literal text begins in a line, and how much of it is there.
  function starts(line, literal) {
    const at = line.indexOf(literal);
    if (at >= 0) { return [{ end: at + literal.length, length: literal.length, whole: true }]; }
    for (let lost = 1; lost < literal.length - 2; lost += 1) {
      if (line.startsWith(literal.slice(lost))) {
        return [{ end: literal.length - lost, length: literal.length - lost, whole: false }];
      }
    }
    const length = tail(line, literal, 0);
    return length ? [{ end: line.length, length, whole: false }] : [];
  }

  // How much of the beginning of a literal text is at the end of a line, after a position.
  function tail(line, literal, from) {
    for (let length = Math.min(literal.length - 1, line.length - from); length > 0; length -= 1) {
      if (line.endsWith(literal.slice(0, length))) { return length; }
    }
    return 0;
  }

  function follow(line, literals, first, start) {
    let { end, length } = start;
    for (let at = first + 1; at < literals.length; at += 1) {
      const next = line.indexOf(literals[at], end);
      if (next < 0) { return { length: length + tail(line, literals[at], end), whole: false }; }
      end = next + literals[at].length;
      length += literals[at].length;
    }
    return { length, whole: first === 0 && start.whole };
  }

  // The messages that a line is, if they can only be that: enough of it is literal, and no other fits as well.
  function claimed(list, text) {
    const line = squeezed(text).replace(/(?:…|\.{3})$/, "");
    const matches = list.map(hit => ({ hit, ...hit.messages
      .map((message, at) => ({ ...logged(line, message), message: at }))
      .reduce((one, other) => other.length > one.length ? other : one, { length: 0 }) }));
    const best = Math.max(0, ...matches.map(match => match.length));
    const top = matches.filter(match => match.length === best && sure(match, line));
    const complete = top.filter(match => match.whole);
    const candidates = complete.length ? complete : top;
    const same = new Set(candidates.map(match => match.literals.join("\n"))).size === 1;
    return same ? candidates : [];
  }

  function sure({ hit, length, whole, message }, line) {
    if (length < 8) { return false; }
    const words = hit.messages[message].filter((_, at) => at % 2 === 0).join(" ").match(/\p{L}{2,}/gu) ?? [];
    const share = length / line.length;
    return whole ? share >= 0.5 || words.length > 2 && share >= 0.15 : length >= 12 && share >= 0.35;
  }

  // ---- A query ----

  // Hits by their scores; those whose name or text has the whole query come first.
  function ordered(list, text, scores) {
    const query = squeezed(text), letters = query.replace(/[^\p{L}\p{N}]/gu, "");
    const scored = new Map(scores.map(each => [each.event, each.score]));
    const score = hit => {
      const name = squeezed(hit.name).replace(/[^\p{L}\p{N}]/gu, "");
      const texts = [hit.title, hit.description, ...hit.messages.map(parts => parts.join(""))];
      return scored.get(hit.event) + (name === letters ? 1000 : letters.length > 2 && name.includes(letters) ? 20 : 0) +
        (texts.some(each => squeezed(each).includes(query)) ? 10 : 0);
    };
    return list.map(hit => ({ hit, score: score(hit) }))
      .sort((one, other) => other.score - one.score || one.hit.event - other.hit.event)
      .map(({ hit }) => hit);
  }

  // The hits of a query: the events that it names, those whose message it is, and those that share words with it.
  // `report` is called with the first of them before the others are known.
  async function ask(text, report = () => {}) {
    text = text.trim().slice(0, 1000);
    const guid = GUID.exec(text)?.[0].replace(/-/g, "").toLowerCase();
    const words = guid ? [{ text: guid, whole: [], parts: [[guid]] }] : tokens(text);
    const short = words.reduce((sum, word) => sum + Math.ceil(word.parts.length / 5), 0) <= SHORT_QUERY;
    const ids = await identified(text, short);
    const named = await hits(ids.exact.slice(0, MOST_HITS));
    if (named.length) { report({ named, lines: [], others: [], total: ids.exact.length, terms: new Set() }); }
    // The most telling words of a log line often are enough.
    let answer;
    for (const count of short ? [SHORT_QUERY] : [MOST_WORDS / 3, MOST_WORDS]) {
      answer = await { named, ...await answered(text, ids, telling(words, count), short) };
      if (answer.lines.length) { break; }
    }
    return answer;
  }

  async function answered(text, ids, words, short) {
    const { scores, terms } = await matching(words, short);
    const least = (scores[0]?.score ?? 0) * 0.4;
    const enough = scores.filter(each => short ? each.words.size === words.length : each.score >= least);
    const number = short ? MOST_HITS : MOST_CANDIDATES;
    const likely = await hits(scores.slice(0, words.length > 1 ? number : 0).map(each => each.event));
    const lines = claimed(likely, text);
    const begun = await hits(ids.beginning.slice(0, MOST_HITS));
    const shared = await hits(enough.slice(0, number).map(each => each.event));
    const taken = new Set([...ids.exact, ...lines.map(match => match.hit.event), ...ids.beginning]);
    return {
      lines: lines.filter(match => !ids.exact.includes(match.hit.event)),
      others: [...begun, ...ordered(shared, text, scores).filter(hit => !taken.has(hit.event))].slice(0, MOST_HITS),
      total: taken.size + enough.filter(each => !taken.has(each.event)).length,
      terms,
    };
  }

  // ---- The list of hits: a combobox with a listbox, as the ARIA Authoring Practices Guide describes ----

  const panel = document.getElementById("found");
  const listbox = document.getElementById("hits");
  const status = document.getElementById("total");
  let latest = 0, shown, active = -1, entered = false, timer;

  function element(name, parent, properties = {}) {
    return parent.appendChild(Object.assign(document.createElement(name), properties));
  }

  function options() { return [...listbox.querySelectorAll("[role=option]")]; }

  function activate(at) {
    const all = options();
    active = at;
    all.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    if (all[at]) {
      field.setAttribute("aria-activedescendant", all[at].id);
      all[at].scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  }

  function expand(open) {
    panel.hidden = !open;
    field.setAttribute("aria-expanded", String(open && options().length > 0));
    if (!open) { activate(-1); }
  }

  function say(text) {
    listbox.replaceChildren();
    panel.querySelector("p").textContent = status.textContent = text;
    expand(true);
  }

  // Write a text with its words marked that were looked for.
  function write(text, parent, terms) {
    let end = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      for (const [start, stop] of marked(match[0], terms)) {
        parent.append(text.slice(end, match.index + start));
        element("mark", parent, { textContent: text.slice(match.index + start, match.index + stop) });
        end = match.index + stop;
      }
    }
    parent.append(text.slice(end));
  }

  // The ranges of a word that were looked for: all of it, or pairs of characters that follow each other.
  function marked(word, terms) {
    if (!unspaced.test(word)) {
      const found = tokens(word).some(({ whole, parts }) =>
        whole.some(each => terms.has(each)) || parts.flat().some(each => terms.has(each)));
      return found ? [[0, word.length]] : [];
    }
    const ranges = [];
    for (let at = 0; at + 2 <= word.length; at += 1) {
      if (terms.has(fold(word.slice(at, at + 2)))) {
        if (ranges.length && ranges.at(-1)[1] >= at) { ranges.at(-1)[1] = at + 2; } else { ranges.push([at, at + 2]); }
      }
    }
    return ranges;
  }

  function option(hit, parent, terms, message) {
    const link = element("a", parent, { href: hit.href, id: `hit-${options().length}`, tabIndex: -1, role: "option" });
    link.setAttribute("aria-selected", "false");
    const title = element("bdi", link, { className: "title", translate: false, dir: "auto" });
    write(hit.title, title, terms);
    if (hit.level) {
      link.append(" ");
      element("span", link, { className: `level ${index.bases?.[hit.level] ?? hit.level}`, textContent: index.levels[hit.level] ?? hit.level });
    }
    if (hit.provider) {
      link.append(" ");
      element("bdi", link, { className: "provider", translate: false, textContent: hit.provider });
    }
    if (message) {
      const line = element("span", link, { className: "line", dir: "auto" });
      message.forEach((part, at) =>
        element(at % 2 ? "bdi" : "mark", line, { className: at % 2 ? "insert" : "", textContent: part }));
    }
    if (hit.description) { write(hit.description, element("span", link, { className: "about", dir: "auto" }), terms); }
  }

  function group(label, parent) {
    const box = element("div", parent, { role: "group" });
    box.setAttribute("aria-label", label);
    element("div", box, { className: "label", role: "presentation", textContent: label });
    return box;
  }

  function show({ named, lines, others, total, terms }) {
    if (!total) { return say(field.dataset.none); }
    listbox.replaceChildren();
    panel.querySelector("p").textContent = "";
    const list = (shown, parent) => shown.forEach(each => option(each, parent, terms));
    list(named, listbox);
    if (lines.length) {
      const box = group(index.labels.log_line, listbox);
      lines.forEach(match => option(match.hit, box, terms, match.hit.messages[match.message]));
    }
    list(others, lines.length && others.length ? group(index.labels.common_words, listbox) : listbox);
    const { language } = index, form = new Intl.PluralRules(language).select(total);
    status.textContent = (index.counts[form] ?? index.counts.other)
      .replace("{count}", new Intl.NumberFormat(language).format(total));
    const kept = active;
    expand(true);
    activate(Math.min(kept, options().length - 1));
  }

  function remember(text) {
    const address = new URL(location.href);
    if (text) { address.searchParams.set("q", text); } else { address.searchParams.delete("q"); }
    try { history.replaceState(history.state, "", address); } catch { /* some viewers of files forbid it */ }
  }

  async function search() {
    const text = field.value, number = ++latest;
    remember(text.trim());
    if (!text.trim()) {
      status.textContent = "";
      listbox.replaceChildren();
      return expand(false);
    }
    const slow = setTimeout(() => { if (number === latest) { say(field.dataset.loading); } }, 300);
    try {
      await open();
      const report = answer => {
        if (number !== latest) { return; }
        clearTimeout(slow);
        shown = text;
        show(answer);
        if (entered) { options()[0]?.click(); }
        entered = false;
      };
      report(await ask(text, report));
    } catch (error) {
      if (number === latest) { say(field.dataset.missing); }
    } finally {
      clearTimeout(slow);
      if (number === latest) { entered = false; }
    }
  }

  function press(event) {
    const last = options().length - 1, isOpen = !panel.hidden && last >= 0;
    const moves = {
      ArrowDown: () => active < last ? active + 1 : 0,
      ArrowUp: () => active > 0 ? active - 1 : last,
      Home: () => active >= 0 ? 0 : undefined,
      End: () => active >= 0 ? last : undefined,
    };
    if (event.isComposing) { return; }
    if (event.key === "Escape") {
      event.preventDefault();
      if (panel.hidden) { field.value = ""; search(); } else { expand(false); }
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (field.value === shown && isOpen) { options()[Math.max(0, active)].click(); } else { entered = true; update(); }
    } else if (isOpen && moves[event.key]?.() !== undefined) {
      event.preventDefault();
      activate(moves[event.key]());
    } else if (event.key === "ArrowDown" && panel.hidden && field.value) {
      expand(true);
    }
  }

  function update() {
    clearTimeout(timer);
    search();
  }

  field.addEventListener("keydown", press);
  field.addEventListener("input", () => {
    entered = false;
    activate(-1);
    clearTimeout(timer);
    timer = setTimeout(search, 100);
  });
  field.addEventListener("focus", () => { if (field.value && field.value === shown) { expand(true); } });
  addEventListener("focusout", event => {
    const { relatedTarget } = event;
    if (relatedTarget && relatedTarget !== field && !panel.contains(relatedTarget)) { expand(false); }
  });
  addEventListener("pointerdown", event => {
    if (event.target !== field && !panel.contains(event.target)) { expand(false); }
  });
  open().catch(() => {});
  if (field.value) { search(); }

  // What tests and measurements ask.
  window.eventdocsSearch = async text => {
    await open();
    const { named, lines, others } = await ask(text), claimed = lines.map(match => match.hit);
    return { claimed, hits: [...named, ...claimed, ...others] };
  };
  window.eventdocsSearch.terms = async text => {
    await open();
    return tokens(text).flatMap(({ whole, parts }) => [whole, ...parts]);
  };
})();
