/** The article as stored: text nodes that join to the stored text, with marks around the quoted runs. */

/**
 * @typedef {{ text: string, marks: string[], events: string[] }} Segment
 * @typedef {{ segments: Segment[], labels: Record<string, string>, passing: string[], chosen?: string | null, language: string, words: Record<string, string> }} Article
 */

/** @param {Segment} segment @param {Article} data @param {(id: string) => void} open @param {Set<string>} seen */
function mark(segment, data, open, seen) {
  const node = document.createElement("mark");
  const here = segment.events.includes(data.chosen ?? "");
  const fresh = segment.events.filter((id) => !seen.has(id));
  for (const id of fresh) seen.add(id);
  node.className = segment.marks.join(" ");
  node.classList.toggle("chosen", here);
  node.classList.toggle("out", !segment.events.some((id) => data.passing.includes(id)));
  node.textContent = segment.text;
  const labels = segment.events.map((id) => data.labels[id]);
  node.title = `${segment.marks.map((name) => data.words[name]).join(", ")}: ${labels.join("; ")}`;
  const target = fresh[0] || segment.events[0];
  node.addEventListener("click", () => open(target));
  // One stop per event for the keyboard, however many runs its words are cut into.
  if (fresh.length) {
    node.tabIndex = 0;
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", `${segment.text}: ${data.words.open} “${data.labels[fresh[0]]}”`);
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open(target);
    });
  }
  return node;
}

/** @param {ParentNode} body */
const stops = (body) => [.../** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll('[role="button"]'))];

/** @param {{ data: Article, parentElement: ParentNode, setTriggerValue: (name: string, value: string) => void }} component */
export default function ({ data, parentElement, setTriggerValue }) {
  /** @param {string} id */
  const open = (id) => setTriggerValue("open", id);
  const body = document.createElement("div");
  body.className = "text";
  body.lang = data.language;
  const seen = /** @type {Set<string>} */ (new Set());
  for (const segment of data.segments) {
    body.append(segment.events.length ? mark(segment, data, open, seen) : segment.text);
  }
  const old = /** @type {HTMLElement | null} */ (parentElement.querySelector(".text"));
  const before = old?.dataset.chosen;
  body.dataset.chosen = data.chosen || "";
  const focused = old ? stops(old).findIndex((node) => node.matches(":focus")) : -1;
  if (old) old.replaceWith(body);
  else parentElement.append(body);
  // Who goes from mark to mark by keyboard stays where he is.
  if (focused >= 0) stops(body)[focused].focus({ preventScroll: true });
  const target = body.querySelector(".chosen");
  if (target && before !== body.dataset.chosen) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // On a narrow screen the claim itself stands over the lower half of the text.
    const block = window.innerWidth < 640 ? "start" : "center";
    target.scrollIntoView({ block, behavior: calm || !old ? "auto" : "smooth" });
  }
}
