/** Sums on the map of data sets: where each stands, how large, and what it looks like. */

/** @import { Coded, Sum, Sums } from "../values.js" */

import { shape } from "../../svg.js";
import { now } from "../state.js";

const WORLD = 2 ** 30; // the Web Mercator plane, as integers from its north-western corner
const STEPS = [[10_000, 16], [1_000, 14.5], [100, 13], [10, 12], [0, 11]]; // from a count on: letters in px
const LETTER = 0.56; // a digit's width, in its height
const MARGIN = 0.2; // of a cell, kept free so that neighbours seldom touch

/** The data set of the view; only called where there is one. */
export const set = () => /** @type {Coded} */ (now.view.coded);

/** By language, how it writes numbers: toLocaleString asks anew for each. @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/** @param {number} number */
export function counted(number) {
  const { lang } = set();
  const format = formats.get(lang) ?? new Intl.NumberFormat(lang);
  formats.set(lang, format);
  return format.format(number);
}

/** The symbols in view, in reading order. @param {Sums} sums @returns {Sum[]} */
export function symbols({ grid, x, y, count, vague }) {
  const [west, north, size, unit] = grid;
  return apartFromEachOther(size, count.map((number, index) => {
    const [across, down] = [x[index] * unit, y[index] * unit];
    const corner = [across - (across % size), down - (down % size)];
    const within = (/** @type {number} */ at) => Math.min(Math.max(at % size, size * MARGIN), size * (1 - MARGIN));
    const held = (/** @type {number} */ at) => (number === 1 ? at % size : within(at)); // one event stands where it is
    return {
      key: `${west + corner[0]} ${north + corner[1]} ${size}`, cell: [west + corner[0], north + corner[1], size],
      x: west + corner[0] + held(across), y: north + corner[1] + held(down), count: number, vague: vague[index],
      letter: letterOf(number),
    };
  }));
}

const letterOf = (/** @type {number} */ count) => (STEPS.find(([least]) => count >= least) ?? STEPS[STEPS.length - 1])[1];
const widthOf = (/** @type {Pick<Sum, "count" | "letter">} */ { count, letter }) => Math.max(16, counted(count).length * letter * LETTER + 8);
const heightOf = (/** @type {Pick<Sum, "letter">} */ { letter }) => letter + 7;

/** Keep each sum within its cell, so that none covers the digits of its neighbour, which would read as another sum.
 *
 * Where a sum is wider than its cell, the columns stand in turn in the upper and the lower half of their cells. @param {number} size @param {Sum[]} items */
function apartFromEachOther(size, items) {
  const pixel = WORLD / (256 * 2 ** now.map.getZoom());
  const sums = size > 1 ? items.filter(({ count }) => count > 1) : [];
  const isTight = sums.some((item) => widthOf(item) * pixel > size);
  for (const item of sums) {
    if (isTight) item.letter = Math.min(item.letter, size / pixel / 2 - 8);
    const [wide, tall] = [widthOf(item) * pixel, heightOf(item) * pixel];
    const [west, north] = item.cell;
    const lower = isTight && (west / size) % 2 === 1;
    const top = north + (lower ? size / 2 : 0);
    item.x = inside(item.x, west, size, wide);
    item.y = inside(item.y, top, isTight ? size / 2 : size, tall);
  }
  return items;
}

/**
 * The position next to ``at`` from which something so long stays within a room, or the middle if it is too long.
 * @param {number} at
 * @param {number} start
 * @param {number} room
 * @param {number} long
 */
function inside(at, start, room, long) {
  return long > room ? start + room / 2 : Math.min(Math.max(at, start + long / 2), start + room - long / 2);
}

/**
 * A sum as in a ledger: the exact count between a line above and two below; one event alone is a small open square.
 * @param {Sum} item
 * @param {boolean} vague
 */
export function plate(item, vague) {
  const { count, letter: size } = item;
  const single = count === 1;
  const wide = single ? 10 : widthOf(item);
  const tall = single ? 10 : heightOf(item);
  const [width, height] = [Math.max(24, wide), Math.max(24, tall)];
  const picture = shape("svg", { width, height, viewBox: `0 0 ${width} ${height}`, class: "sum", "aria-hidden": "true" });
  const [left, top] = [(width - wide) / 2, (height - tall) / 2];
  if (vague) shape("circle", { cx: width / 2, cy: height / 2, r: 13, class: "vicinity" }, picture);
  if (single) {
    shape("rect", { x: left + 1, y: top + 1, width: 8, height: 8, class: "one" }, picture);
    return picture;
  }
  shape("rect", { x: left, y: top, width: wide, height: tall, class: "paper" }, picture);
  const [right, end] = [left + wide, top + tall];
  shape("path", { d: `M${left} ${top}H${right}M${left} ${end - 2.5}H${right}M${left} ${end}H${right}`, class: "rules" }, picture);
  const text = shape("text", { x: width / 2, y: top + size * 0.36 + tall / 2 - 1.5, class: "number", "font-size": size }, picture);
  text.textContent = counted(count);
  return picture;
}
