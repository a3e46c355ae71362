/** Counts what a window of days holds: the browser's half of `select`, for what follows the hand.
 *
 * Days are whole numbers from the scene's first day; a window includes both of its ends. */

/**
 * @typedef {[number | null, number | null]} Span first and last day; null where the source leaves the end open
 * @typedef {"reported" | "happened"} Clock
 * @typedef {{ clock: Clock, start: number, end: number }} Window
 * @typedef {{ quotes: number, citations: number }} Tally
 * @typedef {"shown" | "unlocated" | "outside" | "filtered" | "undated"} Outcome
 * @typedef {Record<Outcome, Tally>} Account
 * @typedef {Tally & { disputed: boolean, vicinity: boolean, along: string[] | null }} Counts along: the regions that all its
 *   claims name, in order; null where one names none
 *
 * @typedef {object} Place
 * @property {string} id
 * @property {string} level
 * @property {string} name in the language of the page
 * @property {string} latin
 * @property {number | null} number
 * @property {number | null} lon
 * @property {number | null} lat
 * @property {string} outline
 * @property {string} kind
 *
 * @typedef {object} Scene one entry per claim in each of the lists
 * @property {string} first the day that is number 0, as an ISO date
 * @property {number} length days in all
 * @property {Place[]} places
 * @property {boolean[]} quoted
 * @property {boolean[]} accepted whether every filter but the window lets the claim pass
 * @property {(Span | null)[]} reported
 * @property {(Span | null)[]} happened
 * @property {number[][]} at the places that the map draws the claim at
 * @property {string[][]} along the regions that a claim about the border names
 * @property {boolean[]} vicinity
 * @property {boolean[]} disputed
 *
 * @typedef {Tally & { first: number, last: number, spanning: number }} Bar
 */

export const OUTCOMES = /** @type {const} */ (["shown", "unlocated", "outside", "filtered", "undated"]);

/** @returns {Tally} */
const none = () => ({ quotes: 0, citations: 0 });

/** @param {Tally} tally */
export const total = ({ quotes, citations }) => quotes + citations;

/** @param {Tally} tally @param {boolean} quoted */
function add(tally, quoted) {
  if (quoted) tally.quotes += 1;
  else tally.citations += 1;
}

/**
 * Whether any day from start to end, both included, may be meant.
 * @param {Span} span
 * @param {number} start
 * @param {number} end
 */
export function overlaps([first, last], start, end) {
  return (first === null || first <= end) && (last === null || last >= start);
}

/**
 * What becomes of a claim; the first outcome that applies.
 * @param {Scene} scene
 * @param {number} claim
 * @param {Window} window
 * @returns {Outcome}
 */
export function outcomeOf(scene, claim, { clock, start, end }) {
  if (!scene.accepted[claim]) return "filtered";
  const span = scene[clock][claim];
  if (!span) return "undated";
  if (!overlaps(span, start, end)) return "outside";
  return scene.at[claim].length ? "shown" : "unlocated";
}

/**
 * The account of every claim, and the counts of every place that has a claim to show, by its index.
 * @param {Scene} scene
 * @param {Window} window
 */
export function count(scene, window) {
  const account = /** @type {Account} */ (Object.fromEntries(OUTCOMES.map((outcome) => [outcome, none()])));
  const places = /** @type {(Counts | null)[]} */ (scene.places.map(() => null));
  for (let claim = 0; claim < scene.quoted.length; claim += 1) {
    const outcome = outcomeOf(scene, claim, window);
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

/** @param {string[] | null} known @param {string[]} more */
const joined = (known, more) => known && (more.length ? [...new Set([...known, ...more])].sort() : null);

/**
 * The days that a claim which passes the other filters is dated to, in order.
 * @param {Scene} scene
 * @param {Clock} clock
 */
export function datedDays(scene, clock) {
  const days = new Set();
  scene[clock].forEach((span, claim) => {
    if (scene.accepted[claim] && span && span[0] !== null && span[0] === span[1]) days.add(span[0]);
  });
  return [...days].sort((a, b) => a - b);
}

/**
 * A bar for each of these stretches of days that any claim which passes the other filters may be of.
 *
 * Claims dated to one day are counted by evidence; `spanning` are those given only for a longer or open span.
 * @param {Scene} scene
 * @param {Clock} clock
 * @param {[number, number][]} stretches first and last day of each, in order and apart
 * @returns {Bar[]}
 */
export function histogram(scene, clock, stretches) {
  const bars = stretches.map(([first, last]) => ({ first, last, ...none(), spanning: 0 }));
  const steps = new Array(bars.length + 1).fill(0); // a longer span adds one from its first bar on, and takes it back after its last
  scene[clock].forEach((span, claim) => {
    if (!scene.accepted[claim] || !span) return;
    const from = span[0] === null ? 0 : firstFrom(bars, (bar) => bar.last >= /** @type {number} */ (span[0]));
    const past = span[1] === null ? bars.length : firstFrom(bars, (bar) => bar.first > /** @type {number} */ (span[1]));
    if (past <= from) return;
    if (span[0] !== null && span[0] === span[1]) add(bars[from], scene.quoted[claim]);
    else {
      steps[from] += 1;
      steps[past] -= 1;
    }
  });
  let running = 0;
  bars.forEach((bar, index) => {
    running += steps[index];
    bar.spanning = running;
  });
  return bars.filter((bar) => total(bar) + bar.spanning);
}

/**
 * The index of the first item that is so, in a list where all after it are; its length if there is none.
 * @template Item
 * @param {Item[]} items
 * @param {(item: Item) => boolean} isSo
 */
function firstFrom(items, isSo) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(items[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
