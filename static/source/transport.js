/** The controls above the track: steps, play, the clock, typed days and the zoom of the axis. */

import { isoOf, offsetOf } from "./calendar.js";
import { element } from "./dom.js";

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

/** Where all controls stand in one row in every language; static/timeline.css folds by the same width. */
const WIDE = "(min-width: 100rem)";
/** Where the choice of all dates has a place in the row, too. */
const ROOMY = "(min-width: 72rem)";
const CLOCKS = /** @type {const} */ (["reported", "happened"]);

/** @param {HTMLElement} parent @param {Acts} acts */
export function transport(parent, acts) {
  const buttons = {
    earlier: button("", acts.earlier),
    play: button("", acts.play),
    later: button("", acts.later),
    scope: button("", acts.scope),
    zoom: button("", acts.zoom),
  };
  const way = element("select", "");
  const pace = element("select", "");
  const clocks = Object.fromEntries(CLOCKS.map((name) => [name, radio(name)]));
  const clock = element("fieldset", "clock", element("legend", "unseen"), ...CLOCKS.map((name) => clocks[name].label));
  const [start, end] = [day(), day()];
  // The map comes first: where not all stand in one row, what is seldom used is folded away.
  const [wide, roomy] = [WIDE, ROOMY].map((query) => globalThis.matchMedia(query));
  const seldom = element("div", "group", way, pace, buttons.zoom);
  const more = element("details", "more", element("summary", ""), seldom);
  const steps = element("div", "group", buttons.earlier, buttons.play, buttons.later);
  const dates = element("div", "group", start, "–", end);
  const fold = () => {
    more.open = wide.matches;
    (roomy.matches ? dates : seldom).append(buttons.scope);
  };
  for (const width of [wide, roomy]) width.addEventListener("change", fold);
  fold();
  parent.append(steps, clock, dates, more);

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
    for (const at of CLOCKS) clocks[at].text.textContent = words.clocks[at];
    start.setAttribute("aria-label", words.start);
    end.setAttribute("aria-label", words.end);
  }

  /** @param {Shown} now */
  function show(now) {
    shown = now;
    const { words } = now.drawing;
    speak(words);
    name(buttons.play, now.playing ? words.pause : words.play, words.playHelp);
    buttons.earlier.disabled = !now.canEarlier;
    buttons.later.disabled = !now.canLater;
    buttons.scope.textContent = now.isWhole ? words.onlyMonth : words.allDates;
    buttons.zoom.textContent = now.isWhole ? words.closer : words.wider;
    for (const at of CLOCKS) clocks[at].input.checked = at === now.clock;
    fillIn(now);
  }

  return {
    show,
    isRolling: () => way.selectedIndex === 1,
    pace: () => pace.selectedIndex,
    end: () => {
      for (const width of [wide, roomy]) width.removeEventListener("change", fold);
    },
  };
}

/** @param {string} text @param {() => void} act */
function button(text, act) {
  const made = element("button", "", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** @param {HTMLElement} node @param {string} label @param {string} help */
function name(node, label, help) {
  if (node.textContent !== label) node.textContent = label;
  node.title = help;
}

/** @param {HTMLSelectElement} box @param {string} label @param {string[]} texts */
function options(box, label, texts) {
  const chosen = Math.max(0, box.selectedIndex);
  box.setAttribute("aria-label", label);
  box.replaceChildren(...texts.map((text) => element("option", "", text)));
  box.selectedIndex = chosen;
}
