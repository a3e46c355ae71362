/** A table of texts. Every string from the server enters the page through textContent, which Streamlit's own table
 * reads as Markdown. */

/** @param {"th" | "td"} tag @param {string[]} texts */
function row(tag, texts) {
  const line = document.createElement("tr");
  for (const text of texts) line.append(Object.assign(document.createElement(tag), { textContent: text }));
  return line;
}

/** @param {{ data: { rows: Record<string, string>[] }, parentElement: Element }} component */
export default function ({ data, parentElement }) {
  const table = parentElement.querySelector("table") || parentElement.appendChild(document.createElement("table"));
  const [head, body] = [document.createElement("thead"), document.createElement("tbody")];
  head.append(row("th", Object.keys(data.rows[0])));
  head.querySelectorAll("th").forEach((cell) => { cell.scope = "col"; });
  body.append(...data.rows.map((cells) => row("td", Object.values(cells))));
  table.replaceChildren(head, body);
}
