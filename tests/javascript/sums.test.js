import assert from "node:assert/strict";
import test from "node:test";
import { now } from "../../static/source/map/state.js";
import { symbols } from "../../static/source/map/dataset/sums.js";

const CELL = 2 ** 20;

/** The symbols of a row of cells with these counts, on a map of so much zoom. */
function row(counts, zoom) {
  Object.assign(now, { map: { getZoom: () => zoom }, view: { coded: { lang: "en" } } });
  const grid = [10 * CELL, 20 * CELL, CELL, CELL / 16];
  const x = counts.map((_, index) => index * 16 + 3);
  return symbols({ grid, x, y: counts.map(() => 7), count: counts, vague: counts.map(() => 0) });
}

test("every sum keeps its count and its cell", () => {
  const found = row([5, 1, 1200], 8);
  assert.deepEqual(found.map(({ count }) => count), [5, 1, 1200]);
  assert.deepEqual(found.map(({ cell }) => cell), [0, 1, 2].map((index) => [(10 + index) * CELL, 20 * CELL, CELL]));
});

test("one event stands where it is", () => {
  const [{ x, y }] = row([1], 8);
  assert.deepEqual([x, y], [10 * CELL + (3 * CELL) / 16, 20 * CELL + (7 * CELL) / 16]);
});

test("a sum stays within its cell at every zoom", () => {
  for (const zoom of [2, 4, 6, 8, 10]) {
    for (const { x, y, cell: [west, north, size] } of row([2, 30, 345_348, 7], zoom)) {
      assert.ok(x >= west && x <= west + size && y >= north && y <= north + size, `zoom ${zoom}`);
    }
  }
});

test("sums wider than their cells stand in turn in its upper and lower half", () => {
  const found = row([345_348, 345_348, 345_348], 4);
  const halves = found.map(({ y, cell: [, north, size] }) => y >= north + size / 2);
  assert.deepEqual(halves, [false, true, false]);
});
