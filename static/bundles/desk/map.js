// Built by "npm run build" in tools/ from static/source/desk/map.js: change that, not this.

// static/source/svg.js
var NAMESPACE = "http://www.w3.org/2000/svg";
function shape(tag, attributes, parent) {
  const node = (
    /** @type {SVGElement} */
    document.createElementNS(NAMESPACE, tag)
  );
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  if (parent) parent.append(node);
  return node;
}

// static/source/desk/map.js
var WIDTH = 320;
var HEIGHT = 200;
function map_default({ data, parentElement }) {
  const old = parentElement.querySelector("svg");
  if (!data.map) {
    old?.remove();
    return;
  }
  const { box, regions, areas, points } = data.map;
  const [west, south, east, north] = box;
  const place = ([lon, lat]) => [
    ((lon - west) / (east - west) * WIDTH).toFixed(1),
    ((north - lat) / (north - south) * HEIGHT).toFixed(1)
  ];
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
export {
  map_default as default
};
