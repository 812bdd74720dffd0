// The search. site.js loads it when its field is first used; site/search.py describes the index.
(function () {
  "use strict";
  const MOST_HITS = 10;
  const SHORT = 4; // words of a query that an event must have all; of a longer one, some are enough
  const MOST_SIMILAR = 6; // words that a misspelled or incomplete word stands for
  const MOST_PAIRS = 12; // terms of a short query, which are many in scripts without spaces
  const ROUNDS = [4, 10]; // words of a long query that are looked up, until its message is found
  const WEIGHTS = [3.5, 3, 2, 1]; // of a term in a name, message, fact, other text
  const GUESSED = 0.5; // the weight of a word that is similar to the one in the query
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const GUID = "[\\da-fA-F]{8}-(?:[\\da-fA-F]{4}-){3}[\\da-fA-F]{12}";
  const NAME_PART = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[A-Z]+(?=[A-Z])/g;
  const EVENT = "(?:event[oi]?|evenement|ereignis|イベント|事件|이벤트|событи[яе]|حدث)";
  const LABELLED = new RegExp(
    `(?:${EVENT}[\\s_-]*id(?: [^>]*)?|(?:id|код|معرف) (?:\\S+ )?\\S*?${EVENT})[^\\p{L}\\p{N}]{1,6}(\\w+)|(?:^|\\s)#(\\w+)`, "gu");

  // ---- The index: files that are loaded when a query needs them ----

  const field = document.getElementById("q");
  let index, token, unspaced;

  function load(path) { return window.eventdocsLoad(field.dataset.root + path); }

  async function open() {
    index = await load("search.js");
    const { letters } = index;
    token = new RegExp(
      `${GUID}|[${letters}](?:[ \u3000\u30fb]*[${letters}])*|(?:(?![${letters}])[\\p{L}\\p{N}])+`, "gu");
    unspaced = new RegExp(`^[${letters}]`);
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
  async function value(folder, term) {
    const text = await load(`${folder}search/${crc32(term) % index.files}.js`);
    if (!text.startsWith(`${index.state};`)) { throw new Error("another state"); }
    const start = text.indexOf(`;${term} `) + term.length + 2;
    return start < term.length + 2 ? "" : text.slice(start, text.indexOf(";", start));
  }

  // The events of values, with their weights; an event is a number: shard * 1024 + position.
  function events(values, factor = 1) {
    const weights = new Map();
    let count = 0;
    for (const [, total, shard, codes] of values.join("").matchAll(/(\d+)=|\.(\d+):([\w-]*)/g)) {
      count += Number(total ?? 0);
      for (let at = 0; at < (codes ?? "").length; at += 2) {
        const code = DIGITS.indexOf(codes[at]) * 64 + DIGITS.indexOf(codes[at + 1]);
        const event = shard * 1024 + (code >> 2), weight = WEIGHTS[code & 3];
        weights.set(event, Math.max(weight, weights.get(event) ?? 0));
      }
    }
    const rarity = Math.log(1 + index.events / Math.max(1, count, weights.size));
    return { weights, score: rarity * factor, capped: count > 0 };
  }

  // What hits show of events; those that cannot be loaded are left out.
  async function hits(events) {
    const found = await Promise.allSettled(events.map(async event => {
      const shard = event >> 10, position = event & 1023;
      const [key, ...all] = await load(`search/${shard}-${position >> 3}.js`);
      if (key !== index.state.split(" ")[shard]) { throw new Error("another state"); }
      const [id, name, level, provider = "", description = "", message = [], source = [], title, slug] =
        all[position & 7];
      return {
        event, id, name, level, description,
        messages: [message, source].filter(parts => parts.length),
        provider: index.providers[provider] ?? provider,
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

  function stem(word, { beginnings, endings }) {
    if (/[^\p{L}]/u.test(word)) { return word; }
    const start = beginnings.find(each => word.startsWith(each) && word.length - each.length >= 3) ?? "";
    const rest = word.slice(start.length);
    const [end, singular] = endings.find(([each]) => rest.endsWith(each) && rest.length - each.length >= 3) ?? ["", ""];
    return rest.slice(0, rest.length - end.length) + singular;
  }

  // The words of a text: parts of names, and pairs of characters where no spaces are between words.
  function words(text) {
    return (plain(text).match(token) ?? []).flatMap((token, number) => {
      let parts = [token];
      if (unspaced.test(token)) {
        const run = token.replace(/[ \u3000\u30fb]/g, "");
        parts = run.length > 1 ? Array.from(run.slice(1), (_, at) => run.slice(at, at + 2)) : [run];
      } else if (token.includes("-")) {
        parts = [token.replaceAll("-", "")];
      } else if (/^[a-z][a-z0-9]*$/i.test(token)) {
        parts = token.match(NAME_PART).filter(part => part.length > 1 || /\d/.test(part));
      }
      return parts.map(part => ({ number, text: part.toLowerCase().slice(0, 40) }));
    });
  }

  // Whether words have the same letters, but for one that is missing, too many or wrong.
  function near(word, other) {
    let rest = other;
    const missing = [...word].filter(letter => {
      const without = rest.replace(letter, ""), isMissing = without === rest;
      rest = without;
      return isMissing;
    });
    return missing.length < 2 && rest.length < 2;
  }

  // Known words instead of an unknown one: those that it begins or ends, and those that are near.
  async function similar(word) {
    const length = unspaced.test(word) ? 1 : 2, start = word.slice(0, length), end = word.slice(-length);
    if (word.length < length || /[^\p{L}]/u.test(word)) { return []; }
    const lists = await Promise.all(index.folders.flatMap(([folder]) => [
      value(folder, `${start}*`).then(list => list.split(",").map(rest => start + rest)),
      value(folder, `*${end}`).then(list => list.split(",").map(rest => rest + end)),
    ]));
    return [...new Set(lists.flat())].sort((one, other) => one.length - other.length).filter(each =>
      each.startsWith(word) || word.length > 4 && each.endsWith(word) || each.length > 4 && near(word, each),
    ).slice(0, MOST_SIMILAR);
  }

  // The events that have a word, or else words that are similar.
  async function found(word, guess) {
    const look = words => Promise.all(words.flatMap(each =>
      index.folders.map(([folder, rules]) => value(folder, stem(each, rules)))));
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
    const numbers = [...(/^-?\d{1,10}$/.test(word) ? [Number(word)] : []), ...(isHex ? [parseInt(word, 16)] : [])];
    const texts = [word.replace(/[^\p{L}\p{N}]/gu, ""), ...numbers.flatMap(each => [Math.abs(each), each & 65535])];
    return texts.map(each => `#${each}`);
  }

  // The events that a query names by their ids, in its order, and those whose ids begin with it.
  async function identified(text, short) {
    const line = fold(text), folder = index.folders.at(-1)[0];
    const labelled = [...line.matchAll(LABELLED)].map(match => match[1] ?? match[2]);
    const bare = short ? [line, ...line.match(/[\p{L}\p{N}_-]+/gu) ?? [], ...line.match(/[\p{L}\p{N}]+/gu) ?? []] : [];
    const lookups = [...new Set(labelled.length ? labelled : bare)].slice(0, MOST_HITS).map(word =>
      Promise.all(idTerms(word).map(async term => [...events([await value(folder, term)]).weights])));
    const exact = new Set(), begun = new Set();
    for (const results of await Promise.all(lookups)) {
      const isExact = ([, weight]) => weight === WEIGHTS[0];
      const same = results.find(each => each.some(isExact)) ?? [];
      same.filter(isExact).forEach(([event]) => exact.add(event));
      if (short) { results[0].forEach(([event]) => begun.add(event)); }
    }
    return [[...exact], [...begun].filter(event => !exact.has(event))];
  }

  // ---- Messages ----

  // A text without spaces, and without the dots of one that was cut.
  function squeezed(text) { return fold(text).replace(/[\s\u200b]+|\.{3}$/g, ""); }

  // How many letters at the end of a text are the beginning of another.
  function overlap(text, other) {
    let length = Math.min(text.length, other.length);
    while (!text.endsWith(other.slice(0, length))) { length -= 1; }
    return length;
  }

  // How many letters of a message's literal parts a line has, in order; the line may be cut at both ends.
  function followed(line, [first, ...others]) {
    let start = line.indexOf(first), whole = start >= 0;
    let length = whole ? first.length : overlap(first, line);
    let end = whole ? start + length : length;
    if (!length) { return { length: overlap(line, first) }; }
    for (const part of others) {
      start = line.indexOf(part, end);
      if (start < 0) { return { length: length + overlap(line.slice(end), part) }; }
      end = start + part.length;
      length += part.length;
    }
    return { length, whole };
  }

  // The hits whose message a line can only be: enough of it is literal, and no other message fits as well.
  function claimed(list, line) {
    const all = list.flatMap(hit => hit.messages.flatMap(message => {
      const literals = message.filter((_, at) => at % 2 === 0), parts = literals.map(squeezed).filter(Boolean);
      const words = literals.join(" ").match(/\p{L}{2,}/gu)?.length;
      return parts.map((_, lost) => {
        const { length, whole } = followed(line, parts.slice(lost)), share = length / line.length;
        const isWhole = whole && !lost, isEnough = isWhole
          ? length >= 8 && share >= (words > 2 ? 0.15 : 0.5)
          : length >= 12 && share >= (lost ? 0.6 : 0.35);
        return { hit, message, text: parts.join(" "), length, isWhole, isEnough };
      });
    }));
    const most = Math.max(...all.map(each => each.length));
    const best = all.filter(each => each.length === most && each.isEnough);
    const whole = best.filter(each => each.isWhole), chosen = whole.length ? whole : best;
    return new Set(chosen.map(each => each.text)).size === 1
      ? [...new Map(chosen.map(each => [each.hit, each])).values()] : [];
  }

  // ---- A query ----

  // The events that have words of a query, the best first, and the terms that were found.
  async function matching(words, short) {
    const lookups = words.map(({ text }, at) => ({ has: [at], result: found(text, short) }));
    words.slice(1, short ? SHORT : 0).forEach(({ text }, at) => {
      if (!unspaced.test(text)) { lookups.push({ has: [at, at + 1], result: found(words[at].text + text, true) }); }
    });
    const matches = new Map(), known = new Set(), wanted = new Set(words.keys());
    for (const { has, result } of lookups) {
      const { weights, score, capped, terms } = await result;
      if (weights.size) { terms.forEach(term => known.add(term)); }
      if (capped) { has.forEach(at => wanted.delete(at)); }
      for (const [event, weight] of weights) {
        const match = matches.get(event) ?? { event, score: 0, has: new Set() };
        match.score += weight * score;
        has.forEach(at => match.has.add(at));
        matches.set(event, match);
      }
    }
    // The list of a frequent word is not complete, so the others decide, if there are any.
    const needed = wanted.size ? [...wanted] : [...words.keys()];
    const list = [...matches.values()].sort((one, other) => other.score - one.score || one.event - other.event);
    const enough = short ? match => needed.every(at => match.has.has(at)) : match => match.score >= 0.4 * list[0].score;
    return { list: list.filter(enough), terms: known };
  }

  // The words that tell most of a query: long ones and numbers.
  function telling(words, count) {
    const value = ({ text }) => /^\d+$/.test(text) ? text.length + 3 : /\d/.test(text) ? text.length - 5 : text.length;
    const unique = [...new Map(words.map(word => [word.text, word])).values()];
    return unique.sort((one, other) => value(other) - value(one)).slice(0, count);
  }

  function isKnown({ text }, terms) {
    return terms.has(text) || index.folders.some(([, rules]) => terms.has(stem(text, rules)));
  }

  // How much a hit is like a query: what its name, description or message has of the words, and what else it has.
  function likeness({ name, description, messages }, terms, count, line) {
    return Math.max(...[[name], [description], ...messages].map(parts => {
      const text = parts.join(""), all = words(text), known = all.filter(word => isKnown(word, terms));
      return known.length / (all.length + count) + (squeezed(text).includes(line) ? 0.5 : 0);
    }));
  }

  // The hits of a query: `named` by their ids, `lines` whose message it is, and others that have its words.
  // `report` is called with the first of them before the others are known.
  async function ask(query, report = () => {}) {
    const text = query.trim().slice(0, 1000), line = squeezed(text), all = words(text);
    const short = all.filter(({ text }) => !unspaced.test(text)).length <= SHORT && all.length <= MOST_PAIRS;
    const [exact, begun] = await identified(text, short);
    const named = await hits(exact.slice(0, MOST_HITS));
    if (named.length) { report({ named, lines: [], others: [], total: exact.length, terms: new Set() }); }
    let lines, others, total, terms;
    for (const count of short ? [MOST_PAIRS] : ROUNDS) {
      const { list, terms: known } = await matching(telling(all, count), short);
      const scores = new Map(list.map(({ event, score }) => [event, score]));
      const likely = await hits([...scores.keys()].slice(0, MOST_HITS));
      const rank = hit => scores.get(hit.event) * (1 + 6 * likeness(hit, known, all.length, line));
      likely.sort((one, other) => rank(other) - rank(one));
      lines = all.length > 1 ? claimed(likely, line).filter(({ hit }) => !exact.includes(hit.event)) : [];
      const taken = new Set([...exact, ...lines.map(({ hit }) => hit.event), ...begun]);
      others = [...await hits(begun.slice(0, MOST_HITS)), ...likely.filter(hit => !taken.has(hit.event))];
      [total, terms] = [new Set([...taken, ...scores.keys()]).size, known];
      if (lines.length) { break; }
    }
    return { named, lines, others: others.slice(0, MOST_HITS), total, terms };
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
    active = at;
    field.removeAttribute("aria-activedescendant");
    options().forEach((option, number) => {
      option.ariaSelected = String(number === at);
      if (number === at) {
        field.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    });
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

  // Write a text, and mark words of it that were looked for.
  function write(text, parent, terms) {
    const pieces = text.match(/[^\p{L}\p{N}\p{M}]+|[\p{L}\p{N}\p{M}]+/gu) ?? [];
    pieces.flatMap(piece => unspaced.test(piece) ? [...piece] : [piece]).forEach((piece, at, all) => {
      const pair = from => terms.has(fold(all.slice(from, from + 2).join("")));
      const found = unspaced.test(piece) ? pair(at) || pair(at - 1) : words(piece).some(word => isKnown(word, terms));
      if (found) { element("mark", parent, { textContent: piece }); } else { parent.append(piece); }
    });
  }

  function option(hit, parent, terms, message = []) {
    const link = element("a", parent, { href: hit.href, id: `hit-${options().length}`, tabIndex: -1, role: "option" });
    const part = (name, className, properties) => {
      link.append(" ");
      return element(name, link, { className, ...properties });
    };
    write(hit.title, part("bdi", "title", { translate: false }), terms);
    if (hit.level) { part("span", `level ${hit.level}`, { textContent: index.levels[hit.level] ?? hit.level }); }
    if (hit.provider) { part("bdi", "provider", { translate: false, textContent: hit.provider }); }
    if (message.length) {
      const line = part("span", "line", { dir: "auto" });
      message.forEach((text, at) => element(at % 2 ? "bdi" : "mark", line, { textContent: text }));
    }
    if (hit.description) { write(hit.description, part("span", "about", { dir: "auto" }), terms); }
  }

  function group(label) {
    const box = element("div", listbox, { role: "group", ariaLabel: label });
    element("div", box, { className: "label", role: "presentation", textContent: label });
    return box;
  }

  function show({ named, lines, others, total, terms }) {
    if (!total) { return say(field.dataset.none); }
    const kept = active, { language, labels, counts } = index;
    say("");
    named.forEach(hit => option(hit, listbox, terms));
    const box = lines.length ? group(labels.log_line) : listbox;
    lines.forEach(({ hit, message }) => option(hit, box, terms, message));
    const rest = lines.length && others.length ? group(labels.common_words) : listbox;
    others.forEach(hit => option(hit, rest, terms));
    status.textContent = (counts[new Intl.PluralRules(language).select(total)] ?? counts.other)
      .replace("{count}", new Intl.NumberFormat(language).format(total));
    expand(true);
    activate(Math.min(kept, options().length - 1));
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
    const report = answer => {
      if (number !== latest) { return; }
      clearTimeout(slow);
      shown = text;
      show(answer);
      if (entered) { options()[0]?.click(); }
      entered = false;
    };
    remember(text.trim());
    if (!text.trim()) { return say(""); }
    const slow = setTimeout(() => { if (number === latest) { say(field.dataset.loading); } }, 300);
    try {
      await open();
      report(await ask(text, report));
    } catch {
      if (number === latest) { say(field.dataset.missing); }
    } finally {
      clearTimeout(slow);
    }
  }

  function press(event) {
    const all = options(), last = all.length - 1, isOpen = !panel.hidden && last >= 0;
    const moves = {
      ArrowDown: active < last ? active + 1 : 0,
      ArrowUp: active > 0 ? active - 1 : last,
      ...(active >= 0 && { Home: 0, End: last }),
    };
    if (event.isComposing) { return; }
    if (event.key === "Escape") {
      if (panel.hidden) { field.value = ""; search(); } else { expand(false); }
    } else if (event.key === "Enter") {
      if (isOpen && field.value === shown) { all[Math.max(0, active)].click(); } else { entered = true; search(); }
    } else if (isOpen && event.key in moves) {
      activate(moves[event.key]);
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
  for (const type of ["focusin", "pointerdown"]) {
    addEventListener(type, ({ target }) => {
      if (target !== field && !panel.contains(target)) { expand(false); }
    });
  }
  open().catch(() => {});
  if (field.value) { search(); }

  // What tests and measurements ask.
  window.eventdocsSearch = async text => {
    await open();
    const { named, lines, others } = await ask(text), claimed = lines.map(({ hit }) => hit);
    return { claimed, hits: [...named, ...claimed, ...others] };
  };
  window.eventdocsSearch.words = async text => {
    await open();
    return words(text).map(word => ({ ...word, stem: stem(word.text, index.folders[0][1]) }));
  };
})();
