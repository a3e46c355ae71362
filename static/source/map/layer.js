/** The layer on the map that folium makes: what is reported, and the life of the frame.
 *
 * apply(view) may come before the base map has arrived and as often as it likes: it never moves the map. */

/** @import { Areal, Item, MarkPart, Pixels, ShadePart } from "./values.js" */

import { askedView, linkPresentView, linkView } from "./address.js";
import { drawShade, seatChip } from "./chips.js";
import { shareGestures } from "./gestures.js";
import { outsideTool, speak, withoutBase } from "./controls.js";
import { beginDataset, coded, drawDataset, isFar, takeRoom } from "./dataset/layer.js";
import { bounds, countOutside, EDGE_PX, fit, isFitting, layOut, shownBounds, world } from "./extent.js";
import { areas, drawBase, holdBase, lonLat, makePanes, paneOf } from "./ground.js";
import { arrangeMarks, drawMark } from "./marks.js";
import { forgetNames, groundNames, markNames, nameAll, reserve } from "./names.js";
import { CREDIT, picture } from "./picture.js";
import { outlineRegions, waitForRegions, whenRegionsCome } from "./regions.js";
import { around } from "./seats.js";
import { marks, now, shades } from "./state.js";
import { firstGround, isWide, supply } from "./supply.js";
import { explainSigns } from "./symbols.js";

/** @type {[number, number, number, number]} */
const EVERYWHERE = [-170, -56, 180, 72];
const NARROW_PX = 560;
const TO_COME_MS = 300; // where the timeline counts what is shown, it says so a frame later, and the view becomes another
const MOST_ARRANGED = 40; // marks that are moved apart, and named, while a handle is held
const TOOLS_PX = 40; // the column of tools at the left of a wide frame, or their row at the top of a narrow one
const FOOT_PX = 60; // the key, the scale and the credits at the foot of the frame

/** @type {() => void} */
let arrive;
let beyond = { show() {} }; // the button that counts what is out of sight, once it is made
/** @type {Promise<void>} */
const arrived = new Promise((resolve) => { arrive = resolve; }); // the first view, which brings the words
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

L.Map.mergeOptions({
  minZoom: 0, maxZoom: 13, zoomSnap: 0.25, wheelPxPerZoomLevel: 90, maxBoundsViscosity: 0.9,
  trackResize: false, // followSize() does
  zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm,
});
L.Map.addInitHook(/** @this {L.Map} */ function begin() { start(this); });

/* ---------- what is reported ---------- */

/** @param {Map<string, MarkPart> | Map<string, ShadePart>} drawnParts @param {Item[]} items those that stay */
function forget(drawnParts, items) {
  const places = new Set(items.map((item) => item.place));
  for (const [place, part] of drawnParts) {
    if (places.has(place)) continue;
    const more = "dot" in part ? [part.dot, part.circle] : [part.shape];
    for (const layer of [part.marker, part.leader, ...more]) layer?.remove();
    drawnParts.delete(place);
  }
}

/** Put the holders of a pane in the given order without taking the focus from any. @param {HTMLElement} pane @param {L.Marker[]} markers */
function order(pane, markers) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  markers.forEach((marker, index) => {
    const holder = /** @type {HTMLElement} */ (marker.getElement());
    if (pane.children[index] !== holder) pane.insertBefore(holder, pane.children[index] || null);
  });
  if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
}

/**
 * What a part looks like, and what room it takes: where both are as before, there is nothing to do.
 * @param {Item} item
 * @param {string | null} selected
 */
const looks = (item, selected) => JSON.stringify([item, item.place === selected, now.theme]);
/** @param {Item} item @param {string | null} selected @param {boolean} isChip */
const takes = ({ place, name, quotes, citations, disputed }, selected, isChip) =>
  [place, name, disputed, place === selected, isChip && String(quotes + citations).length].join(" ");

