// Built by "npm run build" in tools/ from static/source/page/claims.js: change that, not this.

// static/source/dom.js
function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content.filter((part) => part !== void 0));
  return made;
}

// static/source/page/claims.js
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
function link({ text, href }) {
  const anchor = element("a", "", text);
  if (href.startsWith("https://") || href.startsWith("http://")) anchor.href = href;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  return anchor;
}
function summary(card) {
  const text = element("p", "summary-text", card.summary);
  text.lang = card.language;
  if (card.translated) text.append(" ", element("span", "translated", `(${card.translated})`));
  return text;
}
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
function facts(card) {
  const list = element("dl");
  for (const { term, text, language } of card.facts) {
    const said = element("dd", "", text);
    if (language) said.lang = language;
    list.append(element("dt", "", term), said);
  }
  return list;
}
function ourSentence(text) {
  if (!text) return [];
  const sentence = element("p", "sentence", text);
  sentence.lang = "en";
  return [sentence];
}
function disputes(card, send) {
  const part = element("div", "disputes");
  part.append(element("p", "", card.disputes.head));
  const list = element("ul");
  for (const { id, about, who, summary: summary2 } of card.disputes.claims) {
    const item = element("li");
    item.append(`${about}: `, button(who, () => send("follow", id)));
    item.append(...ourSentence(summary2));
    list.append(item);
  }
  part.append(list);
  return part;
}
function button(text, act) {
  const made = element("button", "", text);
  made.type = "button";
  made.addEventListener("click", () => act(made));
  return made;
}
async function copyLink(card, names, made) {
  const url = new URL(card.share, document.baseURI).href;
  try {
    await navigator.clipboard.writeText(url);
    made.textContent = names.copied;
  } catch {
    const field = element("input");
    field.readOnly = true;
    field.value = url;
    field.setAttribute("aria-label", names.copy);
    made.replaceWith(field);
    field.select();
  }
}
function complaint(card) {
  const { text, href, note } = card.wrong;
  if (!href) return button(text, (made) => made.replaceWith(element("span", "", note)));
  const { href: here, protocol } = new URL(card.share, document.baseURI);
  const anchor = element("a", "", text);
  anchor.href = href.replace("%7Baddress%7D", () => encodeURIComponent(protocol.startsWith("http") ? here : ""));
  anchor.rel = "nofollow";
  return anchor;
}
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
  if (card.share) body.append(actions(card, names, send));
  return body;
}
function group({ about, summary: summary2, cards }, opened, names, send) {
  const part = element("section", about ? "pair" : "list");
  if (about) part.append(element("h3", "", about), ...ourSentence(summary2));
  const list = element("div", "cards");
  const open = (card) => opened && (card.kind === "quote" || cards.length === 1);
  list.append(...cards.map((card) => draw(card, open(card), names, send)));
  part.append(list);
  return part;
}
function scrollToTop(node) {
  const root = node.getRootNode();
  const panel = root instanceof ShadowRoot && root.host.closest(".st-key-panel");
  if (panel) panel.scrollTop = 0;
}
function claims_default({ data, parentElement, setTriggerValue }) {
  const old = (
    /** @type {Drawn | null} */
    parentElement.querySelector(".groups")
  );
  const drawn = JSON.stringify(data);
  if (old && old.drawn === drawn) return;
  const frame = element("div", "groups");
  Object.assign(frame, { drawn, subject: data.subject });
  frame.append(...data.groups.map((part) => group(part, data.opened, data.words, setTriggerValue)));
  if (!old) {
    parentElement.append(frame);
    return;
  }
  for (const card of old.querySelectorAll("article")) {
    const details = card.querySelector("details");
    const same = frame.querySelector(`article[data-id="${card.dataset.id}"] details`);
    if (same instanceof HTMLDetailsElement && details) same.open = details.open;
  }
  old.replaceWith(frame);
  if (old.subject !== data.subject) scrollToTop(frame);
}
export {
  claims_default as default
};
