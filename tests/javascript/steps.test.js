import assert from "node:assert/strict";
import test from "node:test";
import { earlier, later, moved, played, rewound } from "../../static/source/instrument/steps.js";

const DAYS = [3, 5, 9];

test("one day moves to the next day with claims, a wider window grows to it", () => {
  assert.deepEqual(later([3, 3], DAYS), [5, 5]);
  assert.deepEqual(later([2, 4], DAYS), [2, 5]);
  assert.equal(later([0, 9], DAYS), null);
});

test("earlier undoes later, whatever the window", () => {
  for (let start = 0; start < 12; start += 1) {
    for (const end of DAYS.filter((day) => day >= start)) {
      const next = later([start, end], DAYS);
      if (next && (start === end || end > start)) assert.deepEqual(earlier(next, DAYS), [start, end]);
    }
  }
});

test("a wider window never shrinks to one day", () => {
  assert.equal(earlier([5, 9], DAYS), null);
  assert.deepEqual(earlier([4, 9], DAYS), [4, 5]);
});

test("without days nothing moves", () => {
  assert.equal(later([1, 1], []), null);
  assert.equal(earlier([1, 4], []), null);
  assert.deepEqual(rewound([1, 4], [], false), [1, 4]);
});

test("playing starts where the window is, or at its first days if it is at the end", () => {
  assert.deepEqual(rewound([0, 4], DAYS, false), [0, 4]);
  assert.deepEqual(rewound([0, 9], DAYS, false), [0, 3]);
  assert.deepEqual(rewound([3, 9], DAYS, false), [3, 5]);
  assert.deepEqual(rewound([9, 9], DAYS, false), [9, 9]);
  assert.deepEqual(rewound([0, 9], DAYS, true), [3, 3]);
});

test("playing grows or rolls through every day that has claims and ends", () => {
  for (const rolling of [false, true]) {
    const ends = [];
    for (let at = played([1, 2], DAYS, rolling); at; at = played(at, DAYS, rolling)) {
      ends.push(at[1]);
      assert.equal(at[0], rolling ? at[1] - 1 : 1);
    }
    assert.deepEqual(ends, DAYS);
  }
});

test("a window that is moved keeps its length and stays within the limits", () => {
  assert.deepEqual(moved([3, 5], 2, [0, 9]), [5, 7]);
  assert.deepEqual(moved([3, 5], 99, [0, 9]), [7, 9]);
  assert.deepEqual(moved([3, 5], -99, [0, 9]), [0, 2]);
});
