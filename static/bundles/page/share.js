// Built by "npm run build" in tools/ from static/source/page/share.js: change that, not this.

// static/source/page/share.js
function lasting({ edition, dates }) {
  const url = new URL(window.location.href);
  url.searchParams.set("edition", edition);
  url.searchParams.delete("embed");
  if (!url.searchParams.has("dates")) for (const day of dates) url.searchParams.append("dates", day);
  return url.href;
}
async function copy(button, data) {
  const address = lasting(data);
  try {
    await navigator.clipboard.writeText(address);
    button.textContent = data.words.copied;
  } catch {
    const row = (
      /** @type {HTMLElement} */
      button.parentElement
    );
    const field = row.querySelector("input") || document.createElement("input");
    field.readOnly = true;
    field.value = address;
    field.setAttribute("aria-label", data.words.copy);
    row.append(field);
    field.select();
  }
}
function share_default({ data, parentElement, setTriggerValue }) {
  let row = parentElement.querySelector(".row");
  if (!row) {
    row = document.createElement("div");
    row.className = "row";
    row.append(document.createElement("button"), document.createElement("button"));
    parentElement.append(row);
  }
  const [copying, citing] = row.querySelectorAll("button");
  for (const button of [copying, citing]) button.type = "button";
  copying.textContent = data.words.copy;
  citing.textContent = data.words.cite || "";
  citing.hidden = !data.words.cite;
  copying.onclick = () => copy(copying, data);
  citing.onclick = () => setTriggerValue("cite", lasting(data));
}
export {
  share_default as default
};
