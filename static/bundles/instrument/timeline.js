// Built by "npm run build" in tools/ from static/source/instrument/timeline.js: change that, not this.

// static/source/instrument/calendar.js
var MS_PER_DAY = 864e5;
function utc(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return new Date(Date.UTC(2e3, 0, 1)).setUTCFullYear(year, month - 1, day);
}
function partsOf(first, offset) {
  const date = new Date(utc(first) + offset * MS_PER_DAY);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}
function isoOf(first, offset) {
  const [year, month, day] = partsOf(first, offset);
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}
function offsetOf(first, iso) {
  const offset = /^\d{4}-\d\d-\d\d$/.test(iso) ? Math.round((utc(iso) - utc(first)) / MS_PER_DAY) : Number.NaN;
  return Number.isNaN(offset) || isoOf(first, offset) !== iso ? Number.NaN : offset;
}
function writtenOut(first, offset, months) {
  const [year, month, day] = partsOf(first, offset);
  return `${day} ${months[month - 1]} ${year}`;
}

// static/source/instrument/window.js
var OUTCOMES = (
  /** @type {const} */
  ["shown", "unlocated", "outside", "filtered", "undated"]
);
var none = () => ({ quotes: 0, citations: 0 });
var total = ({ quotes, citations }) => quotes + citations;
function add(tally, quoted) {
  if (quoted) tally.quotes += 1;
  else tally.citations += 1;
}
function overlaps([first, last], start, end) {
  return (first === null || first <= end) && (last === null || last >= start);
}
function outcomeOf(scene, claim, { clock, start, end }) {
  if (!scene.accepted[claim]) return "filtered";
  const span = scene[clock][claim];
  if (!span) return "undated";
  if (!overlaps(span, start, end)) return "outside";
  return scene.at[claim].length ? "shown" : "unlocated";
}
function count(scene, window2) {
  const account = (
    /** @type {Account} */
    Object.fromEntries(OUTCOMES.map((outcome) => [outcome, none()]))
  );
  const places = (
    /** @type {(Counts | null)[]} */
    scene.places.map(() => null)
  );
  for (let claim = 0; claim < scene.quoted.length; claim += 1) {
    const outcome = outcomeOf(scene, claim, window2);
    add(account[outcome], scene.quoted[claim]);
    if (outcome !== "shown") continue;
    for (const place of scene.at[claim]) {
      const counts = places[place] ?? { ...none(), disputed: false, vicinity: false, along: [] };
      places[place] = counts;
      counts.along = joined(counts.along, scene.along[claim]);
      add(counts, scene.quoted[claim]);
      counts.disputed ||= scene.disputed[claim];
      counts.vicinity ||= scene.vicinity[claim];
    }
  }
  return { account, places };
}
var joined = (known, more) => known && (more.length ? [.../* @__PURE__ */ new Set([...known, ...more])].sort() : null);
function datedDays(scene, clock) {
  const days = /* @__PURE__ */ new Set();
  scene[clock].forEach((span, claim) => {
    if (scene.accepted[claim] && span && span[0] !== null && span[0] === span[1]) days.add(span[0]);
  });
  return [...days].sort((a, b) => a - b);
}
function histogram(scene, clock, stretches) {
  const bars2 = stretches.map(([first, last]) => ({ first, last, ...none(), spanning: 0 }));
  const steps = new Array(bars2.length + 1).fill(0);
  scene[clock].forEach((span, claim) => {
    if (!scene.accepted[claim] || !span) return;
    const from = span[0] === null ? 0 : firstFrom(bars2, (bar) => bar.last >= /** @type {number} */
    span[0]);
    const past = span[1] === null ? bars2.length : firstFrom(bars2, (bar) => bar.first > /** @type {number} */
    span[1]);
    if (past <= from) return;
    if (span[0] !== null && span[0] === span[1]) add(bars2[from], scene.quoted[claim]);
    else {
      steps[from] += 1;
      steps[past] -= 1;
    }
  });
  let running = 0;
  bars2.forEach((bar, index) => {
    running += steps[index];
    bar.spanning = running;
  });
  return bars2.filter((bar) => total(bar) + bar.spanning);
}
function firstFrom(items, isSo) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = low + high >> 1;
    if (isSo(items[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

// static/source/instrument/words.js
var fill = (template, values) => template.replace(/\{(\w+)\}/g, (whole2, name2) => Object.hasOwn(values, name2) ? String(values[name2]) : whole2);
var rules = /* @__PURE__ */ new Map();
function plural(forms, number, lang) {
  const rule = rules.get(lang) ?? new Intl.PluralRules(lang);
  rules.set(lang, rule);
  return fill(forms[rule.select(number)] ?? forms.other ?? forms.many ?? "", { count: number });
}
function tallyWords({ quotes, citations }, words) {
  const said = { quotes: plural(words.quoted, quotes, words.lang), citations: plural(words.cited, citations, words.lang) };
  return fill(words.tally, said);
}
function evidence({ quotes, citations, disputed }, words) {
  const said = [
    quotes ? plural(words.quoted, quotes, words.lang) : "",
    citations ? plural(words.cited, citations, words.lang) : "",
    disputed ? words.disputed : ""
  ];
  return said.filter(Boolean).join(", ") || words.noClaims;
}
function shownWords(account, words) {
  const all = OUTCOMES.reduce((sum, outcome) => sum + total(account[outcome]), 0);
  return fill(plural(words.shown, total(account.shown), words.lang), { total: all });
}
function accountWords(account, words) {
  const counted = (tally) => total(tally) ? `${total(tally)} (${tally.quotes} + ${tally.citations})` : "0";
  const all = { quotes: 0, citations: 0 };
  for (const outcome of OUTCOMES) {
    all.quotes += account[outcome].quotes;
    all.citations += account[outcome].citations;
  }
  const summed = (template, tally) => fill(template, { total: total(tally), ...tally });
  const rest = OUTCOMES.slice(1).map((outcome) => {
    const name2 = (
      /** @type {Exclude<Outcome, "shown">} */
      outcome
    );
    return `${counted(account[name2])} ${words.outcomes[name2]}`;
  });
  return `${[summed(words.onTheMap, account.shown), ...rest].join(" + ")} = ${summed(words.inAll, all)}`;
}
function sentence({ clock, start, end }, { first, chosen }, words) {
  const days = { start: writtenOut(first, start, words.months), end: writtenOut(first, end, words.months) };
  const [ofOne, ofSeveral] = words.sentences[clock];
  return `${[fill(start === end ? ofOne : ofSeveral, days), ...chosen].join(", ")}.`;
}
function description(bars2, clock, first, words) {
  const dated = bars2.filter(total);
  if (!dated.length) return words.undescribed;
  const most = dated.reduce((best, bar) => total(bar) > total(best) ? bar : best);
  const written = (day) => writtenOut(first, day, words.months);
  return fill(words.described, {
    clock: words.clocks[clock],
    first: written(dated[0].first),
    last: written(dated[dated.length - 1].last),
    day: written(most.first),
    tally: tallyWords(most, words)
  });
}
function barWords(bar, first, words) {
  const days = [bar.first, bar.last].map((day) => writtenOut(first, day, words.months));
  const label = `${bar.first === bar.last ? days[0] : days.join(" – ")}: ${tallyWords(bar, words)}`;
  return bar.spanning ? `${label}; ${plural(words.spanning, bar.spanning, words.lang)}` : label;
}

// static/source/instrument/map-view.js
function mapView(scene, counted, labels2, words) {
  const marks = (
    /** @type {Item[]} */
    []
  );
  const shades = (
    /** @type {Item[]} */
    []
  );
  let border = (
    /** @type {(Item & { along: string[] }) | null} */
    null
  );
  counted.forEach((counts, index) => {
    if (!counts) return;
    const place = scene.places[index];
    const label = labels2[index].join(evidence(counts, words));
    const item = { ...place, ...counts, place: place.id, label };
    if (place.number !== null) marks.push(item);
    else if (place.level === "border") border = { ...item, along: counts.along ?? [] };
    else shades.push(item);
  });
  return { marks, shades, border };
}

// static/source/instrument/steps.js
function later([start, end], days) {
  const next = days.find((day) => day > end);
  if (next === void 0) return null;
  return start === end ? [next, next] : [start, next];
}
function earlier([start, end], days) {
  const previous = days.findLast((day) => day < end);
  if (previous === void 0 || start !== end && previous <= start) return null;
  return start === end ? [previous, previous] : [start, previous];
}
function played([start, end], days, rolling) {
  const next = days.find((day) => day > end);
  if (next === void 0) return null;
  return [rolling ? start + next - end : start, next];
}
function rewound([start, end], days, rolling) {
  if (!days.length || played([start, end], days, rolling)) return [start, end];
  if (rolling) return [days[0], days[0]];
  return [start, days.find((day) => day > start) ?? end];
}
function moved([start, end], by, [first, last]) {
  const days = Math.min(Math.max(by, first - start), last - end);
  return [start + days, end + days];
}

// static/source/instrument/claims-subject.js
var SERIES = (
  /** @type {const} */
  ["quotes", "citations", "spanning"]
);
function claimsSubject(data) {
  const { first, used, words } = data;
  return {
    key: ["spanning"],
    // the other parts have the signs of the key of the sources
    keyWords: { ...words.key, head: "" },
    chart: (clock) => ({
      first,
      used,
      words,
      series: [...SERIES],
      bars: (stretches) => histogram(data, clock, stretches).map((bar) => ({
        first: bar.first,
        last: bar.last,
        parts: SERIES.map((name2) => bar[name2]),
        label: barWords(bar, first, words)
      })),
      describe: (bars2) => description(bars2.map(({ first: from, last, parts: [quotes, citations, spanning] }) => ({ first: from, last, quotes, citations, spanning })), clock, first, words)
    }),
    stops: (clock, view) => datedDays(data, clock).filter((day) => day >= view[0] && day <= view[1]),
    earlier,
    later,
    account: (window2) => accountWords(count(data, window2).account, words),
    shown: (window2) => shownWords(count(data, window2).account, words),
    sentence: (window2) => sentence(window2, data, words),
    live: (window2) => mapView(data, count(data, window2).places, data.labels, words),
    caption: words.dated,
    fresh: (before, after) => {
      const all = (found) => found ? found.quotes + found.citations : 0;
      const [old, fresh] = [count(data, before).places, count(data, after).places];
      return data.places.flatMap(({ id }, index) => all(fresh[index]) > all(old[index]) ? [id] : []);
    }
  };
}

// static/source/dom.js
function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content.filter((part) => part !== void 0));
  return made;
}
function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// static/source/instrument/set-scene.js
var ARRAYS = { u1: Uint8Array, u2: Uint16Array, u4: Uint32Array, f8: Float64Array };
var RUNS = (
  /** @type {const} */
  ["inside", "started", "ended"]
);
var LINE_END = 10;
function unpacked(buffer) {
  const bytes = new Uint8Array(buffer);
  const end = bytes.indexOf(LINE_END);
  const { parts, columns, ...header } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  const held = {};
  let at = end + 1;
  for (const [name2, type, size] of columns) {
    const Kind = ARRAYS[
      /** @type {keyof typeof ARRAYS} */
      type
    ];
    held[name2] = new Kind(buffer.slice(at, at + size * Kind.BYTES_PER_ELEMENT));
    at += size * Kind.BYTES_PER_ELEMENT;
  }
  const sums = {};
  for (const [part, { keys, binned }] of Object.entries(parts)) {
    const runs = Object.fromEntries(RUNS.map((name2) => [name2, run(`${part} ${name2}`, held)]));
    sums[part] = /** @type {Sums} */
    { keys, binned, ...runs };
  }
  return { ...header, days: sums.days, cells: sums.cells, areaSums: sums.areas };
}
function run(name2, held) {
  const [sizes, gaps] = [held[`${name2} sizes`], held[`${name2} gaps`]];
  const begin2 = new Uint32Array(sizes.length + 1);
  const bins = new Float64Array(gaps.length);
  for (let key = 0, at = 0; key < sizes.length; key += 1) {
    begin2[key] = at;
    for (let bin = 0, last = at + sizes[key]; at < last; at += 1) {
      bin += gaps[at];
      bins[at] = bin;
    }
    begin2[key + 1] = at;
  }
  const measures = [0, 1, 2, 3].map((number) => held[`${name2} m${number}`]).filter(Boolean);
  const totals = measures.map((measure) => {
    const running = new Float64Array(gaps.length + 1);
    for (let at = 0; at < gaps.length; at += 1) running[at + 1] = running[at] + measure[at];
    return running;
  });
  return { begin: begin2, bins, totals };
}
function until({ begin: begin2, bins }, key, bin) {
  let [low, high] = [begin2[key], begin2[key + 1]];
  while (low < high) {
    const middle = low + high >> 1;
    if (bins[middle] < bin) low = middle + 1;
    else high = middle;
  }
  return low;
}
function within({ binned, inside, started, ended }, key, start, end) {
  const [first, after] = [Math.floor(start / binned), Math.floor(end / binned) + 1];
  const [a, b] = [until(inside, key, first), until(inside, key, after)];
  const [c, d] = [until(started, key, after), until(ended, key, first)];
  return inside.totals.map((running, number) => {
    const begun2 = started.totals[number][c] - started.totals[number][started.begin[key]];
    return running[b] - running[a] + begun2 - (ended.totals[number][d] - ended.totals[number][ended.begin[key]]);
  });
}
var whole = (sums, key) => within(sums, key, 0, 2 ** 31);
function ledger({ given, filtered, undated, days }, window2) {
  const [allShown, allNowhere] = whole(days, 0);
  if (!window2) {
    return { shown: allShown + undated[0], unlocated: allNowhere + undated[1], outside: 0, filtered, undated: 0, given };
  }
  const [shown, unlocated] = within(days, 0, ...window2);
  const outside = allShown + allNowhere - shown - unlocated;
  return { shown, unlocated, outside, filtered, undated: undated[0] + undated[1], given };
}
function bars({ days }, stretches) {
  return stretches.flatMap(([first, last]) => {
    const [shown, unlocated, dated] = within(days, 0, first, last);
    const spanning = shown + unlocated - dated;
    return dated + spanning ? [{ first, last, dated, spanning }] : [];
  });
}
function usedDays({ days }) {
  const found = new Set(RUNS.flatMap((name2) => [...days[name2].bins]));
  return [...found].sort((a, b) => a - b).map((bin) => bin * days.binned);
}
function counter(sums, undated, window2) {
  if (window2) return (key) => within(sums, key, ...window2);
  const more = new Map(undated.map(([key, ...measures]) => [key, measures]));
  return (key) => whole(sums, key).map((sum, measure) => sum + (more.get(key)?.[measure] ?? 0));
}
function fresher({ size, west, north, areas, cells, areaSums, undated }, before, after) {
  const more = (sums, without, name2) => {
    const [old, now] = [before, after].map((window2) => counter(sums, without, window2));
    return Array.from({ length: sums.keys }, (_, key) => key).filter((key) => now(key)[0] > old(key)[0]).map(name2);
  };
  const inCells = more(cells, undated.cells, (key) => `${west[key]} ${north[key]} ${size}`);
  return [...inCells, ...more(areaSums, undated.areas, (key) => areas[key][1])];
}
function drawn({ size, unit, west, north, areas, cells, areaSums, undated }, window2, most) {
  const counted = counter(cells, undated.cells, window2);
  const held = counter(areaSums, undated.areas, window2);
  const found = [];
  for (let key = 0; key < cells.keys; key += 1) {
    const [count2, vague, x, y] = counted(key);
    if (count2) found.push({ count: count2, vague, x: west[key] + unit * Math.floor(x / count2), y: north[key] + unit * Math.floor(y / count2), key });
  }
  const [left, top] = [Math.min(...found.map(({ key }) => west[key])), Math.min(...found.map(({ key }) => north[key]))];
  const shaded = areas.map(([level, id], key) => ({ level, id, count: held(key)[0] })).filter(({ count: count2 }) => count2).sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  return {
    grid: found.length ? [left, top, size, unit] : [0, 0, 1, 1],
    x: found.map(({ x }) => (x - left) / unit),
    y: found.map(({ y }) => (y - top) / unit),
    count: found.map(({ count: count2 }) => count2),
    vague: found.map(({ vague }) => vague),
    areas: shaded.slice(0, most).map(({ level, id, count: count2 }) => [level, id, count2]),
    areasLeft: Math.max(0, shaded.length - most),
    inView: [...found, ...shaded].reduce((sum, { count: count2 }) => sum + count2, 0)
  };
}

// static/source/instrument/set-subject.js
var SERIES2 = ["dated", "spanning"];
var MOST_KEPT = 12;
var STOPS = 60;
var kept = /* @__PURE__ */ new Map();
function loaded(address, changed) {
  const known = kept.get(address);
  if (known) return known;
  const scene = { value: null, failed: false };
  kept.set(address, scene);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT) kept.delete(oldest);
  fetch(new URL(address, document.baseURI)).then((answer) => answer.ok ? answer.arrayBuffer() : Promise.reject(new Error(String(answer.status)))).then((buffer) => {
    scene.value = unpacked(buffer);
  }).catch(() => {
    scene.failed = true;
    kept.delete(address);
  }).finally(changed);
  return scene;
}
function setSubject(data, changed) {
  const { first, firstDay, length, words, beside } = data;
  const ofDays = loaded(data.scenes.days, changed);
  const ofView = data.scenes.view ? loaded(data.scenes.view, changed) : null;
  const format = new Intl.NumberFormat(words.lang);
  const asked = ({ start, end }) => start === 0 && end === length - 1 ? null : [firstDay + start, firstDay + end];
  const step2 = (by) => (days2) => {
    const to = moved(days2, by * (days2[1] - days2[0] + 1), [0, length - 1]);
    return to[0] === days2[0] ? null : to;
  };
  function claims({ start, end }) {
    const [clock, shift] = [beside.clock, beside.shift];
    const all = asked({ clock, start, end }) === null;
    const scene = all ? { ...beside, [clock]: beside.quoted.map(() => [null, null]) } : beside;
    return mapView(scene, count(scene, { clock, start: start + shift, end: end + shift }).places, beside.labels, beside.words);
  }
  let days = null;
  function used() {
    if (!ofDays.value) return [0, length - 1];
    days ??= usedDays(ofDays.value).map((day) => Math.max(0, day - firstDay));
    return days;
  }
  function counts(window2) {
    const isServers = window2.start === data.window[0] && window2.end === data.window[1];
    if (isServers) return data.ledger;
    return ofDays.value ? ledger(ofDays.value, asked(window2)) : null;
  }
  function account(window2) {
    const found = counts(window2);
    if (!found) return null;
    const { given: _given, ...outcomes } = { given: 0, ...found };
    const all = Object.values(outcomes).reduce((sum, number) => sum + number, data.rejected);
    const numbers = { ...outcomes, rejected: data.rejected, given: all };
    return fill(words.account, Object.fromEntries(Object.entries(numbers).map(([name2, number]) => [name2, format.format(number)])));
  }
  return {
    key: SERIES2,
    keyWords: words.key,
    chart: () => ({
      first,
      used: used(),
      words,
      series: SERIES2,
      bars: (stretches) => {
        if (!ofDays.value) return [];
        const found = bars(ofDays.value, stretches.map(([from, to]) => [from + firstDay, to + firstDay]));
        return found.map(({ first: from, last, dated, spanning }) => {
          const days2 = [.../* @__PURE__ */ new Set([from, last])].map((day) => writtenOut(first, day - firstDay, words.months)).join(" – ");
          const said = `${words.given} ${format.format(dated)}, ${words.spanning} ${format.format(spanning)}`;
          return { first: from - firstDay, last: last - firstDay, parts: [dated, spanning], label: `${days2}: ${said}` };
        });
      },
      describe: (held) => {
        if (!held.length) return words.undescribed;
        const [from, to] = [held[0].first, held[held.length - 1].last].map((day) => writtenOut(first, day, words.months));
        return fill(words.described, { head: words.key.head, first: from, last: to });
      }
    }),
    stops: (_clock, [from, to]) => {
      const held = used().filter((day) => day >= from && day <= to);
      const stride = Math.ceil(held.length / STOPS);
      return held.filter((_day, index) => (held.length - 1 - index) % stride === 0);
    },
    earlier: step2(-1),
    later: step2(1),
    account,
    shown: (window2) => account(window2)?.split("**")[1] ?? null,
    sentence: ({ start, end }) => {
      const days2 = [start, end].map((day) => writtenOut(first, day, words.months));
      const said = asked({ clock: "reported", start, end }) ? fill(words.fromTo, { first: days2[0], last: days2[1] }) : words.allDays;
      const binned = ofView?.value?.cells.binned ?? 1;
      const notes = [binned > 1 ? fill(words.bins, { count: format.format(binned) }) : "", ofView?.failed || ofDays.failed ? words.unloaded : ""];
      return [words.sentence.join(said), ...notes].filter(Boolean).join(" ");
    },
    live: (window2) => {
      if (!ofView?.value) return { ...claims(window2), coded: {} };
      const { areasLeft: _left, inView, ...coded } = drawn(ofView.value, asked(window2), data.mostAreas);
      const shown = counts(window2)?.shown;
      const outside = shown === void 0 ? {} : { outside: Math.max(0, shown - inView) };
      return { ...claims(window2), coded: { ...coded, ...outside } };
    },
    caption: words.dated,
    fresh: (before, after) => ofView?.value ? fresher(ofView.value, asked(before), asked(after)) : []
  };
}