/**
 * @template {Item} One
 * @param {Map<string, { look?: string }>} drawnParts
 * @param {One[]} items
 * @param {string | null} selected
 * @param {(item: One, selected: string | null) => void} drawOne
 */
function drawChanged(drawnParts, items, selected, drawOne) {
  for (const item of items) {
    const look = looks(item, selected);
    if (drawnParts.get(item.place)?.look === look) continue;
    drawOne(item, selected);
    const part = drawnParts.get(item.place);
    if (part) part.look = look;
  }
}

/** Draw the view; while days pass, only what changes, and places are found anew only where room is taken or given. */
function draw(isResized = false) {
  const { view } = now;
  if (!now.ready || !view) return;
  const border = view.border ? [/** @type {Areal} */ ({ ...view.border, name: view.words.border, level: "" })] : [];
  const areal = [...view.shades, ...border];
  forget(marks, view.marks);
  forget(shades, areal);
  drawChanged(shades, areal, view.selected, drawShade);
  drawChanged(marks, view.marks, view.selected, drawMark);
  for (const [place, { button }] of marks) button.classList.toggle("fresh", (view.fresh ?? []).includes(place));
  explainSigns(now.map.getContainer(), view.marks, areal);
  drawDataset();
  // What would take longer than a frame finds its place when the hand rests.
  if (view.held && !isResized && (view.coded || view.marks.length > MOST_ARRANGED)) return beyond.show();
  const stood = now.stands;
  now.stands = [
    view.marks.map((item) => item.place).join(" "),
    [...view.marks, ...areal].map((item, index) => takes(item, view.selected, index >= view.marks.length)).join(";"),
  ];
  if (!isResized && !view.coded && stood && stood[0] === now.stands[0] && stood[1] === now.stands[1]) return;
  order(paneOf("chip"), areal.flatMap((item) => shades.get(item.place)?.marker ?? []));
  order(paneOf("mark"), view.marks.flatMap((item) => marks.get(item.place)?.marker ?? []));
  arrangeMarks();
  arrangeRest();
}

/* ---------- who stands where ---------- */

export function arrangeRest() {
  if (!now.ready) return;
  const [frame, outer, used] = [viewBox(6), viewBox(-120), /** @type {Set<string>} */ (new Set())];
  const room = takenRoom();
  const far = isFar();
  const names = far ? [] : reserve(markNames(), { room: [...room], frame });
  room.push(...takeRoom(room, frame));
  const fixed = [...room];
  for (const item of [...shades.values()].sort(byImportance)) {
    room.push(seatChip(item, { room, names, fixed, frame }));
  }
  const places = { room, frame, outer, used };
  if (!far) nameAll(markNames(), places);
  nameAll(groundNames(), places);
  forgetNames(used);
  beyond.show();
}

/** @param {ShadePart} a @param {ShadePart} b */
const byImportance = (a, b) => Number(Boolean(b.area)) - Number(Boolean(a.area)) || (a.item.level < b.item.level ? 1 : -1);

/** @param {number} inset @returns {Pixels} */
function viewBox(inset) {
  const corner = now.map.containerPointToLayerPoint([0, 0]);
  const size = now.map.getSize();
  return [corner.x + inset, corner.y + inset, corner.x + size.x - inset, corner.y + size.y - inset];
}

/** Rectangles nobody may cover: markers, their true points, and the controls at the edge. */
function takenRoom() {
  const room = /** @type {Pixels[]} */ ([]);
  for (const item of marks.values()) {
    room.push(around(item.spot, 34, 34), around(item.homePx, 8, 8));
  }
  const origin = now.map.getContainer().getBoundingClientRect();
  const corner = now.map.containerPointToLayerPoint([0, 0]);
  for (const control of now.map.getContainer().querySelectorAll(".leaflet-control")) {
    const box = control.getBoundingClientRect();
    const [x, y] = [corner.x - origin.x - 4, corner.y - origin.y - 4];
    room.push([box.left + x, box.top + y, box.right + x + 8, box.bottom + y + 8]);
  }
  return room;
}

