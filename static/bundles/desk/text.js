// Built by "npm run build" in tools/ from static/source/desk/text.js: change that, not this.

// static/source/desk/acts.js
function sender(parentElement, setStateValue) {
  return (act) => {
    const acts = parentElement.deskActs || [];
    const n = Math.max(Date.now(), acts.length ? acts[acts.length - 1].n + 1 : 0);
    parentElement.deskActs = [...acts, { ...act, n }].slice(-20);
    setStateValue("acts", parentElement.deskActs);
  };
}

// static/source/dom.js
function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content.filter((part) => part !== void 0));
  return made;
}

// static/source/desk/text.js
var KEYS = { q: "quote", w: "attribution", h: "hedge", t: "time", p: "place", n: "claim" };
var DOUBLE = 250;
var codePoints = (string) => [...string].length;
var selection = () => (
  /** @type {Selection} */
  document.getSelection()
);
function before(body, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(body);
  range.setEnd(node, offset);
  return range.toString();
}
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
function ends(body) {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection();
  if (!anchorNode || !focusNode || !body?.contains(anchorNode) || !body.contains(focusNode)) return null;
  return [before(body, anchorNode, anchorOffset).length, before(body, focusNode, focusOffset).length];
}
function point(body, offset) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = (
    /** @type {Text | null} */
    walker.nextNode()
  ); node; node = /** @type {Text | null} */
  walker.nextNode()) {
    if (left <= node.data.length) return [node, left];
    left -= node.data.length;
  }
  return [body, body.childNodes.length];
}
function sentenceAt(node) {
  const place = node instanceof Text ? node.parentElement : node;
  const inside = place instanceof Element ? place.closest("[data-sentence]") : null;
  return inside instanceof HTMLElement ? Number(inside.dataset.sentence) : null;
}
function draw(data) {
  const body = element("div", "desk-text-body");
  let sentence = (
    /** @type {HTMLElement | null} */
    null
  );
  for (const run of data.runs) {
    if (run.sentence === null) sentence = null;
    else if (!sentence || Number(sentence.dataset.sentence) !== run.sentence) {
      const { state, mark: mark2, title } = data.sentences[run.sentence];
      sentence = element("span", `desk-sentence ${state}`);
      sentence.dataset.sentence = String(run.sentence);
      sentence.dataset.mark = mark2;
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
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => send(part));
    bar.append(made);
  }
  return bar;
}
function show(pane, target) {
  const [outer, inner] = [pane.getBoundingClientRect(), target.getBoundingClientRect()];
  if (inner.top >= outer.top + 40 && inner.bottom <= outer.bottom - 40) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const top = pane.scrollTop + inner.top - outer.top - outer.height / 3;
  pane.scrollTo({ top, behavior: calm ? "auto" : "smooth" });
}
function listen(frame, body, act) {
  const send = (part) => {
    const words = selected(body);
    if (words) act({ what: "take", ...words, part });
  };
  const open = (node) => {
    const number = sentenceAt(node);
    if (number !== null && number !== frame.current) act({ what: "open", number });
  };
  for (const name of ["beforeinput", "paste", "cut", "drop", "dragstart"]) {
    body.addEventListener(name, (event) => event.preventDefault());
  }
  let clicked = (
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    void 0
  );
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
function text_default({ data, parentElement, setStateValue }) {
  const frame = (
    /** @type {Drawn | null} */
    parentElement.querySelector(".desk-text")
  );
  const drawn = JSON.stringify(data);
  if (frame && frame.drawn === drawn) return void 0;
  const old = frame?.querySelector(".desk-text-body");
  const focused = old && document.activeElement === old;
  const chosen = ends(old);
  const scrolled = frame ? frame.scrollTop : 0;
  const fresh = Object.assign(element("div", "desk-text"), { drawn, current: data.current });
  const body = draw(data);
  body.lang = data.language;
  for (const [name, value] of Object.entries({
    contenteditable: "true",
    tabindex: "0",
    role: "textbox",
    "aria-multiline": "true",
    "aria-readonly": "true",
    "aria-label": data.words.text,
    inputmode: "none",
    spellcheck: "false",
    translate: "no",
    "data-gramm": "false"
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
    bar.querySelectorAll("button").forEach((made) => {
      made.disabled = nothing;
    });
  };
  document.addEventListener("selectionchange", follow);
  return () => document.removeEventListener("selectionchange", follow);
}
export {
  text_default as default
};
