/** The controls above the track: steps, play, the clock, typed days and the zoom of the axis. */

import { isoOf, offsetOf } from "./calendar.js";
import { element } from "../dom.js";
import { shape } from "../svg.js";

/**
 * @typedef {import("./timeline.js").Drawing} Drawing
 * @typedef {import("./window.js").Clock} Clock
 * @typedef {import("./steps.js").Days} Days
 *
 * @typedef {object} Acts
 * @property {() => void} earlier
 * @property {() => void} later
 * @property {() => void} play starts or pauses
 * @property {(clock: Clock) => void} setClock
 * @property {(days: Days) => void} setDays
 * @property {() => void} scope all dates, or only the month of the newest article
 * @property {() => void} zoom to the days chosen, or back to the whole time
 *
 * @typedef {object} Shown
 * @property {Drawing} drawing
 * @property {Clock} clock
 * @property {Days} days
 * @property {boolean} playing
 * @property {boolean} canEarlier
 * @property {boolean} canLater
 * @property {boolean} isWhole whether the axis shows the whole time
 */

/** From which width on the clock, and the choice of all dates too, have a place in the row in every language. */
const CLOCK_PX = 560;
const ROOMY_PX = 700;
const PLAY = "M4 2.5L13 8L4 13.5Z";
const PAUSE = "M4 3H7V13H4ZM9 3H12V13H9Z";
const CLOCKS = /** @type {const} */ (["reported", "happened"]);

/** @param {HTMLElement} parent @param {Acts} acts */
export function transport(parent, acts) {
  const buttons = {
    earlier: button("", acts.earlier, icon("M10 3L4 8L10 13Z")),
    play: button("", acts.play, icon(PLAY)),
    later: button("", acts.later, icon("M6 3L12 8L6 13Z")),
    scope: button("", acts.scope),
    zoom: button("", acts.zoom),
  };
  const way = element("select", "");
  const pace = element("select", "");
  const clocks = Object.fromEntries(CLOCKS.map((name) => [name, radio(name)]));
  const clock = element("fieldset", "clock", element("legend", "unseen"), ...CLOCKS.map((name) => clocks[name].label));
  const [start, end] = [day(), day()];
  // The map comes first: what is seldom used, or finds no room in one row, is folded away.
  const seldom = element("div", "seldom", way, pace, buttons.zoom);
  const more = element("details", "more", element("summary", ""), seldom);
  const steps = element("div", "group", buttons.earlier, buttons.play, buttons.later);
  const dates = element("div", "group", start, "–", end);
  parent.append(steps, clock, dates, more);
  /** @type {(event: Event) => void} */
  const leave = (event) => {
    const isOut = event instanceof KeyboardEvent ? event.key === "Escape" : !event.composedPath().includes(more);
    if (isOut) more.open = false;
  };
  for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, leave);

  /** @param {number} width in pixels, of the whole timeline */
  function fit(width) {
    const [hasClock, hasScope] = [width >= CLOCK_PX, width >= ROOMY_PX];
    if (hasClock !== (clock.parentNode === parent)) {
      if (hasClock) steps.after(clock);
      else seldom.prepend(clock);
    }
    if (hasScope !== (buttons.scope.parentNode === dates)) (hasScope ? dates : seldom).append(buttons.scope);
  }

  /** @type {Shown | null} */
  let shown = null;
  let spoken = "";

  /** @param {Clock} name */
  function radio(name) {
    const input = element("input", "");
    Object.assign(input, { type: "radio", name: "clock", value: name });
    input.addEventListener("change", () => acts.setClock(name));
    const text = element("span", "");
    return { input, text, label: element("label", "", input, text) };
  }

  /** A field for one day as 2024-03-12, which reads the same everywhere; what is no day there is goes back. */
  function day() {
    const input = element("input", "day");
    Object.assign(input, { type: "text", inputMode: "numeric", maxLength: 10, autocomplete: "off", spellcheck: false });
    input.addEventListener("change", () => {
      if (!shown) return;
      const { first, length } = shown.drawing;
      const at = offsetOf(first, input.value.trim());
      if (at >= 0 && at < length) {
        const [from, to] = shown.days;
        acts.setDays(input === start ? [at, Math.max(at, to)] : [Math.min(from, at), at]);
      } else fillIn(shown);
    });
    input.addEventListener("blur", () => shown && fillIn(shown));
    return input;
  }

  /** @param {Shown} now */
  function fillIn({ drawing: { first }, days }) {
    [start, end].forEach((field, index) => {
      const isEdited = /** @type {ShadowRoot} */ (field.getRootNode()).activeElement === field;
      const iso = isoOf(first, days[index]);
      if (field.value !== iso && !isEdited) field.value = iso;
    });
  }

  /** @param {Drawing["words"]} words */
  function speak(words) {
    if (spoken === JSON.stringify(words)) return;
    spoken = JSON.stringify(words);
    name(buttons.earlier, words.earlier, words.earlierHelp);
    name(buttons.later, words.later, words.laterHelp);
    /** @type {HTMLElement} */ (more.firstChild).textContent = words.more;
    options(way, words.way, [words.growing, words.rolling]);
    options(pace, words.pace, words.paces);
    /** @type {HTMLElement} */ (clock.firstChild).textContent = words.clock;
    clock.title = words.clockHelp;
    const isChoice = CLOCKS.every((at) => at in words.clocks); // a data set has one
    for (const at of CLOCKS) {
      clocks[at].text.textContent = words.clocks[at];
      clocks[at].label.hidden = !(at in words.clocks);
      clocks[at].input.hidden = !isChoice;
    }
    start.setAttribute("aria-label", words.start);
    end.setAttribute("aria-label", words.end);
  }

  /** @param {Shown} now */
  function show(now) {
    shown = now;
    const { words } = now.drawing;
    speak(words);
    name(buttons.play, now.playing ? words.pause : words.play, words.playHelp);
    buttons.play.querySelector("path")?.setAttribute("d", now.playing ? PAUSE : PLAY);
    buttons.earlier.disabled = !now.canEarlier;
    buttons.later.disabled = !now.canLater;
    buttons.scope.textContent = now.isWhole && now.drawing.month ? words.onlyMonth : words.allDates;
    buttons.zoom.textContent = now.isWhole ? words.closer : words.wider;
    for (const at of CLOCKS) clocks[at].input.checked = at === now.clock;
    fillIn(now);
  }

  return {
    show,
    isRolling: () => way.selectedIndex === 1,
    pace: () => pace.selectedIndex,
    fit,
    end: () => {
      for (const name of ["pointerdown", "keydown"]) document.removeEventListener(name, leave);
    },
  };
}

/** @param {string} text @param {() => void} act @param {...Node} content */
function button(text, act, ...content) {
  const made = element("button", "", ...content, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** @param {string} d */
function icon(d) {
  const picture = shape("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" });
  picture.append(shape("path", { d }));
  return picture;
}

/** Names a button that is drawn as a sign. @param {HTMLElement} node @param {string} label @param {string} help */
function name(node, label, help) {
  node.setAttribute("aria-label", label);
  node.title = `${label}: ${help}`;
}

/** @param {HTMLSelectElement} box @param {string} label @param {string[]} texts */
function options(box, label, texts) {
  const chosen = Math.max(0, box.selectedIndex);
  box.setAttribute("aria-label", label);
  box.replaceChildren(...texts.map((text) => element("option", "", text)));
  box.selectedIndex = chosen;
}
