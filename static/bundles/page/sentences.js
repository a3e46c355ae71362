// Built by "npm run build" in tools/ from static/source/page/sentences.js: change that, not this.

// static/source/page/sentences.js
function row(tag, texts) {
  const line = document.createElement("tr");
  for (const text of texts) line.append(Object.assign(document.createElement(tag), { textContent: text }));
  return line;
}
function sentences_default({ data, parentElement }) {
  const table = parentElement.querySelector("table") || parentElement.appendChild(document.createElement("table"));
  const [head, body] = [document.createElement("thead"), document.createElement("tbody")];
  head.append(row("th", Object.keys(data.rows[0])));
  head.querySelectorAll("th").forEach((cell) => {
    cell.scope = "col";
  });
  body.append(...data.rows.map((cells) => row("td", Object.values(cells))));
  table.replaceChildren(head, body);
}
export {
  sentences_default as default
};
