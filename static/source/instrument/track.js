/** The track of the timeline: bars per day, the span of days chosen, and its two handles. */

import { axis } from "./axis.js";
import { partsOf, writtenOut } from "./calendar.js";
import { element } from "../dom.js";
import { moved } from "./steps.js";
import { shape } from "../svg.js";
import { fill } from "./words.js";

/**
 * @typedef {import("./steps.js").Days} Days
 * @typedef {"start" | "end" | "span"} Part
 * @typedef {{ first: number, last: number, parts: number[], label: string }} TrackBar parts: what stands on what, by `Chart.series`;
 *   the last is what is given only for a longer span
 *
 * @typedef {object} Chart what is counted: claims, or the events of a data set
 * @property {string} first the day that is number 0, as an ISO date
 * @property {number[]} used the days that have something, in order
 * @property {string[]} series a class for each part of a bar
 * @property {(stretches: [number, number][]) => TrackBar[]} bars of those of the stretches that hold anything
 * @property {(bars: TrackBar[]) => string} describe for those who cannot see them
 * @property {Record<Part | "fromTo" | "gap", string> & { months: string[], shortMonths: string[] }} words
 *
 * @typedef {{ chart: Chart, days: Days, view: Days }} State
 */

const HEIGHT = 44;
const EDGE_PX = 26; // room for a handle beyond either end
const LABEL_PX = 62;
const NEAR_PX = 8; // a press so close to a bar means the bar
const PARTS = /** @type {const} */ (["span", "start", "end"]);

/**
 * @param {HTMLElement} parent
 * @param {(days: Days, held: boolean) => void} move takes the days that the hand asks for, and whether it still holds
 */
