/** Cards of claims. Every string from the server enters the page through textContent. */

import { element } from "../dom.js";

/**
 * @typedef {{ text: string, marks: string[] }} Run
 * @typedef {{ text: string, href: string }} Link
 * @typedef {{ term: string, text: string, language: string }} Fact
 * @typedef {{ id: string, about: string, who: string, summary: string }} Dispute
 * @typedef {object} Card
 * @property {string} id
 * @property {"quote" | "citation"} kind
 * @property {string} speaker
 * @property {string} line
 * @property {string} language
 * @property {string} share
 * @property {Fact[]} facts
 * @property {{ head: string, claims: Dispute[] }} disputes
 * @property {{ text: string, href: string, note: string }} wrong
 * @property {Link[]} inside
 * @property {string} citation
 * @property {Link} link
 * @property {Run[][]} [quotes]
 * @property {Run[][]} [attribution]
 * @property {string} [summary]
 * @property {string} [translated]
 * @typedef {Record<string, string>} Words
 * @typedef {(name: "follow" | "cite", id: string) => void} Send
 * @typedef {{ about?: string, summary?: string, cards: Card[] }} Group
 * @typedef {HTMLElement & { drawn?: string, subject?: string }} Drawn
 */

/** @param {Run[]} segments @param {Element} parent @param {Words} names */
function marked(segments, parent, names) {
  for (const segment of segments) {
    if (!segment.marks.length) {
      parent.append(segment.text);
      continue;
    }
    const mark = element("mark", segment.marks.join(" "), segment.text);
    mark.title = segment.marks.map((name) => names[name]).join(", ");
    parent.append(mark);
  }
}

/** @param {Link} link */
function link({ text, href }) {
  const anchor = element("a", "", text);
  if (href.startsWith("https://") || href.startsWith("http://")) anchor.href = href;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  return anchor;
}

/** Our summary, with a mark if it is our translation of it. @param {Card} card */
function summary(card) {
  const text = element("p", "summary-text", card.summary);
  text.lang = card.language;
  if (card.translated) text.append(" ", element("span", "translated", `(${card.translated})`));
  return text;
}

/** @param {Card} card @param {Element} body @param {Words} names */
function words(card, body, names) {
  if (card.kind === "citation") {
    body.append(summary(card));
    return;
  }
  for (const quote of card.quotes ?? []) {
    const block = element("blockquote");
    block.lang = card.language;
    marked(quote, block, names);
    body.append(block);
  }
  for (const quote of card.attribution ?? []) {
    const said = element("p", "attribution");
    said.lang = card.language;
    said.append("… ");
    marked(quote, said, names);
    body.append(said);
  }
}

/** @param {Card} card */
function facts(card) {
  const list = element("dl");
  for (const { term, text, language } of card.facts) {
    const said = element("dd", "", text);
    if (language) said.lang = language;
    list.append(element("dt", "", term), said);
  }
  return list;
}

/** What each of two claims says of what they disagree about, in our words: a paragraph, or nothing. @param {string} [text] */
function ourSentence(text) {
  if (!text) return [];
  const sentence = element("p", "sentence", text);
  sentence.lang = "en";
  return [sentence];
}

/** @param {Card} card @param {Send} send */
function disputes(card, send) {
  const part = element("div", "disputes");
  part.append(element("p", "", card.disputes.head));
  const list = element("ul");
  for (const { id, about, who, summary } of card.disputes.claims) {
    const item = element("li");
    item.append(`${about}: `, button(who, () => send("follow", id)));
    item.append(...ourSentence(summary));
    list.append(item);
  }
  part.append(list);
  return part;
}

/** @param {string} text @param {(made: HTMLButtonElement) => void} act */
function button(text, act) {
  const made = element("button", "", text);
  made.type = "button";
  made.addEventListener("click", () => act(made));
  return made;
}

/** @param {Card} card @param {Words} names @param {HTMLButtonElement} made */
async function copyLink(card, names, made) {
  const url = new URL(card.share, document.baseURI).href;
  try {
    await navigator.clipboard.writeText(url);
    made.textContent = names.copied;
  } catch {
    // Without permission the address is shown to be copied by hand.
    const field = element("input");
    field.readOnly = true;
    field.value = url;
    field.setAttribute("aria-label", names.copy);
    made.replaceWith(field);
    field.select();
  }
}

