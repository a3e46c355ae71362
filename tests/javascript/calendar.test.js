import assert from "node:assert/strict";
import test from "node:test";
import { isoOf, offsetOf, writtenOut } from "../../static/source/instrument/calendar.js";

const MONTHS = ["January", "February", "March", ...Array(9).fill("later")];

test("a day of the first century is not one of 1900", () => {
  assert.equal(writtenOut("0025-02-27", 2, MONTHS), "1 March 25");
});

test("a day after the last of a leap February is the first of March", () => {
  assert.equal(isoOf("2024-02-28", 2), "2024-03-01");
});

test("an ISO date and its offset are the same day, over ten thousand years", () => {
  for (let offset = 0; offset < 3_652_058; offset += 9_973) assert.equal(offsetOf("0001-01-01", isoOf("0001-01-01", offset)), offset);
  assert.equal(isoOf("0001-01-01", 3_652_058), "9999-12-31");
});

test("what is no day has no offset", () => {
  for (const text of ["", "x", "2024-13-01", "2024-02-30", "2024-3-1", "NaN", "20240301"]) {
    assert.ok(Number.isNaN(offsetOf("2024-01-01", text)), text);
  }
});
