/** A link to a file that was made on request: followed once by itself, and there to be followed again. */

/** @param {{ data: { href: string, label: string }, parentElement: ParentNode }} component */
export default function ({ data, parentElement }) {
  const known = parentElement.querySelector("a");
  const href = new URL(data.href, document.baseURI).href;
  if (known && known.href === href) return;
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  link.textContent = data.label;
  if (known) known.replaceWith(link);
  else parentElement.append(link);
  link.click();
}
