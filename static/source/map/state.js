/** What the map's modules share: the map itself, the view it shows, and what is drawn for each place. */

/** @type {Record<string, any>} */
export const now = {
  map: null, base: null, view: null, ready: false, touched: false, moving: false, theme: "light", asked: null,
  spoken: "", controls: null,
  world: null, // what the map of data sets adds; null on the map of an edition
};
export const marks = new Map(); // place id -> what is drawn for it
export const shades = new Map();