/* ---------- the life of the frame ---------- */

/** @param {{ backgroundColor?: string } | null} theme */
function setTheme(theme) {
  const injected = getComputedStyle(document.documentElement).getPropertyValue("--background-color");
  const paper = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  paper.fillStyle = "#ffffff";
  paper.fillStyle = theme?.backgroundColor || injected.trim();
  const [red, green, blue] = (String(paper.fillStyle).match(/[0-9a-f]{2}/gi) ?? []).map((pair) => parseInt(pair, 16));
  now.theme = red * 0.3 + green * 0.59 + blue * 0.11 < 128 ? "dark" : "light";
  document.documentElement.dataset.theme = now.theme;
}

window.addEventListener("message", (event) => {
  const { source, data } = event;
  if (source === window.parent && data?.type === "streamlit:render") setTheme(data.theme);
});

/** Fit the first view again where the reader has not moved the map and it shows nothing of what is shown by now. */
function fitAgain() {
  if (!now.ready || now.touched || now.view.coded || !isFitting()) return;
  if (now.fitted && countOutside() < marks.size + shades.size) return;
  firstView();
  draw(true);
}

/** The view that the address asks for, else one that shows all there is. */
function firstView() {
  now.moving = true;
  const { map } = now;
  map.setMinZoom(0);
  now.fitted = isFitting();
  now.fittedTo = placesSaid();
  showAll();
  // Zooming out ends where the world fills the frame, or where all that is shown is in view.
  map.setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(world(), true)));
  if (now.asked) map.setView(now.asked.at, now.asked.zoom, { animate: false });
  now.moving = false;
}

/** The places that the server says are shown, which whoever opens the address is shown first. */
const placesSaid = () => [...(now.said?.marks ?? []), ...(now.said?.shades ?? [])].map(({ place }) => place).sort().join(" ");

/** Where the first view was fitted to other places than are shown by now, the address alone would show another view. */
function linkIfOther() {
  if (now.ready && !now.linked && !now.said?.coded && now.fittedTo !== placesSaid()) linkPresentView();
}

/** Move the map to what the present view has nothing of: the data set, or the claims beside it. */
function goBeyond() {
  const isSet = !now.view.coded || now.view.coded.outside;
  const claims = shownBounds();
  now.asked = null;
  if (isSet || !claims) firstView();
  else fit(claims, [[EDGE_PX, EDGE_PX, EDGE_PX, EDGE_PX]]);
  now.touched = true;
}

/** Move the map to all that is shown, or to the data set. */
function showAll() {
  const { coded: set } = now.view;
  const narrow = now.map.getSize().x < NARROW_PX;
  const foot = Math.min(FOOT_PX, now.map.getSize().y / 6);
  const [left, top] = narrow ? [0, TOOLS_PX] : [TOOLS_PX, 0];
  if (set) fit(bounds(set.first), [[0, top, 0, 0]]);
  else fit(shownBounds() || bounds(EVERYWHERE), [[left + EDGE_PX, top + EDGE_PX, EDGE_PX, foot]]);
}

/** Follow the frame's size around the same centre; until the reader has moved the map, the first view is fitted again. @param {L.Map} map */
function followSize(map) {
  const container = map.getContainer();
  new ResizeObserver(() => {
    // An observer tells the size at once, which the map has; to lay everything out anew would double what a load costs.
    if (map.getSize().equals([container.clientWidth, container.clientHeight])) return;
    now.moving = true;
    const centre = map.getCenter(); // afterwards Leaflet reckons it from whole pixels, a fraction of one away
    map.invalidateSize({ animate: false, pan: false });
    map.setView(centre, map.getZoom(), /** @type {L.ZoomPanOptions} */ ({ reset: true }));
    now.moving = false;
    if (!now.ready) return;
    if (!now.touched) firstView();
    draw(true);
  }).observe(container);
}

