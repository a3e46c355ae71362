/** What the map's modules share: the map itself, the view it shows, and what is drawn for each place. */

/** @import { MarkPart, ShadePart, State } from "./values.js" */

const unset = /** @type {any} */ (null);

/** @type {State} */
export const now = {
  map: unset, base: unset, view: unset, live: null, ready: false, touched: false, linked: false, moving: false,
  theme: "light", asked: null, spoken: "", controls: [], towns: [], fitted: false, fittedTo: "", cut: -180,
  chooseCoded: () => {},
};
/** By place. @type {Map<string, MarkPart>} */
export const marks = new Map();
/** By place. @type {Map<string, ShadePart>} */
export const shades = new Map();
