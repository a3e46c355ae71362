/** The ground in two steps: a light one at first, and more of it when the view first shows that. */

/** @import { Base } from "./values.js" */

import { drawBase, drawWorld, holdBase, holdWorld, load, nearBounds } from "./ground.js";
import { now } from "./state.js";

const FINE_ZOOM = 9; // from here on the light ground's lines would show their corners
const WIDE_ZOOM = 5.5; // below it the border regions' rivers and district lines would be a blot on the world
// The single file has all of it, and nothing to save by beginning lightly.
const isAllHere = Boolean(document.getElementById("basemap"));
const FIRST = isAllHere ? "basemap" : "light";

const asked = new Set([FIRST]);

/** Is the map too far away for the border regions' own ground? */
export const isWide = () => now.map.getZoom() < WIDE_ZOOM;

/** The names of the files that the view needs. */
function needed() {
  const box = now.map.getBounds();
  const near = nearBounds();
  const files = isAllHere || !near || isWide() || !near.contains(box) ? ["world", "towns"] : [];
  return near?.intersects(box) && now.map.getZoom() >= FINE_ZOOM ? ["basemap", ...files] : files;
}

/** @type {Record<string, (file: any) => void>} */
const take = {
  basemap(/** @type {Base} */ base) {
    now.base = base;
    holdBase(base);
    drawBase(base);
  },
  world(world) {
    holdWorld(world);
    drawWorld();
  },
  towns({ towns }) {
    now.towns = towns;
  },
};

/** The first ground, or null if it cannot be had: claims are shown without. @returns {Promise<Base | null>} */
export const firstGround = () => load(FIRST).catch(() => null);

/** Fetch and draw what the view needs and has not; tells whether anything came. What fails is asked for at the next move. */
export async function supply() {
  const names = needed().filter((name) => !asked.has(name));
  for (const name of names) asked.add(name);
  const came = await Promise.all(names.map(async (name) => {
    const file = await load(name).catch(() => null);
    if (file) take[name](file);
    else asked.delete(name);
    return Boolean(file);
  }));
  return came.some(Boolean);
}
