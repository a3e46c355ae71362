/** The printed page: the map as it is seen, then every claim shown, place by place. It is drawn when the reader
 * prints. Every string from the server enters the page through textContent. */

import { element } from "../dom.js";

const MAP = 'iframe[title="streamlit_folium.st_folium"]';

/** The map's own drawing of itself, in the light theme that paper needs; nothing if the map is not there yet. */
function picture() {
  const frame = /** @type {HTMLIFrameElement | null} */ (document.querySelector(MAP));
  const map = frame?.contentWindow;
  if (!frame?.contentDocument || !map?.asReported?.state().ready) return "";
  const { dataset } = frame.contentDocument.documentElement;
  const { theme } = dataset;
  dataset.theme = "light";
  try {
    return document.importNode(map.asReported.picture(false), true);
  } finally {
    dataset.theme = theme;
  }
}

/**
 * @typedef {import("./claims.js").Card} Card
 * @typedef {Record<string, string>} Words
 * @typedef {{ number: number | null, name: string, claims: string[] }} Group
 * @typedef {{ words: Words, lines: string[], address: string, groups: Group[] }} Sheet
 */

/** @param {import("./claims.js").Run} run */
function run({ text, marks }) {
  return element("span", marks.join(" "), text);
}

/** @param {Card} card */
function said(card) {
  if (card.summary !== undefined) {
    const text = element("p", "summary", card.translated ? `${card.summary} (${card.translated})` : card.summary);
    text.lang = card.language;
    return [text];
  }
  const quotes = (card.quotes ?? []).map((runs) => element("blockquote", "", ...runs.map(run)));
  const attribution = (card.attribution ?? []).map((runs) => element("p", "attribution", "… ", ...runs.map(run)));
  for (const node of [...quotes, ...attribution]) node.lang = card.language;
  return [...quotes, ...attribution];
}

/** @param {Card} card @param {Words} words */
function claim(card, words) {
  const head = element("p", "speaker", element("span", "badge", words[card.kind]), element("strong", "", card.speaker));
  const facts = element("p", "facts");
  for (const { term, text } of card.facts) facts.append(element("b", "", `${term}: `), `${text} `);
  const rest = [element("p", "manner", card.line), facts, element("p", "citation", card.citation)];
  const body = element("article", card.kind, head, ...said(card), ...rest);
  body.dataset.id = card.id;
  return body;
}

/** @param {Group} group @param {Record<string, Card>} cards @param {Words} words */
function group({ number, name, claims }, cards, words) {
  const head = element("h2", "", ...(number ? [element("span", "number", String(number)), " "] : []), name);
  return element("section", "", head, ...claims.map((id) => claim(cards[id], words)));
}

/** @param {Sheet} sheet */
function sheet({ words, lines, address, groups }) {
  const cards = JSON.parse(window.asReportedCards ?? "{}");
  const head = [element("h1", "", words.title), ...lines.map((line) => element("p", "line", line))];
  const figure = element("figure", "", picture());
  const found = groups.map((part) => group(part, cards, words));
  return element("div", "sheet", ...head, figure, element("p", "address", address), ...found);
}

/** @param {{ data: Sheet, parentElement: ParentNode }} component */
export default function ({ data, parentElement }) {
  const page = document.documentElement;
  const draw = () => {
    clear();
    parentElement.append(sheet(data));
    // Only what was drawn takes the place of the page.
    page.dataset.sheet = "drawn";
  };
  const clear = () => {
    for (const old of parentElement.querySelectorAll(".sheet")) old.remove();
    delete page.dataset.sheet;
  };
  window.addEventListener("beforeprint", draw);
  window.addEventListener("afterprint", clear);
  return () => {
    window.removeEventListener("beforeprint", draw);
    window.removeEventListener("afterprint", clear);
    clear();
  };
}
