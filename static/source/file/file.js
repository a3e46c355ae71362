/** The offline edition's page: controls, and the dashboard's own drawings of what they choose.
 *
 * Every string enters the page through textContent. */

/**
 * @import { Article } from "../page/article.js"
 * @import { Card, Group } from "../page/claims.js"
 * @import { Clock } from "../instrument/window.js"
 * @import { Days } from "../instrument/steps.js"
 * @import { Drawing } from "../instrument/timeline.js"
 * @import { View } from "../map/values.js"
 * @import { Claim, Facets, FileWords, ListWords } from "./panel.js"
 *
 * @typedef {{ id: string, name: string }} Named
 * @typedef {Claim & { id: string, card: Card, cite: string }} Told a claim with what the file says of it
 * @typedef {Record<"listed" | "all", string> & { tray: Record<string, string>, card: Record<string, string>, text: Record<string, string> }} PageWords
 * @typedef {Facets & { clock: Clock, days: Days }} Wanted
 * @typedef {object} Edition
 * @property {Record<string, string> & FileWords & PageWords} words
 * @property {Told[]} claims
 * @property {Drawing & { fixed?: string }} scene
 * @property {View} map
 * @property {(Named & { also: string })[]} places
 * @property {Pick<ListWords, "reports" | "origins">} forms
 * @property {Named[]} evidence
 * @property {Named[]} speakers
 * @property {(Record<"source" | "rights" | "digest" | "total", string> & { drawing: Article, sentences: string[][] })[]} articles
 * @property {(Omit<Group, "cards"> & { events: string[] })[]} pairs
 * @property {{ tag?: "p" | "h3", text?: string, rows?: string[][] }[]} about
 */

import article from "../page/article.js";
import { offsetOf } from "../instrument/calendar.js";
import cards from "../page/claims.js";
import { element } from "../dom.js";
import { accepts, claimsAt, fold, passing, phrases, placeSummary, tally } from "./panel.js";
import "../map/layer.js";
import timeline from "../instrument/timeline.js";
import { fill } from "../instrument/words.js";

/** @param {string} id @returns {any} whichever element the page has under this id */
const at = (id) => document.getElementById(id);
const data = /** @type {Edition} */ (JSON.parse(at("edition").textContent));
const { words, claims, places, scene } = data;
const fixed = JSON.stringify(scene); // as the server sends it
const counting = { ...scene.words, ...data.forms };
const byId = new Map(claims.map((claim) => [claim.id, claim]));
const PRINTED_MAP_PX = 660;
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const anything = { evidence: "", speaker: "" };
/** @type {Wanted} */
const wanted = { ...anything, clock: "reported", days: scene.month ?? [0, scene.length - 1] };
const now = { place: "", isChosen: false, words: "", isPrinting: false, folded: /** @type {HTMLDetailsElement[]} */ ([]), moves: 0 };
/** @type {Map<string, ShadowRoot>} */
const roots = new Map();
/** The claims that the list has, in its order. */
const listed = () => /** @type {HTMLElement[]} */ ([...root("list", "claims").querySelectorAll("article")]);

/** The dashboard's drawings style their own root, so each gets one here. @param {string} id @param {string} style */
function root(id, style) {
  const known = roots.get(id);
  if (known) return known;
  const made = /** @type {ShadowRoot} */ (at(id).attachShadow({ mode: "open" }));
  roots.set(id, made);
  made.append(at(`style-${style}`).content.cloneNode(true));
  return made;
}

/* ---------- the timeline: it counts and draws what follows the hand, and says here where it rests ---------- */

function drawing() {
  return {
    ...scene, accepted: claims.map((claim) => accepts(claim, wanted)), chosen: phrases(wanted, words, data.speakers),
    clock: wanted.clock, window: wanted.days, n: now.moves, session: "",
  };
}

/** @type {import("../instrument/timeline.js").SetStateValue} */
function rest(_, value) {
  const { clock, start, end, n } = /** @type {{ clock: Clock, start: string, end: string, n: number }} */ (value);
  Object.assign(wanted, { clock, days: [start, end].map((day) => offsetOf(scene.first, day)) });
  now.moves = n;
  render();
}

/* ---------- the map and the claims of a place ---------- */

/** @param {string} id @param {Group[]} groups @param {boolean} opened */
function drawCards(id, groups, opened) {
  cards({ data: { groups, opened, words: words.card }, parentElement: root(id, "claims"), setTriggerValue: follow });
}

/** @param {Told[]} found @returns {Group[]} */
const single = (found) => [{ about: "", cards: found.map(({ card }) => card) }];

/** @param {Told[]} passed */
function drawPanel(passed) {
  const found = claimsAt(now.place, passed);
  at("summary").textContent = placeSummary(found, places.find(({ id }) => id === now.place)?.also ?? "", words, counting);
  at("place").value = now.place;
  for (const button of at("tray").children) {
    const { quotes, citations } = tally(claimsAt(button.value, passed));
    button.textContent = `${words.tray[button.value]} · ${quotes} + ${citations}`;
    button.setAttribute("aria-pressed", String(button.value === now.place));
  }
  drawCards("cards", single(found), true);
}

