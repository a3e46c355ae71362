/** Keeps the cards that a printed sheet is made of, so that one step of the slider need not send them again. */

/** @param {{ data: string }} component */
export default function keepCards({ data }) {
  window.asReportedCards = data;
}