// static/source/instrument/axis.js
var EMPTY_DAYS = 31;
var MARGIN_DAYS = 3;
var GAP_PX = 28;
var LEAST_BAR_PX = 4;
function axis(used, first, last, width) {
  const pieces = sparing(used, first, last, width);
  const days = pieces.reduce((sum, piece) => sum + (piece.gap ? 0 : piece.last - piece.first + 1), 0);
  const gaps = pieces.filter((piece) => piece.gap).length;
  const gapPx = Math.min(GAP_PX, width / (2 * Math.max(1, gaps)));
  const unit = (width - gaps * gapPx) / days;
  let at = 0;
  for (const piece of pieces) {
    piece.from = at;
    at += piece.gap ? gapPx : (piece.last - piece.first + 1) * unit;
    piece.to = at;
  }
  return {
    first,
    last,
    unit,
    width,
    pieces,
    /** The pixel at which a day begins; the day after the last one begins where the axis ends. @param {number} day */
    x(day) {
      if (day > last) return width;
      const piece = pieces.find((found) => day <= found.last) ?? pieces[pieces.length - 1];
      return piece.from + (Math.max(day, first) - piece.first) / (piece.last - piece.first + 1) * (piece.to - piece.from);
    },
    /** The day under a pixel. @param {number} x */
    day(x) {
      const piece = pieces.find((found) => x < found.to) ?? pieces[pieces.length - 1];
      const share = (x - piece.from) / (piece.to - piece.from);
      const day = piece.first + Math.floor(share * (piece.last - piece.first + 1));
      return Math.min(Math.max(day, first), last);
    },
    /** The stretches of days that stand together in one bar, as many as can be told apart. */
    stretches() {
      const days2 = Math.max(1, Math.ceil(LEAST_BAR_PX / unit));
      const found = [];
      for (const piece of pieces) {
        if (piece.gap) continue;
        for (let day = piece.first; day <= piece.last; day += days2) found.push([day, Math.min(day + days2 - 1, piece.last)]);
      }
      return found;
    }
  };
}
function sparing(used, first, last, width) {
  for (let shown = last - first + 1; ; ) {
    const pieces = piecesOf(used, first, last, Math.max(EMPTY_DAYS, Math.ceil(shown * GAP_PX / width)));
    const left = pieces.reduce((sum, piece) => sum + (piece.gap ? 0 : piece.last - piece.first + 1), 0);
    if (left === shown) return pieces;
    shown = left;
  }
}
function piecesOf(used, first, last, empty) {
  const pieces = [];
  const within2 = used.filter((day) => day >= first && day <= last);
  let from = first;
  for (let index = 0; index + 1 < within2.length; index += 1) {
    const [before, after] = [within2[index] + MARGIN_DAYS, within2[index + 1] - MARGIN_DAYS];
    if (after - before <= empty) continue;
    pieces.push({ first: from, last: before, from: 0, to: 0, gap: false });
    pieces.push({ first: before + 1, last: after - 1, from: 0, to: 0, gap: true });
    from = after;
  }
  pieces.push({ first: from, last, from: 0, to: 0, gap: false });
  return pieces;
}

