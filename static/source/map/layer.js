/** The layer on the map that folium makes: what is reported, and the life of the frame.
 *
 * apply(view) may come before the base map has arrived and as often as it likes: it never moves the map. */

import { element } from "../dom.js";
import { shape } from "../svg.js";
import { askedView, linkView } from "./address.js";
import { drawShade, seatChip } from "./chips.js";
import { shareGestures } from "./gestures.js";
import { drawBase, loadBase, makePanes } from "./ground.js";
import { arrangeMarks, drawMark } from "./marks.js";
import { forgetNames, groundNames, markNames, nameAll, reserve } from "./names.js";
import { CREDIT, picture } from "./picture.js";
import { saveTool } from "./saving.js";
import { around } from "./seats.js";
import { marks, now, shades } from "./state.js";
import { legend, toolButton } from "./symbols.js";

const FIRST_VIEW = [33.8, 50.0, 38.2, 52.2]; // west, south, east, north
const FIRST_VIEW_NARROW = [33.95, 50.1, 37.25, 51.6];
const OUTER_LIMIT = [29.5, 48.5, 42.5, 54.0];
const LEAST_ZOOM = 6;
const NARROW_PX = 560;
const CONTROLS_PX = 54; // on a narrow frame the controls stand in one row above the places
const LEGEND_FRAME_PX2 = 400_000; // in a smaller frame an open legend would hide a fifth of the map

/** @type {() => void} */
let arrive;
/** @type {Promise<void>} */
const arrived = new Promise((resolve) => { arrive = resolve; }); // the first view, which brings the words
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
/** @param {number[]} limits west, south, east, north */
const bounds = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);

L.Map.mergeOptions({
  minZoom: LEAST_ZOOM, maxZoom: 13, zoomSnap: 0.25, wheelPxPerZoomLevel: 90, maxBounds: bounds(OUTER_LIMIT),
  trackResize: false, // followSize() does
  maxBoundsViscosity: 0.9, zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm,
});
L.Map.addInitHook(function begin() { start(this); });

/* ---------- what is reported ---------- */

function forget(drawnParts, wanted) {
  for (const [place, part] of drawnParts) {
    if (wanted.has(place)) continue;
    for (const layer of [part.marker, part.leader, part.dot, part.circle, part.shape]) if (layer) layer.remove();
    drawnParts.delete(place);
  }
}

/** Put the holders of a pane in the given order without taking the focus from any. */
function order(pane, parts) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  parts.forEach((part, index) => {
    const holder = part.marker.getElement();
    if (pane.children[index] !== holder) pane.insertBefore(holder, pane.children[index] || null);
  });
  if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
}

/** What a part looks like, and what room it takes: where both are as before, there is nothing to do. */
const looks = (item, selected) => JSON.stringify([item, item.place === selected, now.theme]);
const takes = ({ place, name, quotes, citations, disputed }, selected, isChip) =>
  [place, name, disputed, place === selected, isChip && String(quotes + citations).length].join(" ");

function drawChanged(drawnParts, items, selected, drawOne) {
  for (const item of items) {
    const look = looks(item, selected);
    if (drawnParts.get(item.place)?.look === look) continue;
    drawOne(item, selected);
    drawnParts.get(item.place).look = look;
  }
}

/** Draw the view; while days pass, only what changes, and places are found anew only where room is taken or given. */
function draw(isResized = false) {
  const { view, map } = now;
  if (!now.ready || !view) return;
  const border = view.border ? [{ ...view.border, name: view.words.border, level: "" }] : [];
  const areal = [...view.shades, ...border];
  forget(marks, new Set(view.marks.map((item) => item.place)));
  forget(shades, new Set(areal.map((item) => item.place)));
  drawChanged(shades, areal, view.selected, drawShade);
  drawChanged(marks, view.marks, view.selected, drawMark);
  for (const [place, { button }] of marks) button.classList.toggle("fresh", (view.fresh ?? []).includes(place));
  if (now.world) now.world.draw();
  const stood = now.stands;
  now.stands = [
    view.marks.map((item) => item.place).join(" "),
    [...view.marks, ...areal].map((item, index) => takes(item, view.selected, index >= view.marks.length)).join(";"),
  ];
  if (!isResized && !now.world && stood && stood[0] === now.stands[0] && stood[1] === now.stands[1]) return;
  order(map.getPane("chip"), areal.map((item) => shades.get(item.place)));
  order(map.getPane("mark"), view.marks.map((item) => marks.get(item.place)));
  arrangeMarks();
  arrangeRest();
}

