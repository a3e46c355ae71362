import assert from "node:assert/strict";
import test from "node:test";
import { axis } from "../../static/source/instrument/axis.js";

const CASES = [
  { name: "a month", used: [3, 11, 20], first: 0, last: 30, width: 620 },
  { name: "a day", used: [0], first: 0, last: 0, width: 300 },
  { name: "no claim", used: [], first: 0, last: 30, width: 300 },
  { name: "years with gaps", used: [0, 10, 400, 401, 900], first: 0, last: 900, width: 800 },
  { name: "ten thousand years", used: [0, 1_000_000, 3_652_058], first: 0, last: 3_652_058, width: 288 },
  { name: "a claim on every day of centuries", used: Array.from({ length: 40_000 }, (_, day) => day), first: 0, last: 39_999, width: 288 },
];

for (const { name, used, first, last, width } of CASES) {
  const scale = axis(used, first, last, width);

  test(`${name}: the axis fills its width and runs forward`, () => {
    assert.equal(scale.x(first), 0);
    assert.equal(scale.x(last + 1), width);
    for (let index = 1; index < used.length; index += Math.ceil(used.length / 500)) assert.ok(scale.x(used[index]) > scale.x(used[index - 1]));
  });

  test(`${name}: a day is under its own pixels`, () => {
    for (const day of used.slice(0, 500)) {
      const middle = (scale.x(day) + scale.x(day + 1)) / 2;
      assert.equal(scale.day(middle), day);
    }
    assert.equal(scale.day(-50), first);
    assert.equal(scale.day(width + 50), last);
  });

  test(`${name}: stretches are in order, apart, and hold every day that a claim names`, () => {
    const stretches = scale.stretches();
    stretches.forEach(([from, to], index) => {
      assert.ok(from <= to);
      if (index) assert.ok(from > stretches[index - 1][1]);
    });
    for (const day of used.slice(0, 500)) assert.equal(stretches.filter(([from, to]) => from <= day && day <= to).length, 1, String(day));
    assert.ok(stretches.length <= width / 2, String(stretches.length));
  });
}

test("a set of centuries is not torn to pieces: what would be no wider than a gap stands to scale", () => {
  const monthly = Array.from({ length: 2_400 }, (_, month) => month * 45);
  assert.equal(axis(monthly, 0, 108_000, 1_000).pieces.length, 1);
  const [before, gap, after] = axis([0, 40, 80, ...monthly.map((day) => day + 700_000)], 0, 808_000, 1_000).pieces;
  assert.deepEqual([before.gap, gap.gap, after.gap, after.last], [false, true, false, 808_000]);
});

test("the year 25, twelve months of 1512 and 2024 stand beside each other, each wide enough for a handle", () => {
  const months = Array.from({ length: 12 }, (_, month) => 543_000 + 30 * month);
  const scale = axis([0, ...months, 730_000], 0, 730_000, 900);
  assert.deepEqual(scale.pieces.map(({ gap }) => gap), [false, true, false, true, false]);
  for (const day of [0, ...months, 730_000]) assert.equal(scale.day((scale.x(day) + scale.x(day + 1)) / 2), day);
  assert.ok(scale.unit > 1.5, String(scale.unit));
});

test("long empty stretches are collapsed, each to the same few pixels", () => {
  const gaps = axis([0, 10, 400, 401, 900], 0, 900, 800).pieces.filter((piece) => piece.gap);
  assert.deepEqual(gaps.map(({ first, last, from, to }) => [first, last, Math.round(to - from)]), [[14, 396, 28], [405, 896, 28]]);
});