// static/source/svg.js
var NAMESPACE = "http://www.w3.org/2000/svg";
function shape(tag, attributes, parent) {
  const node = (
    /** @type {SVGElement} */
    document.createElementNS(NAMESPACE, tag)
  );
  for (const [name2, value] of Object.entries(attributes)) node.setAttribute(name2, String(value));
  if (parent) parent.append(node);
  return node;
}

// static/source/instrument/track.js
var HEIGHT = 44;
var EDGE_PX = 26;
var LABEL_PX = 62;
var NEAR_PX = 8;
var PARTS = (
  /** @type {const} */
  ["span", "start", "end"]
);
function track(parent, move) {
  const ask = (days, held) => {
    state = { .../** @type {State} */
    state, days };
    move(days, held);
  };
  const area = element("div", "track");
  const ticks = element("div", "ticks");
  ticks.setAttribute("aria-hidden", "true");
  const band = element("div", "band");
  const handles = Object.fromEntries(PARTS.map((part) => [part, handle(part)]));
  area.append(band, ...PARTS.map((part) => handles[part].box));
  parent.append(area, ticks);
  let state = null;
  let scale = null;
  let bars2 = [];
  let picture = null;
  function handle(part) {
    const input = element("input", "");
    input.type = "range";
    const box = element("div", `handle ${part}`, input, element("i", "grip"));
    input.addEventListener("keydown", (event) => {
      const by = state && step(event.key, state, part);
      if (by === null || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      shift(part, by, false);
    });
    input.addEventListener("input", () => {
      if (state) shift(part, Number(input.value) - (part === "end" ? state.days[1] : state.days[0]), false);
    });
    return { box, input };
  }
  function shift(part, by, held, from = (
    /** @type {State} */
    state.days
  )) {
    const [first, last] = (
      /** @type {State} */
      state.view
    );
    const [start, end] = from;
    if (part === "span") ask(moved(from, by, [first, last]), held);
    if (part === "start") ask([Math.min(Math.max(start + by, first), end), end], held);
    if (part === "end") ask([start, Math.max(Math.min(end + by, last), start)], held);
  }
  drag();
  function drag() {
    let held = null;
    const at = (event) => event.clientX - area.getBoundingClientRect().left - EDGE_PX;
    area.addEventListener("pointerdown", (event) => {
      if (!state || !scale || event.button) return;
      const target = (
        /** @type {Element} */
        event.target
      );
      const part = PARTS.find((name2) => handles[name2].box === target.closest(".handle"));
      const day = scale.day(at(event));
      held = { part: part ?? "new", from: state.days, day, x: event.clientX, moved: false };
      area.setPointerCapture(event.pointerId);
      event.preventDefault();
      handles[part ?? "end"].input.focus({ preventScroll: true });
    });
    area.addEventListener("pointermove", (event) => {
      if (!held || !scale || !state) return;
      held.moved ||= Math.abs(event.clientX - held.x) > 3;
      if (!held.moved) return;
      const day = scale.day(at(event));
      if (held.part === "new") ask([Math.min(held.day, day), Math.max(held.day, day)], true);
      else {
        const from = edge(held.part, held.from);
        const middle = (scale.x(from) + scale.x(from + 1)) / 2;
        shift(held.part, scale.day(middle + event.clientX - held.x) - from, true, held.from);
      }
    });
    for (
      const name2 of
      /** @type {const} */
      ["pointerup", "pointercancel"]
    ) {
      area.addEventListener(name2, () => {
        if (!held || !state || !scale) return;
        const { part, day, moved: hasMoved } = held;
        held = null;
        const isPress = !hasMoved && name2 === "pointerup";
        const isOnHandle = part === "start" || part === "end";
        ask(isPress && nearest(day, isOnHandle) || state.days, false);
      });
    }
  }
  const edge = (part, [start, end]) => part === "end" ? end : start;
  function nearest(day, isOnHandle) {
    const far = (bar) => Math.max(0, bar.first - day, day - bar.last) * /** @type {NonNullable<typeof scale>} */
    scale.unit;
    const dated = bars2.map(({ bar }) => bar).filter(datedOf);
    const best = dated.sort((a, b) => far(a) - far(b))[0];
    if (best && far(best) <= (isOnHandle ? 0 : NEAR_PX)) return [best.first, best.last];
    return isOnHandle ? null : [day, day];
  }
  function draw(now) {
    state = now;
    const { chart, view } = now;
    const wide = Math.max(40, area.clientWidth - 2 * EDGE_PX);
    scale = axis(chart.used, view[0], view[1], wide);
    const held = chart.bars(scale.stretches());
    const drawn2 = barsOf(held, scale, chart);
    drawn2.svg.setAttribute("aria-label", chart.describe(held));
    if (picture) picture.replaceWith(drawn2.svg);
    else area.prepend(drawn2.svg);
    picture = drawn2.svg;
    bars2 = drawn2.bars;
    ticks.replaceChildren(...labels(held, scale, chart));
    for (const part of PARTS) handles[part].input.setAttribute("aria-label", chart.words[part]);
    follow(now);
  }
  function follow(now) {
    state = now;
    if (!scale) return;
    const { days: [start, end], view, chart } = now;
    const [left, right] = [scale.x(start), scale.x(end + 1)];
    band.style.transform = handles.span.box.style.transform = `translateX(${EDGE_PX + left}px)`;
    band.style.width = handles.span.box.style.width = `${Math.max(2, right - left)}px`;
    handles.start.box.style.transform = `translateX(${EDGE_PX + left}px) translateX(-100%)`;
    handles.end.box.style.transform = `translateX(${EDGE_PX + right}px)`;
    for (const item of bars2) {
      const inside = item.bar.last >= start && item.bar.first <= end;
      if (item.inside === inside) continue;
      item.inside = inside;
      item.group.setAttribute("class", inside ? "inside" : "outside");
    }
    const [from, to] = [start, end].map((day) => writtenOut(chart.first, day, chart.words.months));
    range(handles.start.input, view[0], end, start, from);
    range(handles.end.input, start, view[1], end, to);
    range(handles.span.input, view[0], view[1] - (end - start), start, fill(chart.words.fromTo, { first: from, last: to }));
  }
  return { draw, follow, width: () => area.clientWidth, area };
}
function range(input, min, max, value, text) {
  input.min = String(min);
  input.max = String(Math.max(min, max));
  input.value = String(value);
  input.setAttribute("aria-valuetext", text);
}
function step(key, { view: [first, last], days: [start, end] }, part) {
  const tenth = Math.max(1, Math.round((last - first + 1) / 10));
  const at = part === "end" ? end : start;
  const to = part === "span" ? last - (end - start) : last;
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -tenth, PageUp: tenth, Home: first - at, End: to - at };
  return steps[key] ?? null;
}
var allOf = ({ parts }) => parts.reduce((sum, part) => sum + part, 0);
var datedOf = (bar) => allOf(bar) - bar.parts[bar.parts.length - 1];
function barsOf(held, scale, chart) {
  const { width } = scale;
  const svg = shape("svg", { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: "img" });
  svg.append(shape("line", { x1: 0, x2: width, y1: HEIGHT - 0.5, y2: HEIGHT - 0.5, class: "base" }));
  for (const gap of scale.pieces.filter((piece) => piece.gap)) {
    const mark = shape("g", { class: "gap" });
    const title = shape("title", {});
    title.textContent = fill(chart.words.gap, { days: gap.last - gap.first + 1 });
    mark.append(title, shape("rect", { x: gap.from, y: 0, width: gap.to - gap.from, height: HEIGHT }));
    const middle = (gap.from + gap.to) / 2;
    mark.append(shape("path", { d: `M${middle - 5} ${HEIGHT + 4}l4 -9M${middle + 1} ${HEIGHT + 4}l4 -9` }));
    svg.append(mark);
  }
  const most = Math.max(1, ...held.map(allOf));
  const bars2 = held.map((bar) => {
    const group = shape("g", {});
    const title = shape("title", {});
    title.textContent = bar.label;
    group.append(title);
    const [left, right] = [scale.x(bar.first), scale.x(bar.last + 1)];
    const thick = Math.max(2, Math.min(24, right - left - 1));
    let top = HEIGHT - 1;
    bar.parts.forEach((part, index) => {
      const tall = part ? Math.max(2, part / most * (HEIGHT - 4)) : 0;
      top -= tall;
      const box = { x: (left + right - thick) / 2, y: top, width: thick, height: tall, class: chart.series[index] };
      if (tall) group.append(shape("rect", box));
    });
    svg.append(group);
    return { bar, group, inside: (
      /** @type {boolean | null} */
      null
    ) };
  });
  return { svg, bars: bars2 };
}
function keyOf(series, words) {
  const samples = series.flatMap((name2) => {
    const sample = shape("svg", { width: 11, height: 11, "aria-hidden": "true" });
    sample.append(shape("rect", { x: 1, y: name2 === "spanning" ? 7 : 1, width: 9, height: name2 === "spanning" ? 3 : 9, class: name2 }));
    return [sample, words[name2]];
  });
  return [words.head, ...samples];
}
function labels(held, scale, { first, words }) {
  const dated = held.filter(datedOf).sort((a, b) => datedOf(b) - datedOf(a));
  const days = [...dated.map((bar) => bar.first), scale.first, scale.last];
  const years = new Set(days.map((day) => partsOf(first, day)[0]));
  const taken = [];
  return days.flatMap((day) => {
    const [year, month, date] = partsOf(first, day);
    const middle = (scale.x(day) + scale.x(day + 1)) / 2;
    const left = Math.min(Math.max(middle - LABEL_PX / 2, -EDGE_PX), scale.width + EDGE_PX - LABEL_PX);
    const wide = years.size > 1 ? LABEL_PX + 26 : LABEL_PX;
    if (taken.some(([from, to]) => left < to && left + wide > from)) return [];
    taken.push([left, left + wide]);
    const text = element("span", "", `${date} ${words.shortMonths[month - 1]}${years.size > 1 ? ` ${year}` : ""}`);
    text.style.left = `${EDGE_PX + middle}px`;
    return [text];
  });
}