/** @param {string} place */
function choosePlace(place) {
  Object.assign(now, { place, isChosen: true });
  render();
  at("panel").scrollTop = 0;
  // On a narrow screen the map goes up until the claims can be seen below it.
  if (at("panel").getBoundingClientRect().top > 0.8 * window.innerHeight) at("frame").scrollIntoView();
}

/* ---------- the list and the article ---------- */

/** @param {Told[]} passed */
function drawList(passed) {
  const sought = fold(at("search").value);
  const asked = at("passing").checked ? passed : claims;
  const found = new Set(asked.filter(({ find }) => sought.every((word) => find.includes(word))));
  listed().forEach((card, index) => {
    card.hidden = !now.isPrinting && !found.has(claims[index]);
  });
  at("found").textContent = fill(words.listed, { found: found.size, all: claims.length });
}

/** @param {string} id @param {number} index */
const ofPart = (id, index) => (index ? `${id}-${index + 1}` : id);

/** @param {Told[]} passed */
function drawArticles(passed) {
  data.articles.forEach(({ drawing }, index) => {
    const chosen = Object.hasOwn(drawing.labels, now.words) ? byId.get(now.words) : undefined;
    article({
      data: { ...drawing, words: words.text, passing: passed.map(({ id }) => id), chosen: chosen?.id },
      parentElement: root(ofPart("text", index), "article"),
      setTriggerValue: (_, id) => go(`#words=${id}`),
    });
    at(ofPart("choose", index)).hidden = Boolean(chosen);
    drawCards(ofPart("chosen", index), chosen ? single([chosen]) : [], true);
  });
}

/* ---------- going to a claim, by link or by address ---------- */

/** @param {string} what @param {string} id */
function follow(what, id) {
  if (what === "follow") go(`#event=${id}`);
  if (what === "cite") {
    at("citation").textContent = byId.get(id)?.cite;
    at("cite").showModal();
  }
}

/** @param {string} hash */
function go(hash) {
  if (window.location.hash === hash) route();
  else window.location.hash = hash;
}

/** @param {Told} claim */
function openClaim(claim) {
  at("search").value = "";
  at("passing").checked = false;
  drawList(claims);
  const list = listed();
  const card = list[claims.indexOf(claim)];
  for (const other of list) other.removeAttribute("part");
  card.setAttribute("part", "chosen");
  /** @type {HTMLDetailsElement} */ (card.querySelector("details")).open = true;
  card.tabIndex = -1;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "start" });
}

/** The dates, filters, place or claim that the query names, as the addresses of the live page do. */
function ask() {
  const query = new URLSearchParams(window.location.search);
  const known = (/** @type {Named[]} */ list, /** @type {string} */ name) => list.some(({ id }) => id === query.get(name));
  if (known(data.evidence, "evidence")) wanted.evidence = query.get("evidence") ?? "";
  if (known(data.speakers, "speaker")) wanted.speaker = query.get("speaker") ?? "";
  const clock = query.get("clock");
  if (clock === "reported" || clock === "happened") wanted.clock = clock;
  const days = query.getAll("dates").map((day) => offsetOf(scene.first, day));
  const [first, last] = days;
  if (days.length === 2 && 0 <= first && first <= last && last < scene.length) wanted.days = [first, last];
  if (known(places, "place")) Object.assign(now, { place: query.get("place"), isChosen: true });
  const event = query.get("event") ?? "";
  if (byId.has(event) && !window.location.hash) window.location.replace(`#event=${event}`);
}

/** `#event=…` is a claim in the list, `#words=…` its words in the article, `#place=…` a place on the map. */
function route() {
  const [what, id] = window.location.hash.slice(1).split("=");
  const claim = byId.get(id);
  if (what === "event" && claim) openClaim(claim);
  if (what === "words" && claim && claim.kind === "quote") {
    now.words = id;
    render();
  }
  if (what === "place" && places.some((place) => place.id === id)) {
    choosePlace(id);
    at("map").scrollIntoView();
  }
}

/* ---------- printing: everything, unfolded, on white ---------- */

function beforePrint() {
  if (now.isPrinting) return;
  const parts = [document, ...roots.values()].flatMap((part) => [...part.querySelectorAll("details:not(.legend)")]);
  now.folded = /** @type {HTMLDetailsElement[]} */ (parts).filter((part) => !part.open);
  for (const part of now.folded) part.open = true;
  now.isPrinting = true;
  document.documentElement.dataset.theme = "light";
  // Leaflet cannot follow the paper's width, so the map keeps its own and is scaled.
  const { width, height } = at("frame").getBoundingClientRect();
  const zoom = Math.min(1, PRINTED_MAP_PX / width);
  Object.assign(at("frame").style, { width: `${width}px`, height: `${height}px`, zoom });
  drawList(claims);
}

