/** The article on the desk: text nodes that join to the stored text. A field that can be read, walked through and
 * selected from by keyboard, and never written in: what would change it is stopped, and the server compares every
 * selection with the stored text anyway. */

import { sender } from "./acts.js";
import { element } from "../dom.js";

/**
 * @typedef {import("./acts.js").Send} Send
 * @typedef {{ text: string, marks: string[], sentence: number | null, odd?: string }} Run
 * @typedef {{ state: string, mark: string, title: string }} Sentence
 * @typedef {{ runs: Run[], sentences: Sentence[], current: number | null, language: string, words: Record<string, string> }} DeskText
 * @typedef {HTMLElement & { drawn: string, current: number | null }} Drawn
 */

/** @type {Record<string, string>} */
const KEYS = { q: "quote", w: "attribution", h: "hedge", t: "time", p: "place", n: "claim" };

const DOUBLE = 250; // ms, within which most people make two clicks a double click

/** @param {string} string */
const codePoints = (string) => [...string].length;

const selection = () => /** @type {Selection} */ (document.getSelection());

/** @param {Element} body @param {Node} node @param {number} offset */
function before(body, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(body);
  range.setEnd(node, offset);
  return range.toString();
}

/** What is selected, in code points of the stored text without the white space around it; null if nothing is.
 * @param {Element} body */
function selected(body) {
  if (!selection().rangeCount || selection().isCollapsed) return null;
  const range = selection().getRangeAt(0);
  if (!body.contains(range.startContainer) || !body.contains(range.endContainer)) return null;
  const words = range.toString();
  const exact = words.trim();
  if (!exact) return null;
  const lead = words.slice(0, words.length - words.trimStart().length);
  const start = codePoints(before(body, range.startContainer, range.startOffset) + lead);
  return { start, end: start + codePoints(exact), exact };
}

/** Both ends of the selection, or of the cursor, as offsets in the body; null if they are not in it.
 * @param {Element | null | undefined} body */
function ends(body) {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection();
  if (!anchorNode || !focusNode || !body?.contains(anchorNode) || !body.contains(focusNode)) return null;
  return [before(body, anchorNode, anchorOffset).length, before(body, focusNode, focusOffset).length];
}

/** @param {Element} body @param {number} offset @returns {[node: Node, offset: number]} */
function point(body, offset) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = /** @type {Text | null} */ (walker.nextNode()); node; node = /** @type {Text | null} */ (walker.nextNode())) {
    if (left <= node.data.length) return [node, left];
    left -= node.data.length;
  }
  return [body, body.childNodes.length];
}

/** @param {EventTarget | null} node */
function sentenceAt(node) {
  const place = node instanceof Text ? node.parentElement : node;
  const inside = place instanceof Element ? place.closest("[data-sentence]") : null;
  return inside instanceof HTMLElement ? Number(inside.dataset.sentence) : null;
}

/** @param {DeskText} data */
function draw(data) {
  const body = element("div", "desk-text-body");
  let sentence = /** @type {HTMLElement | null} */ (null);
  for (const run of data.runs) {
    if (run.sentence === null) sentence = null;
    else if (!sentence || Number(sentence.dataset.sentence) !== run.sentence) {
      const { state, mark, title } = data.sentences[run.sentence];
      sentence = element("span", `desk-sentence ${state}`);
      sentence.dataset.sentence = String(run.sentence);
      sentence.dataset.mark = mark;
      sentence.title = title;
      if (run.sentence === data.current) sentence.classList.add("current");
      body.append(sentence);
    }
    const parent = sentence || body;
    if (!run.marks.length) {
      parent.append(run.text);
      continue;
    }
    const mark = element("mark", run.marks.join(" "), run.text);
    if (run.odd) mark.dataset.odd = run.odd;
    parent.append(mark);
  }
  return body;
}

