// Built by "npm run build" in tools/ from static/source/page/document.js: change that, not this.

// static/source/page/document.js
function skipTheMenu(words) {
  const link = document.querySelector('[data-testid="stSkipToContent"]');
  const content = document.querySelector(".st-key-headline, .st-key-subtitle");
  if (!link || !content) return;
  link.textContent = words;
  link.onclick = (event) => {
    event.preventDefault();
    event.stopPropagation();
    content.tabIndex = -1;
    content.focus();
  };
}
function document_default({ data }) {
  document.documentElement.lang = data.language;
  skipTheMenu(data.skip);
}
export {
  document_default as default
};
