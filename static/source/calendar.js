/** Days as whole numbers: counted from a first day, without hour and zone. */

/**
 * The day so many days after the first (an ISO date), written out in a language.
 * @param {string} first
 * @param {number} offset
 * @param {string} language
 */
export function writtenDay(first, offset, language) {
  const [year, month, day] = first.split("-").map(Number);
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day + offset); // Date.UTC takes the years 0 to 99 for those of 1900
  return date.toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
}

/**
 * The first and last day of a bar, counted from the first day of all; the last bar may be shorter.
 * @param {{ width: number, length: number }} bins
 * @param {number} index
 * @returns {[number, number]}
 */
export function daysOfBar({ width, length }, index) {
  return [index * width, Math.min((index + 1) * width, length) - 1];
}
