/** What the single file makes of filters given as JSON on standard input, for the tests that compare it with Python's. */
import { readFileSync } from "node:fs";
import { accepts, claimsAt, passing, phrases, placeSummary } from "../../static/source/file/panel.js";
import { mapView } from "../../static/source/instrument/map-view.js";
import { count } from "../../static/source/instrument/window.js";
import { accountWords, sentence } from "../../static/source/instrument/words.js";

const { data, cases, place } = JSON.parse(readFileSync(0, "utf8"));
const { claims, scene: drawing, words, speakers, forms } = data;
const answers = cases.map(({ evidence, speaker, ...window }) => {
  const facets = { evidence, speaker };
  const scene = { ...drawing, accepted: claims.map((claim) => accepts(claim, facets)), chosen: phrases(facets, words, speakers) };
  const { account, places } = count(scene, window);
  const passed = passing(claims, scene, window);
  const here = claimsAt(place, passed);
  return {
    passing: passed.map(({ id }) => id),
    account: accountWords(account, drawing.words),
    sentence: sentence(window, scene, drawing.words),
    map: mapView(scene, places, drawing.labels, drawing.words),
    here: here.map(({ id }) => id),
    summary: placeSummary(here, "", words, { ...drawing.words, ...forms }),
  };
});
process.stdout.write(JSON.stringify(answers));
