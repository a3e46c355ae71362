/** What the timeline counts of claims: bars, account, sentence, and what the map draws. */

import { mapView } from "./map-view.js";
import { earlier, later } from "./steps.js";
import { count, datedDays, histogram } from "./window.js";
import { accountWords, barWords, description, sentence, shownWords } from "./words.js";

/**
 * @typedef {import("./steps.js").Days} Days
 * @typedef {import("./window.js").Window} Window
 *
 * @typedef {object} Subject what a timeline is about: claims, or the events of a data set
 * @property {string[]} key the parts of a bar that a line above the bars explains
 * @property {Record<string, string>} keyWords
 * @property {(clock: import("./window.js").Clock) => import("./track.js").Chart} chart
 * @property {(clock: import("./window.js").Clock, view: Days) => number[]} stops the days that playing goes through
 * @property {(days: Days, stops: number[]) => Days | null} earlier
 * @property {(days: Days, stops: number[]) => Days | null} later
 * @property {(window: Window) => string | null} account null as long as it cannot be told
 * @property {(window: Window) => string | null} shown how many are shown, null as long as it cannot be told
 * @property {(window: Window) => string} sentence
 * @property {(window: Window) => object} live what of the map's view follows the window
 * @property {string} caption
 * @property {(before: Window, after: Window) => string[]} fresh the places that have more
 */

const SERIES = /** @type {const} */ (["quotes", "citations", "spanning"]);

/** @param {import("./timeline.js").Drawing} data @returns {Subject} */
export function claimsSubject(data) {
  const { first, used, words } = data;
  return {
    key: ["spanning"], // the other parts have the signs of the key of the sources
    keyWords: { ...words.key, head: "" },
    chart: (clock) => ({
      first,
      used,
      words,
      series: [...SERIES],
      bars: (stretches) => histogram(data, clock, stretches).map((bar) => ({
        first: bar.first,
        last: bar.last,
        parts: SERIES.map((name) => bar[name]),
        label: barWords(bar, first, words),
      })),
      describe: (bars) => description(bars.map(({ first: from, last, parts: [quotes, citations, spanning] }) => (
        { first: from, last, quotes, citations, spanning })), clock, first, words),
    }),
    stops: (clock, view) => datedDays(data, clock).filter((day) => day >= view[0] && day <= view[1]),
    earlier,
    later,
    account: (window) => accountWords(count(data, window).account, words),
    shown: (window) => shownWords(count(data, window).account, words),
    sentence: (window) => sentence(window, data, words),
    live: (window) => mapView(data, count(data, window).places, data.labels, words),
    caption: words.dated,
    fresh: (before, after) => {
      const all = (/** @type {import("./window.js").Counts | null} */ found) => (found ? found.quotes + found.citations : 0);
      const [old, fresh] = [count(data, before).places, count(data, after).places];
      return data.places.flatMap(({ id }, index) => (all(fresh[index]) > all(old[index]) ? [id] : []));
    },
  };
}
