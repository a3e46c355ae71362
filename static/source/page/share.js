/** Copies the address of the view as it stands, the map's place in it included, or hands it on to be cited. */

/** @typedef {{ edition: string, dates: string[], words: Record<string, string> }} View */

/** The address with its edition and its dates, which it leaves out while they are the newest and the usual ones. @param {View} view */
function lasting({ edition, dates }) {
  const url = new URL(window.location.href);
  url.searchParams.set("edition", edition);
  url.searchParams.delete("embed");
  if (!url.searchParams.has("dates")) for (const day of dates) url.searchParams.append("dates", day);
  return url.href;
}

/** @param {HTMLButtonElement} button @param {View} data */
async function copy(button, data) {
  const address = lasting(data);
  try {
    await navigator.clipboard.writeText(address);
    button.textContent = data.words.copied;
  } catch {
    // Without permission the address is shown to be copied by hand.
    const row = /** @type {HTMLElement} */ (button.parentElement);
    const field = row.querySelector("input") || document.createElement("input");
    field.readOnly = true;
    field.value = address;
    field.setAttribute("aria-label", data.words.copy);
    row.append(field);
    field.select();
  }
}

/** @param {{ data: View, parentElement: ParentNode, setTriggerValue: (name: "cite", address: string) => void }} component */
export default function ({ data, parentElement, setTriggerValue }) {
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
