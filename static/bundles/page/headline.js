// Built by "npm run build" in tools/ from static/source/page/headline.js: change that, not this.

// static/source/dom.js
function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content.filter((part) => part !== void 0));
  return made;
}
function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// static/source/page/headline.js
function headline({ data, parentElement }) {
  const head = parentElement.querySelector("h1") ?? element("h1");
  const line = parentElement.querySelector("p") ?? element("p");
  if (!head.parentNode) parentElement.append(head, line);
  say(head, data.title);
  head.lang = data.language;
  const parts = data.line.flatMap((part, index) => [...index ? [" · "] : [], part]);
  if (line.textContent === parts.join("")) return;
  const [first, last] = [parts.shift(), parts.length ? parts.pop() : void 0];
  line.replaceChildren(element("span", "", first), element("span", "between", parts.slice(0, -1).join("")), element("span", "", parts.at(-1), last));
}
export {
  headline as default
};
