/** The view in the address, as #map=zoom/lat/lon: of the page around the frame, or of this page if there is none.
 *
 * It is written in place, which runs nothing. Streamlit drops it whenever it writes the filters; it is put back. */

/** @import { State } from "./values.js" */

import { latLng, lonLat } from "./ground.js";
import { now } from "./state.js";

const START = "#map=";
const FORM = /#map=(\d{1,2}(?:\.\d{1,4})?)\/(-?\d{1,2}(?:\.\d{1,8})?)\/(-?\d{1,3}(?:\.\d{1,8})?)$/;
const PAUSE_MS = 250; // browsers refuse an address that changes too often
const LOOK_MS = 1000;

/** @type {Window} */
export const page = pageAround();
const path = page.location.pathname; // the frame outlives its page by a moment, and other pages keep their address
const kept = () => (now.view?.coded ? "asReportedWorldView" : "asReportedView"); // each map remembers its own view

function pageAround() {
  try {
    return window.parent.location.href ? window.parent : window;
  } catch {
    return window;
  }
}

/** The view in an address, or null unless it lies on the map. @param {string} address */
function read(address) {
  const found = FORM.exec(address);
  if (!found) return null;
  const [zoom, lat, lon] = found.slice(1).map(Number);
  const { minZoom, maxZoom } = /** @type {{ minZoom: number, maxZoom: number }} */ (L.Map.prototype.options);
  const isOnMap = zoom >= minZoom && zoom <= maxZoom && Math.abs(lat) <= 85 && Math.abs(lon) <= 180;
  return isOnMap ? { zoom, at: latLng([lon, lat]) } : null;
}

/** Is an address, or what a browser says in place of one, of this page? Firefox calls a file's own entry "document". @param {string} address */
function isHere(address) {
  return URL.canParse(address) && new URL(address).pathname === path;
}

/** What the first view should be: the address's, else the one left on this page before, or null.
 *
 * Streamlit may have written the address already; the browser knows what it was at first. */
export function askedView() {
  const [arrival] = page.performance.getEntriesByType("navigation");
  const here = arrival && isHere(arrival.name);
  const known = [page.location.href, page[kept()], here && arrival.name];
  const asked = known.find((address) => address && read(address));
  if (!asked) return null;
  page[kept()] = FORM.exec(asked)?.[0];
  return read(asked);
}

/** Put the view into the address, in place of an older one, never of anybody else's hash. */
function write() {
  const { location, history, [kept()]: view } = page;
  const foreign = location.hash && !location.hash.startsWith(START);
  if (!view || foreign || location.hash === view || location.pathname !== path) return;
  const address = new URL(location.href);
  address.hash = view;
  try {
    history.replaceState(history.state, "", address.href);
  } catch {
    // The browser has had enough of new addresses; the next one will be written.
  }
}

function putBack() {
  if (!page.location.hash) write();
}

let timer = 0;

/** Put the present view into the address, in a moment. */
export function linkPresentView() {
  const [lon, lat] = lonLat(now.map.getCenter());
  page[kept()] = `${START}${now.map.getZoom().toFixed(2)}/${lat.toFixed(4)}/${lon.toFixed(4)}`;
  now.linked = true;
  clearTimeout(timer);
  timer = setTimeout(write, PAUSE_MS);
}

/**
 * Keep the address and the map in step until the frame goes. `go` is called when the reader enters another view.
 * @param {(view: State["asked"]) => void} go
 */
export function linkView(go) {
  const frame = new AbortController();
  const { signal } = frame;
  now.map.on("moveend", () => { if (now.touched || now.linked) linkPresentView(); });
  page.addEventListener("hashchange", () => {
    if (page.location.pathname === path && read(page.location.href)) go(askedView());
  }, { signal });
  // The hash goes without any other event; browsers without this one are asked once a second.
  if (page.navigation) page.navigation.addEventListener("currententrychange", putBack, { signal });
  else setInterval(putBack, LOOK_MS);
  window.addEventListener("pagehide", ({ persisted }) => { if (!persisted) frame.abort(); });
  putBack();
}
