// Built by "npm run build" in tools/ from static/source/page/coded.js: change that, not this.

// static/source/dom.js
function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content.filter((part) => part !== void 0));
  return made;
}

// static/source/page/coded.js
var ADDRESS = /^https?:\/\/[^\s/?#@\\]+\.[^\s/?#@\\]+(?:[/?#][^\s\\]*)?$/i;
var LONGEST_ADDRESS = 2e3;
function source(text) {
  const line = element("span");
  for (const part of text.split(/(\s+|;)/)) {
    if (part.length > LONGEST_ADDRESS || !ADDRESS.test(part)) {
      line.append(part);
      continue;
    }
    const anchor = element("a", "", part);
    anchor.href = part;
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer nofollow";
    line.append(anchor);
  }
  return line;
}
function pairs(rows) {
  const list = element("dl");
  for (const [term, text] of rows) {
    const value = element("dd");
    value.append(text);
    list.append(element("dt", "", term), value);
  }
  return list;
}
function draw(card, words) {
  const body = element("article");
  body.dataset.row = card.id;
  const head = element("p", "head");
  head.append(element("span", "badge", words.coded));
  if (card.kind) head.append(element("strong", "kind", card.kind));
  body.append(head, element("p", card.title ? "title" : "title none", card.title || words.untitled));
  body.append(element("p", "when", `${card.when} · ${card.where}`));
  if (card.note) body.append(element("p", "note", card.note));
  const more = element("details");
  more.append(element("summary", "", words.more));
  const facts = pairs(card.facts);
  if (card.source) {
    const value = element("dd");
    value.append(source(card.source));
    facts.prepend(element("dt", "", card.sourceTerm), value);
  }
  more.append(facts);
  if (card.codes.length) more.append(element("p", "codes-head", words.codes), pairs(card.codes));
  body.append(more);
  return body;
}
function coded_default({ data, parentElement }) {
  const old = (
    /** @type {(HTMLElement & { drawn?: string }) | null} */
    parentElement.querySelector(".coded-cards")
  );
  const drawn = JSON.stringify(data);
  if (old && old.drawn === drawn) return;
  const frame = Object.assign(element("div", "coded-cards"), { drawn });
  frame.append(...data.cards.map((card) => draw(card, data.words)));
  if (old) old.replaceWith(frame);
  else parentElement.append(frame);
}
export {
  coded_default as default
};