export function track(parent, move) {
  /** Presses may come faster than frames: each goes on from the one before. @param {Days} days @param {boolean} held */
  const ask = (days, held) => {
    state = { .../** @type {State} */ (state), days };
    move(days, held);
  };
  const area = element("div", "track");
  const ticks = element("div", "ticks");
  ticks.setAttribute("aria-hidden", "true");
  const band = element("div", "band");
  const handles = Object.fromEntries(PARTS.map((part) => [part, handle(part)]));
  area.append(band, ...PARTS.map((part) => handles[part].box));
  parent.append(area, ticks);

  /** @type {State | null} */
  let state = null;
  /** @type {ReturnType<typeof axis> | null} */
  let scale = null;
  /** @type {{ bar: TrackBar, group: SVGElement, inside: boolean | null }[]} */
  let bars = [];
  /** @type {SVGElement | null} */
  let picture = null;

  /** @param {Part} part */
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
    // What a screen reader's own gesture sets.
    input.addEventListener("input", () => {
      if (state) shift(part, Number(input.value) - (part === "end" ? state.days[1] : state.days[0]), false);
    });
    return { box, input };
  }

  /** @param {Part} part @param {number} by @param {boolean} held @param {Days} from */
  function shift(part, by, held, from = /** @type {State} */ (state).days) {
    const [first, last] = /** @type {State} */ (state).view;
    const [start, end] = from;
    if (part === "span") ask(moved(from, by, [first, last]), held);
    if (part === "start") ask([Math.min(Math.max(start + by, first), end), end], held);
    if (part === "end") ask([start, Math.max(Math.min(end + by, last), start)], held);
  }

  drag();

  /** Handles and span follow the pointer; a press elsewhere, or one that does not move, chooses a day. */
  function drag() {
    /** @type {{ part: Part | "new", from: Days, day: number, x: number, moved: boolean } | null} */
    let held = null;
    /** @param {PointerEvent} event */
    const at = (event) => event.clientX - area.getBoundingClientRect().left - EDGE_PX;
    area.addEventListener("pointerdown", (event) => {
      if (!state || !scale || event.button) return;
      const target = /** @type {Element} */ (event.target);
      const part = PARTS.find((name) => handles[name].box === target.closest(".handle"));
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
      // A handle stands beside its day, so what counts is how far it has come.
      else {
        const from = edge(held.part, held.from);
        const middle = (scale.x(from) + scale.x(from + 1)) / 2;
        shift(held.part, scale.day(middle + event.clientX - held.x) - from, true, held.from);
      }
    });
    for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) {
      area.addEventListener(name, () => {
        if (!held || !state || !scale) return;
        const { part, day, moved: hasMoved } = held;
        held = null;
        const isPress = !hasMoved && name === "pointerup";
        const isOnHandle = part === "start" || part === "end";
        ask((isPress && nearest(day, isOnHandle)) || state.days, false);
      });
    }
  }

  /** @param {Part} part @param {Days} days */
  const edge = (part, [start, end]) => (part === "end" ? end : start);

  /**
   * The bar at a day or close to it, as days; else the day alone, or null where a handle lies.
   * @param {number} day
   * @param {boolean} isOnHandle
   * @returns {Days | null}
   */
  function nearest(day, isOnHandle) {
    const far = (/** @type {TrackBar} */ bar) =>
      Math.max(0, bar.first - day, day - bar.last) * /** @type {NonNullable<typeof scale>} */ (scale).unit;
    const dated = bars.map(({ bar }) => bar).filter(datedOf);
    const best = dated.sort((a, b) => far(a) - far(b))[0];
    if (best && far(best) <= (isOnHandle ? 0 : NEAR_PX)) return [best.first, best.last];
    return isOnHandle ? null : [day, day];
  }

  /** Draws axis, bars and labels: for another filter, clock, view or width. @param {State} now */
  function draw(now) {
    state = now;
    const { chart, view } = now;
    const wide = Math.max(40, area.clientWidth - 2 * EDGE_PX);
    scale = axis(chart.used, view[0], view[1], wide);
    const held = chart.bars(scale.stretches());
    const drawn = barsOf(held, scale, chart);
    drawn.svg.setAttribute("aria-label", chart.describe(held));
    if (picture) picture.replaceWith(drawn.svg);
    else area.prepend(drawn.svg);
    picture = drawn.svg;
    bars = drawn.bars;
    ticks.replaceChildren(...labels(held, scale, chart));
    for (const part of PARTS) handles[part].input.setAttribute("aria-label", chart.words[part]);
    follow(now);
  }

  /** Moves handles and span, and tells the bars chosen from the others. @param {State} now */
  function follow(now) {
    state = now;
    if (!scale) return;
    const { days: [start, end], view, chart } = now;
    const [left, right] = [scale.x(start), scale.x(end + 1)];
    band.style.transform = handles.span.box.style.transform = `translateX(${EDGE_PX + left}px)`;
    band.style.width = handles.span.box.style.width = `${Math.max(2, right - left)}px`;
    handles.start.box.style.transform = `translateX(${EDGE_PX + left}px) translateX(-100%)`;
    handles.end.box.style.transform = `translateX(${EDGE_PX + right}px)`;
    for (const item of bars) {
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

/** @param {HTMLInputElement} input @param {number} min @param {number} max @param {number} value @param {string} text */
function range(input, min, max, value, text) {
  input.min = String(min);
  input.max = String(Math.max(min, max));
  input.value = String(value);
  input.setAttribute("aria-valuetext", text);
}

/** How many days a key moves a handle, or null for another key. @param {string} key @param {State} state @param {Part} part */
function step(key, { view: [first, last], days: [start, end] }, part) {
  const tenth = Math.max(1, Math.round((last - first + 1) / 10));
  const at = part === "end" ? end : start;
  const to = part === "span" ? last - (end - start) : last;
  /** @type {Record<string, number>} */
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -tenth, PageUp: tenth, Home: first - at, End: to - at };
  return steps[key] ?? null;
}

/** @param {TrackBar} bar */
const allOf = ({ parts }) => parts.reduce((sum, part) => sum + part, 0);
/** What is given for a day. @param {TrackBar} bar */
const datedOf = (bar) => allOf(bar) - bar.parts[bar.parts.length - 1];

/** @param {TrackBar[]} held @param {ReturnType<typeof axis>} scale @param {Chart} chart */
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
  const bars = held.map((bar) => {
    const group = shape("g", {});
    const title = shape("title", {});
    title.textContent = bar.label;
    group.append(title);
    const [left, right] = [scale.x(bar.first), scale.x(bar.last + 1)];
    const thick = Math.max(2, Math.min(24, right - left - 1));
    let top = HEIGHT - 1;
    bar.parts.forEach((part, index) => {
      const tall = part ? Math.max(2, (part / most) * (HEIGHT - 4)) : 0;
      top -= tall;
      const box = { x: (left + right - thick) / 2, y: top, width: thick, height: tall, class: chart.series[index] };
      if (tall) group.append(shape("rect", box));
    });
    svg.append(group);
    return { bar, group, inside: /** @type {boolean | null} */ (null) };
  });
  return { svg, bars };
}

/** What the colours of the bars mean. @param {string[]} series @param {Record<string, string>} words */
export function keyOf(series, words) {
  const samples = series.flatMap((name) => {
    const sample = shape("svg", { width: 11, height: 11, "aria-hidden": "true" });
    sample.append(shape("rect", { x: 1, y: name === "spanning" ? 7 : 1, width: 9, height: name === "spanning" ? 3 : 9, class: name }));
    return [sample, words[name]];
  });
  return [words.head, ...samples];
}

/** Labels below the bars: the fullest days first, then the ends, as many as find room. */
/** @param {TrackBar[]} held @param {ReturnType<typeof axis>} scale @param {Chart} chart */
function labels(held, scale, { first, words }) {
  const dated = held.filter(datedOf).sort((a, b) => datedOf(b) - datedOf(a));
  const days = [...dated.map((bar) => bar.first), scale.first, scale.last];
  const years = new Set(days.map((day) => partsOf(first, day)[0]));
  /** @type {[number, number][]} */
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
