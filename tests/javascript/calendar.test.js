import assert from "node:assert/strict";
import test from "node:test";
import { daysOfBar, writtenDay } from "../../static/source/calendar.js";

test("a day of the first century is not one of 1900", () => {
  assert.equal(writtenDay("0025-02-27", 2, "en"), "March 1, 25");
});

test("a day after the last of a leap February is the first of March", () => {
  assert.equal(writtenDay("2024-02-28", 2, "en-GB"), "1 March 2024");
});

test("bars hold every day once", () => {
  const bins = { width: 7, length: 31 };
  const days = [0, 1, 2, 3, 4].flatMap((index) => {
    const [first, last] = daysOfBar(bins, index);
    return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  });
  assert.deepEqual(days, Array.from({ length: 31 }, (_, day) => day));
});
