/** The timeline, a component of the page: what the hand moves, the browser counts; at rest the server is told once.
 *
 * Each move of the hand has a running number. An answer of the server that belongs to an older one brings its filter and
 * its words, but moves no handle, no mark and no number of the account. */

import { isoOf, writtenOut } from "./calendar.js";
import { claimsSubject } from "./claims-subject.js";
import { element, say } from "../dom.js";
import { setSubject } from "./set-subject.js";
import { played, rewound } from "./steps.js";
import { keyOf, track } from "./track.js";
import { transport } from "./transport.js";

/**
 * @typedef {import("./claims-subject.js").Subject} Subject
 * @typedef {import("./window.js").Window} Window
 * @typedef {import("./window.js").Clock} Clock
 * @typedef {import("./steps.js").Days} Days
 * @typedef {import("./words.js").Words & Record<"start" | "end" | "span" | "fromTo" | "gap" | "dated" | "clock"
 *   | "clockHelp" | "earlier" | "earlierHelp" | "later" | "laterHelp" | "play" | "pause" | "playHelp" | "way" | "growing"
 *   | "rolling" | "pace" | "allDates" | "onlyMonth" | "closer" | "wider" | "more", string> & { shortMonths: string[],
 *   loneMonths: string[], paces: string[], key: Record<"head" | "quotes" | "citations" | "spanning", string> }} TimelineWords
 *
 * @typedef {import("./window.js").Scene & { used: number[], month: Days | null, labels: [string, string][], chosen: string[], clock: Clock,
 *   window: Days, n: number, session: string, words: TimelineWords }} Drawing
 * @typedef {(name: string, value: object) => void} SetStateValue
 */

const MAP = 'iframe[title^="streamlit_folium"]';
const REST_MS = 150;
const OVERDUE_MS = 30_000; // an answer that has not come by then was lost
const PACES_MS = [1_500, 750, 300];

/** @type {WeakMap<ParentNode, ReturnType<typeof begin>>} */
const begun = new WeakMap();

/** @param {{ data: Drawing & { fixed: string }, parentElement: ShadowRoot, setStateValue: SetStateValue }} component */
export default function timeline({ data, parentElement, setStateValue }) {
  const instrument = begun.get(parentElement) ?? begin(parentElement);
  begun.set(parentElement, instrument);
  instrument.take({ ...data, ...JSON.parse(data.fixed) }, setStateValue);
  // Called also where the component only goes on with other data.
  return () => setTimeout(() => {
    if (parentElement.isConnected) return;
    instrument.end();
    begun.delete(parentElement);
  });
}

