/** Choices that carry words of an article: as-written, match, level, reason. Text nodes only. */

import { sender } from "./acts.js";
import { element } from "../dom.js";

/**
 * @typedef {import("./acts.js").Send} Send
 * @typedef {{ id: string, name: string, detail: string, reason: string, chosen: boolean }} Option
 * @typedef {{ name: string, label: string, doubt: string, options: Option[] }} Group
 */

/** @param {Option} option @param {Send} send */
function choice(option, send) {
  const made = element("button", option.chosen ? "chosen" : "");
  made.type = "button";
  made.setAttribute("aria-pressed", String(option.chosen));
  made.dataset.id = option.id;
  made.append(element("span", "sign", option.chosen ? "◉" : "○"), element("strong", "", option.name));
  if (option.detail) made.append(element("span", "detail", option.detail));
  if (option.reason) made.append(element("small", "", option.reason));
  made.addEventListener("click", () => send({ what: "choose", id: option.id }));
  return made;
}

/** @param {{ data: { groups: Group[], language: string }, parentElement: ShadowRoot, setStateValue: import("./acts.js").SetStateValue }} component */
export default function ({ data, parentElement, setStateValue }) {
  const old = /** @type {(HTMLElement & { drawn?: string }) | null} */ (parentElement.querySelector(".desk-choices"));
  const drawn = JSON.stringify(data);
  // What is being clicked must not be replaced by its like: the click would be lost.
  if (old && old.drawn === drawn) return;
  const send = sender(parentElement, setStateValue);
  const root = parentElement.activeElement ? parentElement : document;
  const focused = root.activeElement instanceof HTMLElement ? root.activeElement.dataset.id : null;
  const frame = Object.assign(element("div", "desk-choices"), { drawn });
  for (const group of data.groups) {
    if (group.name) {
      const head = element("p", "", `${group.label} `);
      const written = element("q", "", group.name);
      written.lang = data.language;
      head.append(written);
      frame.append(head);
      if (group.doubt) frame.append(element("p", "doubt", group.doubt));
    }
    const list = element("div", "list");
    list.append(...group.options.map((option) => choice(option, send)));
    frame.append(list);
  }
  if (old) old.replaceWith(frame);
  else parentElement.append(frame);
  const again = focused && [...frame.querySelectorAll("button")].find((made) => made.dataset.id === focused);
  if (again) again.focus({ preventScroll: true });
}
