import assert from "node:assert/strict";
import test from "node:test";
import { apart, around, bestSpot, inside, sides, within } from "../../static/source/map/seats.js";

/** A point as Leaflet has it, as far as seats ask it. */
const point = (x, y) => ({ x, y, add: ([right, down]) => point(x + right, y + down), subtract: ([left, up]) => point(x - left, y - up) });
const FRAME = [0, 0, 400, 300];
const anywhere = { size: [20, 10], frame: FRAME, astray: () => 0 };

test("boxes that only touch are apart, and those that share a pixel are not", () => {
  assert.equal(apart([0, 0, 10, 10], [10, 0, 20, 10]), true);
  assert.equal(apart([0, 0, 11, 10], [10, 0, 20, 10]), false);
});

test("a box is around its point and within a frame it touches", () => {
  assert.deepEqual(around(point(10, 5), 20, 10), FRAME.slice(0, 2).concat([20, 10]));
  assert.equal(within(around(point(10, 5), 20, 10), FRAME), true);
  assert.equal(within(around(point(9, 5), 20, 10), FRAME), false);
});

test("a point in a hole of an area is not inside it", () => {
  const square = (from, to) => [[from, from], [to, from], [to, to], [from, to]];
  assert.equal(inside([5, 5], [square(0, 10)]), true);
  assert.equal(inside([5, 5], [square(0, 10), square(4, 6)]), false);
  assert.equal(inside([11, 5], [square(0, 10)]), false);
});

test("a free seat is taken as it is", () => {
  const seat = point(100, 100);
  assert.equal(bestSpot({ ...anywhere, seats: [seat], room: [] }), seat);
});

test("a taken seat gives way to a spot near it that covers nothing", () => {
  const taken = [around(point(100, 100), 60, 60)];
  const spot = bestSpot({ ...anywhere, seats: [point(100, 100)], room: taken });
  const box = around(spot, 20, 10);
  assert.ok(within(box, FRAME) && apart(box, taken[0]));
  assert.ok(Math.hypot(spot.x - 100, spot.y - 100) < 60);
});

test("where everything is taken there is no spot", () => {
  assert.equal(bestSpot({ ...anywhere, seats: [point(100, 100)], room: [[-999, -999, 999, 999]] }), null);
});

test("a name has eight sides of its point, none of which covers it, and an area's name its middle", () => {
  const found = sides(point(100, 100), [40, 20], 6);
  assert.equal(found.length, 8);
  for (const [side, box] of found) assert.ok(apart(box, around(point(100, 100), 1, 1)), side);
  assert.deepEqual(sides(point(100, 100), [40, 20], 0), [["centre", [80, 90, 120, 110]]]);
});

test("a spot where a box may not stand is passed over, however near it is", () => {
  const [seat, taken] = [point(100, 100), [around(point(100, 100), 60, 60)]];
  const spot = bestSpot({ ...anywhere, seats: [seat], room: taken, astray: ({ x }) => (x < 130 ? Infinity : 0) });
  assert.ok(spot.x >= 130);
  assert.equal(bestSpot({ ...anywhere, seats: [seat], room: taken, astray: () => Infinity }), null);
});
