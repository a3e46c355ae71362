/** A data set's packed scene: the sums from which account, bars, symbols and areas of every window are counted.
 *
 * Days are ordinals as in Python, the first of January of the year 1 being day 1. geodata/datasets/view/packing.py writes it. */

/**
 * @typedef {{ begin: Uint32Array, bins: Float64Array, totals: Float64Array[] }} Run for each key the sums up to each of its
 *   bins, by measure, which go on from key to key
 * @typedef {{ keys: number, binned: number, inside: Run, started: Run, ended: Run }} Sums of events that begin and end in one
 *   bin of days, and of the longer ones by the bins of their first and last day
 *
 * @typedef {{ given: number, filtered: number, undated: [number, number], days: Sums }} DaysScene
 * @typedef {{ size: number, unit: number, west: number[], north: number[], areas: [string, string][], cells: Sums,
 *   areaSums: Sums, undated: Record<"cells" | "areas", number[][]> }} ViewScene undated: key and measures of what has no date
 * @typedef {[number, number] | null} Window first and last day, both included; null for all time
 */

const ARRAYS = { u1: Uint8Array, u2: Uint16Array, u4: Uint32Array, f8: Float64Array };
const RUNS = /** @type {const} */ (["inside", "started", "ended"]);
const LINE_END = 10;

/**
 * The scene in these bytes, as they were before they were compressed.
 * @param {ArrayBuffer} buffer
 */
export function unpacked(buffer) {
  const bytes = new Uint8Array(buffer);
  const end = bytes.indexOf(LINE_END);
  const { parts, columns, ...header } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  /** @type {Record<string, ArrayLike<number>>} */
  const held = {};
  let at = end + 1;
  for (const [name, type, size] of columns) {
    const Kind = ARRAYS[/** @type {keyof typeof ARRAYS} */ (type)];
    held[name] = new Kind(buffer.slice(at, at + size * Kind.BYTES_PER_ELEMENT));
    at += size * Kind.BYTES_PER_ELEMENT;
  }
  /** @type {Record<string, Sums>} */
  const sums = {};
  for (const [part, { keys, binned }] of Object.entries(parts)) {
    const runs = Object.fromEntries(RUNS.map((name) => [name, run(`${part} ${name}`, held)]));
    sums[part] = /** @type {Sums} */ ({ keys, binned, ...runs });
  }
  return { ...header, days: sums.days, cells: sums.cells, areaSums: sums.areas };
}

/**
 * @param {string} name
 * @param {Record<string, ArrayLike<number>>} held
 * @returns {Run}
 */
function run(name, held) {
  const [sizes, gaps] = [held[`${name} sizes`], held[`${name} gaps`]];
  const begin = new Uint32Array(sizes.length + 1);
  const bins = new Float64Array(gaps.length);
  for (let key = 0, at = 0; key < sizes.length; key += 1) {
    begin[key] = at;
    for (let bin = 0, last = at + sizes[key]; at < last; at += 1) {
      bin += gaps[at];
      bins[at] = bin;
    }
    begin[key + 1] = at;
  }
  const measures = [0, 1, 2, 3].map((number) => held[`${name} m${number}`]).filter(Boolean);
  const totals = measures.map((measure) => {
    const running = new Float64Array(gaps.length + 1);
    for (let at = 0; at < gaps.length; at += 1) running[at + 1] = running[at] + measure[at];
    return running;
  });
  return { begin, bins, totals };
}

/** Where in a key's bins the first stands that is not before this one. @param {Run} run @param {number} key @param {number} bin */
function until({ begin, bins }, key, bin) {
  let [low, high] = [begin[key], begin[key + 1]];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bins[middle] < bin) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A key's measures over the events that overlap a window, widened to whole bins.
 * @param {Sums} sums
 * @param {number} key
 * @param {number} start
 * @param {number} end
 */
export function within({ binned, inside, started, ended }, key, start, end) {
  const [first, after] = [Math.floor(start / binned), Math.floor(end / binned) + 1];
  const [a, b] = [until(inside, key, first), until(inside, key, after)];
  const [c, d] = [until(started, key, after), until(ended, key, first)];
  return inside.totals.map((running, number) => {
    const begun = started.totals[number][c] - started.totals[number][started.begin[key]];
    return running[b] - running[a] + begun - (ended.totals[number][d] - ended.totals[number][ended.begin[key]]);
  });
}

