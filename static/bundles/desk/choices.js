// Built by "npm run build" in tools/ from static/source/desk/choices.js: change that, not this.

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

// static/source/desk/choices.js
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
function choices_default({ data, parentElement, setStateValue }) {
  const old = (
    /** @type {(HTMLElement & { drawn?: string }) | null} */
    parentElement.querySelector(".desk-choices")
  );
  const drawn = JSON.stringify(data);
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
export {
  choices_default as default
};
