// Built by "npm run build" in tools/ from static/source/page/fetch.js: change that, not this.

// static/source/page/fetch.js
function fetch_default({ data, parentElement }) {
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
export {
  fetch_default as default
};