/** @param {Sums} sums @param {number} key */
const whole = (sums, key) => within(sums, key, 0, 2 ** 31);

/**
 * The number of events by outcome; all time includes those without a date.
 * @param {DaysScene} scene
 * @param {Window} window
 */
export function ledger({ given, filtered, undated, days }, window) {
  const [allShown, allNowhere] = whole(days, 0);
  if (!window) {
    return { shown: allShown + undated[0], unlocated: allNowhere + undated[1], outside: 0, filtered, undated: 0, given };
  }
  const [shown, unlocated] = within(days, 0, ...window);
  const outside = allShown + allNowhere - shown - unlocated;
  return { shown, unlocated, outside, filtered, undated: undated[0] + undated[1], given };
}

/**
 * A bar for each of these stretches of days that holds an event: those given for one day, and those for a longer span.
 * @param {DaysScene} scene
 * @param {[number, number][]} stretches
 */
export function bars({ days }, stretches) {
  return stretches.flatMap(([first, last]) => {
    const [shown, unlocated, dated] = within(days, 0, first, last);
    const spanning = shown + unlocated - dated;
    return dated + spanning ? [{ first, last, dated, spanning }] : [];
  });
}

/** The days, or first days of bins, that any event begins or ends on, in order. @param {DaysScene} scene */
export function usedDays({ days }) {
  const found = new Set(RUNS.flatMap((name) => [...days[name].bins]));
  return [...found].sort((a, b) => a - b).map((bin) => bin * days.binned);
}

/**
 * Counts a key in a window; all time includes the events without a date.
 * @param {Sums} sums
 * @param {number[][]} undated
 * @param {Window} window
 * @returns {(key: number) => number[]}
 */
function counter(sums, undated, window) {
  if (window) return (key) => within(sums, key, ...window);
  const more = new Map(undated.map(([key, ...measures]) => [key, measures]));
  return (key) => whole(sums, key).map((sum, measure) => sum + (more.get(key)?.[measure] ?? 0));
}

/** The places on the map that have more in one window than in another, as the map calls them. @param {ViewScene} scene @param {Window} before @param {Window} after */
export function fresher({ size, west, north, areas, cells, areaSums, undated }, before, after) {
  /** @param {Sums} sums @param {number[][]} without @param {(key: number) => string} name */
  const more = (sums, without, name) => {
    const [old, now] = [before, after].map((window) => counter(sums, without, window));
    return Array.from({ length: sums.keys }, (_, key) => key).filter((key) => now(key)[0] > old(key)[0]).map(name);
  };
  const inCells = more(cells, undated.cells, (key) => `${west[key]} ${north[key]} ${size}`);
  return [...inCells, ...more(areaSums, undated.areas, (key) => areas[key][1])];
}

/**
 * What the map draws in a window: symbols as columns, and the areas with most events.
 * @param {ViewScene} scene
 * @param {Window} window
 * @param {number} most areas
 */
export function drawn({ size, unit, west, north, areas, cells, areaSums, undated }, window, most) {
  const counted = counter(cells, undated.cells, window);
  const held = counter(areaSums, undated.areas, window);
  const found = [];
  for (let key = 0; key < cells.keys; key += 1) {
    const [count, vague, x, y] = counted(key);
    if (count) found.push({ count, vague, x: west[key] + unit * Math.floor(x / count), y: north[key] + unit * Math.floor(y / count), key });
  }
  const [left, top] = [Math.min(...found.map(({ key }) => west[key])), Math.min(...found.map(({ key }) => north[key]))];
  const shaded = areas
    .map(([level, id], key) => ({ level, id, count: held(key)[0] }))
    .filter(({ count }) => count)
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  return {
    grid: found.length ? [left, top, size, unit] : [0, 0, 1, 1],
    x: found.map(({ x }) => (x - left) / unit),
    y: found.map(({ y }) => (y - top) / unit),
    count: found.map(({ count }) => count),
    vague: found.map(({ vague }) => vague),
    areas: shaded.slice(0, most).map(({ level, id, count }) => [level, id, count]),
    areasLeft: Math.max(0, shaded.length - most),
    inView: [...found, ...shaded].reduce((sum, { count }) => sum + count, 0),
  };
}
