/** What the single file says of its claims beside the timeline: which its filters let pass, what stands at a place, what a search finds. */

import { outcomeOf } from "../instrument/window.js";
import { fill, plural, tallyWords } from "../instrument/words.js";

/**
 * @typedef {{ kind: "quote" | "citation", speakers: string[], origin: string[], at: string[], rank: number, find: string }} Claim
 * @typedef {{ evidence: string, speaker: string }} Facets each empty where anything passes
 * @typedef {import("../instrument/words.js").Words & { reports: import("../instrument/words.js").Forms, origins: import("../instrument/words.js").Forms }} ListWords
 * @typedef {Record<"placePasses" | "noneHere" | "keptAs" | "accordingTo", string> & { kinds: Record<string, string> }} FileWords
 */

/**
 * Whether the filters let a claim pass, whatever its dates.
 * @param {Claim} claim
 * @param {Facets} facets
 */
export function accepts({ kind, speakers }, { evidence, speaker }) {
  return (!evidence || kind === evidence) && (!speaker || speakers.includes(speaker));
}

/**
 * The filters in words, as the sentence of the timeline goes on with them.
 * @param {Facets} facets
 * @param {FileWords} words
 * @param {{ id: string, name: string }[]} speakers
 */
export function phrases({ evidence, speaker }, words, speakers) {
  return [
    ...(evidence ? [`${words.keptAs} ${words.kinds[evidence]}`] : []),
    ...speakers.filter(({ id }) => id === speaker).map(({ name }) => `${words.accordingTo} ${name}`),
  ];
}

/**
 * The claims that dates and filters let pass: those on the map, then those without a place on it.
 * @template {Claim} Known
 * @param {Known[]} claims in the scene's order
 * @param {import("../instrument/window.js").Scene} scene
 * @param {import("../instrument/window.js").Window} window
 */
export function passing(claims, scene, window) {
  const found = /** @type {Record<string, Known[]>} */ ({ shown: [], unlocated: [] });
  claims.forEach((claim, index) => {
    found[outcomeOf(scene, index, window)]?.push(claim);
  });
  return [...found.shown, ...found.unlocated];
}

/**
 * The claims of a place, the exact quotes and then the best located first.
 * @template {Claim} Known
 * @param {string} place
 * @param {Known[]} found
 */
export const claimsAt = (place, found) => found.filter(({ at }) => at.includes(place)).sort((a, b) => a.rank - b.rank);

/** @param {Claim[]} found @returns {import("../instrument/window.js").Tally} */
export function tally(found) {
  const quotes = found.filter(({ kind }) => kind === "quote").length;
  return { quotes, citations: found.length - quotes };
}

/**
 * How many origins share nobody: a joint statement joins the groups of its authors.
 * @param {Claim[]} found
 */
function origins(found) {
  let groups = /** @type {Set<string>[]} */ ([]);
  for (const { origin } of found) {
    const joined = groups.filter((group) => origin.some((name) => group.has(name)));
    const all = new Set([...origin, ...joined.flatMap((group) => [...group])]);
    groups = [...groups.filter((group) => !joined.includes(group)), all];
  }
  return groups.length;
}

/**
 * What the panel says above the claims of a place.
 * @param {Claim[]} found
 * @param {string} also the sentence of the place's other names
 * @param {FileWords} words
 * @param {ListWords} counting
 */
export function placeSummary(found, also, words, counting) {
  const [reports, differing] = [plural(counting.reports, found.length, counting.lang), plural(counting.origins, origins(found), counting.lang)];
  const said = { tally: tallyWords(tally(found), counting), independence: `${reports}, ${differing}` };
  const pass = found.length ? fill(words.placePasses, said) : words.noneHere;
  return also ? `${pass} ${also}` : pass;
}

/**
 * The words of a text for comparison only: case, diacritics and kinds of space removed.
 * @param {string} text
 */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase().toLowerCase().split(/\s+/).filter(Boolean);
}