// static/source/instrument/transport.js
var CLOCK_PX = 560;
var ROOMY_PX = 700;
var PLAY = "M4 2.5L13 8L4 13.5Z";
var PAUSE = "M4 3H7V13H4ZM9 3H12V13H9Z";
var CLOCKS = (
  /** @type {const} */
  ["reported", "happened"]
);
function transport(parent, acts) {
  const buttons = {
    earlier: button("", acts.earlier, icon("M10 3L4 8L10 13Z")),
    play: button("", acts.play, icon(PLAY)),
    later: button("", acts.later, icon("M6 3L12 8L6 13Z")),
    scope: button("", acts.scope),
    zoom: button("", acts.zoom)
  };
  const way = element("select", "");
  const pace = element("select", "");
  const clocks = Object.fromEntries(CLOCKS.map((name2) => [name2, radio(name2)]));
  const clock = element("fieldset", "clock", element("legend", "unseen"), ...CLOCKS.map((name2) => clocks[name2].label));
  const [start, end] = [day(), day()];
  const seldom = element("div", "seldom", way, pace, buttons.zoom);
  const more = element("details", "more", element("summary", ""), seldom);
  const steps = element("div", "group", buttons.earlier, buttons.play, buttons.later);
  const dates = element("div", "group", start, "–", end);
  parent.append(steps, clock, dates, more);
  const leave = (event) => {
    const isOut = event instanceof KeyboardEvent ? event.key === "Escape" : !event.composedPath().includes(more);
    if (isOut) more.open = false;
  };
  for (const name2 of ["pointerdown", "keydown"]) document.addEventListener(name2, leave);
  function fit(width) {
    const [hasClock, hasScope] = [width >= CLOCK_PX, width >= ROOMY_PX];
    if (hasClock !== (clock.parentNode === parent)) {
      if (hasClock) steps.after(clock);
      else seldom.prepend(clock);
    }
    if (hasScope !== (buttons.scope.parentNode === dates)) (hasScope ? dates : seldom).append(buttons.scope);
  }
  let shown = null;
  let spoken = "";
  function radio(name2) {
    const input = element("input", "");
    Object.assign(input, { type: "radio", name: "clock", value: name2 });
    input.addEventListener("change", () => acts.setClock(name2));
    const text = element("span", "");
    return { input, text, label: element("label", "", input, text) };
  }
  function day() {
    const input = element("input", "day");
    Object.assign(input, { type: "text", inputMode: "numeric", maxLength: 10, autocomplete: "off", spellcheck: false });
    input.addEventListener("change", () => {
      if (!shown) return;
      const { first, length } = shown.drawing;
      const at = offsetOf(first, input.value.trim());
      if (at >= 0 && at < length) {
        const [from, to] = shown.days;
        acts.setDays(input === start ? [at, Math.max(at, to)] : [Math.min(from, at), at]);
      } else fillIn(shown);
    });
    input.addEventListener("blur", () => shown && fillIn(shown));
    return input;
  }
  function fillIn({ drawing: { first }, days }) {
    [start, end].forEach((field, index) => {
      const isEdited = (
        /** @type {ShadowRoot} */
        field.getRootNode().activeElement === field
      );
      const iso = isoOf(first, days[index]);
      if (field.value !== iso && !isEdited) field.value = iso;
    });
  }
  function speak(words) {
    if (spoken === JSON.stringify(words)) return;
    spoken = JSON.stringify(words);
    name(buttons.earlier, words.earlier, words.earlierHelp);
    name(buttons.later, words.later, words.laterHelp);
    more.firstChild.textContent = words.more;
    options(way, words.way, [words.growing, words.rolling]);
    options(pace, words.pace, words.paces);
    clock.firstChild.textContent = words.clock;
    clock.title = words.clockHelp;
    const isChoice = CLOCKS.every((at) => at in words.clocks);
    for (const at of CLOCKS) {
      clocks[at].text.textContent = words.clocks[at];
      clocks[at].label.hidden = !(at in words.clocks);
      clocks[at].input.hidden = !isChoice;
    }
    start.setAttribute("aria-label", words.start);
    end.setAttribute("aria-label", words.end);
  }
  function show(now) {
    shown = now;
    const { words } = now.drawing;
    speak(words);
    name(buttons.play, now.playing ? words.pause : words.play, words.playHelp);
    buttons.play.querySelector("path")?.setAttribute("d", now.playing ? PAUSE : PLAY);
    buttons.earlier.disabled = !now.canEarlier;
    buttons.later.disabled = !now.canLater;
    buttons.scope.textContent = now.isWhole && now.drawing.month ? words.onlyMonth : words.allDates;
    buttons.zoom.textContent = now.isWhole ? words.closer : words.wider;
    for (const at of CLOCKS) clocks[at].input.checked = at === now.clock;
    fillIn(now);
  }
  return {
    show,
    isRolling: () => way.selectedIndex === 1,
    pace: () => pace.selectedIndex,
    fit,
    end: () => {
      for (const name2 of ["pointerdown", "keydown"]) document.removeEventListener(name2, leave);
    }
  };
}
function button(text, act, ...content) {
  const made = element("button", "", ...content, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
function icon(d) {
  const picture = shape("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" });
  picture.append(shape("path", { d }));
  return picture;
}
function name(node, label, help) {
  node.setAttribute("aria-label", label);
  node.title = `${label}: ${help}`;
}
function options(box, label, texts) {
  const chosen = Math.max(0, box.selectedIndex);
  box.setAttribute("aria-label", label);
  box.replaceChildren(...texts.map((text) => element("option", "", text)));
  box.selectedIndex = chosen;
}

// static/source/instrument/timeline.js
var MAP = 'iframe[title^="streamlit_folium"]';
var REST_MS = 150;
var OVERDUE_MS = 3e4;
var PACES_MS = [1500, 750, 300];
var begun = /* @__PURE__ */ new WeakMap();
function timeline({ data, parentElement, setStateValue }) {
  const instrument = begun.get(parentElement) ?? begin(parentElement);
  begun.set(parentElement, instrument);
  instrument.take({ ...data, ...JSON.parse(data.fixed) }, setStateValue);
  return () => setTimeout(() => {
    if (parentElement.isConnected) return;
    instrument.end();
    begun.delete(parentElement);
  });
}
function begin(root) {
  const controls = element("div", "controls");
  const large = element("p", "large");
  large.setAttribute("aria-hidden", "true");
  const key = element("p", "key");
  const [number, account, said] = [element("summary", "shown"), element("p", "account"), element("p", "sentence")];
  const sum = element("details", "sum", number, element("div", "behind", account, said));
  const status = element("p", "unseen");
  status.setAttribute("role", "status");
  const area = element("div", "area");
  root.append(element("div", "timeline", controls, area, large, element("div", "foot", sum, key), status));
  const now = {
    drawing: (
      /** @type {Drawing | null} */
      null
    ),
    subject: (
      /** @type {Subject | null} */
      null
    ),
    clock: (
      /** @type {Clock} */
      "reported"
    ),
    days: (
      /** @type {Days} */
      [0, 0]
    ),
    view: (
      /** @type {Days} */
      [0, 0]
    ),
    n: 0,
    // of the hand's last move
    sent: 0,
    held: false,
    playing: 0,
    rest: 0,
    overdue: 0,
    frame: 0,
    stale: true,
    // axis and bars are to be drawn anew
    fresh: (
      /** @type {string[]} */
      []
    ),
    tell: (
      /** @type {SetStateValue} */
      (() => {
      })
    )
  };
  const line = track(area, (days, held) => {
    pause();
    move(days, held);
  });
  const bar = transport(controls, {
    earlier: () => step2("earlier"),
    later: () => step2("later"),
    play: () => now.playing ? finish() : play(),
    setClock: (clock) => {
      now.clock = clock;
      now.stale = true;
      move(now.days, now.held);
    },
    setDays: (days) => {
      pause();
      move(days, false);
    },
    scope: () => {
      pause();
      const days = isWhole() && drawing().month || whole2();
      look(days);
      move(days, false);
    },
    zoom: () => {
      look(isWhole() ? now.days : whole2());
      schedule();
    }
  });
  const drawing = () => (
    /** @type {Drawing} */
    now.drawing
  );
  const whole2 = () => [0, drawing().length - 1];
  const isWhole = () => now.view[0] === 0 && now.view[1] === drawing().length - 1;
  const subject = () => (
    /** @type {Subject} */
    now.subject
  );
  const stops = () => subject().stops(now.clock, now.view);
  const windowOf = ([start, end2]) => ({ clock: now.clock, start, end: end2 });
  const redraw = () => {
    now.stale = true;
    schedule();
  };
  function take(data, tell) {
    const before = now.drawing;
    now.tell = tell;
    now.drawing = data;
    now.subject = "scenes" in data ? setSubject(
      /** @type {any} */
      data,
      redraw
    ) : claimsSubject(data);
    now.stale = true;
    document.documentElement.dataset.timeline = "drawn";
    const isBusy = now.held || now.playing || now.rest;
    if (!before || data.n >= now.n && !isBusy) adopt(data);
    else if (before.session !== data.session && !isBusy) rest();
    widen();
    schedule();
  }
  function adopt(data) {
    clearTimeout(now.overdue);
    const isFirst = !now.n && !now.view[1];
    const { month, window: window2 } = data;
    Object.assign(now, { clock: data.clock, days: window2, n: data.n, sent: data.n });
    if (isFirst) look(month && window2[0] >= month[0] && window2[1] <= month[1] ? month : whole2());
  }
  function look(days) {
    now.view = days;
    now.stale = true;
  }
  function widen() {
    const last = drawing().length - 1;
    now.days = [Math.min(now.days[0], last), Math.min(now.days[1], last)];
    const view = (
      /** @type {Days} */
      [Math.min(now.view[0], now.days[0]), Math.min(Math.max(now.view[1], now.days[1]), last)]
    );
    if (view[0] !== now.view[0] || view[1] !== now.view[1]) look(view);
  }
  function move(days, held) {
    const hasMoved = days[0] !== now.days[0] || days[1] !== now.days[1];
    if (now.n === now.sent) now.n += 1;
    Object.assign(now, { days, held });
    if (hasMoved) now.fresh = [];
    widen();
    schedule();
    if (!held && !now.playing) rest();
    else {
      clearTimeout(now.rest);
      now.rest = 0;
    }
  }
  function rest() {
    clearTimeout(now.rest);
    now.rest = setTimeout(() => {
      now.rest = 0;
      if (now.n === now.sent) now.n += 1;
      const { n, clock, days } = now;
      const [start, end2] = days.map((day) => isoOf(drawing().first, day));
      now.sent = n;
      now.tell("window", { clock, start, end: end2, n });
      clearTimeout(now.overdue);
      now.overdue = setTimeout(() => {
        if (drawing().n < now.sent && now.sent === now.n && !now.held && !now.playing) adopt(drawing());
        schedule();
      }, OVERDUE_MS);
    }, REST_MS);
  }
  function step2(way) {
    pause();
    const days = subject()[way](now.days, stops());
    if (days) move(days, false);
  }
  function play() {
    const first = rewound(now.days, stops(), bar.isRolling());
    now.playing = setTimeout(advance, PACES_MS[bar.pace()]);
    move(first, false);
  }
  function advance() {
    const next = played(now.days, stops(), bar.isRolling());
    if (!next) return finish();
    const fresh = subject().fresh(windowOf(now.days), windowOf(next));
    now.playing = setTimeout(advance, PACES_MS[bar.pace()]);
    move(next, false);
    now.fresh = fresh;
  }
  function pause() {
    if (now.playing) clearTimeout(now.playing);
    now.playing = 0;
    now.fresh = [];
  }
  function finish() {
    pause();
    move(now.days, false);
  }
  function schedule() {
    now.frame ||= requestAnimationFrame(() => {
      now.frame = 0;
      if (now.drawing) render();
    });
  }
  function render() {
    const { clock, days, view } = now;
    const data = drawing();
    const about = subject();
    const state = { chart: about.chart(clock), days, view };
    if (now.stale) line.draw(state);
    else line.follow(state);
    bar.fit(area.clientWidth);
    if (now.stale) key.replaceChildren(...keyOf(about.key, about.keyWords));
    now.stale = false;
    const window2 = windowOf(days);
    const runs = about.account(window2)?.split("**");
    if (runs && account.textContent !== runs.join("")) {
      account.replaceChildren(...runs.map((run2, index) => index % 2 ? element("strong", "", run2) : run2));
    }
    say(said, about.sentence(window2));
    say(number, about.shown(window2) ?? number.textContent ?? "");
    if (!now.held && !now.playing) say(status, `${number.textContent}. ${said.textContent}`);
    const canGo = stops();
    bar.show({
      drawing: data,
      clock,
      days,
      playing: now.playing !== 0,
      isWhole: isWhole(),
      canEarlier: about.earlier(days, canGo) !== null,
      canLater: about.later(days, canGo) !== null
    });
    large.hidden = !now.playing;
    say(large, now.playing ? writtenOut(data.first, days[1], data.words.months) : "");
    map()?.follow({ ...about.live(window2), caption: `${said.textContent}
${about.caption}`, fresh: now.fresh, held: now.held || now.playing !== 0 });
  }
  function map() {
    if (window.asReported) return window.asReported;
    const frame = (
      /** @type {HTMLIFrameElement | null} */
      document.querySelector(MAP)
    );
    const own = (
      /** @type {any} */
      frame?.contentWindow
    );
    return own?.asReported?.follow ? own.asReported : null;
  }
  globalThis.addEventListener("as-reported-map", schedule);
  const watch = new ResizeObserver(redraw);
  watch.observe(area);
  function end() {
    pause();
    bar.end();
    watch.disconnect();
    globalThis.removeEventListener("as-reported-map", schedule);
    cancelAnimationFrame(now.frame);
    clearTimeout(now.rest);
    clearTimeout(now.overdue);
    map()?.follow(null);
    delete document.documentElement.dataset.timeline;
  }
  return { take, end };
}
export {
  timeline as default
};
