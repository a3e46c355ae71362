// Built by "npm run build" in tools/ from static/source/desk/spans.js: change that, not this.

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

// static/source/desk/spans.js
function button(text, name, act) {
  const made = element("button", "", text);
  made.type = "button";
  made.title = name;
  made.setAttribute("aria-label", name);
  made.addEventListener("click", act);
  return made;
}
function words(runs) {
  const line = element("span", "desk-words");
  for (const run of runs) {
    if (run.marks.length) line.append(element("mark", run.marks.join(" "), run.text));
    else line.append(run.text);
  }
  return line;
}
function row(span, data, send) {
  const item = element("li", span.taken ? "taken" : "offered");
  const said = span.runs.map((run) => run.text).join("");
  const act = (what) => () => send({ what, part: span.part, start: span.start, end: span.end, exact: said });
  item.append(words(span.runs));
  if (span.taken) item.append(button("×", `${data.words.remove}: ${said}`, act("remove")));
  else item.append(button("+", `${data.words.add}: ${said}`, act("add")));
  if (span.why) item.append(element("small", "", span.why));
  return item;
}
function spans_default({ data, parentElement, setStateValue }) {
  const old = (
    /** @type {(HTMLElement & { drawn?: string }) | null} */
    parentElement.querySelector(".desk-spans")
  );
  const drawn = JSON.stringify(data);
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
export {
  spans_default as default
};
