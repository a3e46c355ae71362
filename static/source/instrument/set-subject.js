/** What the timeline counts of a data set: bars, account, and on the map its sums and the article's claims of the same days. */

import { writtenOut } from "./calendar.js";
import { mapView } from "./map-view.js";
import { bars, drawn, fresher, ledger, unpacked, usedDays } from "./set-scene.js";
import { moved } from "./steps.js";
import { count } from "./window.js";
import { fill } from "./words.js";

/**
 * @typedef {import("./steps.js").Days} Days
 * @typedef {import("./window.js").Window} Window
 * @typedef {Record<"account" | "described" | "undescribed" | "given" | "spanning" | "sentence" | "allDays" | "bins" | "unloaded"
 *   | "dated" | "perBar", string>} SetWords
 *
 * @typedef {object} SetDrawing
 * @property {string} first
 * @property {number} firstDay the ordinal of day number 0
 * @property {number} length
 * @property {Days} window
 * @property {{ days: string, view: string | null }} scenes their addresses
 * @property {Record<string, number>} ledger of the server's window
 * @property {number} rejected
 * @property {number} mostAreas
 * @property {any} beside the scene of the article's claims, and its clock
 * @property {any} words
 *
 * @typedef {{ value: any, failed: boolean }} Loaded
 */

const SERIES = ["dated", "spanning"];
const MOST_KEPT = 12;
const STOPS = 60;

/** @type {Map<string, Loaded>} */
const kept = new Map();

/** The scene at an address, asked for once. @param {string} address @param {() => void} changed @returns {Loaded} */
function loaded(address, changed) {
  const known = kept.get(address);
  if (known) return known;
  /** @type {Loaded} */
  const scene = { value: null, failed: false };
  kept.set(address, scene);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT) kept.delete(oldest);
  fetch(new URL(address, document.baseURI))
    .then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject(new Error(String(answer.status)))))
    .then((buffer) => { scene.value = unpacked(buffer); })
    .catch(() => {
      scene.failed = true;
      kept.delete(address); // asked for again with the server's next answer
    })
    .finally(changed);
  return scene;
}

/** @param {SetDrawing} data @param {() => void} changed @returns {import("./claims-subject.js").Subject} */
export function setSubject(data, changed) {
  const { first, firstDay, length, words, beside } = data;
  const ofDays = loaded(data.scenes.days, changed);
  const ofView = data.scenes.view ? loaded(data.scenes.view, changed) : null;
  const format = new Intl.NumberFormat(words.lang);
  /** @param {Window} window @returns {[number, number] | null} */
  const asked = ({ start, end }) => (start === 0 && end === length - 1 ? null : [firstDay + start, firstDay + end]);
  /** @param {number} by @returns {(days: Days) => Days | null} */
  const step = (by) => (days) => {
    const to = moved(days, by * (days[1] - days[0] + 1), [0, length - 1]);
    return to[0] === days[0] ? null : to;
  };

  /** The article's claims of the same days; with all dates also those without any. @param {Window} window */
  function claims({ start, end }) {
    const [clock, shift] = [beside.clock, beside.shift];
    const all = asked({ clock, start, end }) === null;
    const scene = all ? { ...beside, [clock]: beside.quoted.map(() => [null, null]) } : beside;
    return mapView(scene, count(scene, { clock, start: start + shift, end: end + shift }).places, beside.labels, beside.words);
  }

  /** @type {number[] | null} */
  let days = null;

  /** The days that any event begins or ends on, in order. */
  function used() {
    if (!ofDays.value) return [0, length - 1];
    days ??= usedDays(ofDays.value).map((day) => Math.max(0, day - firstDay));
    return days;
  }

  /** The events by outcome, null as long as they cannot be told. @param {Window} window @returns {Record<string, number> | null} */
  function counts(window) {
    const isServers = window.start === data.window[0] && window.end === data.window[1];
    if (isServers) return data.ledger;
    return ofDays.value ? ledger(ofDays.value, asked(window)) : null;
  }

  /** @param {Window} window */
  function account(window) {
    const found = counts(window);
    if (!found) return null;
    const { given: _given, ...outcomes } = { given: 0, ...found };
    const all = Object.values(outcomes).reduce((sum, number) => sum + number, data.rejected);
    const numbers = { ...outcomes, rejected: data.rejected, given: all };
    return fill(words.account, Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, format.format(number)])));
  }

  return {
    key: SERIES,
    keyWords: words.key,
    chart: () => ({
      first,
      used: used(),
      words,
      series: SERIES,
      bars: (stretches) => {
        if (!ofDays.value) return [];
        const found = bars(ofDays.value, stretches.map(([from, to]) => [from + firstDay, to + firstDay]));
        return found.map(({ first: from, last, dated, spanning }) => {
          const days = [...new Set([from, last])].map((day) => writtenOut(first, day - firstDay, words.months)).join(" – ");
          const said = `${words.given} ${format.format(dated)}, ${words.spanning} ${format.format(spanning)}`;
          return { first: from - firstDay, last: last - firstDay, parts: [dated, spanning], label: `${days}: ${said}` };
        });
      },
      describe: (held) => {
        if (!held.length) return words.undescribed;
        const [from, to] = [held[0].first, held[held.length - 1].last].map((day) => writtenOut(first, day, words.months));
        return fill(words.described, { head: words.key.head, first: from, last: to });
      },
    }),
    stops: (_clock, [from, to]) => {
      const held = used().filter((day) => day >= from && day <= to);
      const stride = Math.ceil(held.length / STOPS);
      return held.filter((_day, index) => (held.length - 1 - index) % stride === 0);
    },
    earlier: step(-1),
    later: step(1),
    account,
    shown: (window) => account(window)?.split("**")[1] ?? null,
    sentence: ({ start, end }) => {
      const days = [start, end].map((day) => writtenOut(first, day, words.months));
      const said = asked({ clock: "reported", start, end }) ? fill(words.fromTo, { first: days[0], last: days[1] }) : words.allDays;
      const binned = ofView?.value?.cells.binned ?? 1;
      const notes = [binned > 1 ? fill(words.bins, { count: format.format(binned) }) : "", ofView?.failed || ofDays.failed ? words.unloaded : ""];
      return [words.sentence.join(said), ...notes].filter(Boolean).join(" ");
    },
    live: (window) => {
      if (!ofView?.value) return { ...claims(window), coded: {} };
      const { areasLeft: _left, inView, ...coded } = drawn(ofView.value, asked(window), data.mostAreas);
      const shown = counts(window)?.shown;
      const outside = shown === undefined ? {} : { outside: Math.max(0, shown - inView) };
      return { ...claims(window), coded: { ...coded, ...outside } };
    },
    caption: words.dated,
    fresh: (before, after) => (ofView?.value ? fresher(ofView.value, asked(before), asked(after)) : []),
  };
}
