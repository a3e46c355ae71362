/** What Streamlit's own page leaves to us: its language, by which screen readers choose their voice, and its skip
 * link. */

/** Streamlit's link stops before our menu, which is what a reader wants to skip. @param {string} words */
function skipTheMenu(words) {
  /** @type {HTMLElement | null} */
  const link = document.querySelector('[data-testid="stSkipToContent"]');
  /** @type {HTMLElement | null} */
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

/** @param {{ data: { language: string, skip: string } }} component */
export default function ({ data }) {
  document.documentElement.lang = data.language;
  skipTheMenu(data.skip);
}
