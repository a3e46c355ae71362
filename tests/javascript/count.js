/** Counts the windows of a scene given as JSON on standard input, for the tests that compare them with Python's. */
import { readFileSync } from "node:fs";
import { mapView } from "../../static/source/instrument/map-view.js";
import { count, datedDays, histogram } from "../../static/source/instrument/window.js";
import { accountWords, sentence } from "../../static/source/instrument/words.js";

const { drawing, cases } = JSON.parse(readFileSync(0, "utf8"));
const answers = cases.map(({ accepted, chosen, clock, start, end }) => {
  const scene = { ...drawing, accepted, chosen };
  const { account, places } = count(scene, { clock, start, end });
  return {
    account,
    map: mapView(scene, places, drawing.labels, drawing.words),
    account_words: accountWords(account, drawing.words),
    sentence: sentence({ clock, start, end }, scene, drawing.words),
    days: datedDays(scene, clock),
    bars: histogram(scene, clock, Array.from({ length: end - start + 1 }, (_, day) => [start + day, start + day])),
    whole: histogram(scene, clock, [[start, end]]),
  };
});
process.stdout.write(JSON.stringify(answers));
