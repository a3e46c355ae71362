/** How a window of days moves along the days that have claims, which come in order. */

/** @typedef {[number, number]} Days first and last day, both included */

/**
 * The window one step later, or null at the end: one day moves to the next, a wider window grows to it.
 * @param {Days} window
 * @param {number[]} days
 * @returns {Days | null}
 */
export function later([start, end], days) {
  const next = days.find((day) => day > end);
  if (next === undefined) return null;
  return start === end ? [next, next] : [start, next];
}

/**
 * The window one step earlier, or null at the beginning; the reverse of `later`.
 *
 * A wider window stays wider than one day, because one of one day would move instead of growing.
 * @param {Days} window
 * @param {number[]} days
 * @returns {Days | null}
 */
export function earlier([start, end], days) {
  const previous = days.findLast((day) => day < end);
  if (previous === undefined || (start !== end && previous <= start)) return null;
  return start === end ? [previous, previous] : [start, previous];
}

/**
 * The next window while playing, or null at the end: it grows to the next day, or rolls there as long as it is.
 * @param {Days} window
 * @param {number[]} days
 * @param {boolean} rolling
 * @returns {Days | null}
 */
export function played([start, end], days, rolling) {
  const next = days.find((day) => day > end);
  if (next === undefined) return null;
  return [rolling ? start + next - end : start, next];
}

/**
 * Where playing starts: the window itself, or its first days if it can go no later.
 * @param {Days} window
 * @param {number[]} days
 * @param {boolean} rolling
 * @returns {Days}
 */
export function rewound([start, end], days, rolling) {
  if (!days.length || played([start, end], days, rolling)) return [start, end];
  if (rolling) return [days[0], days[0]];
  return [start, days.find((day) => day > start) ?? end];
}

/**
 * The window moved by whole days, or as many as there are before the first and the last day of all.
 * @param {Days} window
 * @param {number} by
 * @param {Days} limits
 * @returns {Days}
 */
export function moved([start, end], by, [first, last]) {
  const days = Math.min(Math.max(by, first - start), last - end);
  return [start + days, end + days];
}
