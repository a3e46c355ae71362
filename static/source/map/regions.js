/** Outlines of the world's regions, geodata/data/regions: one file a country, loaded when first asked for. */

import { loadRegions, located } from "./ground.js";

const regions = new Map(); // region id -> area
const files = new Map(); // country -> its regions, or a promise of them

/** The country whose file holds a region: "SYR" of "SYR-idlib". */
const countryOf = (id) => id.split("-", 1)[0];

let ready = () => {};

/** Call this whenever outlines that were missing have come. */
export function whenRegionsCome(call) {
  ready = call;
}

/** The outline of a region, or undefined while its file has yet to come. */
export function regionOf(id) {
  if (!regions.has(id)) regionsOf([countryOf(id)]);
  return regions.get(id);
}

/** The regions of these countries whose files have come. */
export function regionsOf(countries) {
  for (const country of countries) if (!files.has(country)) files.set(country, fetchRegions(country));
  return countries.flatMap((country) => (Array.isArray(files.get(country)) ? files.get(country) : []));
}

async function fetchRegions(country) {
  const found = await loadRegions(country).catch(() => null);
  if (!found) return; // without outlines the areas stay in the list beside the map
  const made = found.regions.map((region) => located({ ...region, units: found.units, name_en: region.name, level: "region" }));
  for (const region of made) regions.set(region.id, region);
  files.set(country, made);
  ready();
}