/** Where to say that something is wrong with the claim: a link with a text begun, or the sentence that there is none.
 * @param {Card} card */
function complaint(card) {
  const { text, href, note } = card.wrong;
  if (!href) return button(text, (made) => made.replaceWith(element("span", "", note)));
  const { href: here, protocol } = new URL(card.share, document.baseURI);
  const anchor = element("a", "", text);
  // A file on the reader's own disk has no address that would tell anybody anything.
  anchor.href = href.replace("%7Baddress%7D", () => encodeURIComponent(protocol.startsWith("http") ? here : ""));
  anchor.rel = "nofollow";
  return anchor;
}

/** @param {Card} card @param {Words} names @param {Send} send */
function actions(card, names, send) {
  const row = element("p", "inside");
  for (const { text, href } of card.inside) {
    const anchor = element("a", "", text);
    anchor.href = href;
    row.append(anchor, " ");
  }
  row.append(button(names.cite, () => send("cite", card.id)), " ", button(names.copy, (made) => copyLink(card, names, made)), " ", complaint(card));
  return row;
}

/** @param {Card} card @param {boolean} opened @param {Words} names @param {Send} send */
function draw(card, opened, names, send) {
  const body = element("article", card.kind);
  body.dataset.id = card.id;
  const head = element("p", "speaker");
  head.append(element("span", "badge", names[card.kind]), element("strong", "", card.speaker));
  body.append(head);
  words(card, body, names);
  body.append(element("p", "manner", card.line));
  const more = element("details");
  more.open = opened;
  more.append(element("summary", "", names.more), facts(card));
  if (card.disputes.claims.length) more.append(disputes(card, send));
  const cite = element("p", "citation");
  cite.append(`${card.citation} `, link(card.link), ".");
  more.append(cite);
  body.append(more);
  // What is only previewed has no address yet.
  if (card.share) body.append(actions(card, names, send));
  return body;
}

/** @param {Group} group @param {boolean} opened @param {Words} names @param {Send} send */
function group({ about, summary, cards }, opened, names, send) {
  const part = element("section", about ? "pair" : "list");
  if (about) part.append(element("h3", "", about), ...ourSentence(summary));
  const list = element("div", "cards");
  // A claim on its own is opened whole; in a list only the exact quotes are.
  /** @param {Card} card */
  const open = (card) => opened && (card.kind === "quote" || cards.length === 1);
  list.append(...cards.map((card) => draw(card, open(card), names, send)));
  part.append(list);
  return part;
}

/** To the top of the panel, if the cards lie in one that scrolls by itself. @param {Node} node */
function scrollToTop(node) {
  const root = node.getRootNode();
  const panel = root instanceof ShadowRoot && root.host.closest(".st-key-panel");
  if (panel) panel.scrollTop = 0;
}

/** @param {{ data: { groups: Group[], opened: boolean, words: Words, subject?: string }, parentElement: ParentNode, setTriggerValue: Send }} component */
export default function ({ data, parentElement, setTriggerValue }) {
  const old = /** @type {Drawn | null} */ (parentElement.querySelector(".groups"));
  const drawn = JSON.stringify(data);
  if (old && old.drawn === drawn) return;
  const frame = element("div", "groups");
  Object.assign(frame, { drawn, subject: data.subject });
  frame.append(...data.groups.map((part) => group(part, data.opened, data.words, setTriggerValue)));
  if (!old) {
    parentElement.append(frame);
    return;
  }
  // What the reader has unfolded or folded stays so.
  for (const card of old.querySelectorAll("article")) {
    const details = card.querySelector("details");
    const same = frame.querySelector(`article[data-id="${card.dataset.id}"] details`);
    if (same instanceof HTMLDetailsElement && details) same.open = details.open;
  }
  old.replaceWith(frame);
  if (old.subject !== data.subject) scrollToTop(frame);
}
