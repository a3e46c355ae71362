/** The page's heading: a title in its own language, and one line of ours. Both enter the page as text. */

import { element, say } from "../dom.js";

/** @param {{ data: { title: string, language: string, line: string[] }, parentElement: ShadowRoot }} component */
export default function headline({ data, parentElement }) {
  const head = parentElement.querySelector("h1") ?? element("h1");
  const line = parentElement.querySelector("p") ?? element("p");
  if (!head.parentNode) parentElement.append(head, line);
  say(head, data.title);
  head.lang = data.language;
  const parts = data.line.flatMap((part, index) => [...(index ? [" · "] : []), part]);
  if (line.textContent === parts.join("")) return;
  // What stands between the first and the last part is said elsewhere too, and left out where there is little room.
  const [first, last] = [parts.shift(), parts.length ? parts.pop() : undefined];
  line.replaceChildren(element("span", "", first), element("span", "between", parts.slice(0, -1).join("")), element("span", "", parts.at(-1), last));
}
