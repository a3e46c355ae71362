import assert from "node:assert/strict";
import test from "node:test";

globalThis.document = /** @type {any} */ ({ currentScript: { src: "" }, createElement: () => ({ getContext: () => null }) });
globalThis.window = /** @type {any} */ ({ matchMedia: () => ({ matches: false }) });
const { cutBetween } = await import("../../static/source/map/extent.js");

/** @param {number[]} lons */
const at = (...lons) => cutBetween(lons.map((lon) => [lon, 0, lon, 0]));

test("the map begins at the antimeridian where nothing lies about it", () => {
  assert.equal(at(), -180);
  assert.equal(at(36), -180);
  assert.equal(at(-77, 3, 36, 139), -180);
  assert.equal(at(-77, 151, 178, 36), -180);
});

test("what lies on both sides of the antimeridian is not torn apart", () => {
  for (const lons of [[178.4, -171.8], [177, -175, 160], [179.9, -179.9]]) {
    const cut = at(...lons);
    const laid = lons.map((lon) => (lon < cut ? lon + 360 : lon));
    assert.ok(Math.max(...laid) - Math.min(...laid) < 30, String(lons));
    assert.ok(cut >= -180 && cut < 180);
  }
});

test("what lies beside the antimeridian stands in the middle", () => {
  assert.equal(at(178), -2);
  assert.equal(at(-170), 10);
});
