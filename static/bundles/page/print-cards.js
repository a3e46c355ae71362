// Built by "npm run build" in tools/ from static/source/page/print-cards.js: change that, not this.

// static/source/page/print-cards.js
function keepCards({ data }) {
  window.asReportedCards = data;
}
export {
  keepCards as default
};
