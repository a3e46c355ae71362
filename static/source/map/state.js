/** What the map's modules share: the map itself, the view it shows, and what is drawn for each place. */

/** @type {Record<string, any>} */
export const now = {
  map: null, base: null, view: null, ready: false, touched: false, linked: false, moving: false, theme: "light", asked: null,
  spoken: "", controls: null,
  towns: [], // of the world, as the base map has its own: lon, lat, name, name in Cyrillic, least zoom
  fitted: false, // whether the first view was fitted to what is shown
  cut: -180, // the meridian at which the map begins
};
export const marks = new Map(); // place id -> what is drawn for it
export const shades = new Map();
