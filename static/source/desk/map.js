/** A small map of the chosen place: outlines around it, the area shaded, a settlement as a dot. */

import { shape } from "../svg.js";

const WIDTH = 320;
const HEIGHT = 200;

/**
 * @typedef {[number, number]} Position
 * @typedef {{ box: [number, number, number, number], regions: Position[][], areas: Position[][], points: Position[] }} Locator
 */

/** @param {{ data: { map: Locator | null, words: string }, parentElement: ParentNode & Element }} component */
export default function ({ data, parentElement }) {
  const old = parentElement.querySelector("svg");
  if (!data.map) {
    old?.remove();
    return;
  }
  const { box, regions, areas, points } = data.map;
  const [west, south, east, north] = box;
  /** @param {Position} position */
  const place = ([lon, lat]) => [
    (((lon - west) / (east - west)) * WIDTH).toFixed(1),
    (((north - lat) / (north - south)) * HEIGHT).toFixed(1),
  ];
  /** @param {Position[]} ring */
  const path = (ring) => `M${ring.map((position) => place(position).join(" ")).join("L")}Z`;
  const drawn = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": data.words });
  if (regions.length) shape("path", { class: "region", d: regions.map(path).join("") }, drawn);
  if (areas.length) shape("path", { class: "area", "fill-rule": "evenodd", d: areas.map(path).join("") }, drawn);
  for (const point of points) {
    const [x, y] = place(point);
    shape("circle", { class: "point", cx: x, cy: y, r: 5 }, drawn);
  }
  if (old) old.replaceWith(drawn);
  else parentElement.append(drawn);
}