/** @param {DeskText} data @param {(part: string) => void} send */
function toolbar(data, send) {
  const bar = element("div", "desk-text-bar");
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", data.words.bar);
  bar.append(element("span", "desk-text-hint", data.words.bar));
  for (const [key, part] of Object.entries(KEYS)) {
    const made = element("button", "", data.words[part]);
    made.type = "button";
    made.dataset.part = part;
    made.disabled = true;
    made.setAttribute("aria-keyshortcuts", key);
    made.append(element("kbd", "", key.toUpperCase()));
    // The selection stays where it is while the button is pressed.
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => send(part));
    bar.append(made);
  }
  return bar;
}

/** @param {Element} pane @param {Element} target */
function show(pane, target) {
  const [outer, inner] = [pane.getBoundingClientRect(), target.getBoundingClientRect()];
  if (inner.top >= outer.top + 40 && inner.bottom <= outer.bottom - 40) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const top = pane.scrollTop + inner.top - outer.top - outer.height / 3;
  pane.scrollTo({ top, behavior: calm ? "auto" : "smooth" });
}

/** @param {Drawn} frame @param {HTMLElement} body @param {Send} act */
function listen(frame, body, act) {
  /** @param {string} part */
  const send = (part) => {
    const words = selected(body);
    if (words) act({ what: "take", ...words, part });
  };
  /** @param {EventTarget | null} node */
  const open = (node) => {
    const number = sentenceAt(node);
    if (number !== null && number !== frame.current) act({ what: "open", number });
  };
  for (const name of ["beforeinput", "paste", "cut", "drop", "dragstart"]) {
    body.addEventListener(name, (event) => event.preventDefault());
  }
  // The first click of two must not open a sentence: the text would move under the second, which selects a word.
  let clicked = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  body.addEventListener("click", (event) => {
    clearTimeout(clicked);
    if (event.detail < 2) clicked = setTimeout(() => selection().isCollapsed && open(event.target), DOUBLE);
  });
  body.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const part = KEYS[event.key.toLowerCase()];
    if (part) send(part);
    else if (event.key === "Enter") open(selection().anchorNode);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return send;
}

/** @param {{ data: DeskText, parentElement: ParentNode, setStateValue: import("./acts.js").SetStateValue }} component */
export default function ({ data, parentElement, setStateValue }) {
  const frame = /** @type {Drawn | null} */ (parentElement.querySelector(".desk-text"));
  const drawn = JSON.stringify(data);
  if (frame && frame.drawn === drawn) return undefined;
  const old = frame?.querySelector(".desk-text-body");
  const focused = old && document.activeElement === old;
  const chosen = ends(old);
  const scrolled = frame ? frame.scrollTop : 0;
  const fresh = Object.assign(element("div", "desk-text"), { drawn, current: data.current });
  const body = draw(data);
  body.lang = data.language;
  for (const [name, value] of Object.entries({
    contenteditable: "true", tabindex: "0", role: "textbox", "aria-multiline": "true", "aria-readonly": "true",
    "aria-label": data.words.text, inputmode: "none", spellcheck: "false", translate: "no", "data-gramm": "false",
  })) body.setAttribute(name, value);
  const send = listen(fresh, body, sender(parentElement, setStateValue));
  const bar = toolbar(data, send);
  fresh.append(bar, body);
  if (frame) frame.replaceWith(fresh);
  else parentElement.append(fresh);
  fresh.scrollTop = scrolled;
  if (focused) body.focus({ preventScroll: true });
  if (focused && chosen) {
    const [[anchor, from], [focus, to]] = [point(body, chosen[0]), point(body, chosen[1])];
    selection().setBaseAndExtent(anchor, from, focus, to);
  }
  const target = body.querySelector(".current");
  if (target && (!frame || frame.current !== data.current)) show(fresh, target);
  const follow = () => {
    const nothing = !selected(body);
    bar.querySelectorAll("button").forEach((made) => { made.disabled = nothing; });
  };
  document.addEventListener("selectionchange", follow);
  return () => document.removeEventListener("selectionchange", follow);
}
