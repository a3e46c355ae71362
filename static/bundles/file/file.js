// Built by "npm run build" in tools/ from static/source/file/file.js: change that, not this.
(() => {
  // static/source/page/article.js
  function mark(segment, data2, open, seen3) {
    const node = document.createElement("mark");
    const here = segment.events.includes(data2.chosen ?? "");
    const fresh = segment.events.filter((id) => !seen3.has(id));
    for (const id of fresh) seen3.add(id);
    node.className = segment.marks.join(" ");
    node.classList.toggle("chosen", here);
    node.classList.toggle("out", !segment.events.some((id) => data2.passing.includes(id)));
    node.textContent = segment.text;
    const labels3 = segment.events.map((id) => data2.labels[id]);
    node.title = `${segment.marks.map((name2) => data2.words[name2]).join(", ")}: ${labels3.join("; ")}`;
    const target = fresh[0] || segment.events[0];
    node.addEventListener("click", () => open(target));
    if (fresh.length) {
      node.tabIndex = 0;
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", `${segment.text}: ${data2.words.open} “${data2.labels[fresh[0]]}”`);
      node.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        open(target);
      });
    }
    return node;
  }
  var stops = (body) => [.../** @type {NodeListOf<HTMLElement>} */
  body.querySelectorAll('[role="button"]')];
  function article_default({ data: data2, parentElement, setTriggerValue }) {
    const open = (id) => setTriggerValue("open", id);
    const body = document.createElement("div");
    body.className = "text";
    body.lang = data2.language;
    const seen3 = (
      /** @type {Set<string>} */
      /* @__PURE__ */ new Set()
    );
    for (const segment of data2.segments) {
      body.append(segment.events.length ? mark(segment, data2, open, seen3) : segment.text);
    }
    const old = (
      /** @type {HTMLElement | null} */
      parentElement.querySelector(".text")
    );
    const before = old?.dataset.chosen;
    body.dataset.chosen = data2.chosen || "";
    const focused = old ? stops(old).findIndex((node) => node.matches(":focus")) : -1;
    if (old) old.replaceWith(body);
    else parentElement.append(body);
    if (focused >= 0) stops(body)[focused].focus({ preventScroll: true });
    const target = body.querySelector(".chosen");
    if (target && before !== body.dataset.chosen) {
      const calm2 = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const block = window.innerWidth < 640 ? "start" : "center";
      target.scrollIntoView({ block, behavior: calm2 || !old ? "auto" : "smooth" });
    }
  }

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

  // static/source/page/claims.js
  function marked(segments, parent, names2) {
    for (const segment of segments) {
      if (!segment.marks.length) {
        parent.append(segment.text);
        continue;
      }
      const mark2 = element("mark", segment.marks.join(" "), segment.text);
      mark2.title = segment.marks.map((name2) => names2[name2]).join(", ");
      parent.append(mark2);
    }
  }
  function link({ text, href }) {
    const anchor = element("a", "", text);
    if (href.startsWith("https://") || href.startsWith("http://")) anchor.href = href;
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer";
    return anchor;
  }
  function summary(card) {
    const text = element("p", "summary-text", card.summary);
    text.lang = card.language;
    if (card.translated) text.append(" ", element("span", "translated", `(${card.translated})`));
    return text;
  }
  function words(card, body, names2) {
    if (card.kind === "citation") {
      body.append(summary(card));
      return;
    }
    for (const quote of card.quotes ?? []) {
      const block = element("blockquote");
      block.lang = card.language;
      marked(quote, block, names2);
      body.append(block);
    }
    for (const quote of card.attribution ?? []) {
      const said2 = element("p", "attribution");
      said2.lang = card.language;
      said2.append("… ");
      marked(quote, said2, names2);
      body.append(said2);
    }
  }
  function facts(card) {
    const list = element("dl");
    for (const { term, text, language } of card.facts) {
      const said2 = element("dd", "", text);
      if (language) said2.lang = language;
      list.append(element("dt", "", term), said2);
    }
    return list;
  }
  function ourSentence(text) {
    if (!text) return [];
    const sentence2 = element("p", "sentence", text);
    sentence2.lang = "en";
    return [sentence2];
  }
  function disputes(card, send) {
    const part = element("div", "disputes");
    part.append(element("p", "", card.disputes.head));
    const list = element("ul");
    for (const { id, about, who, summary: summary2 } of card.disputes.claims) {
      const item = element("li");
      item.append(`${about}: `, button(who, () => send("follow", id)));
      item.append(...ourSentence(summary2));
      list.append(item);
    }
    part.append(list);
    return part;
  }
  function button(text, act) {
    const made = element("button", "", text);
    made.type = "button";
    made.addEventListener("click", () => act(made));
    return made;
  }
  async function copyLink(card, names2, made) {
    const url = new URL(card.share, document.baseURI).href;
    try {
      await navigator.clipboard.writeText(url);
      made.textContent = names2.copied;
    } catch {
      const field = element("input");
      field.readOnly = true;
      field.value = url;
      field.setAttribute("aria-label", names2.copy);
      made.replaceWith(field);
      field.select();
    }
  }
  function complaint(card) {
    const { text, href, note } = card.wrong;
    if (!href) return button(text, (made) => made.replaceWith(element("span", "", note)));
    const { href: here, protocol } = new URL(card.share, document.baseURI);
    const anchor = element("a", "", text);
    anchor.href = href.replace("%7Baddress%7D", () => encodeURIComponent(protocol.startsWith("http") ? here : ""));
    anchor.rel = "nofollow";
    return anchor;
  }
  function actions(card, names2, send) {
    const row = element("p", "inside");
    for (const { text, href } of card.inside) {
      const anchor = element("a", "", text);
      anchor.href = href;
      row.append(anchor, " ");
    }
    row.append(button(names2.cite, () => send("cite", card.id)), " ", button(names2.copy, (made) => copyLink(card, names2, made)), " ", complaint(card));
    return row;
  }
  function draw(card, opened, names2, send) {
    const body = element("article", card.kind);
    body.dataset.id = card.id;
    const head2 = element("p", "speaker");
    head2.append(element("span", "badge", names2[card.kind]), element("strong", "", card.speaker));
    body.append(head2);
    words(card, body, names2);
    body.append(element("p", "manner", card.line));
    const more = element("details");
    more.open = opened;
    more.append(element("summary", "", names2.more), facts(card));
    if (card.disputes.claims.length) more.append(disputes(card, send));
    const cite = element("p", "citation");
    cite.append(`${card.citation} `, link(card.link), ".");
    more.append(cite);
    body.append(more);
    if (card.share) body.append(actions(card, names2, send));
    return body;
  }
  function group({ about, summary: summary2, cards }, opened, names2, send) {
    const part = element("section", about ? "pair" : "list");
    if (about) part.append(element("h3", "", about), ...ourSentence(summary2));
    const list = element("div", "cards");
    const open = (card) => opened && (card.kind === "quote" || cards.length === 1);
    list.append(...cards.map((card) => draw(card, open(card), names2, send)));
    part.append(list);
    return part;
  }
  function scrollToTop(node) {
    const root2 = node.getRootNode();
    const panel = root2 instanceof ShadowRoot && root2.host.closest(".st-key-panel");
    if (panel) panel.scrollTop = 0;
  }
  function claims_default({ data: data2, parentElement, setTriggerValue }) {
    const old = (
      /** @type {Drawn | null} */
      parentElement.querySelector(".groups")
    );
    const drawn3 = JSON.stringify(data2);
    if (old && old.drawn === drawn3) return;
    const frame2 = element("div", "groups");
    Object.assign(frame2, { drawn: drawn3, subject: data2.subject });
    frame2.append(...data2.groups.map((part) => group(part, data2.opened, data2.words, setTriggerValue)));
    if (!old) {
      parentElement.append(frame2);
      return;
    }
    for (const card of old.querySelectorAll("article")) {
      const details = card.querySelector("details");
      const same = frame2.querySelector(`article[data-id="${card.dataset.id}"] details`);
      if (same instanceof HTMLDetailsElement && details) same.open = details.open;
    }
    old.replaceWith(frame2);
    if (old.subject !== data2.subject) scrollToTop(frame2);
  }

  // static/source/instrument/window.js
  var OUTCOMES = (
    /** @type {const} */
    ["shown", "unlocated", "outside", "filtered", "undated"]
  );
  var none = () => ({ quotes: 0, citations: 0 });
  var total = ({ quotes, citations }) => quotes + citations;
  function add(tally2, quoted) {
    if (quoted) tally2.quotes += 1;
    else tally2.citations += 1;
  }
  function overlaps([first, last], start2, end) {
    return (first === null || first <= end) && (last === null || last >= start2);
  }
  function outcomeOf(scene2, claim, { clock, start: start2, end }) {
    if (!scene2.accepted[claim]) return "filtered";
    const span = scene2[clock][claim];
    if (!span) return "undated";
    if (!overlaps(span, start2, end)) return "outside";
    return scene2.at[claim].length ? "shown" : "unlocated";
  }
  function count(scene2, window2) {
    const account = (
      /** @type {Account} */
      Object.fromEntries(OUTCOMES.map((outcome) => [outcome, none()]))
    );
    const places2 = (
      /** @type {(Counts | null)[]} */
      scene2.places.map(() => null)
    );
    for (let claim = 0; claim < scene2.quoted.length; claim += 1) {
      const outcome = outcomeOf(scene2, claim, window2);
      add(account[outcome], scene2.quoted[claim]);
      if (outcome !== "shown") continue;
      for (const place2 of scene2.at[claim]) {
        const counts = places2[place2] ?? { ...none(), disputed: false, vicinity: false, along: [] };
        places2[place2] = counts;
        counts.along = joined(counts.along, scene2.along[claim]);
        add(counts, scene2.quoted[claim]);
        counts.disputed ||= scene2.disputed[claim];
        counts.vicinity ||= scene2.vicinity[claim];
      }
    }
    return { account, places: places2 };
  }
  var joined = (known, more) => known && (more.length ? [.../* @__PURE__ */ new Set([...known, ...more])].sort() : null);
  function datedDays(scene2, clock) {
    const days = /* @__PURE__ */ new Set();
    scene2[clock].forEach((span, claim) => {
      if (scene2.accepted[claim] && span && span[0] !== null && span[0] === span[1]) days.add(span[0]);
    });
    return [...days].sort((a, b) => a - b);
  }
  function histogram(scene2, clock, stretches2) {
    const bars2 = stretches2.map(([first, last]) => ({ first, last, ...none(), spanning: 0 }));
    const steps = new Array(bars2.length + 1).fill(0);
    scene2[clock].forEach((span, claim) => {
      if (!scene2.accepted[claim] || !span) return;
      const from = span[0] === null ? 0 : firstFrom(bars2, (bar) => bar.last >= /** @type {number} */
      span[0]);
      const past = span[1] === null ? bars2.length : firstFrom(bars2, (bar) => bar.first > /** @type {number} */
      span[1]);
      if (past <= from) return;
      if (span[0] !== null && span[0] === span[1]) add(bars2[from], scene2.quoted[claim]);
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
  function tallyWords({ quotes, citations }, words4) {
    const said2 = { quotes: plural(words4.quoted, quotes, words4.lang), citations: plural(words4.cited, citations, words4.lang) };
    return fill(words4.tally, said2);
  }
  function evidence({ quotes, citations, disputed }, words4) {
    const said2 = [
      quotes ? plural(words4.quoted, quotes, words4.lang) : "",
      citations ? plural(words4.cited, citations, words4.lang) : "",
      disputed ? words4.disputed : ""
    ];
    return said2.filter(Boolean).join(", ") || words4.noClaims;
  }
  function shownWords(account, words4) {
    const all = OUTCOMES.reduce((sum, outcome) => sum + total(account[outcome]), 0);
    return fill(plural(words4.shown, total(account.shown), words4.lang), { total: all });
  }
  function accountWords(account, words4) {
    const counted2 = (tally2) => total(tally2) ? `${total(tally2)} (${tally2.quotes} + ${tally2.citations})` : "0";
    const all = { quotes: 0, citations: 0 };
    for (const outcome of OUTCOMES) {
      all.quotes += account[outcome].quotes;
      all.citations += account[outcome].citations;
    }
    const summed = (template, tally2) => fill(template, { total: total(tally2), ...tally2 });
    const rest2 = OUTCOMES.slice(1).map((outcome) => {
      const name2 = (
        /** @type {Exclude<Outcome, "shown">} */
        outcome
      );
      return `${counted2(account[name2])} ${words4.outcomes[name2]}`;
    });
    return `${[summed(words4.onTheMap, account.shown), ...rest2].join(" + ")} = ${summed(words4.inAll, all)}`;
  }
  function sentence({ clock, start: start2, end }, { first, chosen }, words4) {
    const days = { start: writtenOut(first, start2, words4.months), end: writtenOut(first, end, words4.months) };
    const [ofOne, ofSeveral] = words4.sentences[clock];
    return `${[fill(start2 === end ? ofOne : ofSeveral, days), ...chosen].join(", ")}.`;
  }
  function description(bars2, clock, first, words4) {
    const dated = bars2.filter(total);
    if (!dated.length) return words4.undescribed;
    const most = dated.reduce((best, bar) => total(bar) > total(best) ? bar : best);
    const written3 = (day) => writtenOut(first, day, words4.months);
    return fill(words4.described, {
      clock: words4.clocks[clock],
      first: written3(dated[0].first),
      last: written3(dated[dated.length - 1].last),
      day: written3(most.first),
      tally: tallyWords(most, words4)
    });
  }
  function barWords(bar, first, words4) {
    const days = [bar.first, bar.last].map((day) => writtenOut(first, day, words4.months));
    const label = `${bar.first === bar.last ? days[0] : days.join(" – ")}: ${tallyWords(bar, words4)}`;
    return bar.spanning ? `${label}; ${plural(words4.spanning, bar.spanning, words4.lang)}` : label;
  }

  // static/source/file/panel.js
  function accepts({ kind, speakers }, { evidence: evidence2, speaker }) {
    return (!evidence2 || kind === evidence2) && (!speaker || speakers.includes(speaker));
  }
  function phrases({ evidence: evidence2, speaker }, words4, speakers) {
    return [
      ...evidence2 ? [`${words4.keptAs} ${words4.kinds[evidence2]}`] : [],
      ...speakers.filter(({ id }) => id === speaker).map(({ name: name2 }) => `${words4.accordingTo} ${name2}`)
    ];
  }
  function passing(claims2, scene2, window2) {
    const found = (
      /** @type {Record<string, Known[]>} */
      { shown: [], unlocated: [] }
    );
    claims2.forEach((claim, index) => {
      found[outcomeOf(scene2, index, window2)]?.push(claim);
    });
    return [...found.shown, ...found.unlocated];
  }
  var claimsAt = (place2, found) => found.filter(({ at: at2 }) => at2.includes(place2)).sort((a, b) => a.rank - b.rank);
  function tally(found) {
    const quotes = found.filter(({ kind }) => kind === "quote").length;
    return { quotes, citations: found.length - quotes };
  }
  function origins(found) {
    let groups = (
      /** @type {Set<string>[]} */
      []
    );
    for (const { origin } of found) {
      const joined2 = groups.filter((group2) => origin.some((name2) => group2.has(name2)));
      const all = /* @__PURE__ */ new Set([...origin, ...joined2.flatMap((group2) => [...group2])]);
      groups = [...groups.filter((group2) => !joined2.includes(group2)), all];
    }
    return groups.length;
  }
  function placeSummary(found, also, words4, counting2) {
    const [reports, differing] = [plural(counting2.reports, found.length, counting2.lang), plural(counting2.origins, origins(found), counting2.lang)];
    const said2 = { tally: tallyWords(tally(found), counting2), independence: `${reports}, ${differing}` };
    const pass = found.length ? fill(words4.placePasses, said2) : words4.noneHere;
    return also ? `${pass} ${also}` : pass;
  }
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase().toLowerCase().split(/\s+/).filter(Boolean);
  }

  // static/source/map/seats.js
  var around = (point, width, height) => {
    const [x, y] = [width / 2, height / 2];
    return [point.x - x, point.y - y, point.x + x, point.y + y];
  };
  var apart = (a, b) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
  var within = (a, b) => a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
  function spread(homes, gap) {
    const at2 = homes.map((home) => home.clone());
    for (let round = 0; round < 240; round += 1) {
      let moved2 = false;
      if (round < 160) at2.forEach((point, i) => {
        point._add(homes[i].subtract(point)._multiplyBy(0.04));
      });
      for (let i = 0; i < at2.length; i += 1) {
        for (let j = i + 1; j < at2.length; j += 1) moved2 = pushApart(at2[i], at2[j], gap, i + j) || moved2;
      }
      if (!moved2) break;
    }
    return at2;
  }
  function pushApart(a, b, gap, turn) {
    const apartBy = a.distanceTo(b);
    if (apartBy >= gap) return false;
    const coincident = L.point(Math.cos(turn * 2.4), Math.sin(turn * 2.4));
    const push = apartBy > 0.01 ? b.subtract(a)._divideBy(apartBy) : coincident;
    push._multiplyBy((gap - apartBy) / 2 + 0.05);
    a._subtract(push);
    b._add(push);
    return true;
  }
  function inside([lon, lat], rings) {
    let hit = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const [x1, y1] = ring[i];
        const [x2, y2] = ring[j];
        if (y1 > lat !== y2 > lat && lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1) hit = !hit;
      }
    }
    return hit;
  }
  function bestSpot({ seats, size, room, frame: frame2, astray }) {
    const free = (pixel) => {
      const box = around(pixel, ...size);
      return within(box, frame2) && room.every((taken) => apart(box, taken));
    };
    const seated = seats.find(free);
    if (seated) return seated;
    let best = (
      /** @type {L.Point | null} */
      null
    );
    let least = Infinity;
    for (const [pixel, far2] of spiral(seats[0])) {
      if (far2 >= least) break;
      if (!free(pixel)) continue;
      const cost = far2 + astray(pixel);
      if (cost < least) [best, least] = [pixel, cost];
    }
    return best;
  }
  function* spiral(centre) {
    for (let radius = 12; radius <= 320; radius += 12) {
      const turns = Math.max(12, Math.round(radius / 3));
      for (let turn = 0; turn < turns; turn += 1) {
        const angle = turn * 2 * Math.PI / turns;
        yield [centre.add([radius * Math.cos(angle), radius * Math.sin(angle)]), radius];
      }
    }
  }
  function sides(pixel, size, gap) {
    const [width, height] = size;
    if (!gap) return [["centre", around(pixel, width, height)]];
    const right = (
      /** @type {Pixels} */
      [pixel.x + gap, pixel.y - height / 2, pixel.x + gap + width, pixel.y + height / 2]
    );
    const left = (
      /** @type {Pixels} */
      [pixel.x - gap - width, pixel.y - height / 2, pixel.x - gap, pixel.y + height / 2]
    );
    const down = gap * 0.55 + height / 2;
    const shift = (box, by) => [box[0], box[1] + by, box[2], box[3] + by];
    return [
      ["right", right],
      ["left", left],
      ["below", around(pixel.add([0, gap + height / 2]), width, height)],
      ["above", around(pixel.subtract([0, gap + height / 2]), width, height)],
      ["right low", shift(right, down)],
      ["left low", shift(left, down)],
      ["right high", shift(right, -down)],
      ["left high", shift(left, -down)]
    ];
  }

  // static/source/map/state.js
  var unset = (
    /** @type {any} */
    null
  );
  var now = {
    map: unset,
    base: unset,
    view: unset,
    live: null,
    ready: false,
    touched: false,
    linked: false,
    moving: false,
    theme: "light",
    asked: null,
    spoken: "",
    controls: [],
    towns: [],
    fitted: false,
    fittedTo: "",
    cut: -180,
    chooseCoded: () => {
    }
  };
  var marks = /* @__PURE__ */ new Map();
  var shades = /* @__PURE__ */ new Map();

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

  // static/source/map/symbols.js
  var LEGEND = [
    ["fighting", { quotes: 1 }, "fighting"],
    ["incursion", { quotes: 1 }, "incursion"],
    ["control", { quotes: 1 }, "control"],
    ["other", { quotes: 1 }, "other"],
    ["several", { quotes: 1 }, "several"],
    ["fighting", { quotes: 1 }, "solid"],
    ["fighting", { quotes: 0 }, "hollow"]
  ];
  var CORNERS = {
    incursion: [3, -90, 1.34, 3],
    control: [4, 45, 1.24, 0],
    other: [4, -90, 1.24, 0],
    several: [6, 0, 1.08, 0]
  };
  var LEGEND_AREAS = ["vicinity", "quoted", "cited", "border"];
  var SAID_BESIDE = /* @__PURE__ */ new Set(["solid", "hollow", "quoted", "cited", "border"]);
  function outline(kind, r) {
    if (kind === "fighting") return `M${20 - r} 20a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`;
    const [corners2, turn, grow, down] = CORNERS[kind] ?? CORNERS.other;
    const corner = (index) => {
      const angle = (turn + 360 / corners2 * index) * Math.PI / 180;
      return `${(20 + r * grow * Math.cos(angle)).toFixed(2)} ${(20 + down + r * grow * Math.sin(angle)).toFixed(2)}`;
    };
    return `M${Array.from({ length: corners2 }, (_, index) => corner(index)).join("L")}Z`;
  }
  function symbol(kind, { quotes, number }) {
    const picture2 = shape("svg", { viewBox: "0 0 40 40", class: `symbol kind-${kind}`, "aria-hidden": "true" });
    picture2.classList.add(quotes > 0 ? "solid" : "hollow");
    shape("path", { d: outline(kind, 17.4), class: "choice" }, picture2);
    shape("path", { d: outline(kind, 13.8), class: "halo" }, picture2);
    shape("path", { d: outline(kind, 13), class: "body" }, picture2);
    const words4 = shape("text", { x: 20, y: kind === "incursion" ? 25.4 : 24.4, class: "number" }, picture2);
    words4.textContent = String(number ?? "");
    if (words4.textContent.length > 2) words4.classList.add("long");
    return picture2;
  }
  function makeHatches(container) {
    const picture2 = shape("svg", { width: 0, height: 0, class: "patterns", "aria-hidden": "true" });
    for (const name2 of ["quoted", "cited"]) {
      const box = { id: `hatch-${name2}`, width: 7, height: 7, patternUnits: "userSpaceOnUse", class: `hatch ${name2}` };
      const pattern = shape("pattern", { ...box, patternTransform: "rotate(45)" }, picture2);
      shape("rect", { width: 7, height: 7, class: "tint" }, pattern);
      shape("line", { x1: 0, y1: 0, x2: 0, y2: 7, class: "stroke" }, pattern);
    }
    container.append(picture2);
  }
  function swatch(name2) {
    const picture2 = shape("svg", { viewBox: "0 0 40 40", class: "symbol", "aria-hidden": "true" });
    if (name2 === "vicinity") shape("circle", { cx: 20, cy: 20, r: 15, class: "vicinity" }, picture2);
    else if (name2 === "border") {
      const d = "M3 26L15 16L24 23L37 12";
      for (const kind of ["border-claim", "border-line"]) shape("path", { d, class: kind }, picture2);
    } else shape("rect", { x: 2, y: 8, width: 36, height: 24, class: "shade", fill: `url(#hatch-${name2})` }, picture2);
    return picture2;
  }
  function legendRow(picture2, words4, name2) {
    const row = element("li", SAID_BESIDE.has(name2) ? "beside" : "");
    row.dataset.sign = name2;
    row.append(picture2, element("span", "", words4));
    return row;
  }
  function legend(open, names2) {
    const box = element("details", "legend");
    const list = element("ul");
    box.open = open;
    for (const [kind, evidence2, name2] of LEGEND) list.append(legendRow(symbol(kind, evidence2), names2[name2], name2));
    for (const name2 of LEGEND_AREAS) list.append(legendRow(swatch(name2), names2[name2], name2));
    box.append(element("summary", "", names2.head), list, element("p", "", names2.note));
    return box;
  }
  function explainSigns(container, marks3, areas2) {
    const evidence2 = ({ quotes }) => quotes > 0;
    const shades2 = areas2.filter(({ level }) => level);
    const signs = new Set(marks3.flatMap((mark2) => [mark2.kind, evidence2(mark2) ? "solid" : "hollow", mark2.vicinity ? "vicinity" : ""]));
    for (const shade of shades2) signs.add(evidence2(shade) ? "quoted" : "cited");
    if (areas2.length > shades2.length) signs.add("border");
    for (
      const row of
      /** @type {NodeListOf<HTMLElement>} */
      container.querySelectorAll(".legend li[data-sign]")
    ) {
      row.hidden = !signs.has(row.dataset.sign ?? "");
    }
  }
  function toolButton(label, text, act) {
    const button3 = element("button", "tool", text);
    button3.type = "button";
    button3.title = label;
    button3.setAttribute("aria-label", label);
    button3.addEventListener("click", act);
    return button3;
  }

  // static/source/map/ground.js
  var SOURCE = (
    /** @type {HTMLScriptElement} */
    document.currentScript.src
  );
  var PANES = {
    land: 300,
    "coded-area": 305,
    shade: 310,
    water: 320,
    line: 330,
    border: 340,
    name: 350,
    under: 360,
    coded: 400,
    mark: 420,
    chip: 410
  };
  var shifted = (west, east) => (west + east) / 2 < now.cut ? 360 : 0;
  var latLng = ([lon, lat]) => L.latLng(lat, lon + shifted(lon, lon));
  var lonLat = ({ lng, lat }) => [lng > 180 ? lng - 360 : lng, lat];
  var areas = /* @__PURE__ */ new Map();
  var borderPoints = [];
  var countries = [];
  var stretches = /* @__PURE__ */ new Map();
  var near = null;
  var base = null;
  var renderers = {};
  function points(flat, units) {
    const found = (
      /** @type {LonLat[]} */
      []
    );
    for (let i = 0, lon = 0, lat = 0; i < flat.length; i += 2) {
      lon += flat[i];
      lat += flat[i + 1];
      found.push([lon / units, lat / units]);
    }
    return found;
  }
  var paneOf = (name2) => (
    /** @type {HTMLElement} */
    now.map.getPane(name2)
  );
  function makePanes(map) {
    for (const [name2, level] of Object.entries(PANES)) {
      map.createPane(name2).style.zIndex = String(level);
      renderers[name2] = L.svg({ pane: name2, padding: 0.6 });
    }
    paneOf("name").setAttribute("aria-hidden", "true");
    makeHatches(map.getContainer());
  }
  var drawn = (pane, className, more) => ({
    pane,
    renderer: renderers[pane],
    className,
    interactive: false,
    smoothFactor: 0.8,
    ...more
  });
  function laid(pairs, more = 0) {
    const [west, , east] = boxAround(pairs);
    const shift = shifted(west, east) + more;
    return pairs.map(([lon, lat]) => L.latLng(lat, lon + shift));
  }
  function drawWorld() {
    for (const country of countries) {
      const polygons = country.parts.flatMap((rings, index) => {
        const [west, , east] = country.boxes[index];
        const isCut = west < now.cut && east > now.cut;
        const copies = isCut ? [0, shifted(west, east) ? -360 : 360] : [0];
        return copies.map((more) => rings.map((ring) => laid(ring, more)));
      });
      L.polygon(polygons, drawn("land", "land country")).addTo(now.map).bringToBack();
    }
  }
  function holdWorld({ countries: found, units }) {
    for (const country of found) countries.push(located({ ...country, units }));
  }
  function nearBounds() {
    if (!near) return null;
    const [west, south, east, north] = near;
    return L.latLngBounds(latLng([west, south]), latLng([east, north]));
  }
  function holdBase({ layers, units }) {
    near = boxAround(layers.countries.flatMap(([outer]) => points(outer, units)));
    for (
      const level of
      /** @type {const} */
      ["admin2", "admin1"]
    ) {
      for (const area of layers[level]) areas.set(area.id, located({ ...area, level, units }));
    }
    borderPoints.splice(0, borderPoints.length, ...points(layers.border[0], units));
    for (const [region, ends] of Object.entries(layers.stretches)) stretches.set(region, ends);
  }
  function drawBase({ layers, units }) {
    base?.remove();
    const all = L.layerGroup().addTo(now.map);
    base = all;
    const ring = (flat) => laid(points(flat, units));
    const polygon = (polygons, pane, name2) => L.polygon(polygons.map((flats) => flats.map(ring)), drawn(pane, name2)).addTo(all);
    const line = (flats, pane, name2) => L.polyline(flats.map(ring), drawn(pane, name2, { fill: false })).addTo(all);
    polygon(layers.countries, "land", "land near");
    for (const river of layers.rivers) line(river.lines, "water", `river rank-${Math.min(river.rank, 11)}`);
    polygon(layers.lakes, "water", "lake");
    for (
      const level of
      /** @type {const} */
      ["admin2", "admin1"]
    ) for (const area of layers[level]) polygon(area.polygons, "line", level);
    line(layers.border, "border", "border-casing");
    line(layers.frontiers, "border", "frontier");
    line(layers.border, "border", "border-line");
  }
  function borderLines({ along }) {
    if (!along?.length) return [borderPoints];
    return along.flatMap((region) => {
      const ends = stretches.get(region);
      return ends ? [borderPoints.slice(ends[0], ends[1] + 1)] : [];
    });
  }
  function located(area) {
    const parts = area.polygons.map((flats) => flats.map((flat) => points(flat, area.units)));
    return { ...area, parts, rings: parts.flat(), boxes: parts.map(([outer]) => boxAround(outer)) };
  }
  function boxAround(pairs) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [lon, lat] of pairs) {
      if (lon < box[0]) box[0] = lon;
      if (lat < box[1]) box[1] = lat;
      if (lon > box[2]) box[2] = lon;
      if (lat > box[3]) box[3] = lat;
    }
    return box;
  }
  var corners = ({ parts }) => parts.map((rings) => rings.map((ring) => laid(ring)));
  var toPixel = (lonLat3) => now.map.latLngToLayerPoint(latLng(lonLat3));
  function insideArea(pixel, { rings, boxes }) {
    const [lon, lat] = lonLat(now.map.layerPointToLatLng(pixel));
    const isNear = boxes.some(([west, south, east, north]) => lon > west && lon < east && lat > south && lat < north);
    return isNear && inside([lon, lat], rings);
  }
  function meets([west, south, east, north], box) {
    const shift = shifted(west, east);
    return west + shift <= box.getEast() && east + shift >= box.getWest() && south <= box.getNorth() && north >= box.getSouth();
  }
  var load = (name2) => supplied(name2, `ground/${name2}`);
  async function loadRegions(country) {
    const inFile = document.getElementById("regions");
    return inFile ? JSON.parse(inFile.textContent ?? "")[country] : supplied(`regions-${country}`, `regions/${country}`);
  }
  async function supplied(id, path2) {
    const held = () => document.getElementById(id)?.textContent;
    if (held() == null && SOURCE.includes(".layer/")) return fetched(served(`${path2}.json${new URL(SOURCE).search}`));
    if (held() == null) await run(new URL(`${path2}.js`, SOURCE).href);
    return JSON.parse(held() ?? "");
  }
  var run = (src) => new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src });
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error(`${src} did not come`)));
    document.head.append(script);
  });
  var served = (path2) => SOURCE.replace(/\.layer\/.*/, `.${path2}`);
  async function fetched(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  }

  // static/source/map/address.js
  var START = "#map=";
  var FORM = /#map=(\d{1,2}(?:\.\d{1,4})?)\/(-?\d{1,2}(?:\.\d{1,8})?)\/(-?\d{1,3}(?:\.\d{1,8})?)$/;
  var PAUSE_MS = 250;
  var LOOK_MS = 1e3;
  var page = pageAround();
  var path = page.location.pathname;
  var kept = () => now.view?.coded ? "asReportedWorldView" : "asReportedView";
  function pageAround() {
    try {
      return window.parent.location.href ? window.parent : window;
    } catch {
      return window;
    }
  }
  function read(address) {
    const found = FORM.exec(address);
    if (!found) return null;
    const [zoom, lat, lon] = found.slice(1).map(Number);
    const { minZoom, maxZoom } = (
      /** @type {{ minZoom: number, maxZoom: number }} */
      L.Map.prototype.options
    );
    const isOnMap = zoom >= minZoom && zoom <= maxZoom && Math.abs(lat) <= 85 && Math.abs(lon) <= 180;
    return isOnMap ? { zoom, at: latLng([lon, lat]) } : null;
  }
  function isHere(address) {
    return URL.canParse(address) && new URL(address).pathname === path;
  }
  function askedView() {
    const [arrival] = page.performance.getEntriesByType("navigation");
    const here = arrival && isHere(arrival.name);
    const known = [page.location.href, page[kept()], here && arrival.name];
    const asked2 = known.find((address) => address && read(address));
    if (!asked2) return null;
    page[kept()] = FORM.exec(asked2)?.[0];
    return read(asked2);
  }
  function write() {
    const { location, history, [kept()]: view } = page;
    const foreign = location.hash && !location.hash.startsWith(START);
    if (!view || foreign || location.hash === view || location.pathname !== path) return;
    const address = new URL(location.href);
    address.hash = view;
    try {
      history.replaceState(history.state, "", address.href);
    } catch {
    }
  }
  function putBack() {
    if (!page.location.hash) write();
  }
  var timer = 0;
  function linkPresentView() {
    const [lon, lat] = lonLat(now.map.getCenter());
    page[kept()] = `${START}${now.map.getZoom().toFixed(2)}/${lat.toFixed(4)}/${lon.toFixed(4)}`;
    now.linked = true;
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE_MS);
  }
  function linkView(go2) {
    const frame2 = new AbortController();
    const { signal } = frame2;
    now.map.on("moveend", () => {
      if (now.touched || now.linked) linkPresentView();
    });
    page.addEventListener("hashchange", () => {
      if (page.location.pathname === path && read(page.location.href)) go2(askedView());
    }, { signal });
    if (page.navigation) page.navigation.addEventListener("currententrychange", putBack, { signal });
    else setInterval(putBack, LOOK_MS);
    window.addEventListener("pagehide", ({ persisted }) => {
      if (!persisted) frame2.abort();
    });
    putBack();
  }

  // static/source/map/regions.js
  var NEAR_ZOOM = 5;
  var MOST_OUTLINES = 150;
  var outlines = /* @__PURE__ */ new Map();
  var regions = /* @__PURE__ */ new Map();
  var files = /* @__PURE__ */ new Map();
  var countryOf = (id) => id.split("-", 1)[0];
  var ready = () => {
  };
  function whenRegionsCome(call) {
    ready = call;
  }
  function regionOf(id) {
    if (!regions.has(id)) regionsOf([countryOf(id)]);
    return regions.get(id);
  }
  var isAwaited = (id) => !regions.has(id) && !Array.isArray(files.get(countryOf(id)));
  function regionsOf(countries2) {
    for (const country of countries2) if (!files.has(country)) files.set(country, fetchRegions(country));
    return countries2.flatMap((country) => {
      const known = files.get(country);
      return Array.isArray(known) ? known : [];
    });
  }
  async function waitForRegions(ids) {
    regionsOf(ids.map(countryOf));
    await Promise.all(ids.map((id) => files.get(countryOf(id))));
  }
  async function fetchRegions(country) {
    const found = await loadRegions(country).catch(() => null);
    files.set(country, []);
    if (!found) return;
    const made = (area) => located({ ...area, units: found.units, name_en: area.name, level: "region" });
    const own = found.regions.map(made);
    files.set(country, own);
    for (const region of [...own, ...found.divisions.map(made)]) regions.set(region.id, region);
    ready();
  }
  function seenRegions() {
    if (now.map.getZoom() < NEAR_ZOOM) return [];
    const box = now.map.getBounds();
    const near2 = countries.filter(({ boxes }) => boxes.some((part) => meets(part, box)));
    const seen3 = regionsOf(near2.map(({ id }) => id)).filter(({ boxes }) => boxes.some((part) => meets(part, box)));
    return seen3.length <= MOST_OUTLINES ? seen3 : [];
  }
  function outlineRegions() {
    const seen3 = new Map(seenRegions().map((region) => [region.id, region]));
    for (const [id, layer] of outlines) {
      if (seen3.has(id)) continue;
      layer.remove();
      outlines.delete(id);
    }
    for (const [id, region] of seen3) {
      if (outlines.has(id)) continue;
      outlines.set(id, L.polygon(corners(region), drawn("land", "admin1", { fill: false })).addTo(now.map));
    }
  }
  function regionNames() {
    return seenRegions().map((region) => ({
      key: region.id,
      style: "region",
      latin: region.name.toUpperCase(),
      cyrillic: "",
      pixel: toPixel(region.label),
      at: latLng(region.label)
    }));
  }

  // static/source/map/extent.js
  var LAT_LIMIT = 85;
  var NEAREST_ZOOM = 9;
  var LEAST_POINTS = 3;
  var NEAR_MIDDLE = 100;
  var MARGIN = 15;
  var EDGE_PX = 44;
  var areaOf = ({ place: place2, outline: outline2 }) => areas.get(place2) || (outline2 !== place2 && outline2 ? regionOf(outline2) : void 0);
  var isBorder = ({ place: place2 }) => place2 === "border";
  function boxesOf(item) {
    if (isPoint(item)) return [[item.lon, item.lat, item.lon, item.lat]];
    if (!isBorder(item)) return areaOf(item)?.boxes ?? [];
    return borderLines(item).filter((line) => line.length).map(boxAround);
  }
  function shownItems() {
    const { marks: points2 = [], shades: found = [], border } = now.view;
    return points2.length + found.length ? [...points2, ...found] : border ? [border] : [];
  }
  function cutBetween(boxes) {
    const spans = boxes.map(([west, , east]) => [west, east]).sort((a, b) => a[0] - b[0]);
    if (!spans.length) return -180;
    let [reach, start2] = [spans[0][1], spans[0][0]];
    let widest = spans[0][0] + 360 - Math.max(...spans.map(([, east]) => east));
    for (const [west, east] of spans) {
      if (west - reach > widest) [widest, start2] = [west - reach, west];
      reach = Math.max(reach, east);
    }
    const middle = start2 + (360 - widest) / 2;
    const isAcross = start2 + 360 - widest > 180;
    const isNear = widest > 180 && Math.abs(middle) > NEAR_MIDDLE;
    return widest > 180 && (isAcross || isNear) ? (middle + 360) % 360 - 180 : -180;
  }
  function union(boxes) {
    const laid2 = boxes.map(
      /** @returns {Box} */
      ([west, south, east, north]) => {
        const shift = shifted(west, east);
        return [west + shift, south, east + shift, north];
      }
    );
    const side = (index, most) => laid2.reduce((found, box) => most(found, box[index]), laid2[0][index]);
    return [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)];
  }
  function bounds([west, south, east, north]) {
    return L.latLngBounds([Math.max(south, -LAT_LIMIT), west], [Math.min(north, LAT_LIMIT), east]);
  }
  var world = () => bounds([now.cut, -LAT_LIMIT, now.cut + 360, LAT_LIMIT]);
  function shownBounds() {
    const items = shownItems();
    const points2 = items.filter(isPoint).flatMap(boxesOf);
    const scale2 = points2.length < LEAST_POINTS ? Infinity : sizeOf(union(points2));
    const boxes = items.flatMap((item) => {
      const found = boxesOf(item);
      return isPoint(item) || !found.length || sizeOf(union(found)) <= scale2 ? found : [boxAround([labelOf(item, found)])];
    });
    return boxes.length ? bounds(union(boxes)) : null;
  }
  var isPoint = (item) => "lon" in item && item.lon !== null;
  var sizeOf = ([west, south, east, north]) => (east - west) * (north - south);
  var labelOf = (item, boxes) => areaOf(item)?.label ?? [boxes[0][0], boxes[0][1]];
  function isFitting() {
    const awaited = now.view.shades.some((item) => !areas.has(item.place) && isAwaited(item.outline ?? item.place));
    return !awaited && shownItems().length > 0;
  }
  function layOut() {
    now.cut = now.view.coded ? -180 : cutBetween(shownItems().flatMap(boxesOf));
    now.map.setMaxBounds(bounds([now.cut - MARGIN, -LAT_LIMIT, now.cut + 360 + MARGIN, LAT_LIMIT]));
  }
  function fit(target, paddings) {
    for (const [left, top, right, bottom] of paddings) {
      const [paddingTopLeft, paddingBottomRight] = [L.point(left, top), L.point(right, bottom)];
      now.map.fitBounds(target, { animate: false, maxZoom: NEAREST_ZOOM, paddingTopLeft, paddingBottomRight });
      if (!now.view.marks.some(isCovered)) return;
    }
  }
  function isCovered({ lon, lat }) {
    const origin = now.map.getContainer().getBoundingClientRect();
    const { x, y } = now.map.latLngToContainerPoint(latLng([lon, lat]));
    const controls = [...now.map.getContainer().querySelectorAll(".leaflet-control")];
    return controls.map((control2) => control2.getBoundingClientRect()).some((box) => x > box.left - origin.left - 16 && x < box.right - origin.left + 16 && y > box.top - origin.top - 16 && y < box.bottom - origin.top + 16);
  }
  function countOutside() {
    const box = now.map.getBounds();
    const items = [...[...marks.values()].map(({ item }) => item), ...[...shades.values()].map(({ item }) => item)];
    return items.filter((item) => !boxesOf(item).some((part) => meets(part, box))).length;
  }

  // static/source/map/marks.js
  var VICINITY_METRES = 5e3;
  var HALF_PX = 18;
  var coarse = window.matchMedia("(pointer: coarse)").matches;
  var sent = Date.now();
  function choose(place2) {
    if (now.view.coded) {
      now.chooseCoded({ place: place2 });
      return;
    }
    sent += 1;
    if (window.Streamlit) window.Streamlit.setComponentValue({ place: place2, n: sent });
  }
  function buttonMarker(item, pane, className) {
    const button3 = element("button", className);
    button3.type = "button";
    button3.dataset.place = item.place;
    const icon2 = L.divIcon({ className: "holder", html: button3, iconSize: [0, 0] });
    const marker = L.marker([0, 0], { icon: icon2, pane, keyboard: false, autoPanOnFocus: false });
    marker.on("click", () => choose(item.place));
    button3.addEventListener("focus", () => {
      if (!button3.matches(":focus-visible")) return;
      now.map.panInside(marker.getLatLng(), { padding: [40, 40], animate: false });
    });
    return { marker, button: button3 };
  }
  function describe(button3, item, selected) {
    const chosen = item.place === selected;
    button3.setAttribute("aria-label", item.label);
    button3.setAttribute("aria-pressed", String(chosen));
    button3.title = item.label;
    button3.classList.toggle("selected", chosen);
  }
  function drawMark(item, selected) {
    const part = marks.get(item.place) ?? newMark(item);
    part.item = item;
    part.button.replaceChildren(symbol(item.kind, item));
    describe(part.button, item, selected);
    part.marker.setZIndexOffset(item.place === selected ? 1e3 : 0);
    drawVicinity(part, item);
  }
  function newMark(item) {
    const home = latLng([item.lon, item.lat]);
    const { marker, button: button3 } = buttonMarker(item, "mark", "mark");
    marker.setLatLng(home).addTo(now.map);
    const leader = L.polyline([], drawn("under", "leader", { fill: false })).addTo(now.map);
    const dot = L.circleMarker(home, drawn("under", "home", { radius: 2.5 })).addTo(now.map);
    const pixel = now.map.latLngToLayerPoint(home);
    const part = { marker, button: button3, item, home, leader, dot, homePx: pixel, spot: pixel };
    marks.set(item.place, part);
    return part;
  }
  function drawVicinity(part, item) {
    if (item.vicinity && !part.circle) {
      part.circle = L.circleMarker(part.home, drawn("under", "vicinity")).addTo(now.map);
    } else if (!item.vicinity && part.circle) {
      part.circle.remove();
      delete part.circle;
    }
  }
  function arrangeMarks() {
    const parts = [...marks.values()].sort((a, b) => a.item.number - b.item.number);
    const homes = parts.map((item) => now.map.latLngToLayerPoint(item.home));
    const spots = spread(homes, coarse ? 44 : 35);
    const [west, east] = [now.cut, now.cut + 360].map((lon) => now.map.latLngToLayerPoint([0, lon]).x);
    parts.forEach((item, index) => {
      const shifted2 = spots[index].distanceTo(homes[index]) > 5;
      if (shifted2) spots[index].x = Math.min(Math.max(spots[index].x, west + HALF_PX), east - HALF_PX);
      item.spot = shifted2 ? spots[index] : homes[index];
      item.homePx = homes[index];
      const seat2 = now.map.layerPointToLatLng(item.spot);
      item.marker.setLatLng(shifted2 ? seat2 : item.home);
      item.leader.setLatLngs(shifted2 ? [item.home, seat2] : []);
      item.dot.getElement().style.display = shifted2 ? "" : "none";
      if (item.circle) item.circle.setRadius(vicinityRadius(item.home));
    });
  }
  function vicinityRadius(home) {
    const metresPerPixel = 40075016 * Math.cos(home.lat * Math.PI / 180) / 256 / 2 ** now.map.getZoom();
    return Math.max(25, VICINITY_METRES / metresPerPixel);
  }

  // static/source/map/names.js
  var labels = /* @__PURE__ */ new Map();
  var ruler = (
    /** @type {CanvasRenderingContext2D} */
    document.createElement("canvas").getContext("2d")
  );
  var widths = /* @__PURE__ */ new Map();
  var letters = new Intl.Segmenter();
  var WIDEST_PX = 240;
  var WIDEST_SHARE = 0.6;
  var CHIP = "600 12.5px";
  var SAID_PX = 560;
  var REGIONS_ZOOM = 5;
  var DOTTED = /* @__PURE__ */ new Set(["town", "city"]);
  var STYLES = {
    // Latin font, Cyrillic font, letter spacing, height and distance from the point: as in map.css
    place: ["700 12.5px", "400 10.5px", 0, 28, 19],
    town: ["500 11.5px", "400 10px", 0, 26, 5],
    city: ["600 13px", "400 11px", 0, 29, 6],
    region: ["500 11.5px", "400 11px", 2.6, 30, 0],
    district: ["400 10.5px", "400 10px", 0.6, 26, 0]
  };
  function textWidth(text, style, spacing) {
    const key = style + text;
    const known = widths.get(key);
    if (known !== void 0) return known;
    ruler.font = `${style} ${getComputedStyle(now.map.getContainer()).fontFamily}`;
    const width = ruler.measureText(text).width + spacing * text.length;
    widths.set(key, width);
    return width;
  }
  function shortened(text, style = CHIP, spacing = 0) {
    const widest = Math.min(WIDEST_PX, now.map.getSize().x * WIDEST_SHARE);
    const width = textWidth(text, style, spacing);
    if (width <= widest) return text;
    const all = Array.from(letters.segment(text), ({ segment }) => segment);
    for (let count2 = Math.ceil(all.length * widest / width); count2 > 0; count2 -= 1) {
      const short2 = `${all.slice(0, count2).join("").trimEnd()}…`;
      if (textWidth(short2, style, spacing) <= widest) return short2;
    }
    return "…";
  }
  function shortenedName(name2) {
    const [latin, cyrillic, spacing] = STYLES[name2.style];
    return { ...name2, latin: shortened(name2.latin, latin, spacing), cyrillic: shortened(name2.cyrillic, cyrillic) };
  }
  function roomFor(name2, { room, frame: frame2 }) {
    const [latin, cyrillic, spacing, height, usual2] = STYLES[name2.style];
    const width = Math.max(textWidth(name2.latin, latin, spacing), textWidth(name2.cyrillic, cyrillic, 0)) + 6;
    const size = (
      /** @type {Size} */
      [width, name2.cyrillic ? height : height - 11]
    );
    const clear = ([, box]) => room.every((taken) => apart(box, taken));
    const mayBeCut = name2.style !== "place" || !within(around(name2.pixel, 1, 1), frame2);
    const whole2 = ([, box]) => mayBeCut || within(box, frame2);
    return sides(name2.pixel, size, name2.gap || usual2).find((side) => whole2(side) && clear(side));
  }
  function reserve(names2, places2) {
    const taken = places2.room.length;
    for (const item of names2.map(shortenedName)) {
      const fit2 = roomFor(item, places2);
      if (fit2) places2.room.push(fit2[1]);
    }
    return places2.room.slice(taken);
  }
  function nameAll(names2, places2) {
    for (const item of names2.map(shortenedName)) {
      const fit2 = within(around(item.pixel, 1, 1), places2.outer) ? roomFor(item, places2) : null;
      if (!fit2) continue;
      places2.room.push(fit2[1]);
      if (DOTTED.has(item.style)) places2.room.push(around(item.pixel, 9, 9));
      places2.used.add(item.key);
      showName(item, fit2[0]);
    }
  }
  function showName(name2, side) {
    const className = `name ${name2.style} ${side}`;
    const old = labels.get(name2.key);
    if (old) {
      old.label.setLatLng(name2.at);
      old.words.className = className;
      setGap(old.words, name2);
      say(old.latin, name2.latin);
      say(old.cyrillic, name2.cyrillic);
      return;
    }
    const words4 = element("div", className);
    setGap(words4, name2);
    if (DOTTED.has(name2.style)) words4.append(element("i", "dot"));
    const latin = element("span", "latin", name2.latin);
    const cyrillic = element("span", "cyrillic", name2.cyrillic);
    words4.append(element("span", "words", latin, cyrillic));
    const icon2 = L.divIcon({ className: "holder", html: words4, iconSize: [0, 0] });
    const label = L.marker(name2.at, { icon: icon2, pane: "name", interactive: false, keyboard: false }).addTo(now.map);
    labels.set(name2.key, { label, words: words4, latin, cyrillic });
  }
  function setGap(words4, { gap }) {
    if (gap) words4.style.setProperty("--gap", `${gap}px`);
  }
  function forgetNames(used) {
    for (const [key, { label }] of labels) {
      if (used.has(key)) continue;
      label.remove();
      labels.delete(key);
    }
  }
  function groundNames() {
    const zoom = now.map.getZoom();
    const districts = zoom >= 9 ? areaNames("admin2", "district") : [];
    const regions2 = zoom >= REGIONS_ZOOM ? areaNames("admin1", "region") : [];
    return [...regions2, ...townNames(), ...districts, ...regionNames()].map(inReadersScript);
  }
  var inReadersScript = (name2) => now.view.words.lang === "en" || !name2.cyrillic ? name2 : { ...name2, latin: name2.cyrillic, cyrillic: name2.latin };
  function markNames() {
    const selected = now.view?.selected;
    const first = ({ item }) => item.place === selected ? 0 : item.number;
    const parts = [...marks.values()].sort((a, b) => first(a) - first(b));
    return parts.map(({ item, spot, marker }) => {
      const town = townOf(item);
      const local = town && town[3] !== item.name ? town[3] : "";
      const second = item.name === item.latin ? local : item.latin;
      const said2 = item.disputed && now.map.getSize().x >= SAID_PX ? now.view.words.disputed : "";
      const gap = 19 + (item.place === selected ? 3 : 0);
      return {
        key: `mark ${item.place}`,
        style: "place",
        latin: item.name,
        cyrillic: [second, said2].filter(Boolean).join(" · "),
        gap,
        pixel: spot,
        at: marker.getLatLng()
      };
    });
  }
  function townOf(item) {
    const near2 = (town) => Math.abs(town[0] - item.lon) < 0.05 && Math.abs(town[1] - item.lat) < 0.03;
    const isSame = (town) => near2(town) && town[2] === item.latin;
    return now.base.layers.towns.find(isSame) || now.towns.find(isSame);
  }
  function areaNames(level, style) {
    return now.base.layers[level].filter((area) => !shades.has(area.id)).map((area) => ({
      key: area.id,
      style,
      latin: style === "region" ? area.name_en.toUpperCase() : area.name_en,
      cyrillic: area.name,
      pixel: toPixel(area.label),
      at: latLng(area.label)
    }));
  }
  var isCity = (town) => town[4] <= (town[3] ? 6 : 3);
  function townNames() {
    const marked2 = new Set([...marks.values()].map(({ item }) => townOf(item)));
    const zoom = now.map.getZoom() + 0.3;
    const box = now.map.getBounds().pad(0.2);
    const [west, south, east, north] = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
    const isSeen = (town) => {
      const lon = town[0] + shifted(town[0], town[0]);
      return town[4] <= zoom && town[1] > south && town[1] < north && lon > west && lon < east && !marked2.has(town);
    };
    return [...now.base.layers.towns, ...now.towns].filter(isSeen).map((town) => ({
      key: `${town[2]} ${town[0]}`,
      style: isCity(town) ? "city" : "town",
      latin: town[2],
      cyrillic: town[3],
      pixel: toPixel([town[0], town[1]]),
      at: latLng([town[0], town[1]])
    }));
  }

  // static/source/map/chips.js
  var FALLBACK = (
    /** @type {LonLat} */
    [36, 51]
  );
  function drawShade(item, selected) {
    const part = arrived(shades.get(item.place), item) ?? newShade(item);
    const kind = item.quotes > 0 ? "quoted" : "cited";
    part.item = item;
    part.button.replaceChildren(...chipWords(item, kind));
    describe(part.button, item, selected);
    if (!item.level) part.shape.setLatLngs(borderLines(item).map((line) => line.map(latLng)));
    part.button.hidden = Boolean(item.level) && !homeOf(part);
    part.shape.setStyle(part.area ? { fillColor: `url(#hatch-${kind})`, fillOpacity: 1 } : { fill: false });
    part.shape.getElement().classList.toggle("selected", item.place === selected);
  }
  function arrived(part, item) {
    if (!part || part.area || !areaOf(item)) return part;
    for (const layer of [part.marker, part.leader, part.shape]) layer.remove();
    shades.delete(item.place);
    return void 0;
  }
  var homeOf = ({ area, item }) => area || areas.get(item.place.split(".")[0]);
  function chipWords(item, kind) {
    const { words: words4 } = now.view;
    const kinds = [item.level, "raion", words4[item.level || "border"], ...words4.lang === "en" ? [] : ["oblast"]];
    const name2 = item.name.replace(new RegExp(`\\s(${kinds.join("|")})$`, "i"), "");
    const count2 = element("span", `count ${kind}`, String(item.quotes + item.citations));
    const level = item.level ? [element("span", "chip-level", words4[item.level])] : [];
    const disputed = item.disputed ? [element("span", "chip-level said", words4.disputed)] : [];
    return [element("span", "chip-name", shortened(name2)), ...level, ...disputed, count2];
  }
  function newShade(item) {
    const { marker, button: button3 } = buttonMarker(item, "chip", "chip");
    const area = areaOf(item);
    marker.setLatLng(area ? latLng(area.label) : now.map.getCenter()).addTo(now.map);
    const leader = L.polyline([], drawn("under", "leader", { fill: false })).addTo(now.map);
    const shape2 = area ? areaShape(area, item) : lineShape();
    shape2.on("click", () => choose(item.place)).addTo(now.map);
    if (item.level === "region") shape2.bringToBack();
    const part = { marker, button: button3, item, area, leader, shape: shape2 };
    shades.set(item.place, part);
    return part;
  }
  function areaShape(area, item) {
    return L.polygon(corners(area), drawn("shade", `shade ${item.level}`, { interactive: true }));
  }
  function lineShape() {
    return L.polyline([], drawn("border", "border-claim", { fill: false, interactive: true }));
  }
  function seat(area, frame2) {
    const label = toPixel(area.label);
    if (within(around(label, 2, 2), frame2)) return label;
    const seen3 = (
      /** @type {L.Point[]} */
      []
    );
    for (let x = frame2[0] + 20; x < frame2[2]; x += 36) {
      for (let y = frame2[1] + 20; y < frame2[3]; y += 36) {
        const pixel = L.point(x, y);
        if (insideArea(pixel, area)) seen3.push(pixel);
      }
    }
    if (!seen3.length) return null;
    const middle = seen3.reduce((sum, pixel) => sum.add(pixel)).divideBy(seen3.length);
    return seen3.reduce((best, pixel) => pixel.distanceTo(middle) < best.distanceTo(middle) ? pixel : best);
  }
  function borderSeats(item, frame2) {
    if (!borderPoints.length) return [toPixel(FALLBACK)];
    const seen3 = borderLines(item).flat().map(toPixel).filter((pixel) => within(around(pixel, 40, 30), frame2));
    const middle = L.point((frame2[0] + frame2[2]) / 2, (frame2[1] + frame2[3]) / 2);
    return seen3.filter((_, index) => index % 6 === 0).sort((a, b) => a.distanceTo(middle) - b.distanceTo(middle));
  }
  var borderHome = (item) => borderLines(item).flat()[0];
  function seatChip(item, places2) {
    const area = homeOf(item);
    if (!area && item.item.level) return [0, 0, 0, 0];
    const size = (
      /** @type {Size} */
      [item.button.offsetWidth + 6, item.button.offsetHeight + 6]
    );
    const own = area && seat(area, places2.frame);
    const seats = area ? own ? [own] : [] : borderSeats(item.item, places2.frame);
    const home = toPixel(area ? area.label : borderHome(item.item) || FALLBACK);
    const spot = seats.length && chipSpot({ seats, size, area, home, place: item.item.place }, places2) || home;
    item.marker.setLatLng(now.map.layerPointToLatLng(spot));
    const astray = seats.length > 0 && spot !== home && (area ? !insideArea(spot, area) : !seats.includes(spot));
    item.leader.setLatLngs(astray ? [seats[0], spot].map((pixel) => now.map.layerPointToLatLng(pixel)) : []);
    return around(spot, ...size);
  }
  function chipSpot({ seats, size, area, home, place: place2 }, { room, names: names2, fixed: fixed2, frame: frame2 }) {
    const sliver = area && seats[0] !== home && !seats[0].equals(home);
    const region = sliver ? void 0 : areas.get(place2.split(".")[0]);
    const astray = (pixel) => {
      if (!area || insideArea(pixel, area)) return 0;
      return region && insideArea(pixel, region) ? 90 : Infinity;
    };
    const wish = { seats, size, frame: frame2 };
    const inOwn = [[...room, ...names2], room].map((taken) => ({ room: taken, astray }));
    const beside = sliver ? [] : [{ room, astray: () => 0 }];
    for (const how of [...inOwn, ...beside, { room: fixed2, astray }]) {
      const spot = bestSpot({ ...wish, ...how });
      if (spot) return spot;
    }
    return sliver ? null : bestSpot({ ...wish, room: fixed2, astray: () => 0 });
  }

  // static/source/map/gestures.js
  var HINT_MS = 3e3;
  function around2(container) {
    const found = (
      /** @type {HTMLElement[]} */
      []
    );
    for (let node = (window.frameElement || container).parentElement; node; node = node.parentElement) found.push(node);
    return found;
  }
  function scrolls(node) {
    const root2 = node === node.ownerDocument.scrollingElement;
    const overflow = getComputedStyle(node).overflowY;
    return node.scrollHeight > node.clientHeight + 1 && (root2 ? overflow !== "hidden" : /auto|scroll/.test(overflow));
  }
  function pageScrolls(container) {
    return !document.fullscreenElement && (page.parent !== page || around2(container).some(scrolls));
  }
  function hint(name2) {
    page.asReportedHints ||= {};
    if (page.asReportedHints[name2] || !now.view) return;
    page.asReportedHints[name2] = true;
    const words4 = element("p", "hint", now.view.words[name2]);
    words4.setAttribute("role", "status");
    now.map.getContainer().append(words4);
    setTimeout(() => words4.remove(), HINT_MS);
  }
  function shareGestures(map) {
    const container = map.getContainer();
    const share = () => {
      const shared = pageScrolls(container);
      container.classList.toggle("shared", shared);
      return shared;
    };
    container.addEventListener("wheel", (event) => {
      const leaves = !event.ctrlKey && !event.metaKey && share();
      if (leaves) map.scrollWheelZoom.disable();
      else map.scrollWheelZoom.enable();
      if (leaves && !/** @type {Element} */
      event.target.closest(".leaflet-control")) hint("wheelHint");
    }, { capture: true, passive: true });
    container.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "touch" && share()) map.dragging.disable();
      else map.dragging.enable();
    }, { capture: true });
    container.addEventListener("touchmove", (event) => {
      if (event.touches.length === 1 && container.classList.contains("shared")) hint("touchHint");
    }, { passive: true });
    const watch = new ResizeObserver(share);
    for (const node of around2(container)) watch.observe(node);
    document.addEventListener("fullscreenchange", share);
    share();
  }

  // static/source/map/dataset/sums.js
  var WORLD = 2 ** 30;
  var STEPS = [[1e4, 16], [1e3, 14.5], [100, 13], [10, 12], [0, 11]];
  var LETTER = 0.56;
  var MARGIN2 = 0.2;
  var set = () => (
    /** @type {Coded} */
    now.view.coded
  );
  var formats = /* @__PURE__ */ new Map();
  function counted(number) {
    const { lang } = set();
    const format = formats.get(lang) ?? new Intl.NumberFormat(lang);
    formats.set(lang, format);
    return format.format(number);
  }
  function symbols({ grid, x, y, count: count2, vague }) {
    const [west, north, size, unit] = grid;
    return apartFromEachOther(size, count2.map((number, index) => {
      const [across, down] = [x[index] * unit, y[index] * unit];
      const corner = [across - across % size, down - down % size];
      const within3 = (at2) => Math.min(Math.max(at2 % size, size * MARGIN2), size * (1 - MARGIN2));
      const held = (at2) => number === 1 ? at2 % size : within3(at2);
      return {
        key: `${west + corner[0]} ${north + corner[1]} ${size}`,
        cell: [west + corner[0], north + corner[1], size],
        x: west + corner[0] + held(across),
        y: north + corner[1] + held(down),
        count: number,
        vague: vague[index],
        letter: letterOf(number)
      };
    }));
  }
  var letterOf = (count2) => (STEPS.find(([least]) => count2 >= least) ?? STEPS[STEPS.length - 1])[1];
  var widthOf = ({ count: count2, letter }) => Math.max(16, counted(count2).length * letter * LETTER + 8);
  var heightOf = ({ letter }) => letter + 7;
  function apartFromEachOther(size, items) {
    const pixel = WORLD / (256 * 2 ** now.map.getZoom());
    const sums = size > 1 ? items.filter(({ count: count2 }) => count2 > 1) : [];
    const isTight = sums.some((item) => widthOf(item) * pixel > size);
    for (const item of sums) {
      if (isTight) item.letter = Math.min(item.letter, size / pixel / 2 - 8);
      const [wide, tall] = [widthOf(item) * pixel, heightOf(item) * pixel];
      const [west, north] = item.cell;
      const lower = isTight && west / size % 2 === 1;
      const top = north + (lower ? size / 2 : 0);
      item.x = inside2(item.x, west, size, wide);
      item.y = inside2(item.y, top, isTight ? size / 2 : size, tall);
    }
    return items;
  }
  function inside2(at2, start2, room, long) {
    return long > room ? start2 + room / 2 : Math.min(Math.max(at2, start2 + long / 2), start2 + room - long / 2);
  }
  function plate(item, vague) {
    const { count: count2, letter: size } = item;
    const single2 = count2 === 1;
    const wide = single2 ? 10 : widthOf(item);
    const tall = single2 ? 10 : heightOf(item);
    const [width, height] = [Math.max(24, wide), Math.max(24, tall)];
    const picture2 = shape("svg", { width, height, viewBox: `0 0 ${width} ${height}`, class: "sum", "aria-hidden": "true" });
    const [left, top] = [(width - wide) / 2, (height - tall) / 2];
    if (vague) shape("circle", { cx: width / 2, cy: height / 2, r: 13, class: "vicinity" }, picture2);
    if (single2) {
      shape("rect", { x: left + 1, y: top + 1, width: 8, height: 8, class: "one" }, picture2);
      return picture2;
    }
    shape("rect", { x: left, y: top, width: wide, height: tall, class: "paper" }, picture2);
    const [right, end] = [left + wide, top + tall];
    shape("path", { d: `M${left} ${top}H${right}M${left} ${end - 2.5}H${right}M${left} ${end}H${right}`, class: "rules" }, picture2);
    const text = shape("text", { x: width / 2, y: top + size * 0.36 + tall / 2 - 1.5, class: "number", "font-size": size }, picture2);
    text.textContent = counted(count2);
    return picture2;
  }

  // static/source/map/dataset/cells.js
  var WORLD2 = 2 ** 30;
  var NEAR = [[0, 0], [0, 26], [0, -26], [40, 0], [-40, 0], [0, 52], [0, -52], [80, 0], [-80, 0]];
  var BESIDE = [[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, 1], [1, -1], [-1, -1]];
  var cells = /* @__PURE__ */ new Map();
  var shaded = /* @__PURE__ */ new Map();
  var frame = null;
  var calls = { choose() {
  }, outlineOf: () => void 0 };
  var labelOf2 = (name2, count2) => set().words[name2].replace("{count}", counted(count2));
  function onGlobe(x, y) {
    const north = (0.5 - y / WORLD2) * 2 * Math.PI;
    return L.latLng(Math.asin(Math.tanh(north)) * 180 / Math.PI, x / WORLD2 * 360 - 180);
  }
  var lonLat2 = ({ lng, lat }) => [lng, lat];
  function drawSymbol(item) {
    const part = cells.get(item.key) ?? addSymbol(item);
    const single2 = item.count === 1;
    const look = `${item.count} ${item.vague > 0} ${item.letter}`;
    if (part.look !== look) {
      part.button.replaceChildren(plate(item, (single2 || item.cell[2] === 1) && item.vague > 0));
      part.look = look;
    }
    const at2 = `${item.x} ${item.y}`;
    if (part.at !== at2) part.marker.setLatLng(onGlobe(item.x, item.y));
    Object.assign(part, { item, at: at2 });
    describe2(part.button, labelOf2(single2 || item.cell[2] === 1 ? "place" : "cell", item.count), isChosen(item.cell));
  }
  function addSymbol(item) {
    const made = codedButton("coded", () => calls.choose({ cell: part.item.cell }));
    const part = (
      /** @type {SumPart} */
      { ...made, item, look: "", at: "", leader: null }
    );
    part.marker.setLatLng(onGlobe(item.x, item.y)).addTo(now.map);
    cells.set(item.key, part);
    return part;
  }
  function codedButton(className, act) {
    const button3 = element("button", className);
    button3.type = "button";
    button3.tabIndex = -1;
    const icon2 = L.divIcon({ className: "holder", html: button3, iconSize: [0, 0] });
    const marker = L.marker([0, 0], { icon: icon2, pane: "coded", keyboard: false, autoPanOnFocus: false });
    marker.on("click", act);
    button3.addEventListener("keydown", step);
    return { marker, button: button3 };
  }
  function describe2(button3, label, chosen) {
    if (button3.title !== label) {
      button3.title = label;
      button3.setAttribute("aria-label", label);
    }
    button3.setAttribute("aria-pressed", String(chosen));
    button3.classList.toggle("selected", chosen);
  }
  function inOrder() {
    const shown2 = [...shaded.values()].filter(({ button: button3 }) => !button3.hidden);
    const at2 = ({ marker }) => toPixel(lonLat2(marker.getLatLng()));
    return [...cells.values(), ...shown2].sort((a, b) => at2(a).y - at2(b).y || at2(a).x - at2(b).x);
  }
  var STEPS2 = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  function step(event) {
    const by = STEPS2[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const order2 = inOrder();
    const at2 = order2.findIndex(({ button: button3 }) => button3 === event.currentTarget);
    const next = order2[at2 + by];
    if (at2 < 0 || !next) return;
    order2[at2].button.tabIndex = -1;
    next.button.tabIndex = 0;
    now.map.panInside(next.marker.getLatLng(), { padding: [40, 40], animate: false });
    next.button.focus({ preventScroll: true });
  }
  function keepOneTabStop() {
    const parts = [...cells.values(), ...shaded.values()];
    const shown2 = parts.filter(({ button: button3 }) => !button3.hidden);
    const inView = shown2.filter(({ marker }) => now.map.getBounds().contains(marker.getLatLng()));
    const [largest] = (inView.length ? inView : shown2).sort((a, b) => b.item.count - a.item.count);
    const kept3 = shown2.find(({ button: button3 }) => button3.tabIndex === 0) || largest;
    for (const part of parts) part.button.tabIndex = part === kept3 ? 0 : -1;
  }
  function drawArea(item) {
    const part = shaded.get(item.id) ?? addArea(item);
    if (!part) return;
    part.item = item;
    const look = JSON.stringify([item, isChosen(item.id), set().words]);
    if (part.look === look) return;
    part.look = look;
    const { by, region } = set().words;
    const name2 = part.area.name_en;
    const level = now.view.words[item.level] || region;
    const long = [element("span", "chip-name", shortened(name2)), element("span", "chip-level", level)];
    part.button.replaceChildren(...long, element("span", "coded-count", counted(item.count)), element("span", "chip-level", by));
    describe2(part.button, `${name2}, ${level}: ${labelOf2("area", item.count)}`, isChosen(item.id));
    part.shape.getElement()?.classList.toggle("selected", isChosen(item.id));
  }
  function addArea(item) {
    const area = calls.outlineOf(item.id);
    if (!area) return null;
    const open = () => calls.choose({ area: [item.level, item.id] });
    const { marker, button: button3 } = codedButton("chip coded-chip", open);
    button3.hidden = true;
    const shape2 = L.polygon(corners(area), drawn("coded-area", "coded-area", { interactive: true }));
    shape2.on("click", open).addTo(now.map);
    shape2.setStyle({ fillColor: "url(#dots-coded)", fillOpacity: 1 });
    marker.addTo(now.map);
    const part = { marker, button: button3, item, look: "", area, shape: shape2 };
    shaded.set(item.id, part);
    return part;
  }
  function seatChips(room, frameBox) {
    const taken = (
      /** @type {Pixels[]} */
      []
    );
    const parts = [...shaded.values()].sort((a, b) => b.item.count - a.item.count);
    const [whole2, brief] = [sizes(parts, false), sizes(parts, true)];
    parts.forEach((part, index) => {
      const seat2 = chipSeat(part, [whole2[index], brief[index]], [...room, ...taken], frameBox);
      part.button.hidden = !seat2;
      if (!seat2) return;
      part.button.classList.toggle("brief", seat2.isBrief);
      part.marker.setLatLng(now.map.layerPointToLatLng(seat2.spot));
      taken.push(seat2.box);
    });
    keepOneTabStop();
    return taken;
  }
  function sizes(parts, isBrief) {
    for (const { button: button3 } of parts) {
      button3.hidden = false;
      button3.classList.toggle("brief", isBrief);
    }
    return parts.map(({ button: button3 }) => [button3.offsetWidth + 6, button3.offsetHeight + 6]);
  }
  function chipSeat(part, [whole2, brief], room, frameBox) {
    const label = toPixel(part.area.label);
    for (const isBrief of [false, true]) {
      const size = isBrief ? brief : whole2;
      for (const [x, y] of isBrief ? NEAR : NEAR.slice(0, 5)) {
        const spot = label.add([x, y]);
        const box = around(spot, ...size);
        if (!within(box, frameBox) || !room.every((other) => apart(box, other))) continue;
        if ((x || y) && !insideArea(spot, part.area)) continue;
        return { spot, box, isBrief };
      }
    }
    return null;
  }
  function isChosen(what) {
    const { chosen } = set();
    return chosen !== null && String(chosen) === String(what);
  }
  function drawFrame() {
    if (frame) frame.remove();
    frame = null;
    const { chosen } = set();
    if (!Array.isArray(chosen) || chosen[2] === 1) return;
    const [west, north, size] = chosen;
    const box = L.latLngBounds(onGlobe(west, north), onGlobe(west + size, north + size));
    frame = L.rectangle(box, drawn("under", "coded-frame", { fill: false })).addTo(now.map);
  }
  function forget(parts, kept3) {
    const keys = new Set(kept3);
    for (const [key, part] of parts) {
      if (keys.has(key)) continue;
      for (const layer of [part.marker, "shape" in part ? part.shape : part.leader]) layer?.remove();
      parts.delete(key);
    }
  }
  function drawCoded(map) {
    calls = map;
    if (!now.ready) return;
    makeDots();
    const items = symbols(set());
    const areas2 = set().areas.map(([level, id, count2]) => ({ level, id, count: count2 }));
    forget(cells, items.map((item) => item.key));
    forget(shaded, areas2.map((item) => item.id));
    for (const item of areas2) drawArea(item);
    for (const item of items) drawSymbol(item);
    const fresh = new Set(now.view.fresh);
    for (const [key, { button: button3 }] of [...cells, ...shaded]) button3.classList.toggle("fresh", fresh.has(key));
    drawFrame();
  }
  function seatSymbols() {
    const markers = now.map.getContainer().classList.contains("far") ? [] : [...marks.values()];
    const hidden = markers.map(({ spot }) => around(spot, 40, 40));
    const isFree = (box, taken2) => taken2.every((other) => apart(box, other));
    const parts = [...cells.values()].map((part) => {
      const home = toPixel(lonLat2(onGlobe(part.item.x, part.item.y)));
      const picture2 = part.button.children[0];
      const size = (
        /** @type {Size} */
        [Number(picture2.getAttribute("width")), Number(picture2.getAttribute("height")) - 4]
      );
      return { part, home, size, isAtHome: isFree(around(home, ...size), hidden) };
    });
    const taken = parts.filter(({ isAtHome }) => isAtHome).map(({ home, size }) => around(home, ...size));
    for (const { part, home, size, isAtHome } of parts) {
      const seats = BESIDE.map(([across, down]) => home.add([across * (20 + size[0] / 2), down * (20 + size[1] / 2)]));
      const free = (spot2) => isFree(around(spot2, ...size), [...hidden, ...taken]);
      const uncovered = (spot2) => isFree(around(spot2, ...size), hidden);
      const spot = isAtHome ? home : seats.find(free) || seats.find(uncovered) || home;
      if (!isAtHome) taken.push(around(spot, ...size));
      seatAt(part, home, spot);
    }
    return taken;
  }
  function seatAt(part, home, spot) {
    part.marker.setLatLng(now.map.layerPointToLatLng(spot));
    if (part.leader) part.leader.remove();
    part.leader = null;
    if (spot === home) return;
    const line = [home, spot].map((pixel) => now.map.layerPointToLatLng(pixel));
    part.leader = L.polyline(line, drawn("under", "coded-leader", { fill: false })).addTo(now.map);
  }
  function makeDots() {
    const holder = (
      /** @type {Element} */
      now.map.getContainer().querySelector(".patterns")
    );
    if (holder.querySelector("#dots-coded")) return;
    const box = { id: "dots-coded", width: 6, height: 6, patternUnits: "userSpaceOnUse", class: "dots" };
    const pattern = shape("pattern", box, holder);
    shape("rect", { width: 6, height: 6, class: "tint" }, pattern);
    shape("circle", { cx: 3, cy: 3, r: 0.9, class: "dot" }, pattern);
  }
  function samples() {
    const [cell, one, area] = [0, 1, 2].map(() => shape("svg", { viewBox: "0 0 40 40", class: "symbol sum", "aria-hidden": "true" }));
    shape("rect", { x: 2, y: 5, width: 36, height: 30, class: "paper" }, cell);
    shape("path", { d: "M2 5H38M2 30H38M2 35H38", class: "rules" }, cell);
    shape("text", { x: 20, y: 25, class: "number" }, cell).textContent = "12";
    shape("rect", { x: 11, y: 11, width: 18, height: 18, class: "one" }, one);
    shape("rect", { x: 2, y: 8, width: 36, height: 24, class: "coded-area", fill: "url(#dots-coded)" }, area);
    return [cell, one, area];
  }
  function explainCoded(box) {
    const { words: words4 } = set();
    makeDots();
    const pictures = samples();
    const list = [words4.legendCell, words4.legendOne, words4.legendArea].map((text, index) => {
      const row = element("li");
      row.append(pictures[index], element("span", "", text));
      return row;
    });
    box.querySelector("ul")?.prepend(...list);
  }

  // static/source/map/dataset/layer.js
  var FAR_ZOOM = 6;
  var PAUSE_MS2 = 250;
  var said = { set: "", view: null, choice: null, n: Date.now() };
  var far = null;
  var timer2 = 0;
  var shown = "";
  var toFirstView = () => {
  };
  function isFar() {
    if (!now.view.coded) return false;
    const box = shownBounds();
    const near2 = box ? now.map.getBoundsZoom(box) - 0.5 : FAR_ZOOM;
    return now.map.getZoom() < Math.min(FAR_ZOOM, near2);
  }
  function tell() {
    if (window.Streamlit) window.Streamlit.setComponentValue(said);
  }
  function choose2(choice2) {
    clearTimeout(timer2);
    said = { ...said, ...seen(), choice: choice2, n: said.n + 1 };
    tell();
  }
  function seen() {
    const box = now.map.getBounds();
    const inside3 = [
      Math.max(-180, box.getWest()),
      Math.max(-85, box.getSouth()),
      Math.min(180, box.getEast()),
      Math.min(85, box.getNorth())
    ];
    const view = [...inside3.map((degrees) => Number(degrees.toFixed(4))), Number(now.map.getZoom().toFixed(2))];
    return { set: set().set, view };
  }
  function tellView() {
    const here = seen();
    if (said.set === here.set && String(said.view) === String(here.view)) return;
    said = { ...said, ...here };
    tell();
  }
  var outlineOf = (id) => areas.get(id) || regionOf(id);
  function drawFar() {
    now.map.getContainer().classList.toggle("far", isFar());
    for (const layer of far ? [far.marker, far.leader] : []) layer.remove();
    far = null;
    const box = isFar() ? shownBounds() : null;
    if (!box) return;
    const { article, articleLabel } = set().words;
    const button3 = element("button", "chip article");
    button3.type = "button";
    button3.append(element("span", "chip-name", article));
    button3.setAttribute("aria-label", articleLabel);
    button3.title = articleLabel;
    const icon2 = L.divIcon({ className: "holder", html: button3, iconSize: [0, 0] });
    const marker = L.marker(box.getCenter(), { icon: icon2, pane: "coded", keyboard: false, zIndexOffset: 9e3 }).addTo(now.map);
    marker.on("click", () => {
      const all = shownBounds();
      if (all) fit(all, [[EDGE_PX, EDGE_PX, EDGE_PX, EDGE_PX]]);
    });
    const leader = L.polyline([], drawn("under", "coded-frame", { fill: false })).addTo(now.map);
    far = { marker, button: button3, leader, middle: box.getCenter() };
  }
  function seatFar({ marker, button: button3, leader, middle }, room, frame2) {
    const size = (
      /** @type {Size} */
      [button3.offsetWidth + 6, button3.offsetHeight + 6]
    );
    const home = now.map.latLngToLayerPoint(middle);
    const spot = bestSpot({ seats: [home], size, room, frame: frame2, astray: () => 0 }) || home;
    marker.setLatLng(now.map.layerPointToLatLng(spot));
    leader.setLatLngs(spot === home ? [] : [middle, now.map.layerPointToLatLng(spot)]);
    return around(spot, ...size);
  }
  function drawDataset() {
    if (!now.view.coded) return;
    drawFar();
    drawCoded({ choose: choose2, outlineOf });
    if (shown && shown !== set().set) moveOn();
  }
  function moveOn() {
    shown = set().set;
    Object.assign(now, { asked: null, touched: false });
    toFirstView();
    tellView();
  }
  function takeRoom(taken, frame2) {
    if (!now.view.coded) return [];
    const counts = seatSymbols();
    const label = far ? [seatFar(far, [...taken, ...counts], frame2)] : [];
    return [...counts, ...label, ...seatChips([...taken, ...counts, ...label], frame2)];
  }
  function explain(box) {
    if (now.view.coded) explainCoded(box);
  }
  function beginDataset(firstView2) {
    if (!now.view.coded) return;
    const later2 = () => {
      clearTimeout(timer2);
      timer2 = setTimeout(tellView, PAUSE_MS2);
    };
    toFirstView = firstView2;
    shown = set().set;
    now.map.on("moveend viewreset resize", later2);
    now.map.on("zoomend", drawDataset);
    tellView();
  }
  now.chooseCoded = choose2;
  var coded = { cells, shaded, draw: drawDataset };

  // static/source/map/picture.js
  var CREDIT = "© OpenStreetMap contributors (ODbL) · GeoNames (CC BY 4.0) · Made with Natural Earth";
  var TITLE = "As Reported";
  var SERIF = '"Source Serif 4", "Source Serif Pro", Georgia, "Noto Serif", "DejaVu Serif", serif';
  var [HEAD, EDGE, ROW] = [46, 14, 20];
  var SYMBOL = 19 / 40;
  var GROUND = ["land", "coded-area", "shade", "water", "line", "border"];
  var GEOMETRY = [
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "width",
    "height",
    "id",
    "patternUnits",
    "patternTransform"
  ];
  var LETTERS = ["font-size", "font-weight", "font-style", "letter-spacing", "text-anchor", "opacity"];
  var PAINT = [
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin"
  ];
  var USUAL = {
    "fill-opacity": "1",
    "fill-rule": "nonzero",
    stroke: "none",
    "stroke-opacity": "1",
    "stroke-dasharray": "none",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "font-style": "normal",
    "letter-spacing": "normal",
    "text-anchor": "start",
    opacity: "1"
  };
  var ruler2 = (
    /** @type {CanvasRenderingContext2D} */
    element("canvas").getContext("2d")
  );
  var short = (number) => Number(number.toFixed(2));
  var colour = (name2) => getComputedStyle(document.documentElement).getPropertyValue(`--${name2}`).trim();
  var sans = () => getComputedStyle(now.map.getContainer()).fontFamily;
  var usual = (text) => text.replace(/url\("(#[\w-]+)"\)/, "url($1)").replace(/(\d)px/g, "$1");
  function written(style, names2) {
    const values = names2.map((name2) => [name2, usual(style.getPropertyValue(name2))]);
    const bare = style.stroke === "none";
    return Object.fromEntries(values.filter(([name2, text]) => text && text !== USUAL[name2] && !(bare && /^stroke/.test(name2))));
  }
  function copy(node, parent) {
    const style = getComputedStyle(node);
    if (style.display === "none" && node.tagName !== "pattern") return;
    const geometry = GEOMETRY.filter((name2) => node.hasAttribute(name2)).map((name2) => [name2, node.getAttribute(name2) ?? ""]);
    const isText = node.tagName === "text";
    const look = written(style, isText ? [...PAINT, ...LETTERS] : PAINT);
    const made = shape(node.tagName, { ...Object.fromEntries(geometry), ...look }, parent);
    if (isText) made.textContent = node.textContent;
    for (const child of node.children) copy(child, made);
  }
  function seen2(pane, selector) {
    const corner = now.map.getContainer().getBoundingClientRect();
    const { x: width, y: height } = now.map.getSize();
    const nodes = (
      /** @type {HTMLElement[]} */
      [...paneOf(pane).querySelectorAll(selector)]
    );
    const boxes = nodes.map((node) => (
      /** @type {[HTMLElement, Rectangle]} */
      [node, boxOf(node, corner)]
    ));
    return boxes.filter(([, box]) => box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0);
  }
  function boxOf(node, corner) {
    const { x, y, width, height } = node.getBoundingClientRect();
    return { x: short(x - corner.x), y: short(y - corner.y), width: short(width), height: short(height) };
  }
  function paths(panes, parent) {
    const { x, y } = now.map.layerPointToContainerPoint([0, 0]);
    const group2 = shape("g", { transform: `translate(${x} ${y})` }, parent);
    for (const pane of panes.filter((name2) => getComputedStyle(paneOf(name2)).display !== "none")) {
      for (const path2 of paneOf(pane).querySelectorAll("path:not([d='M0 0'])")) copy(path2, group2);
    }
  }
  function words2(node, parent, halo) {
    const style = getComputedStyle(node);
    const range2 = document.createRange();
    range2.selectNodeContents(node);
    const corner = now.map.getContainer().getBoundingClientRect();
    const box = boxOf(range2, corner);
    ruler2.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = ruler2.measureText("x");
    const y = short(box.y + (box.height + up - down) / 2);
    const place2 = { x: box.x, y, textLength: box.width, lengthAdjust: "spacingAndGlyphs", ...written(style, LETTERS) };
    const around3 = { fill: "none", "stroke-width": 3.5, "stroke-linejoin": "round", "aria-hidden": "true" };
    if (halo) shape("text", { ...place2, ...around3, stroke: halo }, parent).textContent = node.textContent;
    shape("text", { ...place2, fill: style.color }, parent).textContent = node.textContent;
  }
  function names(parent) {
    const halo = colour("halo");
    for (const [dot, box] of seen2("name", ".dot")) {
      const at2 = { cx: short(box.x + box.width / 2), cy: short(box.y + box.height / 2) };
      shape("circle", { ...at2, r: box.width / 2 + 1, fill: halo }, parent);
      shape("circle", { ...at2, r: box.width / 2, fill: getComputedStyle(dot).backgroundColor }, parent);
    }
    for (const [name2] of seen2("name", ".latin, .cyrillic")) words2(name2, parent, halo);
  }
  function pill({ x, y, width, height }, grow, look, parent) {
    const size = { x: x - grow, y: y - grow, width: width + 2 * grow, height: height + 2 * grow };
    shape("rect", { ...size, rx: (height + 2 * grow) / 2, ...look }, parent);
  }
  function chips(parent) {
    const corner = now.map.getContainer().getBoundingClientRect();
    const [ink, panel] = [colour("ink"), colour("panel")];
    for (const [chip, box] of seen2("chip", ".chip")) {
      if (chip.classList.contains("selected")) pill(box, 2.5, { fill: ink }, parent);
      pill(box, -0.5, { fill: panel, stroke: colour("edge") }, parent);
      const count2 = (
        /** @type {Element} */
        chip.querySelector(".count")
      );
      const round = boxOf(count2, corner);
      const fill2 = getComputedStyle(count2).backgroundColor;
      pill(round, -0.75, { fill: fill2, stroke: ink, "stroke-width": 1.5 }, parent);
      for (
        const part of
        /** @type {Iterable<HTMLElement>} */
        chip.children
      ) if (part.offsetWidth) words2(part, parent);
    }
  }
  function marks2(parent) {
    const parts = seen2("mark", ".mark");
    const height = ([mark2]) => Number(mark2.parentElement?.style.zIndex);
    for (const [mark2, { x, y }] of parts.sort((a, b) => height(a) - height(b))) {
      const group2 = shape("g", { transform: `translate(${x} ${y})` }, parent);
      for (const piece of mark2.querySelector(".symbol")?.children ?? []) copy(piece, group2);
    }
  }
  function coded2(parent) {
    for (const [button3, box] of seen2("coded", ".coded")) {
      const picture2 = button3.children[0];
      const { x, y } = boxOf(picture2, now.map.getContainer().getBoundingClientRect());
      const group2 = shape("g", { transform: `translate(${x} ${y})` }, parent);
      for (const piece of box.width ? picture2.children : []) copy(piece, group2);
    }
    for (const [chip, box] of seen2("coded", ".chip:not([hidden])")) {
      const look = { fill: colour("panel"), stroke: colour("coded"), "stroke-dasharray": "1.5 2.5", rx: 3 };
      shape("rect", { ...box, ...look }, parent);
      for (
        const part of
        /** @type {Iterable<HTMLElement>} */
        chip.children
      ) if (part.offsetWidth) words2(part, parent);
    }
  }
  function scale(parent) {
    const line = now.map.getContainer().querySelector(".leaflet-control-scale-line");
    if (!line) return;
    const { x, y, width, height } = boxOf(line, now.map.getContainer().getBoundingClientRect());
    const d = `M${x} ${y}V${y + height}H${x + width}V${y}`;
    shape("path", { d, fill: "none", stroke: colour("quiet"), "stroke-width": 2 }, parent);
    words2(line, parent, colour("halo"));
  }
  function wrapped(text, width) {
    const lines = [""];
    for (const piece of text.match(/\S{1,30}\s*/gu) || []) {
      const line = lines[lines.length - 1];
      const longer = line + piece;
      if (!line || ruler2.measureText(longer.trimEnd()).width <= width) lines[lines.length - 1] = longer;
      else lines.push(piece);
    }
    return lines.map((line) => line.trimEnd());
  }
  function paragraph(parent, text, { top, width, size, ink }) {
    ruler2.font = `${size}px ${sans()}`;
    const lines = wrapped(text, (width - 2 * EDGE) * 0.97);
    lines.forEach((line, index) => {
      const at2 = { x: EDGE, y: short(top + size * (1 + 1.4 * index)), fill: colour(ink) };
      shape("text", { ...at2, "font-size": size }, parent).textContent = line;
    });
    return Math.round(top + size * 1.4 * lines.length + 4);
  }
  function legendRows(parent, top, width) {
    const rows = [...now.map.getContainer().querySelectorAll(".legend li:not([hidden])")];
    const said2 = (row) => row.lastChild?.textContent ?? "";
    ruler2.font = `12px ${sans()}`;
    const widest = Math.max(...rows.map((row) => ruler2.measureText(said2(row)).width)) + 48;
    const columns = Math.max(1, Math.min(4, Math.floor((width - EDGE) / widest)));
    const long = Math.ceil(rows.length / columns);
    rows.forEach((row, index) => {
      const [x, y] = [EDGE + Math.floor(index / long) * Math.round(widest), top + index % long * ROW];
      const group2 = shape("g", { transform: `translate(${x} ${y}) scale(${SYMBOL})` }, parent);
      for (const piece of row.querySelector("svg")?.children ?? []) copy(piece, group2);
      const look = { x: x + 27, y: y + 14, fill: colour("ink"), "font-size": 12 };
      shape("text", look, parent).textContent = said2(row);
    });
    return top + long * ROW;
  }
  function below(parent, top, width, caption) {
    let end = top + 10;
    for (const line of caption ? caption.split("\n") : []) end = paragraph(parent, line, { top: end, width, size: 13, ink: "ink" });
    end = legendRows(parent, end + 8, width) + 6;
    const { note } = now.view.words.legend;
    for (const line of [note, CREDIT]) end = paragraph(parent, line, { top: end, width, size: 11, ink: "quiet" });
    return end + EDGE - 4;
  }
  var legible = (text) => text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "�");
  function head(drawing2, caption) {
    shape("title", {}, drawing2).textContent = TITLE;
    shape("desc", {}, drawing2).textContent = caption;
    const look = { "font-family": SERIF, "font-size": 24, "font-weight": 700, fill: colour("ink") };
    shape("text", { x: EDGE, y: 31, ...look }, drawing2).textContent = TITLE;
  }
  function picture(titled = true) {
    const { x: width, y: height } = now.map.getSize();
    const caption = titled ? legible(now.view.caption || "") : "";
    const top = titled ? HEAD : 0;
    const drawing2 = shape("svg", { width, role: "img", "font-family": sans() });
    const paper = shape("rect", { width, fill: colour("paper") }, drawing2);
    if (titled) head(drawing2, caption);
    const defs = shape("defs", {}, drawing2);
    for (const hatch of now.map.getContainer().querySelectorAll(".patterns pattern")) copy(hatch, defs);
    shape("rect", { width, height }, shape("clipPath", { id: "map-view" }, defs));
    const map = shape("g", { transform: `translate(0 ${top})` }, drawing2);
    const inner = shape("g", { "clip-path": "url(#map-view)" }, map);
    shape("rect", { width, height, fill: colour("void") }, inner);
    paths(GROUND, inner);
    names(inner);
    paths(["under"], inner);
    if (now.view.coded) coded2(inner);
    chips(inner);
    marks2(inner);
    scale(inner);
    shape("path", { d: `M0 0H${width}M0 ${height}H${width}`, stroke: colour("edge") }, map);
    const end = below(drawing2, top + height, width, caption);
    for (const box of [drawing2, paper]) box.setAttribute("height", String(end));
    drawing2.setAttribute("viewBox", `0 0 ${width} ${end}`);
    return drawing2;
  }

  // static/source/map/saving.js
  var PNG_SCALE = 2;
  var KEPT_MS = 6e4;
  function saveTool() {
    const { words: words4 } = now.view;
    const menu = element("div", "choices");
    const button3 = toolButton(words4.save, "", () => place(menu, button3));
    const arrow = shape("svg", { viewBox: "0 0 16 16", class: "corners", "aria-hidden": "true" }, button3);
    shape("path", { d: "M8 1.5V10.5M4 7L8 11L12 7M2 11V14.5H14V11" }, arrow);
    const problem = element("p");
    problem.setAttribute("role", "status");
    menu.popover = "auto";
    menu.setAttribute("role", "group");
    menu.setAttribute("aria-label", words4.save);
    menu.append(choice(menu, "svg", saveSvg), choice(menu, "png", savePng), problem);
    menu.firstChild.autofocus = true;
    button3.popoverTargetElement = menu;
    return [button3, menu];
  }
  function place(menu, button3) {
    const box = button3.getBoundingClientRect();
    menu.style.left = `${box.left + window.scrollX}px`;
    menu.style.top = `${box.bottom + window.scrollY + 4}px`;
    menu.lastChild.textContent = "";
  }
  function choice(menu, kind, save) {
    const button3 = element("button", "choice-tool", now.view.words[kind]);
    button3.type = "button";
    button3.addEventListener("click", async () => {
      try {
        await save();
        menu.hidePopover();
      } catch (error) {
        reportError(error);
        menu.lastChild.textContent = now.view.words.unsaved;
      }
    });
    return button3;
  }
  var written2 = (drawing2) => `<?xml version="1.0" encoding="UTF-8"?>
${new XMLSerializer().serializeToString(drawing2)}`;
  function saveSvg() {
    download(new Blob([written2(picture())], { type: "image/svg+xml" }), "svg");
  }
  async function savePng() {
    const drawing2 = picture();
    const canvas = element("canvas");
    canvas.width = Number(drawing2.getAttribute("width")) * PNG_SCALE;
    canvas.height = Number(drawing2.getAttribute("height")) * PNG_SCALE;
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(written2(drawing2))}`;
    await image.decode();
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const file = (
      /** @type {Blob | null} */
      await new Promise((resolve) => {
        canvas.toBlob(resolve, "image/png");
      })
    );
    if (!file) throw new Error("the browser makes no image of this size");
    download(file, "png");
  }
  function download(file, ending) {
    const link2 = page.document.createElement("a");
    link2.href = URL.createObjectURL(file);
    link2.download = `${now.view.fileName}.${ending}`;
    link2.click();
    setTimeout(() => URL.revokeObjectURL(link2.href), KEPT_MS);
  }

  // static/source/map/controls.js
  var narrow = window.matchMedia("(max-width: 559px)");
  function control(position, content) {
    const made = new L.Control({ position });
    made.onAdd = () => {
      L.DomEvent.disableClickPropagation(content);
      L.DomEvent.disableScrollPropagation(content);
      return content;
    };
    made.addTo(now.map);
    return made;
  }
  function speak() {
    const spoken = JSON.stringify(now.view.words);
    if (now.spoken === spoken) return;
    now.spoken = spoken;
    document.documentElement.lang = now.view.words.lang;
    now.map.getContainer().setAttribute("aria-label", now.view.words.map);
    for (const part of now.controls) part.remove();
    forgetNames(/* @__PURE__ */ new Set());
    delete now.stands;
    now.controls = [addTools(now.map), addLegend()];
  }
  function addTools(map) {
    const box = element("div", "tools");
    const closer = toolButton(now.view.words.closer, "+", () => map.zoomIn(1));
    const wider = toolButton(now.view.words.wider, "−", () => map.zoomOut(1));
    const limits = () => {
      closer.setAttribute("aria-disabled", String(map.getZoom() >= map.getMaxZoom()));
      wider.setAttribute("aria-disabled", String(map.getZoom() <= map.getMinZoom()));
    };
    map.on("zoomend", limits);
    box.append(closer, wider);
    if (document.fullscreenEnabled) box.append(fullScreenButton());
    box.append(...saveTool());
    limits();
    return control("topleft", box);
  }
  function fullScreenButton() {
    const button3 = toolButton(now.view.words.fullScreen, "", () => {
      const { fullscreenElement, documentElement } = document;
      const change2 = fullscreenElement ? document.exitFullscreen() : documentElement.requestFullscreen();
      change2.catch(() => button3.remove());
    });
    const corners2 = shape("svg", { viewBox: "0 0 16 16", class: "corners", "aria-hidden": "true" }, button3);
    shape("path", { d: "M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10" }, corners2);
    document.addEventListener("fullscreenchange", () => {
      const label = document.fullscreenElement ? now.view.words.leave : now.view.words.fullScreen;
      button3.title = label;
      button3.setAttribute("aria-label", label);
    });
    return button3;
  }
  function addLegend() {
    const box = legend(!narrow.matches, now.view.words.legend);
    explain(box);
    narrow.onchange = () => {
      box.open = !narrow.matches;
    };
    box.addEventListener("toggle", () => now.map.fire("viewreset"));
    return control("bottomleft", box);
  }
  function outsideTool(goThere) {
    const button3 = element("button", "tool outside");
    button3.type = "button";
    button3.addEventListener("click", goThere);
    control("bottomleft", button3);
    return {
      show() {
        const events = now.view.coded?.outside ?? 0;
        const count2 = events || (isFar() ? 0 : countOutside());
        button3.hidden = !count2;
        const words4 = events ? set().words.outside : now.view.words.outside;
        if (count2) button3.textContent = words4.replace("{count}", events ? counted(count2) : String(count2));
      }
    };
  }
  function withoutBase() {
    const notice = element("p", "notice", now.view.words.failed);
    notice.setAttribute("role", "status");
    control("bottomleft", notice);
  }

  // static/source/map/supply.js
  var FINE_ZOOM = 9;
  var WIDE_ZOOM = 5.5;
  var isAllHere = Boolean(document.getElementById("basemap"));
  var FIRST = isAllHere ? "basemap" : "light";
  var asked = /* @__PURE__ */ new Set([FIRST]);
  var isWide = () => now.map.getZoom() < WIDE_ZOOM;
  function needed() {
    const box = now.map.getBounds();
    const near2 = nearBounds();
    const files2 = isAllHere || !near2 || isWide() || !near2.contains(box) ? ["world", "towns"] : [];
    return near2?.intersects(box) && now.map.getZoom() >= FINE_ZOOM ? ["basemap", ...files2] : files2;
  }
  var take = {
    basemap(base2) {
      now.base = base2;
      holdBase(base2);
      drawBase(base2);
    },
    world(world2) {
      holdWorld(world2);
      drawWorld();
    },
    towns({ towns }) {
      now.towns = towns;
    }
  };
  var firstGround = () => load(FIRST).catch(() => null);
  async function supply() {
    const names2 = needed().filter((name2) => !asked.has(name2));
    for (const name2 of names2) asked.add(name2);
    const came = await Promise.all(names2.map(async (name2) => {
      const file = await load(name2).catch(() => null);
      if (file) take[name2](file);
      else asked.delete(name2);
      return Boolean(file);
    }));
    return came.some(Boolean);
  }

  // static/source/map/layer.js
  var EVERYWHERE = [-170, -56, 180, 72];
  var NARROW_PX = 560;
  var TO_COME_MS = 300;
  var MOST_ARRANGED = 40;
  var TOOLS_PX = 40;
  var FOOT_PX = 60;
  var arrive;
  var beyond = { show() {
  } };
  var arrived2 = new Promise((resolve) => {
    arrive = resolve;
  });
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  L.Map.mergeOptions({
    minZoom: 0,
    maxZoom: 13,
    zoomSnap: 0.25,
    wheelPxPerZoomLevel: 90,
    maxBoundsViscosity: 0.9,
    trackResize: false,
    // followSize() does
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    markerZoomAnimation: !calm,
    inertia: !calm
  });
  L.Map.addInitHook(
    /** @this {L.Map} */
    function begin() {
      start(this);
    }
  );
  function forget2(drawnParts, items) {
    const places2 = new Set(items.map((item) => item.place));
    for (const [place2, part] of drawnParts) {
      if (places2.has(place2)) continue;
      const more = "dot" in part ? [part.dot, part.circle] : [part.shape];
      for (const layer of [part.marker, part.leader, ...more]) layer?.remove();
      drawnParts.delete(place2);
    }
  }
  function order(pane, markers) {
    const focused = (
      /** @type {HTMLElement | null} */
      document.activeElement
    );
    markers.forEach((marker, index) => {
      const holder = (
        /** @type {HTMLElement} */
        marker.getElement()
      );
      if (pane.children[index] !== holder) pane.insertBefore(holder, pane.children[index] || null);
    });
    if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
  }
  var looks = (item, selected) => JSON.stringify([item, item.place === selected, now.theme]);
  var takes = ({ place: place2, name: name2, quotes, citations, disputed }, selected, isChip) => [place2, name2, disputed, place2 === selected, isChip && String(quotes + citations).length].join(" ");
  function drawChanged(drawnParts, items, selected, drawOne) {
    for (const item of items) {
      const look = looks(item, selected);
      if (drawnParts.get(item.place)?.look === look) continue;
      drawOne(item, selected);
      const part = drawnParts.get(item.place);
      if (part) part.look = look;
    }
  }
  function draw2(isResized = false) {
    const { view } = now;
    if (!now.ready || !view) return;
    const border = view.border ? [
      /** @type {Areal} */
      { ...view.border, name: view.words.border, level: "" }
    ] : [];
    const areal = [...view.shades, ...border];
    forget2(marks, view.marks);
    forget2(shades, areal);
    drawChanged(shades, areal, view.selected, drawShade);
    drawChanged(marks, view.marks, view.selected, drawMark);
    for (const [place2, { button: button3 }] of marks) button3.classList.toggle("fresh", (view.fresh ?? []).includes(place2));
    explainSigns(now.map.getContainer(), view.marks, areal);
    drawDataset();
    if (view.held && !isResized && (view.coded || view.marks.length > MOST_ARRANGED)) return beyond.show();
    const stood = now.stands;
    now.stands = [
      view.marks.map((item) => item.place).join(" "),
      [...view.marks, ...areal].map((item, index) => takes(item, view.selected, index >= view.marks.length)).join(";")
    ];
    if (!isResized && !view.coded && stood && stood[0] === now.stands[0] && stood[1] === now.stands[1]) return;
    order(paneOf("chip"), areal.flatMap((item) => shades.get(item.place)?.marker ?? []));
    order(paneOf("mark"), view.marks.flatMap((item) => marks.get(item.place)?.marker ?? []));
    arrangeMarks();
    arrangeRest();
  }
  function arrangeRest() {
    if (!now.ready) return;
    const [frame2, outer, used] = [
      viewBox(6),
      viewBox(-120),
      /** @type {Set<string>} */
      /* @__PURE__ */ new Set()
    ];
    const room = takenRoom();
    const far2 = isFar();
    const names2 = far2 ? [] : reserve(markNames(), { room: [...room], frame: frame2 });
    room.push(...takeRoom(room, frame2));
    const fixed2 = [...room];
    for (const item of [...shades.values()].sort(byImportance)) {
      room.push(seatChip(item, { room, names: names2, fixed: fixed2, frame: frame2 }));
    }
    const places2 = { room, frame: frame2, outer, used };
    if (!far2) nameAll(markNames(), places2);
    nameAll(groundNames(), places2);
    forgetNames(used);
    beyond.show();
  }
  var byImportance = (a, b) => Number(Boolean(b.area)) - Number(Boolean(a.area)) || (a.item.level < b.item.level ? 1 : -1);
  function viewBox(inset) {
    const corner = now.map.containerPointToLayerPoint([0, 0]);
    const size = now.map.getSize();
    return [corner.x + inset, corner.y + inset, corner.x + size.x - inset, corner.y + size.y - inset];
  }
  function takenRoom() {
    const room = (
      /** @type {Pixels[]} */
      []
    );
    for (const item of marks.values()) {
      room.push(around(item.spot, 34, 34), around(item.homePx, 8, 8));
    }
    const origin = now.map.getContainer().getBoundingClientRect();
    const corner = now.map.containerPointToLayerPoint([0, 0]);
    for (const control2 of now.map.getContainer().querySelectorAll(".leaflet-control")) {
      const box = control2.getBoundingClientRect();
      const [x, y] = [corner.x - origin.x - 4, corner.y - origin.y - 4];
      room.push([box.left + x, box.top + y, box.right + x + 8, box.bottom + y + 8]);
    }
    return room;
  }
  function setTheme(theme) {
    const injected = getComputedStyle(document.documentElement).getPropertyValue("--background-color");
    const paper = (
      /** @type {CanvasRenderingContext2D} */
      document.createElement("canvas").getContext("2d")
    );
    paper.fillStyle = "#ffffff";
    paper.fillStyle = theme?.backgroundColor || injected.trim();
    const [red, green, blue] = (String(paper.fillStyle).match(/[0-9a-f]{2}/gi) ?? []).map((pair) => parseInt(pair, 16));
    now.theme = red * 0.3 + green * 0.59 + blue * 0.11 < 128 ? "dark" : "light";
    document.documentElement.dataset.theme = now.theme;
  }
  window.addEventListener("message", (event) => {
    const { source, data: data2 } = event;
    if (source === window.parent && data2?.type === "streamlit:render") setTheme(data2.theme);
  });
  function fitAgain() {
    if (!now.ready || now.touched || now.view.coded || !isFitting()) return;
    if (now.fitted && countOutside() < marks.size + shades.size) return;
    firstView();
    draw2(true);
  }
  function firstView() {
    now.moving = true;
    const { map } = now;
    map.setMinZoom(0);
    now.fitted = isFitting();
    now.fittedTo = placesSaid();
    showAll();
    map.setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(world(), true)));
    if (now.asked) map.setView(now.asked.at, now.asked.zoom, { animate: false });
    now.moving = false;
  }
  var placesSaid = () => [...now.said?.marks ?? [], ...now.said?.shades ?? []].map(({ place: place2 }) => place2).sort().join(" ");
  function linkIfOther() {
    if (now.ready && !now.linked && !now.said?.coded && now.fittedTo !== placesSaid()) linkPresentView();
  }
  function goBeyond() {
    const isSet = !now.view.coded || now.view.coded.outside;
    const claims2 = shownBounds();
    now.asked = null;
    if (isSet || !claims2) firstView();
    else fit(claims2, [[EDGE_PX, EDGE_PX, EDGE_PX, EDGE_PX]]);
    now.touched = true;
  }
  function showAll() {
    const { coded: set2 } = now.view;
    const narrow2 = now.map.getSize().x < NARROW_PX;
    const foot = Math.min(FOOT_PX, now.map.getSize().y / 6);
    const [left, top] = narrow2 ? [0, TOOLS_PX] : [TOOLS_PX, 0];
    if (set2) fit(bounds(set2.first), [[0, top, 0, 0]]);
    else fit(shownBounds() || bounds(EVERYWHERE), [[left + EDGE_PX, top + EDGE_PX, EDGE_PX, foot]]);
  }
  function followSize(map) {
    const container = map.getContainer();
    new ResizeObserver(() => {
      if (map.getSize().equals([container.clientWidth, container.clientHeight])) return;
      now.moving = true;
      const centre = map.getCenter();
      map.invalidateSize({ animate: false, pan: false });
      map.setView(
        centre,
        map.getZoom(),
        /** @type {L.ZoomPanOptions} */
        { reset: true }
      );
      now.moving = false;
      if (!now.ready) return;
      if (!now.touched) firstView();
      draw2(true);
    }).observe(container);
  }
  var whenStyled = () => new Promise((resolve) => {
    const look = () => {
      const styled = getComputedStyle(now.map.getContainer()).getPropertyValue("--as-reported").trim() === "1";
      if (styled && now.map.getSize().x > 0 && now.map.getSize().y > 0) resolve();
      else setTimeout(() => {
        now.map.invalidateSize({ animate: false, pan: false });
        look();
      }, 30);
    };
    look();
  });
  async function loadGround() {
    const [base2] = await Promise.all([firstGround(), whenStyled(), arrived2]);
    if (base2) holdBase(base2);
    await waitForRegions(now.view.shades.flatMap(({ outline: outline2 }) => outline2 && !areas.has(outline2) ? [outline2] : []));
    return base2;
  }
  function drawOutlines(all) {
    for (const part of shades.values()) if (all || !part.area) part.look = "";
    outlineRegions();
    draw2(true);
    if (!now.fitted) fitAgain();
  }
  async function complete() {
    if (await supply()) drawOutlines(true);
  }
  async function start(map) {
    now.map = map;
    const container = map.getContainer();
    container.setAttribute("role", "region");
    container.focus = (options3) => HTMLElement.prototype.focus.call(container, { ...options3, preventScroll: true });
    if (calm) map.panBy = (offset, options3) => L.Map.prototype.panBy.call(map, offset, { ...options3, animate: false });
    map.attributionControl.setPrefix("Leaflet").addAttribution(CREDIT);
    setTheme(null);
    makePanes(map);
    const base2 = await loadGround();
    now.asked = askedView();
    speak();
    layOut();
    firstView();
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    beyond = outsideTool(goBeyond);
    if (base2) drawBase(base2);
    else withoutBase();
    now.base = base2 || { layers: { towns: [], admin1: [], admin2: [] } };
    await supply();
    now.ready = true;
    followSize(map);
    shareGestures(map);
    whenRegionsCome(() => drawOutlines());
    const lookFar = () => container.classList.toggle("wide", isWide());
    map.on("movestart zoomstart", () => {
      if (!now.moving) now.touched = true;
    });
    map.on("zoomend viewreset", () => {
      lookFar();
      arrangeMarks();
    });
    map.on("moveend viewreset", () => {
      outlineRegions();
      arrangeRest();
      complete();
    });
    linkView((view) => {
      Object.assign(now, { asked: view, touched: false });
      firstView();
    });
    beginDataset(firstView);
    lookFar();
    outlineRegions();
    draw2(true);
    fitAgain();
    complete();
    if (window.parent !== window) window.parent.dispatchEvent(new Event("as-reported-map"));
  }
  function compose() {
    if (!now.said) return;
    const coded3 = now.said.coded && { ...now.said.coded, ...now.live?.coded };
    now.view = { ...now.said, ...now.live, coded: coded3 };
    if (coded3 || isFitting()) arrive();
    else setTimeout(arrive, TO_COME_MS);
    if (now.ready) speak();
    draw2();
  }
  window.asReported = {
    now,
    coded: { ...coded, arrangeRest },
    picture,
    apply(view) {
      now.said = typeof view === "string" ? JSON.parse(view) : view;
      compose();
      fitAgain();
      linkIfOther();
    },
    /** Marks, shades, border and caption of the timeline's window; null where there is no timeline any more. */
    follow(live) {
      now.live = live;
      compose();
      if (!now.fitted) fitAgain();
    },
    state() {
      return {
        zoom: now.map.getZoom(),
        center: lonLat(now.map.getCenter()),
        marks: [...marks.keys()],
        shades: [...shades.keys()],
        selected: now.view ? now.view.selected : null,
        theme: now.theme,
        ready: now.ready
      };
    }
  };

  // static/source/instrument/map-view.js
  function mapView(scene2, counted2, labels3, words4) {
    const marks3 = (
      /** @type {Item[]} */
      []
    );
    const shades2 = (
      /** @type {Item[]} */
      []
    );
    let border = (
      /** @type {(Item & { along: string[] }) | null} */
      null
    );
    counted2.forEach((counts, index) => {
      if (!counts) return;
      const place2 = scene2.places[index];
      const label = labels3[index].join(evidence(counts, words4));
      const item = { ...place2, ...counts, place: place2.id, label };
      if (place2.number !== null) marks3.push(item);
      else if (place2.level === "border") border = { ...item, along: counts.along ?? [] };
      else shades2.push(item);
    });
    return { marks: marks3, shades: shades2, border };
  }

  // static/source/instrument/steps.js
  function later([start2, end], days) {
    const next = days.find((day) => day > end);
    if (next === void 0) return null;
    return start2 === end ? [next, next] : [start2, next];
  }
  function earlier([start2, end], days) {
    const previous = days.findLast((day) => day < end);
    if (previous === void 0 || start2 !== end && previous <= start2) return null;
    return start2 === end ? [previous, previous] : [start2, previous];
  }
  function played([start2, end], days, rolling) {
    const next = days.find((day) => day > end);
    if (next === void 0) return null;
    return [rolling ? start2 + next - end : start2, next];
  }
  function rewound([start2, end], days, rolling) {
    if (!days.length || played([start2, end], days, rolling)) return [start2, end];
    if (rolling) return [days[0], days[0]];
    return [start2, days.find((day) => day > start2) ?? end];
  }
  function moved([start2, end], by, [first, last]) {
    const days = Math.min(Math.max(by, first - start2), last - end);
    return [start2 + days, end + days];
  }

  // static/source/instrument/claims-subject.js
  var SERIES = (
    /** @type {const} */
    ["quotes", "citations", "spanning"]
  );
  function claimsSubject(data2) {
    const { first, used, words: words4 } = data2;
    return {
      key: ["spanning"],
      // the other parts have the signs of the key of the sources
      keyWords: { ...words4.key, head: "" },
      chart: (clock) => ({
        first,
        used,
        words: words4,
        series: [...SERIES],
        bars: (stretches2) => histogram(data2, clock, stretches2).map((bar) => ({
          first: bar.first,
          last: bar.last,
          parts: SERIES.map((name2) => bar[name2]),
          label: barWords(bar, first, words4)
        })),
        describe: (bars2) => description(bars2.map(({ first: from, last, parts: [quotes, citations, spanning] }) => ({ first: from, last, quotes, citations, spanning })), clock, first, words4)
      }),
      stops: (clock, view) => datedDays(data2, clock).filter((day) => day >= view[0] && day <= view[1]),
      earlier,
      later,
      account: (window2) => accountWords(count(data2, window2).account, words4),
      shown: (window2) => shownWords(count(data2, window2).account, words4),
      sentence: (window2) => sentence(window2, data2, words4),
      live: (window2) => mapView(data2, count(data2, window2).places, data2.labels, words4),
      caption: words4.dated,
      fresh: (before, after) => {
        const all = (found) => found ? found.quotes + found.citations : 0;
        const [old, fresh] = [count(data2, before).places, count(data2, after).places];
        return data2.places.flatMap(({ id }, index) => all(fresh[index]) > all(old[index]) ? [id] : []);
      }
    };
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
    let at2 = end + 1;
    for (const [name2, type, size] of columns) {
      const Kind = ARRAYS[
        /** @type {keyof typeof ARRAYS} */
        type
      ];
      held[name2] = new Kind(buffer.slice(at2, at2 + size * Kind.BYTES_PER_ELEMENT));
      at2 += size * Kind.BYTES_PER_ELEMENT;
    }
    const sums = {};
    for (const [part, { keys, binned }] of Object.entries(parts)) {
      const runs = Object.fromEntries(RUNS.map((name2) => [name2, run2(`${part} ${name2}`, held)]));
      sums[part] = /** @type {Sums} */
      { keys, binned, ...runs };
    }
    return { ...header, days: sums.days, cells: sums.cells, areaSums: sums.areas };
  }
  function run2(name2, held) {
    const [sizes2, gaps] = [held[`${name2} sizes`], held[`${name2} gaps`]];
    const begin3 = new Uint32Array(sizes2.length + 1);
    const bins = new Float64Array(gaps.length);
    for (let key = 0, at2 = 0; key < sizes2.length; key += 1) {
      begin3[key] = at2;
      for (let bin = 0, last = at2 + sizes2[key]; at2 < last; at2 += 1) {
        bin += gaps[at2];
        bins[at2] = bin;
      }
      begin3[key + 1] = at2;
    }
    const measures = [0, 1, 2, 3].map((number) => held[`${name2} m${number}`]).filter(Boolean);
    const totals = measures.map((measure) => {
      const running = new Float64Array(gaps.length + 1);
      for (let at2 = 0; at2 < gaps.length; at2 += 1) running[at2 + 1] = running[at2] + measure[at2];
      return running;
    });
    return { begin: begin3, bins, totals };
  }
  function until({ begin: begin3, bins }, key, bin) {
    let [low, high] = [begin3[key], begin3[key + 1]];
    while (low < high) {
      const middle = low + high >> 1;
      if (bins[middle] < bin) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  function within2({ binned, inside: inside3, started, ended }, key, start2, end) {
    const [first, after] = [Math.floor(start2 / binned), Math.floor(end / binned) + 1];
    const [a, b] = [until(inside3, key, first), until(inside3, key, after)];
    const [c, d] = [until(started, key, after), until(ended, key, first)];
    return inside3.totals.map((running, number) => {
      const begun2 = started.totals[number][c] - started.totals[number][started.begin[key]];
      return running[b] - running[a] + begun2 - (ended.totals[number][d] - ended.totals[number][ended.begin[key]]);
    });
  }
  var whole = (sums, key) => within2(sums, key, 0, 2 ** 31);
  function ledger({ given, filtered, undated, days }, window2) {
    const [allShown, allNowhere] = whole(days, 0);
    if (!window2) {
      return { shown: allShown + undated[0], unlocated: allNowhere + undated[1], outside: 0, filtered, undated: 0, given };
    }
    const [shown2, unlocated] = within2(days, 0, ...window2);
    const outside = allShown + allNowhere - shown2 - unlocated;
    return { shown: shown2, unlocated, outside, filtered, undated: undated[0] + undated[1], given };
  }
  function bars({ days }, stretches2) {
    return stretches2.flatMap(([first, last]) => {
      const [shown2, unlocated, dated] = within2(days, 0, first, last);
      const spanning = shown2 + unlocated - dated;
      return dated + spanning ? [{ first, last, dated, spanning }] : [];
    });
  }
  function usedDays({ days }) {
    const found = new Set(RUNS.flatMap((name2) => [...days[name2].bins]));
    return [...found].sort((a, b) => a - b).map((bin) => bin * days.binned);
  }
  function counter(sums, undated, window2) {
    if (window2) return (key) => within2(sums, key, ...window2);
    const more = new Map(undated.map(([key, ...measures]) => [key, measures]));
    return (key) => whole(sums, key).map((sum, measure) => sum + (more.get(key)?.[measure] ?? 0));
  }
  function fresher({ size, west, north, areas: areas2, cells: cells2, areaSums, undated }, before, after) {
    const more = (sums, without, name2) => {
      const [old, now3] = [before, after].map((window2) => counter(sums, without, window2));
      return Array.from({ length: sums.keys }, (_, key) => key).filter((key) => now3(key)[0] > old(key)[0]).map(name2);
    };
    const inCells = more(cells2, undated.cells, (key) => `${west[key]} ${north[key]} ${size}`);
    return [...inCells, ...more(areaSums, undated.areas, (key) => areas2[key][1])];
  }
  function drawn2({ size, unit, west, north, areas: areas2, cells: cells2, areaSums, undated }, window2, most) {
    const counted2 = counter(cells2, undated.cells, window2);
    const held = counter(areaSums, undated.areas, window2);
    const found = [];
    for (let key = 0; key < cells2.keys; key += 1) {
      const [count2, vague, x, y] = counted2(key);
      if (count2) found.push({ count: count2, vague, x: west[key] + unit * Math.floor(x / count2), y: north[key] + unit * Math.floor(y / count2), key });
    }
    const [left, top] = [Math.min(...found.map(({ key }) => west[key])), Math.min(...found.map(({ key }) => north[key]))];
    const shaded2 = areas2.map(([level, id], key) => ({ level, id, count: held(key)[0] })).filter(({ count: count2 }) => count2).sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
    return {
      grid: found.length ? [left, top, size, unit] : [0, 0, 1, 1],
      x: found.map(({ x }) => (x - left) / unit),
      y: found.map(({ y }) => (y - top) / unit),
      count: found.map(({ count: count2 }) => count2),
      vague: found.map(({ vague }) => vague),
      areas: shaded2.slice(0, most).map(({ level, id, count: count2 }) => [level, id, count2]),
      areasLeft: Math.max(0, shaded2.length - most),
      inView: [...found, ...shaded2].reduce((sum, { count: count2 }) => sum + count2, 0)
    };
  }

  // static/source/instrument/set-subject.js
  var SERIES2 = ["dated", "spanning"];
  var MOST_KEPT = 12;
  var STOPS = 60;
  var kept2 = /* @__PURE__ */ new Map();
  function loaded(address, changed) {
    const known = kept2.get(address);
    if (known) return known;
    const scene2 = { value: null, failed: false };
    kept2.set(address, scene2);
    const [oldest] = kept2.keys();
    if (kept2.size > MOST_KEPT) kept2.delete(oldest);
    fetch(new URL(address, document.baseURI)).then((answer) => answer.ok ? answer.arrayBuffer() : Promise.reject(new Error(String(answer.status)))).then((buffer) => {
      scene2.value = unpacked(buffer);
    }).catch(() => {
      scene2.failed = true;
      kept2.delete(address);
    }).finally(changed);
    return scene2;
  }
  function setSubject(data2, changed) {
    const { first, firstDay, length, words: words4, beside } = data2;
    const ofDays = loaded(data2.scenes.days, changed);
    const ofView = data2.scenes.view ? loaded(data2.scenes.view, changed) : null;
    const format = new Intl.NumberFormat(words4.lang);
    const asked2 = ({ start: start2, end }) => start2 === 0 && end === length - 1 ? null : [firstDay + start2, firstDay + end];
    const step3 = (by) => (days2) => {
      const to = moved(days2, by * (days2[1] - days2[0] + 1), [0, length - 1]);
      return to[0] === days2[0] ? null : to;
    };
    function claims2({ start: start2, end }) {
      const [clock, shift] = [beside.clock, beside.shift];
      const all = asked2({ clock, start: start2, end }) === null;
      const scene2 = all ? { ...beside, [clock]: beside.quoted.map(() => [null, null]) } : beside;
      return mapView(scene2, count(scene2, { clock, start: start2 + shift, end: end + shift }).places, beside.labels, beside.words);
    }
    let days = null;
    function used() {
      if (!ofDays.value) return [0, length - 1];
      days ??= usedDays(ofDays.value).map((day) => Math.max(0, day - firstDay));
      return days;
    }
    function counts(window2) {
      const isServers = window2.start === data2.window[0] && window2.end === data2.window[1];
      if (isServers) return data2.ledger;
      return ofDays.value ? ledger(ofDays.value, asked2(window2)) : null;
    }
    function account(window2) {
      const found = counts(window2);
      if (!found) return null;
      const { given: _given, ...outcomes } = { given: 0, ...found };
      const all = Object.values(outcomes).reduce((sum, number) => sum + number, data2.rejected);
      const numbers = { ...outcomes, rejected: data2.rejected, given: all };
      return fill(words4.account, Object.fromEntries(Object.entries(numbers).map(([name2, number]) => [name2, format.format(number)])));
    }
    return {
      key: SERIES2,
      keyWords: words4.key,
      chart: () => ({
        first,
        used: used(),
        words: words4,
        series: SERIES2,
        bars: (stretches2) => {
          if (!ofDays.value) return [];
          const found = bars(ofDays.value, stretches2.map(([from, to]) => [from + firstDay, to + firstDay]));
          return found.map(({ first: from, last, dated, spanning }) => {
            const days2 = [.../* @__PURE__ */ new Set([from, last])].map((day) => writtenOut(first, day - firstDay, words4.months)).join(" – ");
            const said2 = `${words4.given} ${format.format(dated)}, ${words4.spanning} ${format.format(spanning)}`;
            return { first: from - firstDay, last: last - firstDay, parts: [dated, spanning], label: `${days2}: ${said2}` };
          });
        },
        describe: (held) => {
          if (!held.length) return words4.undescribed;
          const [from, to] = [held[0].first, held[held.length - 1].last].map((day) => writtenOut(first, day, words4.months));
          return fill(words4.described, { head: words4.key.head, first: from, last: to });
        }
      }),
      stops: (_clock, [from, to]) => {
        const held = used().filter((day) => day >= from && day <= to);
        const stride = Math.ceil(held.length / STOPS);
        return held.filter((_day, index) => (held.length - 1 - index) % stride === 0);
      },
      earlier: step3(-1),
      later: step3(1),
      account,
      shown: (window2) => account(window2)?.split("**")[1] ?? null,
      sentence: ({ start: start2, end }) => {
        const days2 = [start2, end].map((day) => writtenOut(first, day, words4.months));
        const said2 = asked2({ clock: "reported", start: start2, end }) ? fill(words4.fromTo, { first: days2[0], last: days2[1] }) : words4.allDays;
        const binned = ofView?.value?.cells.binned ?? 1;
        const notes = [binned > 1 ? fill(words4.bins, { count: format.format(binned) }) : "", ofView?.failed || ofDays.failed ? words4.unloaded : ""];
        return [words4.sentence.join(said2), ...notes].filter(Boolean).join(" ");
      },
      live: (window2) => {
        if (!ofView?.value) return { ...claims2(window2), coded: {} };
        const { areasLeft: _left, inView, ...coded3 } = drawn2(ofView.value, asked2(window2), data2.mostAreas);
        const shown2 = counts(window2)?.shown;
        const outside = shown2 === void 0 ? {} : { outside: Math.max(0, shown2 - inView) };
        return { ...claims2(window2), coded: { ...coded3, ...outside } };
      },
      caption: words4.dated,
      fresh: (before, after) => ofView?.value ? fresher(ofView.value, asked2(before), asked2(after)) : []
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
    let at2 = 0;
    for (const piece of pieces) {
      piece.from = at2;
      at2 += piece.gap ? gapPx : (piece.last - piece.first + 1) * unit;
      piece.to = at2;
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
    for (let shown2 = last - first + 1; ; ) {
      const pieces = piecesOf(used, first, last, Math.max(EMPTY_DAYS, Math.ceil(shown2 * GAP_PX / width)));
      const left = pieces.reduce((sum, piece) => sum + (piece.gap ? 0 : piece.last - piece.first + 1), 0);
      if (left === shown2) return pieces;
      shown2 = left;
    }
  }
  function piecesOf(used, first, last, empty) {
    const pieces = [];
    const within3 = used.filter((day) => day >= first && day <= last);
    let from = first;
    for (let index = 0; index + 1 < within3.length; index += 1) {
      const [before, after] = [within3[index] + MARGIN_DAYS, within3[index + 1] - MARGIN_DAYS];
      if (after - before <= empty) continue;
      pieces.push({ first: from, last: before, from: 0, to: 0, gap: false });
      pieces.push({ first: before + 1, last: after - 1, from: 0, to: 0, gap: true });
      from = after;
    }
    pieces.push({ first: from, last, from: 0, to: 0, gap: false });
    return pieces;
  }

  // static/source/instrument/track.js
  var HEIGHT = 44;
  var EDGE_PX2 = 26;
  var LABEL_PX = 62;
  var NEAR_PX = 8;
  var PARTS = (
    /** @type {const} */
    ["span", "start", "end"]
  );
  function track(parent, move) {
    const ask2 = (days, held) => {
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
    let scale2 = null;
    let bars2 = [];
    let picture2 = null;
    function handle(part) {
      const input = element("input", "");
      input.type = "range";
      const box = element("div", `handle ${part}`, input, element("i", "grip"));
      input.addEventListener("keydown", (event) => {
        const by = state && step2(event.key, state, part);
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
      const [start2, end] = from;
      if (part === "span") ask2(moved(from, by, [first, last]), held);
      if (part === "start") ask2([Math.min(Math.max(start2 + by, first), end), end], held);
      if (part === "end") ask2([start2, Math.max(Math.min(end + by, last), start2)], held);
    }
    drag();
    function drag() {
      let held = null;
      const at2 = (event) => event.clientX - area.getBoundingClientRect().left - EDGE_PX2;
      area.addEventListener("pointerdown", (event) => {
        if (!state || !scale2 || event.button) return;
        const target = (
          /** @type {Element} */
          event.target
        );
        const part = PARTS.find((name2) => handles[name2].box === target.closest(".handle"));
        const day = scale2.day(at2(event));
        held = { part: part ?? "new", from: state.days, day, x: event.clientX, moved: false };
        area.setPointerCapture(event.pointerId);
        event.preventDefault();
        handles[part ?? "end"].input.focus({ preventScroll: true });
      });
      area.addEventListener("pointermove", (event) => {
        if (!held || !scale2 || !state) return;
        held.moved ||= Math.abs(event.clientX - held.x) > 3;
        if (!held.moved) return;
        const day = scale2.day(at2(event));
        if (held.part === "new") ask2([Math.min(held.day, day), Math.max(held.day, day)], true);
        else {
          const from = edge(held.part, held.from);
          const middle = (scale2.x(from) + scale2.x(from + 1)) / 2;
          shift(held.part, scale2.day(middle + event.clientX - held.x) - from, true, held.from);
        }
      });
      for (
        const name2 of
        /** @type {const} */
        ["pointerup", "pointercancel"]
      ) {
        area.addEventListener(name2, () => {
          if (!held || !state || !scale2) return;
          const { part, day, moved: hasMoved } = held;
          held = null;
          const isPress = !hasMoved && name2 === "pointerup";
          const isOnHandle = part === "start" || part === "end";
          ask2(isPress && nearest(day, isOnHandle) || state.days, false);
        });
      }
    }
    const edge = (part, [start2, end]) => part === "end" ? end : start2;
    function nearest(day, isOnHandle) {
      const far2 = (bar) => Math.max(0, bar.first - day, day - bar.last) * /** @type {NonNullable<typeof scale>} */
      scale2.unit;
      const dated = bars2.map(({ bar }) => bar).filter(datedOf);
      const best = dated.sort((a, b) => far2(a) - far2(b))[0];
      if (best && far2(best) <= (isOnHandle ? 0 : NEAR_PX)) return [best.first, best.last];
      return isOnHandle ? null : [day, day];
    }
    function draw3(now3) {
      state = now3;
      const { chart, view } = now3;
      const wide = Math.max(40, area.clientWidth - 2 * EDGE_PX2);
      scale2 = axis(chart.used, view[0], view[1], wide);
      const held = chart.bars(scale2.stretches());
      const drawn3 = barsOf(held, scale2, chart);
      drawn3.svg.setAttribute("aria-label", chart.describe(held));
      if (picture2) picture2.replaceWith(drawn3.svg);
      else area.prepend(drawn3.svg);
      picture2 = drawn3.svg;
      bars2 = drawn3.bars;
      ticks.replaceChildren(...labels2(held, scale2, chart));
      for (const part of PARTS) handles[part].input.setAttribute("aria-label", chart.words[part]);
      follow2(now3);
    }
    function follow2(now3) {
      state = now3;
      if (!scale2) return;
      const { days: [start2, end], view, chart } = now3;
      const [left, right] = [scale2.x(start2), scale2.x(end + 1)];
      band.style.transform = handles.span.box.style.transform = `translateX(${EDGE_PX2 + left}px)`;
      band.style.width = handles.span.box.style.width = `${Math.max(2, right - left)}px`;
      handles.start.box.style.transform = `translateX(${EDGE_PX2 + left}px) translateX(-100%)`;
      handles.end.box.style.transform = `translateX(${EDGE_PX2 + right}px)`;
      for (const item of bars2) {
        const inside3 = item.bar.last >= start2 && item.bar.first <= end;
        if (item.inside === inside3) continue;
        item.inside = inside3;
        item.group.setAttribute("class", inside3 ? "inside" : "outside");
      }
      const [from, to] = [start2, end].map((day) => writtenOut(chart.first, day, chart.words.months));
      range(handles.start.input, view[0], end, start2, from);
      range(handles.end.input, start2, view[1], end, to);
      range(handles.span.input, view[0], view[1] - (end - start2), start2, fill(chart.words.fromTo, { first: from, last: to }));
    }
    return { draw: draw3, follow: follow2, width: () => area.clientWidth, area };
  }
  function range(input, min, max, value, text) {
    input.min = String(min);
    input.max = String(Math.max(min, max));
    input.value = String(value);
    input.setAttribute("aria-valuetext", text);
  }
  function step2(key, { view: [first, last], days: [start2, end] }, part) {
    const tenth = Math.max(1, Math.round((last - first + 1) / 10));
    const at2 = part === "end" ? end : start2;
    const to = part === "span" ? last - (end - start2) : last;
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -tenth, PageUp: tenth, Home: first - at2, End: to - at2 };
    return steps[key] ?? null;
  }
  var allOf = ({ parts }) => parts.reduce((sum, part) => sum + part, 0);
  var datedOf = (bar) => allOf(bar) - bar.parts[bar.parts.length - 1];
  function barsOf(held, scale2, chart) {
    const { width } = scale2;
    const svg = shape("svg", { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: "img" });
    svg.append(shape("line", { x1: 0, x2: width, y1: HEIGHT - 0.5, y2: HEIGHT - 0.5, class: "base" }));
    for (const gap of scale2.pieces.filter((piece) => piece.gap)) {
      const mark2 = shape("g", { class: "gap" });
      const title = shape("title", {});
      title.textContent = fill(chart.words.gap, { days: gap.last - gap.first + 1 });
      mark2.append(title, shape("rect", { x: gap.from, y: 0, width: gap.to - gap.from, height: HEIGHT }));
      const middle = (gap.from + gap.to) / 2;
      mark2.append(shape("path", { d: `M${middle - 5} ${HEIGHT + 4}l4 -9M${middle + 1} ${HEIGHT + 4}l4 -9` }));
      svg.append(mark2);
    }
    const most = Math.max(1, ...held.map(allOf));
    const bars2 = held.map((bar) => {
      const group2 = shape("g", {});
      const title = shape("title", {});
      title.textContent = bar.label;
      group2.append(title);
      const [left, right] = [scale2.x(bar.first), scale2.x(bar.last + 1)];
      const thick = Math.max(2, Math.min(24, right - left - 1));
      let top = HEIGHT - 1;
      bar.parts.forEach((part, index) => {
        const tall = part ? Math.max(2, part / most * (HEIGHT - 4)) : 0;
        top -= tall;
        const box = { x: (left + right - thick) / 2, y: top, width: thick, height: tall, class: chart.series[index] };
        if (tall) group2.append(shape("rect", box));
      });
      svg.append(group2);
      return { bar, group: group2, inside: (
        /** @type {boolean | null} */
        null
      ) };
    });
    return { svg, bars: bars2 };
  }
  function keyOf(series, words4) {
    const samples2 = series.flatMap((name2) => {
      const sample = shape("svg", { width: 11, height: 11, "aria-hidden": "true" });
      sample.append(shape("rect", { x: 1, y: name2 === "spanning" ? 7 : 1, width: 9, height: name2 === "spanning" ? 3 : 9, class: name2 }));
      return [sample, words4[name2]];
    });
    return [words4.head, ...samples2];
  }
  function labels2(held, scale2, { first, words: words4 }) {
    const dated = held.filter(datedOf).sort((a, b) => datedOf(b) - datedOf(a));
    const days = [...dated.map((bar) => bar.first), scale2.first, scale2.last];
    const years = new Set(days.map((day) => partsOf(first, day)[0]));
    const taken = [];
    return days.flatMap((day) => {
      const [year, month, date] = partsOf(first, day);
      const middle = (scale2.x(day) + scale2.x(day + 1)) / 2;
      const left = Math.min(Math.max(middle - LABEL_PX / 2, -EDGE_PX2), scale2.width + EDGE_PX2 - LABEL_PX);
      const wide = years.size > 1 ? LABEL_PX + 26 : LABEL_PX;
      if (taken.some(([from, to]) => left < to && left + wide > from)) return [];
      taken.push([left, left + wide]);
      const text = element("span", "", `${date} ${words4.shortMonths[month - 1]}${years.size > 1 ? ` ${year}` : ""}`);
      text.style.left = `${EDGE_PX2 + middle}px`;
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
      earlier: button2("", acts.earlier, icon("M10 3L4 8L10 13Z")),
      play: button2("", acts.play, icon(PLAY)),
      later: button2("", acts.later, icon("M6 3L12 8L6 13Z")),
      scope: button2("", acts.scope),
      zoom: button2("", acts.zoom)
    };
    const way = element("select", "");
    const pace = element("select", "");
    const clocks = Object.fromEntries(CLOCKS.map((name2) => [name2, radio(name2)]));
    const clock = element("fieldset", "clock", element("legend", "unseen"), ...CLOCKS.map((name2) => clocks[name2].label));
    const [start2, end] = [day(), day()];
    const seldom = element("div", "seldom", way, pace, buttons.zoom);
    const more = element("details", "more", element("summary", ""), seldom);
    const steps = element("div", "group", buttons.earlier, buttons.play, buttons.later);
    const dates = element("div", "group", start2, "–", end);
    parent.append(steps, clock, dates, more);
    const leave = (event) => {
      const isOut = event instanceof KeyboardEvent ? event.key === "Escape" : !event.composedPath().includes(more);
      if (isOut) more.open = false;
    };
    for (const name2 of ["pointerdown", "keydown"]) document.addEventListener(name2, leave);
    function fit2(width) {
      const [hasClock, hasScope] = [width >= CLOCK_PX, width >= ROOMY_PX];
      if (hasClock !== (clock.parentNode === parent)) {
        if (hasClock) steps.after(clock);
        else seldom.prepend(clock);
      }
      if (hasScope !== (buttons.scope.parentNode === dates)) (hasScope ? dates : seldom).append(buttons.scope);
    }
    let shown2 = null;
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
        if (!shown2) return;
        const { first, length } = shown2.drawing;
        const at2 = offsetOf(first, input.value.trim());
        if (at2 >= 0 && at2 < length) {
          const [from, to] = shown2.days;
          acts.setDays(input === start2 ? [at2, Math.max(at2, to)] : [Math.min(from, at2), at2]);
        } else fillIn2(shown2);
      });
      input.addEventListener("blur", () => shown2 && fillIn2(shown2));
      return input;
    }
    function fillIn2({ drawing: { first }, days }) {
      [start2, end].forEach((field, index) => {
        const isEdited = (
          /** @type {ShadowRoot} */
          field.getRootNode().activeElement === field
        );
        const iso = isoOf(first, days[index]);
        if (field.value !== iso && !isEdited) field.value = iso;
      });
    }
    function speak2(words4) {
      if (spoken === JSON.stringify(words4)) return;
      spoken = JSON.stringify(words4);
      name(buttons.earlier, words4.earlier, words4.earlierHelp);
      name(buttons.later, words4.later, words4.laterHelp);
      more.firstChild.textContent = words4.more;
      options(way, words4.way, [words4.growing, words4.rolling]);
      options(pace, words4.pace, words4.paces);
      clock.firstChild.textContent = words4.clock;
      clock.title = words4.clockHelp;
      const isChoice = CLOCKS.every((at2) => at2 in words4.clocks);
      for (const at2 of CLOCKS) {
        clocks[at2].text.textContent = words4.clocks[at2];
        clocks[at2].label.hidden = !(at2 in words4.clocks);
        clocks[at2].input.hidden = !isChoice;
      }
      start2.setAttribute("aria-label", words4.start);
      end.setAttribute("aria-label", words4.end);
    }
    function show(now3) {
      shown2 = now3;
      const { words: words4 } = now3.drawing;
      speak2(words4);
      name(buttons.play, now3.playing ? words4.pause : words4.play, words4.playHelp);
      buttons.play.querySelector("path")?.setAttribute("d", now3.playing ? PAUSE : PLAY);
      buttons.earlier.disabled = !now3.canEarlier;
      buttons.later.disabled = !now3.canLater;
      buttons.scope.textContent = now3.isWhole && now3.drawing.month ? words4.onlyMonth : words4.allDates;
      buttons.zoom.textContent = now3.isWhole ? words4.closer : words4.wider;
      for (const at2 of CLOCKS) clocks[at2].input.checked = at2 === now3.clock;
      fillIn2(now3);
    }
    return {
      show,
      isRolling: () => way.selectedIndex === 1,
      pace: () => pace.selectedIndex,
      fit: fit2,
      end: () => {
        for (const name2 of ["pointerdown", "keydown"]) document.removeEventListener(name2, leave);
      }
    };
  }
  function button2(text, act, ...content) {
    const made = element("button", "", ...content, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }
  function icon(d) {
    const picture2 = shape("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" });
    picture2.append(shape("path", { d }));
    return picture2;
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
  function timeline({ data: data2, parentElement, setStateValue }) {
    const instrument = begun.get(parentElement) ?? begin2(parentElement);
    begun.set(parentElement, instrument);
    instrument.take({ ...data2, ...JSON.parse(data2.fixed) }, setStateValue);
    return () => setTimeout(() => {
      if (parentElement.isConnected) return;
      instrument.end();
      begun.delete(parentElement);
    });
  }
  function begin2(root2) {
    const controls = element("div", "controls");
    const large = element("p", "large");
    large.setAttribute("aria-hidden", "true");
    const key = element("p", "key");
    const [number, account, said2] = [element("summary", "shown"), element("p", "account"), element("p", "sentence")];
    const sum = element("details", "sum", number, element("div", "behind", account, said2));
    const status = element("p", "unseen");
    status.setAttribute("role", "status");
    const area = element("div", "area");
    root2.append(element("div", "timeline", controls, area, large, element("div", "foot", sum, key), status));
    const now3 = {
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
      earlier: () => step3("earlier"),
      later: () => step3("later"),
      play: () => now3.playing ? finish() : play(),
      setClock: (clock) => {
        now3.clock = clock;
        now3.stale = true;
        move(now3.days, now3.held);
      },
      setDays: (days) => {
        pause();
        move(days, false);
      },
      scope: () => {
        pause();
        const days = isWhole() && drawing2().month || whole2();
        look(days);
        move(days, false);
      },
      zoom: () => {
        look(isWhole() ? now3.days : whole2());
        schedule();
      }
    });
    const drawing2 = () => (
      /** @type {Drawing} */
      now3.drawing
    );
    const whole2 = () => [0, drawing2().length - 1];
    const isWhole = () => now3.view[0] === 0 && now3.view[1] === drawing2().length - 1;
    const subject = () => (
      /** @type {Subject} */
      now3.subject
    );
    const stops2 = () => subject().stops(now3.clock, now3.view);
    const windowOf = ([start2, end2]) => ({ clock: now3.clock, start: start2, end: end2 });
    const redraw = () => {
      now3.stale = true;
      schedule();
    };
    function take2(data2, tell2) {
      const before = now3.drawing;
      now3.tell = tell2;
      now3.drawing = data2;
      now3.subject = "scenes" in data2 ? setSubject(
        /** @type {any} */
        data2,
        redraw
      ) : claimsSubject(data2);
      now3.stale = true;
      document.documentElement.dataset.timeline = "drawn";
      const isBusy = now3.held || now3.playing || now3.rest;
      if (!before || data2.n >= now3.n && !isBusy) adopt(data2);
      else if (before.session !== data2.session && !isBusy) rest2();
      widen();
      schedule();
    }
    function adopt(data2) {
      clearTimeout(now3.overdue);
      const isFirst = !now3.n && !now3.view[1];
      const { month, window: window2 } = data2;
      Object.assign(now3, { clock: data2.clock, days: window2, n: data2.n, sent: data2.n });
      if (isFirst) look(month && window2[0] >= month[0] && window2[1] <= month[1] ? month : whole2());
    }
    function look(days) {
      now3.view = days;
      now3.stale = true;
    }
    function widen() {
      const last = drawing2().length - 1;
      now3.days = [Math.min(now3.days[0], last), Math.min(now3.days[1], last)];
      const view = (
        /** @type {Days} */
        [Math.min(now3.view[0], now3.days[0]), Math.min(Math.max(now3.view[1], now3.days[1]), last)]
      );
      if (view[0] !== now3.view[0] || view[1] !== now3.view[1]) look(view);
    }
    function move(days, held) {
      const hasMoved = days[0] !== now3.days[0] || days[1] !== now3.days[1];
      if (now3.n === now3.sent) now3.n += 1;
      Object.assign(now3, { days, held });
      if (hasMoved) now3.fresh = [];
      widen();
      schedule();
      if (!held && !now3.playing) rest2();
      else {
        clearTimeout(now3.rest);
        now3.rest = 0;
      }
    }
    function rest2() {
      clearTimeout(now3.rest);
      now3.rest = setTimeout(() => {
        now3.rest = 0;
        if (now3.n === now3.sent) now3.n += 1;
        const { n, clock, days } = now3;
        const [start2, end2] = days.map((day) => isoOf(drawing2().first, day));
        now3.sent = n;
        now3.tell("window", { clock, start: start2, end: end2, n });
        clearTimeout(now3.overdue);
        now3.overdue = setTimeout(() => {
          if (drawing2().n < now3.sent && now3.sent === now3.n && !now3.held && !now3.playing) adopt(drawing2());
          schedule();
        }, OVERDUE_MS);
      }, REST_MS);
    }
    function step3(way) {
      pause();
      const days = subject()[way](now3.days, stops2());
      if (days) move(days, false);
    }
    function play() {
      const first = rewound(now3.days, stops2(), bar.isRolling());
      now3.playing = setTimeout(advance, PACES_MS[bar.pace()]);
      move(first, false);
    }
    function advance() {
      const next = played(now3.days, stops2(), bar.isRolling());
      if (!next) return finish();
      const fresh = subject().fresh(windowOf(now3.days), windowOf(next));
      now3.playing = setTimeout(advance, PACES_MS[bar.pace()]);
      move(next, false);
      now3.fresh = fresh;
    }
    function pause() {
      if (now3.playing) clearTimeout(now3.playing);
      now3.playing = 0;
      now3.fresh = [];
    }
    function finish() {
      pause();
      move(now3.days, false);
    }
    function schedule() {
      now3.frame ||= requestAnimationFrame(() => {
        now3.frame = 0;
        if (now3.drawing) render2();
      });
    }
    function render2() {
      const { clock, days, view } = now3;
      const data2 = drawing2();
      const about = subject();
      const state = { chart: about.chart(clock), days, view };
      if (now3.stale) line.draw(state);
      else line.follow(state);
      bar.fit(area.clientWidth);
      if (now3.stale) key.replaceChildren(...keyOf(about.key, about.keyWords));
      now3.stale = false;
      const window2 = windowOf(days);
      const runs = about.account(window2)?.split("**");
      if (runs && account.textContent !== runs.join("")) {
        account.replaceChildren(...runs.map((run3, index) => index % 2 ? element("strong", "", run3) : run3));
      }
      say(said2, about.sentence(window2));
      say(number, about.shown(window2) ?? number.textContent ?? "");
      if (!now3.held && !now3.playing) say(status, `${number.textContent}. ${said2.textContent}`);
      const canGo = stops2();
      bar.show({
        drawing: data2,
        clock,
        days,
        playing: now3.playing !== 0,
        isWhole: isWhole(),
        canEarlier: about.earlier(days, canGo) !== null,
        canLater: about.later(days, canGo) !== null
      });
      large.hidden = !now3.playing;
      say(large, now3.playing ? writtenOut(data2.first, days[1], data2.words.months) : "");
      map()?.follow({ ...about.live(window2), caption: `${said2.textContent}
