/** Times the counting of windows of a scene, its claims repeated to a number given; for tests/benchmarks/drag.py. */
import { readFileSync } from "node:fs";
import { mapView } from "../../static/source/instrument/map-view.js";
import { count } from "../../static/source/instrument/window.js";
import { accountWords } from "../../static/source/instrument/words.js";

const { drawing, claims, windows } = JSON.parse(readFileSync(0, "utf8"));
const repeated = { ...drawing };
for (const name of ["quoted", "accepted", "reported", "happened", "at", "along", "vicinity", "disputed"]) {
  repeated[name] = Array.from({ length: claims }, (_, index) => drawing[name][index % drawing[name].length]);
}
const times = Array.from({ length: windows }, (_, index) => {
  const begun = performance.now();
  const { account, places } = count(repeated, { clock: "reported", start: 0, end: index % drawing.length });
  mapView(repeated, places, drawing.labels, drawing.words);
  accountWords(account, drawing.words);
  return performance.now() - begun;
});
process.stdout.write(JSON.stringify(times.slice(windows / 5)));