/** @param {ShadowRoot} root */
function begin(root) {
  const controls = element("div", "controls");
  const large = element("p", "large");
  large.setAttribute("aria-hidden", "true");
  const key = element("p", "key");
  const [number, account, said] = [element("summary", "shown"), element("p", "account"), element("p", "sentence")];
  const sum = element("details", "sum", number, element("div", "behind", account, said));
  const status = element("p", "unseen"); // what changed, for those who cannot see it
  status.setAttribute("role", "status");
  const area = element("div", "area");
  root.append(element("div", "timeline", controls, area, large, element("div", "foot", sum, key), status));

  const now = {
    drawing: /** @type {Drawing | null} */ (null),
    subject: /** @type {Subject | null} */ (null),
    clock: /** @type {Clock} */ ("reported"),
    days: /** @type {Days} */ ([0, 0]),
    view: /** @type {Days} */ ([0, 0]),
    n: 0, // of the hand's last move
    sent: 0,
    held: false,
    playing: 0,
    rest: 0,
    overdue: 0,
    frame: 0,
    stale: true, // axis and bars are to be drawn anew
    fresh: /** @type {string[]} */ ([]),
    tell: /** @type {SetStateValue} */ (() => {}),
  };

  const line = track(area, (days, held) => {
    pause();
    move(days, held);
  });
  const bar = transport(controls, {
    earlier: () => step("earlier"),
    later: () => step("later"),
    play: () => (now.playing ? finish() : play()),
    setClock: (clock) => {
      now.clock = clock;
      now.stale = true;
      move(now.days, now.held);
    },
    setDays: (days) => {
      pause();
      move(days, false);
    },
    scope: () => {
      pause();
      const days = (isWhole() && drawing().month) || whole();
      look(days);
      move(days, false);
    },
    zoom: () => {
      look(isWhole() ? now.days : whole());
      schedule();
    },
  });

  const drawing = () => /** @type {Drawing} */ (now.drawing);
  /** @returns {Days} */
  const whole = () => [0, drawing().length - 1];
  const isWhole = () => now.view[0] === 0 && now.view[1] === drawing().length - 1;
  const subject = () => /** @type {Subject} */ (now.subject);
  const stops = () => subject().stops(now.clock, now.view);
  /** @param {Days} days @returns {Window} */
  const windowOf = ([start, end]) => ({ clock: now.clock, start, end });
  const redraw = () => {
    now.stale = true;
    schedule();
  };

  /** Takes what the server sends; its window only if the hand has not moved since. @param {Drawing} data @param {SetStateValue} tell */
  function take(data, tell) {
    const before = now.drawing;
    now.tell = tell;
    now.drawing = data;
    now.subject = "scenes" in data ? setSubject(/** @type {any} */ (data), redraw) : claimsSubject(data);
    now.stale = true;
    document.documentElement.dataset.timeline = "drawn";
    const isBusy = now.held || now.playing || now.rest;
    if (!before || (data.n >= now.n && !isBusy)) adopt(data);
    else if (before.session !== data.session && !isBusy) rest(); // another process knows nothing of the hand's window
    widen();
    schedule();
  }

  /** @param {Drawing} data */
  function adopt(data) {
    clearTimeout(now.overdue);
    const isFirst = !now.n && !now.view[1];
    const { month, window } = data;
    Object.assign(now, { clock: data.clock, days: window, n: data.n, sent: data.n });
    if (isFirst) look(month && window[0] >= month[0] && window[1] <= month[1] ? month : whole());
  }

  /** @param {Days} days */
  function look(days) {
    now.view = days;
    now.stale = true;
  }

  /** Keeps the days chosen, and the axis within the days that there are. */
  function widen() {
    const last = drawing().length - 1;
    now.days = [Math.min(now.days[0], last), Math.min(now.days[1], last)];
    const view = /** @type {Days} */ ([Math.min(now.view[0], now.days[0]), Math.min(Math.max(now.view[1], now.days[1]), last)]);
    if (view[0] !== now.view[0] || view[1] !== now.view[1]) look(view);
  }

  /** @param {Days} days @param {boolean} held */
  function move(days, held) {
    const hasMoved = days[0] !== now.days[0] || days[1] !== now.days[1];
    if (now.n === now.sent) now.n += 1;
    Object.assign(now, { days, held });
    if (hasMoved) now.fresh = [];
    widen();
    schedule();
    if (!held && !now.playing) rest();
    else {
      clearTimeout(now.rest);
      now.rest = 0;
    }
  }

  function rest() {
    clearTimeout(now.rest);
    now.rest = setTimeout(() => {
      now.rest = 0;
      if (now.n === now.sent) now.n += 1;
      const { n, clock, days } = now;
      const [start, end] = days.map((day) => isoOf(drawing().first, day));
      now.sent = n;
      now.tell("window", { clock, start, end, n });
      clearTimeout(now.overdue);
      now.overdue = setTimeout(() => {
        if (drawing().n < now.sent && now.sent === now.n && !now.held && !now.playing) adopt(drawing());
        schedule();
      }, OVERDUE_MS);
    }, REST_MS);
  }

  /** @param {"earlier" | "later"} way */
  function step(way) {
    pause();
    const days = subject()[way](now.days, stops());
    if (days) move(days, false);
  }

  function play() {
    const first = rewound(now.days, stops(), bar.isRolling());
    now.playing = setTimeout(advance, PACES_MS[bar.pace()]);
    move(first, false);
  }

  function advance() {
    const next = played(now.days, stops(), bar.isRolling());
    if (!next) return finish();
    const fresh = subject().fresh(windowOf(now.days), windowOf(next));
    now.playing = setTimeout(advance, PACES_MS[bar.pace()]);
    move(next, false);
    now.fresh = fresh;
  }

  function pause() {
    if (now.playing) clearTimeout(now.playing);
    now.playing = 0;
    now.fresh = [];
  }

  function finish() {
    pause();
    move(now.days, false);
  }

  function schedule() {
    now.frame ||= requestAnimationFrame(() => {
      now.frame = 0;
      if (now.drawing) render();
    });
  }

  /** Everything that follows the hand, once per frame. */
  function render() {
    const { clock, days, view } = now;
    const data = drawing();
    const about = subject();
    const state = { chart: about.chart(clock), days, view };
    if (now.stale) line.draw(state);
    else line.follow(state);
    bar.fit(area.clientWidth);
    if (now.stale) key.replaceChildren(...keyOf(about.key, about.keyWords));
    now.stale = false;
    const window = windowOf(days);
    const runs = about.account(window)?.split("**");
    if (runs && account.textContent !== runs.join("")) {
      account.replaceChildren(...runs.map((run, index) => (index % 2 ? element("strong", "", run) : run)));
    }
    say(said, about.sentence(window));
    say(number, about.shown(window) ?? number.textContent ?? "");
    if (!now.held && !now.playing) say(status, `${number.textContent}. ${said.textContent}`);
    const canGo = stops();
    bar.show({
      drawing: data,
      clock,
      days,
      playing: now.playing !== 0,
      isWhole: isWhole(),
      canEarlier: about.earlier(days, canGo) !== null,
      canLater: about.later(days, canGo) !== null,
    });
    large.hidden = !now.playing;
    say(large, now.playing ? writtenOut(data.first, days[1], data.words.months) : "");
    map()?.follow({ ...about.live(window), caption: `${said.textContent}\n${about.caption}`, fresh: now.fresh, held: now.held || now.playing !== 0 });
  }

  /** The map of this page, as in the single file, or in its frame, when it is there. @returns {{ follow: (live: object | null) => void } | null} */
  function map() {
    if (window.asReported) return window.asReported;
    const frame = /** @type {HTMLIFrameElement | null} */ (document.querySelector(MAP));
    const own = /** @type {any} */ (frame?.contentWindow);
    return own?.asReported?.follow ? own.asReported : null;
  }

  // A frame that came later than the timeline, or anew, is told where the hand is.
  globalThis.addEventListener("as-reported-map", schedule);
  const watch = new ResizeObserver(redraw);
  watch.observe(area);

  function end() {
    pause();
    bar.end();
    watch.disconnect();
    globalThis.removeEventListener("as-reported-map", schedule);
    cancelAnimationFrame(now.frame);
    clearTimeout(now.rest);
    clearTimeout(now.overdue);
    map()?.follow(null);
    delete document.documentElement.dataset.timeline;
  }

  return { take, end };
}