${about.caption}`, fresh: now3.fresh, held: now3.held || now3.playing !== 0 });
    }
    function map() {
      if (window.asReported) return window.asReported;
      const frame2 = (
        /** @type {HTMLIFrameElement | null} */
        document.querySelector(MAP)
      );
      const own = (
        /** @type {any} */
        frame2?.contentWindow
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
      cancelAnimationFrame(now3.frame);
      clearTimeout(now3.rest);
      clearTimeout(now3.overdue);
      map()?.follow(null);
      delete document.documentElement.dataset.timeline;
    }
    return { take: take2, end };
  }

  // static/source/file/file.js
  var at = (id) => document.getElementById(id);
  var data = (
    /** @type {Edition} */
    JSON.parse(at("edition").textContent)
  );
  var { words: words3, claims, places, scene } = data;
  var fixed = JSON.stringify(scene);
  var counting = { ...scene.words, ...data.forms };
  var byId = new Map(claims.map((claim) => [claim.id, claim]));
  var PRINTED_MAP_PX = 660;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var anything = { evidence: "", speaker: "" };
  var wanted = { ...anything, clock: "reported", days: scene.month ?? [0, scene.length - 1] };
  var now2 = { place: "", isChosen: false, words: "", isPrinting: false, folded: (
    /** @type {HTMLDetailsElement[]} */
    []
  ), moves: 0 };
  var roots = /* @__PURE__ */ new Map();
  var listed = () => (
    /** @type {HTMLElement[]} */
    [...root("list", "claims").querySelectorAll("article")]
  );
  function root(id, style) {
    const known = roots.get(id);
    if (known) return known;
    const made = (
      /** @type {ShadowRoot} */
      at(id).attachShadow({ mode: "open" })
    );
    roots.set(id, made);
    made.append(at(`style-${style}`).content.cloneNode(true));
    return made;
  }
  function drawing() {
    return {
      ...scene,
      accepted: claims.map((claim) => accepts(claim, wanted)),
      chosen: phrases(wanted, words3, data.speakers),
      clock: wanted.clock,
      window: wanted.days,
      n: now2.moves,
      session: ""
    };
  }
  function rest(_, value) {
    const { clock, start: start2, end, n } = (
      /** @type {{ clock: Clock, start: string, end: string, n: number }} */
      value
    );
    Object.assign(wanted, { clock, days: [start2, end].map((day) => offsetOf(scene.first, day)) });
    now2.moves = n;
    render();
  }
  function drawCards(id, groups, opened) {
    claims_default({ data: { groups, opened, words: words3.card }, parentElement: root(id, "claims"), setTriggerValue: follow });
  }
  var single = (found) => [{ about: "", cards: found.map(({ card }) => card) }];
  function drawPanel(passed) {
    const found = claimsAt(now2.place, passed);
    at("summary").textContent = placeSummary(found, places.find(({ id }) => id === now2.place)?.also ?? "", words3, counting);
    at("place").value = now2.place;
    for (const button3 of at("tray").children) {
      const { quotes, citations } = tally(claimsAt(button3.value, passed));
      button3.textContent = `${words3.tray[button3.value]} · ${quotes} + ${citations}`;
      button3.setAttribute("aria-pressed", String(button3.value === now2.place));
    }
    drawCards("cards", single(found), true);
  }
  function choosePlace(place2) {
    Object.assign(now2, { place: place2, isChosen: true });
    render();
    at("panel").scrollTop = 0;
    if (at("panel").getBoundingClientRect().top > 0.8 * window.innerHeight) at("frame").scrollIntoView();
  }
  function drawList(passed) {
    const sought = fold(at("search").value);
    const asked2 = at("passing").checked ? passed : claims;
    const found = new Set(asked2.filter(({ find }) => sought.every((word) => find.includes(word))));
    listed().forEach((card, index) => {
      card.hidden = !now2.isPrinting && !found.has(claims[index]);
    });
    at("found").textContent = fill(words3.listed, { found: found.size, all: claims.length });
  }
  var ofPart = (id, index) => index ? `${id}-${index + 1}` : id;
  function drawArticles(passed) {
    data.articles.forEach(({ drawing: drawing2 }, index) => {
      const chosen = Object.hasOwn(drawing2.labels, now2.words) ? byId.get(now2.words) : void 0;
      article_default({
        data: { ...drawing2, words: words3.text, passing: passed.map(({ id }) => id), chosen: chosen?.id },
        parentElement: root(ofPart("text", index), "article"),
        setTriggerValue: (_, id) => go(`#words=${id}`)
      });
      at(ofPart("choose", index)).hidden = Boolean(chosen);
      drawCards(ofPart("chosen", index), chosen ? single([chosen]) : [], true);
    });
  }
  function follow(what, id) {
    if (what === "follow") go(`#event=${id}`);
    if (what === "cite") {
      at("citation").textContent = byId.get(id)?.cite;
      at("cite").showModal();
    }
  }
  function go(hash) {
    if (window.location.hash === hash) route();
    else window.location.hash = hash;
  }
  function openClaim(claim) {
    at("search").value = "";
    at("passing").checked = false;
    drawList(claims);
    const list = listed();
    const card = list[claims.indexOf(claim)];
    for (const other of list) other.removeAttribute("part");
    card.setAttribute("part", "chosen");
    card.querySelector("details").open = true;
    card.tabIndex = -1;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
  }
  function ask() {
    const query = new URLSearchParams(window.location.search);
    const known = (list, name2) => list.some(({ id }) => id === query.get(name2));
    if (known(data.evidence, "evidence")) wanted.evidence = query.get("evidence") ?? "";
    if (known(data.speakers, "speaker")) wanted.speaker = query.get("speaker") ?? "";
    const clock = query.get("clock");
    if (clock === "reported" || clock === "happened") wanted.clock = clock;
    const days = query.getAll("dates").map((day) => offsetOf(scene.first, day));
    const [first, last] = days;
    if (days.length === 2 && 0 <= first && first <= last && last < scene.length) wanted.days = [first, last];
    if (known(places, "place")) Object.assign(now2, { place: query.get("place"), isChosen: true });
    const event = query.get("event") ?? "";
    if (byId.has(event) && !window.location.hash) window.location.replace(`#event=${event}`);
  }
  function route() {
    const [what, id] = window.location.hash.slice(1).split("=");
    const claim = byId.get(id);
    if (what === "event" && claim) openClaim(claim);
    if (what === "words" && claim && claim.kind === "quote") {
      now2.words = id;
      render();
    }
    if (what === "place" && places.some((place2) => place2.id === id)) {
      choosePlace(id);
      at("map").scrollIntoView();
    }
  }
  function beforePrint() {
    if (now2.isPrinting) return;
    const parts = [document, ...roots.values()].flatMap((part) => [...part.querySelectorAll("details:not(.legend)")]);
    now2.folded = /** @type {HTMLDetailsElement[]} */
    parts.filter((part) => !part.open);
    for (const part of now2.folded) part.open = true;
    now2.isPrinting = true;
    document.documentElement.dataset.theme = "light";
    const { width, height } = at("frame").getBoundingClientRect();
    const zoom = Math.min(1, PRINTED_MAP_PX / width);
    Object.assign(at("frame").style, { width: `${width}px`, height: `${height}px`, zoom });
    drawList(claims);
  }
  function afterPrint() {
    for (const part of now2.folded) part.open = false;
    now2.isPrinting = false;
    at("frame").removeAttribute("style");
    setTheme2();
    render();
  }
  function setTheme2() {
    document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
  }
  function render() {
    const drawn3 = drawing();
    const [start2, end] = wanted.days;
    const passed = passing(claims, drawn3, { clock: wanted.clock, start: start2, end });
    const first = places.find(({ id }) => claimsAt(id, passed).length) || places[0];
    if (!now2.isChosen) now2.place = first.id;
    for (const input of at("evidence").querySelectorAll("input")) input.checked = wanted.evidence === input.value;
    at("speaker").value = wanted.speaker;
    window.asReported.apply({ ...data.map, selected: now2.place });
    timeline({ data: { ...drawn3, fixed }, parentElement: root("timeline", "timeline"), setStateValue: rest });
    drawPanel(passed);
    drawArticles(passed);
    drawList(passed);
  }
  function change(choice2) {
    Object.assign(wanted, choice2);
    render();
  }
  function radios(name2) {
    for (const { id, name: text } of data[name2]) {
      const input = element("input");
      Object.assign(input, { type: "radio", name: name2, value: id });
      input.addEventListener("change", () => change({ [name2]: id }));
      at(name2).append(element("label", "", input, element("span", "", text)));
    }
  }
  function options2(name2, list, act) {
    for (const { id, name: text } of list) at(name2).append(Object.assign(element("option", "", text), { value: id }));
    at(name2).addEventListener("change", () => act(at(name2).value));
  }
  function table([head2, ...rows]) {
    const cells2 = (tag, row) => element("tr", "", ...row.map((text) => element(tag, "", text)));
    return element("table", "", element("thead", "", cells2("th", head2)), element("tbody", "", ...rows.map((row) => cells2("td", row))));
  }
  function placeArticles() {
    data.articles.forEach((known, index) => {
      const part = at("article-part").content.cloneNode(true);
      for (const node of part.querySelectorAll("[id]")) node.id = ofPart(node.id, index);
      for (const node of part.querySelectorAll("[data-of]")) node.textContent = known[
        /** @type {"source" | "rights" | "digest" | "total"} */
        node.dataset.of
      ];
      part.querySelector(`#${ofPart("sentences", index)}`).append(table(known.sentences));
      at("articles").append(part);
    });
  }
  function fillIn() {
    placeArticles();
    const worded = document.querySelectorAll("[data-word]");
    for (const node of worded) node.textContent = words3[node.dataset.word ?? ""];
    for (const section of document.querySelectorAll("main > section")) {
      const link2 = Object.assign(element("a", "", section.querySelector("h2")?.textContent ?? ""), { href: `#${section.id}` });
      at("contents").append(link2, " ");
    }
    for (const { tag, text, rows } of data.about) at("about").append(rows ? table(rows) : element(tag ?? "p", "", text));
    drawCards("list", single(claims), false);
    drawCards("pairs", data.pairs.map(({ events, ...pair }) => ({ ...pair, cards: events.flatMap((id) => byId.get(id)?.card ?? []) })), false);
  }
  function listen() {
    radios("evidence");
    options2("speaker", [{ id: "", name: words3.all }, ...data.speakers], (speaker) => change({ speaker }));
    options2("place", places, choosePlace);
    for (const place2 of Object.keys(words3.tray)) {
      const button3 = Object.assign(element("button"), { type: "button", value: place2 });
      button3.addEventListener("click", () => choosePlace(place2));
      at("tray").append(button3);
    }
    at("everything").addEventListener("click", () => change({ ...anything, days: [0, scene.length - 1] }));
    at("search").addEventListener("input", render);
    at("passing").addEventListener("change", render);
    at("unfold").addEventListener("click", () => {
      for (const part of root("list", "claims").querySelectorAll("details")) part.open = true;
    });
    at("close").addEventListener("click", () => at("cite").close());
    dark.addEventListener("change", setTheme2);
    window.addEventListener("beforeprint", beforePrint);
    window.addEventListener("afterprint", afterPrint);
    window.addEventListener("hashchange", route);
    document.addEventListener("click", (event) => {
      const link2 = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.hash);
      if (link2 instanceof HTMLAnchorElement && link2.hash === window.location.hash) route();
    });
  }
  window.Streamlit = { setComponentValue: ({ place: place2 }) => choosePlace(place2) };
  document.documentElement.requestFullscreen = () => at("map_div").requestFullscreen();
  fillIn();
  listen();
  ask();
  L.map("map_div", { center: [51.1, 36], zoom: 7, zoomControl: false });
  render();
  route();
})();