/** @returns {Promise<void>} */
const whenStyled = () => new Promise((resolve) => {
  const look = () => {
    const styled = getComputedStyle(now.map.getContainer()).getPropertyValue("--as-reported").trim() === "1";
    if (styled && now.map.getSize().x > 0 && now.map.getSize().y > 0) resolve();
    else setTimeout(() => { now.map.invalidateSize({ animate: false, pan: false }); look(); }, 30);
  };
  look();
});

/** Whatever of the ground has come, in the order in which it must be known: claims are shown with less. */
async function loadGround() {
  const [base] = await Promise.all([firstGround(), whenStyled(), arrived]);
  if (base) holdBase(base);
  await waitForRegions(now.view.shades.flatMap(({ outline }) => (outline && !areas.has(outline) ? [outline] : [])));
  return base;
}

/** Draw what had no outline, or a coarser one, before others have come. @param {boolean} [all] */
function drawOutlines(all) {
  for (const part of shades.values()) if (all || !part.area) part.look = "";
  outlineRegions();
  draw(true);
  if (!now.fitted) fitAgain();
}

/** Fetch and draw what the view needs of the ground. */
async function complete() {
  if (await supply()) drawOutlines(true);
}

/** @param {L.Map} map */
async function start(map) {
  now.map = map;
  const container = map.getContainer();
  container.setAttribute("role", "region");
  // Leaflet focuses the map at every press; a page that then scrolled to a map half in view would lose the click.
  container.focus = (options) => HTMLElement.prototype.focus.call(container, { ...options, preventScroll: true });
  if (calm) map.panBy = (offset, options) => L.Map.prototype.panBy.call(map, offset, { ...options, animate: false });
  map.attributionControl.setPrefix("Leaflet").addAttribution(CREDIT);
  setTheme(null);
  makePanes(map);
  const base = await loadGround();
  now.asked = askedView();
  speak();
  layOut();
  firstView();
  L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
  beyond = outsideTool(goBeyond);
  if (base) drawBase(base);
  else withoutBase();
  now.base = base || { layers: { towns: [], admin1: [], admin2: [] } };
  await supply();
  now.ready = true;
  followSize(map);
  shareGestures(map);
  whenRegionsCome(() => drawOutlines());
  const lookFar = () => container.classList.toggle("wide", isWide());
  map.on("movestart zoomstart", () => { if (!now.moving) now.touched = true; });
  map.on("zoomend viewreset", () => { lookFar(); arrangeMarks(); });
  map.on("moveend viewreset", () => { outlineRegions(); arrangeRest(); complete(); });
  linkView((view) => { Object.assign(now, { asked: view, touched: false }); firstView(); });
  beginDataset(firstView);
  lookFar();
  outlineRegions();
  draw(true);
  fitAgain();
  complete();
  if (window.parent !== window) window.parent.dispatchEvent(new Event("as-reported-map"));
}

/** What the server said, and over it what the page's timeline counts while the hand moves. */
function compose() {
  if (!now.said) return;
  const coded = now.said.coded && { ...now.said.coded, ...now.live?.coded };
  now.view = { ...now.said, ...now.live, coded };
  if (coded || isFitting()) arrive();
  else setTimeout(arrive, TO_COME_MS);
  if (now.ready) speak();
  draw();
}

window.asReported = {
  now,
  coded: { ...coded, arrangeRest },
  picture,
  apply(view) {
    now.said = typeof view === "string" ? JSON.parse(view) : view;
    compose();
    fitAgain();
    linkIfOther();
  },
  /** Marks, shades, border and caption of the timeline's window; null where there is no timeline any more. */
  follow(live) {
    now.live = live;
    compose();
    if (!now.fitted) fitAgain();
  },
  state() {
    return {
      zoom: now.map.getZoom(), center: lonLat(now.map.getCenter()), marks: [...marks.keys()], shades: [...shades.keys()],
      selected: now.view ? now.view.selected : null, theme: now.theme, ready: now.ready,
    };
  },
};
