/** Days as whole numbers, counted from a first day given as an ISO date; a day has no hour and no zone. */

const MS_PER_DAY = 86_400_000;

/** @param {string} iso */
function utc(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return new Date(Date.UTC(2000, 0, 1)).setUTCFullYear(year, month - 1, day); // Date.UTC takes the years 0 to 99 for those of 1900
}

/**
 * The day so many days after the first, as [year, month from 1, day].
 * @param {string} first
 * @param {number} offset
 * @returns {[number, number, number]}
 */
export function partsOf(first, offset) {
  const date = new Date(utc(first) + offset * MS_PER_DAY);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}

/**
 * The same day as an ISO date.
 * @param {string} first
 * @param {number} offset
 */
export function isoOf(first, offset) {
  const [year, month, day] = partsOf(first, offset);
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}

/**
 * How many days after the first an ISO date lies; NaN for anything that is no day.
 * @param {string} first
 * @param {string} iso
 */
export function offsetOf(first, iso) {
  const offset = /^\d{4}-\d\d-\d\d$/.test(iso) ? Math.round((utc(iso) - utc(first)) / MS_PER_DAY) : Number.NaN;
  return Number.isNaN(offset) || isoOf(first, offset) !== iso ? Number.NaN : offset;
}

/**
 * The same day in words, "12 March 2024".
 * @param {string} first
 * @param {number} offset
 * @param {string[]} months the names of the months as they stand in a date
 */
export function writtenOut(first, offset, months) {
  const [year, month, day] = partsOf(first, offset);
  return `${day} ${months[month - 1]} ${year}`;
}