function afterPrint() {
  for (const part of now.folded) part.open = false;
  now.isPrinting = false;
  at("frame").removeAttribute("style");
  setTheme();
  render();
}

function setTheme() {
  document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
}

/* ---------- the whole page ---------- */

function render() {
  const drawn = drawing();
  const [start, end] = wanted.days;
  const passed = passing(claims, drawn, { clock: wanted.clock, start, end });
  const first = places.find(({ id }) => claimsAt(id, passed).length) || places[0];
  if (!now.isChosen) now.place = first.id;
  for (const input of at("evidence").querySelectorAll("input")) input.checked = wanted.evidence === input.value;
  at("speaker").value = wanted.speaker;
  window.asReported.apply({ ...data.map, selected: now.place });
  timeline({ data: { ...drawn, fixed }, parentElement: root("timeline", "timeline"), setStateValue: rest });
  drawPanel(passed);
  drawArticles(passed);
  drawList(passed);
}

/** @param {Partial<Wanted>} choice */
function change(choice) {
  Object.assign(wanted, choice);
  render();
}

/** @param {"evidence"} name */
function radios(name) {
  for (const { id, name: text } of data[name]) {
    const input = element("input");
    Object.assign(input, { type: "radio", name, value: id });
    input.addEventListener("change", () => change({ [name]: id }));
    at(name).append(element("label", "", input, element("span", "", text)));
  }
}

/** @param {string} name @param {Named[]} list @param {(id: string) => void} act */
function options(name, list, act) {
  for (const { id, name: text } of list) at(name).append(Object.assign(element("option", "", text), { value: id }));
  at(name).addEventListener("change", () => act(at(name).value));
}

/** @param {string[][]} rows the first with the heads of the columns */
function table([head, ...rows]) {
  /** @param {"th" | "td"} tag @param {string[]} row */
  const cells = (tag, row) => element("tr", "", ...row.map((text) => element(tag, "", text)));
  return element("table", "", element("thead", "", cells("th", head)), element("tbody", "", ...rows.map((row) => cells("td", row))));
}

/** The place of each article, with what is known of it; the first has the plain ids. */
function placeArticles() {
  data.articles.forEach((known, index) => {
    const part = at("article-part").content.cloneNode(true);
    for (const node of part.querySelectorAll("[id]")) node.id = ofPart(node.id, index);
    for (const node of part.querySelectorAll("[data-of]")) node.textContent = known[/** @type {"source" | "rights" | "digest" | "total"} */ (node.dataset.of)];
    part.querySelector(`#${ofPart("sentences", index)}`).append(table(known.sentences));
    at("articles").append(part);
  });
}

function fillIn() {
  placeArticles();
  /** @type {NodeListOf<HTMLElement>} */
  const worded = document.querySelectorAll("[data-word]");
  for (const node of worded) node.textContent = words[node.dataset.word ?? ""];
  for (const section of document.querySelectorAll("main > section")) {
    const link = Object.assign(element("a", "", section.querySelector("h2")?.textContent ?? ""), { href: `#${section.id}` });
    at("contents").append(link, " ");
  }
  for (const { tag, text, rows } of data.about) at("about").append(rows ? table(rows) : element(tag ?? "p", "", text));
  drawCards("list", single(claims), false);
  drawCards("pairs", data.pairs.map(({ events, ...pair }) => ({ ...pair, cards: events.flatMap((id) => byId.get(id)?.card ?? []) })), false);
}

function listen() {
  radios("evidence");
  options("speaker", [{ id: "", name: words.all }, ...data.speakers], (speaker) => change({ speaker }));
  options("place", places, choosePlace);
  for (const place of Object.keys(words.tray)) {
    const button = Object.assign(element("button"), { type: "button", value: place });
    button.addEventListener("click", () => choosePlace(place));
    at("tray").append(button);
  }
  at("everything").addEventListener("click", () => change({ ...anything, days: [0, scene.length - 1] }));
  at("search").addEventListener("input", render);
  at("passing").addEventListener("change", render);
  at("unfold").addEventListener("click", () => {
    for (const part of root("list", "claims").querySelectorAll("details")) part.open = true;
  });
  at("close").addEventListener("click", () => at("cite").close());
  dark.addEventListener("change", setTheme);
  window.addEventListener("beforeprint", beforePrint);
  window.addEventListener("afterprint", afterPrint);
  window.addEventListener("hashchange", route);
  // A link to where the address already is would change nothing.
  document.addEventListener("click", (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.hash);
    if (link instanceof HTMLAnchorElement && link.hash === window.location.hash) route();
  });
}

// What the map's frame does through Streamlit, it does here directly; full screen means the map, not the page.
window.Streamlit = { setComponentValue: (/** @type {{ place: string }} */ { place }) => choosePlace(place) };
document.documentElement.requestFullscreen = () => at("map_div").requestFullscreen();
fillIn();
listen();
ask();
L.map("map_div", { center: [51.1, 36], zoom: 7, zoomControl: false });
render();
route();
