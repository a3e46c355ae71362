/** The words a claim is made of, each with what it is to the claim, and what else is suggested. Text nodes only. */

import { sender } from "./acts.js";
import { element } from "../dom.js";

/**
 * @typedef {import("./acts.js").Send} Send
 * @typedef {{ text: string, marks: string[] }} Run
 * @typedef {{ runs: Run[], part: string, start: number, end: number, taken: boolean, why: string }} Span
 * @typedef {{ part: string, name: string, spans: Span[] }} Group
 * @typedef {{ groups: Group[], words: Record<string, string>, language: string }} Spans
 */

/** @param {string} text @param {string} name @param {() => void} act */
function button(text, name, act) {
  const made = element("button", "", text);
  made.type = "button";
  made.title = name;
  made.setAttribute("aria-label", name);
  made.addEventListener("click", act);
  return made;
}

/** @param {Run[]} runs */
function words(runs) {
  const line = element("span", "desk-words");
  for (const run of runs) {
    if (run.marks.length) line.append(element("mark", run.marks.join(" "), run.text));
    else line.append(run.text);
  }
  return line;
}

/** @param {Span} span @param {Spans} data @param {Send} send */
function row(span, data, send) {
  const item = element("li", span.taken ? "taken" : "offered");
  const said = span.runs.map((run) => run.text).join("");
  /** @param {"add" | "remove"} what */
  const act = (what) => () => send({ what, part: span.part, start: span.start, end: span.end, exact: said });
  item.append(words(span.runs));
  if (span.taken) item.append(button("×", `${data.words.remove}: ${said}`, act("remove")));
  else item.append(button("+", `${data.words.add}: ${said}`, act("add")));
  if (span.why) item.append(element("small", "", span.why));
  return item;
}

/** @param {{ data: Spans, parentElement: ParentNode, setStateValue: import("./acts.js").SetStateValue }} component */
export default function ({ data, parentElement, setStateValue }) {
  const old = /** @type {(HTMLElement & { drawn?: string }) | null} */ (parentElement.querySelector(".desk-spans"));
  const drawn = JSON.stringify(data);
  // What is being clicked must not be replaced by its like: the click would be lost.
  if (old && old.drawn === drawn) return;
  const send = sender(parentElement, setStateValue);
  const list = Object.assign(element("dl", "desk-spans"), { drawn });
  for (const group of data.groups) {
    list.append(element("dt", "", group.name));
    const detail = element("dd");
    const rows = element("ul", group.part);
    rows.lang = data.language;
    rows.append(...group.spans.map((span) => row(span, data, send)));
    if (!group.spans.length) rows.append(element("li", "none", data.words.none));
    detail.append(rows);
    if (group.part === "quote" && group.spans.filter((span) => span.taken).length > 1) {
      detail.append(button(data.words.join, data.words.join, () => send({ what: "join" })));
    }
    list.append(detail);
  }
  if (old) old.replaceWith(list);
  else parentElement.append(list);
}
