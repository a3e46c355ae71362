/** Who stands where: boxes [left, top, right, bottom] and points in pixels, no drawing. */

/** @import { LonLat, Pixels, Size, Wish } from "./values.js" */

/** @param {L.Point} point @param {number} width @param {number} height @returns {Pixels} */
export const around = (point, width, height) => {
  const [x, y] = [width / 2, height / 2];
  return [point.x - x, point.y - y, point.x + x, point.y + y];
};
/** @param {Pixels} a @param {Pixels} b */
export const apart = (a, b) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
/** @param {Pixels} a @param {Pixels} b */
export const within = (a, b) => a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];

/**
 * Points pushed apart until each pair is `gap` pixels distant, each held to its home by a weak spring.
 * @param {L.Point[]} homes
 * @param {number} gap
 */
export function spread(homes, gap) {
  const at = homes.map((home) => home.clone());
  for (let round = 0; round < 240; round += 1) {
    let moved = false;
    if (round < 160) at.forEach((point, i) => { point._add(homes[i].subtract(point)._multiplyBy(0.04)); });
    for (let i = 0; i < at.length; i += 1) {
      for (let j = i + 1; j < at.length; j += 1) moved = pushApart(at[i], at[j], gap, i + j) || moved;
    }
    if (!moved) break;
  }
  return at;
}

/** @param {L.Point} a @param {L.Point} b @param {number} gap @param {number} turn */
function pushApart(a, b, gap, turn) {
  const apartBy = a.distanceTo(b);
  if (apartBy >= gap) return false;
  const coincident = L.point(Math.cos(turn * 2.4), Math.sin(turn * 2.4));
  const push = apartBy > 0.01 ? b.subtract(a)._divideBy(apartBy) : coincident;
  push._multiplyBy((gap - apartBy) / 2 + 0.05);
  a._subtract(push);
  b._add(push);
  return true;
}

/** Even-odd: is the point inside these rings? @param {LonLat} point @param {LonLat[][]} rings */
export function inside([lon, lat], rings) {
  let hit = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [x1, y1] = ring[i];
      const [x2, y2] = ring[j];
      if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) hit = !hit;
    }
  }
  return hit;
}

/**
 * The nearest free centre for a box: a seat itself, else near the first, by how far `astray` calls a pixel; or null.
 * @param {Wish} wish
 */
export function bestSpot({ seats, size, room, frame, astray }) {
  const free = (/** @type {L.Point} */ pixel) => {
    const box = around(pixel, ...size);
    return within(box, frame) && room.every((taken) => apart(box, taken));
  };
  const seated = seats.find(free);
  if (seated) return seated;
  let best = /** @type {L.Point | null} */ (null);
  let least = Infinity;
  for (const [pixel, far] of spiral(seats[0])) {
    if (far >= least) break;
    if (!free(pixel)) continue;
    const cost = far + astray(pixel);
    if (cost < least) [best, least] = [pixel, cost];
  }
  return best;
}

/** @param {L.Point} centre @returns {Generator<[L.Point, number]>} */
function* spiral(centre) {
  for (let radius = 12; radius <= 320; radius += 12) {
    const turns = Math.max(12, Math.round(radius / 3));
    for (let turn = 0; turn < turns; turn += 1) {
      const angle = (turn * 2 * Math.PI) / turns;
      yield [centre.add([radius * Math.cos(angle), radius * Math.sin(angle)]), radius];
    }
  }
}

/**
 * Where a name may stand, best first: [side, box]; a name without a point stands centred.
 * @param {L.Point} pixel
 * @param {Size} size
 * @param {number} gap
 * @returns {[string, Pixels][]}
 */
export function sides(pixel, size, gap) {
  const [width, height] = size;
  if (!gap) return [["centre", around(pixel, width, height)]];
  const right = /** @type {Pixels} */ ([pixel.x + gap, pixel.y - height / 2, pixel.x + gap + width, pixel.y + height / 2]);
  const left = /** @type {Pixels} */ ([pixel.x - gap - width, pixel.y - height / 2, pixel.x - gap, pixel.y + height / 2]);
  const down = gap * 0.55 + height / 2;
  /** @param {Pixels} box @param {number} by @returns {Pixels} */
  const shift = (box, by) => [box[0], box[1] + by, box[2], box[3] + by];
  return [
    ["right", right], ["left", left],
    ["below", around(pixel.add([0, gap + height / 2]), width, height)],
    ["above", around(pixel.subtract([0, gap + height / 2]), width, height)],
    ["right low", shift(right, down)], ["left low", shift(left, down)],
    ["right high", shift(right, -down)], ["left high", shift(left, -down)],
  ];
}