/* ---------- who stands where ---------- */

export function arrangeRest() {
  if (!now.ready) return;
  const [frame, outer, used] = [viewBox(6), viewBox(-120), new Set()];
  const room = takenRoom();
  const names = now.world?.isFar() ? [] : reserve(markNames(), { room: [...room], frame });
  if (now.world) room.push(...now.world.room({ room, frame }));
  const fixed = [...room];
  for (const item of [...shades.values()].sort(byImportance)) {
    room.push(seatChip(item, { room, names, fixed, frame }));
  }
  const places = { room, frame, outer, used };
  if (!now.world?.isFar()) {
    nameAll(markNames(), places);
    nameAll(groundNames(), places);
  }
  if (now.world) nameAll(now.world.names(), places);
  forgetNames(used);
}

const byImportance = (a, b) => Number(Boolean(b.area)) - Number(Boolean(a.area)) || (a.item.level < b.item.level ? 1 : -1);

function viewBox(inset) {
  const corner = now.map.containerPointToLayerPoint([0, 0]);
  const size = now.map.getSize();
  return [corner.x + inset, corner.y + inset, corner.x + size.x - inset, corner.y + size.y - inset];
}

/** Rectangles nobody may cover: markers, their true points, and the controls at the edge. */
function takenRoom() {
  const room = [];
  for (const item of marks.values()) {
    const size = item.item.disputed ? 40 : 34;
    room.push(around(item.spot, size, size), around(item.homePx, 8, 8));
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

/* ---------- controls and the life of the frame ---------- */

function control(position, content) {
  const made = new L.Control({ position });
  made.onAdd = () => {
    L.DomEvent.disableClickPropagation(content);
    L.DomEvent.disableScrollPropagation(content);
    return content;
  };
  made.addTo(now.map);
  return made;
}

/** Set the words of the map and its controls, anew only when the language has changed. */
function speak() {
  const spoken = JSON.stringify(now.view.words);
  if (now.spoken === spoken) return;
  now.spoken = spoken;
  now.map.getContainer().setAttribute("aria-label", now.view.words.map);
  for (const part of now.controls || []) part.remove();
  now.controls = [addTools(now.map), addLegend(now.map)];
}

function addTools(map) {
  const box = element("div", "tools");
  const closer = toolButton(now.view.words.closer, "+", () => map.zoomIn(1));
  const wider = toolButton(now.view.words.wider, "−", () => map.zoomOut(1));
  const limits = () => {
    closer.setAttribute("aria-disabled", String(map.getZoom() >= map.getMaxZoom()));
    wider.setAttribute("aria-disabled", String(map.getZoom() <= map.getMinZoom()));
  };
  map.on("zoomend", limits);
  box.append(closer, wider);
  if (document.fullscreenEnabled) box.append(fullScreenButton());
  box.append(...saveTool());
  limits();
  return control("topleft", box);
}

function fullScreenButton() {
  const button = toolButton(now.view.words.fullScreen, "", () => {
    const { fullscreenElement, documentElement } = document;
    const change = fullscreenElement ? document.exitFullscreen() : documentElement.requestFullscreen();
    change.catch(() => button.remove());
  });
  const corners = shape("svg", { viewBox: "0 0 16 16", class: "corners", "aria-hidden": "true" }, button);
  shape("path", { d: "M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10" }, corners);
  document.addEventListener("fullscreenchange", () => {
    const label = document.fullscreenElement ? now.view.words.leave : now.view.words.fullScreen;
    button.title = label;
    button.setAttribute("aria-label", label);
  });
  return button;
}

function addLegend(map) {
  const { x, y } = map.getSize();
  const roomy = x >= NARROW_PX && x * y >= LEGEND_FRAME_PX2 && !now.world; // the world needs all of its frame
  const box = legend(roomy, now.view.words.legend);
  if (now.world) now.world.explain(box);
  box.addEventListener("toggle", arrangeRest);
  return control("topright", box);
}

function setTheme(theme) {
  const injected = getComputedStyle(document.documentElement).getPropertyValue("--background-color");
  const paper = document.createElement("canvas").getContext("2d");
  paper.fillStyle = "#ffffff";
  paper.fillStyle = theme?.backgroundColor || injected.trim();
  const [red, green, blue] = String(paper.fillStyle).match(/[0-9a-f]{2}/gi).map((pair) => parseInt(pair, 16));
  now.theme = red * 0.3 + green * 0.59 + blue * 0.11 < 128 ? "dark" : "light";
  document.documentElement.dataset.theme = now.theme;
}

window.addEventListener("message", (event) => {
  const { source, data } = event;
  if (source === window.parent && data?.type === "streamlit:render") setTheme(data.theme);
});

/** The view that the address asks for, else one that shows every place. */
function firstView() {
  now.moving = true;
  const { map } = now;
  const narrow = map.getSize().x < NARROW_PX;
  const paddingTopLeft = [0, narrow ? CONTROLS_PX : 0];
  const border = { least: LEAST_ZOOM, first: narrow ? FIRST_VIEW_NARROW : FIRST_VIEW, outer: OUTER_LIMIT };
  const { least, first, outer } = now.world ? now.world.scope() : border;
  map.setMinZoom(least);
  map.fitBounds(bounds(first), { animate: false, paddingTopLeft });
  // Zooming out ends where the data does, so that no river or district line stops in open land.
  map.setMinZoom(Math.min(map.getZoom(), Math.max(least, map.getBoundsZoom(bounds(outer), true))));
  if (now.asked) map.setView(now.asked.at, now.asked.zoom, { animate: false });
  now.moving = false;
}

/** Follow the frame's size around the same centre; until the reader has moved the map, the first view is fitted again. */
function followSize(map) {
  new ResizeObserver(() => {
    now.moving = true;
    const centre = map.getCenter(); // afterwards Leaflet reckons it from whole pixels, a fraction of one away
    map.invalidateSize({ animate: false, pan: false });
    map.setView(centre, map.getZoom(), { reset: true });
    now.moving = false;
    if (!now.ready) return;
    if (!now.touched) firstView();
    draw(true);
  }).observe(map.getContainer());
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

function withoutBase() {
  const notice = element("p", "notice", now.view.words.failed);
  notice.setAttribute("role", "status");
  control("bottomleft", notice);
  now.base = { layers: { towns: [], admin1: [], admin2: [] } };
}

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
  const world = now.world?.load();
  const [base] = await Promise.all([loadBase().catch(() => null), whenStyled(), arrived, world]);
  now.asked = askedView();
  firstView();
  speak();
  L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
  if (now.world) now.world.drawGround();
  if (base) { now.base = base; drawBase(base); } else withoutBase();
  now.ready = true;
  followSize(map);
  shareGestures(map);
  map.on("movestart zoomstart", () => { if (!now.moving) now.touched = true; });
  map.on("zoomend viewreset", arrangeMarks);
  map.on("moveend viewreset", arrangeRest);
  linkView((view) => { Object.assign(now, { asked: view, touched: false }); firstView(); });
  if (now.world) now.world.begin(firstView);
  draw(true);
  arrangeRest();
  if (window.parent !== window) window.parent.dispatchEvent(new Event("as-reported-map"));
}

/** What the server said, and over it what the page's timeline counts while the hand moves. */
function compose() {
  if (!now.said) return;
  now.view = { ...now.said, ...now.live };
  arrive();
  if (now.ready) speak();
  draw();
}

window.asReported = {
  now,
  picture,
  apply(view) {
    now.said = typeof view === "string" ? JSON.parse(view) : view;
    compose();
  },
  /** Marks, shades, border and caption of the timeline's window; null where there is no timeline any more. */
  follow(live) {
    now.live = live;
    compose();
  },
  state() {
    const centre = now.map.getCenter();
    return {
      zoom: now.map.getZoom(), center: [centre.lng, centre.lat], marks: [...marks.keys()], shades: [...shades.keys()],
      selected: now.view ? now.view.selected : null, theme: now.theme, ready: now.ready,
    };
  },
};
