// Built by "npm run build" in tools/ from static/source/map/layer.js: change that, not this.
(() => {
  // static/source/map/seats.js
  var around = (point, width, height) => {
    const [x, y] = [width / 2, height / 2];
    return [point.x - x, point.y - y, point.x + x, point.y + y];
  };
  var apart = (a, b) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
  var within = (a, b) => a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
  function spread(homes, gap) {
    const at = homes.map((home) => home.clone());
    for (let round = 0; round < 240; round += 1) {
      let moved = false;
      if (round < 160) at.forEach((point, i) => {
        point._add(homes[i].subtract(point)._multiplyBy(0.04));
      });
      for (let i = 0; i < at.length; i += 1) {
        for (let j = i + 1; j < at.length; j += 1) moved = pushApart(at[i], at[j], gap, i + j) || moved;
      }
      if (!moved) break;
    }
    return at;
  }
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
  function inside([lon, lat], rings) {
    let hit = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const [x1, y1] = ring[i];
        const [x2, y2] = ring[j];
        if (y1 > lat !== y2 > lat && lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1) hit = !hit;
      }
    }
    return hit;
  }
  function bestSpot({ seats, size, room, frame: frame2, astray }) {
    const free = (pixel) => {
      const box = around(pixel, ...size);
      return within(box, frame2) && room.every((taken) => apart(box, taken));
    };
    const seated = seats.find(free);
    if (seated) return seated;
    let best = (
      /** @type {L.Point | null} */
      null
    );
    let least = Infinity;
    for (const [pixel, far2] of spiral(seats[0])) {
      if (far2 >= least) break;
      if (!free(pixel)) continue;
      const cost = far2 + astray(pixel);
      if (cost < least) [best, least] = [pixel, cost];
    }
    return best;
  }
  function* spiral(centre) {
    for (let radius = 12; radius <= 320; radius += 12) {
      const turns = Math.max(12, Math.round(radius / 3));
      for (let turn = 0; turn < turns; turn += 1) {
        const angle = turn * 2 * Math.PI / turns;
        yield [centre.add([radius * Math.cos(angle), radius * Math.sin(angle)]), radius];
      }
    }
  }
  function sides(pixel, size, gap) {
    const [width, height] = size;
    if (!gap) return [["centre", around(pixel, width, height)]];
    const right = (
      /** @type {Pixels} */
      [pixel.x + gap, pixel.y - height / 2, pixel.x + gap + width, pixel.y + height / 2]
    );
    const left = (
      /** @type {Pixels} */
      [pixel.x - gap - width, pixel.y - height / 2, pixel.x - gap, pixel.y + height / 2]
    );
    const down = gap * 0.55 + height / 2;
    const shift = (box, by) => [box[0], box[1] + by, box[2], box[3] + by];
    return [
      ["right", right],
      ["left", left],
      ["below", around(pixel.add([0, gap + height / 2]), width, height)],
      ["above", around(pixel.subtract([0, gap + height / 2]), width, height)],
      ["right low", shift(right, down)],
      ["left low", shift(left, down)],
      ["right high", shift(right, -down)],
      ["left high", shift(left, -down)]
    ];
  }

  // static/source/map/state.js
  var unset = (
    /** @type {any} */
    null
  );
  var now = {
    map: unset,
    base: unset,
    view: unset,
    live: null,
    ready: false,
    touched: false,
    linked: false,
    moving: false,
    theme: "light",
    asked: null,
    spoken: "",
    controls: [],
    towns: [],
    fitted: false,
    fittedTo: "",
    cut: -180,
    chooseCoded: () => {
    }
  };
  var marks = /* @__PURE__ */ new Map();
  var shades = /* @__PURE__ */ new Map();

  // static/source/dom.js
  function element(tag, className, ...content) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...content.filter((part) => part !== void 0));
    return made;
  }
  function say(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

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

  // static/source/map/symbols.js
  var LEGEND = [
    ["fighting", { quotes: 1 }, "fighting"],
    ["incursion", { quotes: 1 }, "incursion"],
    ["control", { quotes: 1 }, "control"],
    ["other", { quotes: 1 }, "other"],
    ["several", { quotes: 1 }, "several"],
    ["fighting", { quotes: 1 }, "solid"],
    ["fighting", { quotes: 0 }, "hollow"]
  ];
  var CORNERS = {
    incursion: [3, -90, 1.34, 3],
    control: [4, 45, 1.24, 0],
    other: [4, -90, 1.24, 0],
    several: [6, 0, 1.08, 0]
  };
  var LEGEND_AREAS = ["vicinity", "quoted", "cited", "border"];
  var SAID_BESIDE = /* @__PURE__ */ new Set(["solid", "hollow", "quoted", "cited", "border"]);
  function outline(kind, r) {
    if (kind === "fighting") return `M${20 - r} 20a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`;
    const [corners2, turn, grow, down] = CORNERS[kind] ?? CORNERS.other;
    const corner = (index) => {
      const angle = (turn + 360 / corners2 * index) * Math.PI / 180;
      return `${(20 + r * grow * Math.cos(angle)).toFixed(2)} ${(20 + down + r * grow * Math.sin(angle)).toFixed(2)}`;
    };
    return `M${Array.from({ length: corners2 }, (_, index) => corner(index)).join("L")}Z`;
  }
  function symbol(kind, { quotes, number }) {
    const picture2 = shape("svg", { viewBox: "0 0 40 40", class: `symbol kind-${kind}`, "aria-hidden": "true" });
    picture2.classList.add(quotes > 0 ? "solid" : "hollow");
    shape("path", { d: outline(kind, 17.4), class: "choice" }, picture2);
    shape("path", { d: outline(kind, 13.8), class: "halo" }, picture2);
    shape("path", { d: outline(kind, 13), class: "body" }, picture2);
    const words2 = shape("text", { x: 20, y: kind === "incursion" ? 25.4 : 24.4, class: "number" }, picture2);
    words2.textContent = String(number ?? "");
    if (words2.textContent.length > 2) words2.classList.add("long");
    return picture2;
  }
  function makeHatches(container) {
    const picture2 = shape("svg", { width: 0, height: 0, class: "patterns", "aria-hidden": "true" });
    for (const name of ["quoted", "cited"]) {
      const box = { id: `hatch-${name}`, width: 7, height: 7, patternUnits: "userSpaceOnUse", class: `hatch ${name}` };
      const pattern = shape("pattern", { ...box, patternTransform: "rotate(45)" }, picture2);
      shape("rect", { width: 7, height: 7, class: "tint" }, pattern);
      shape("line", { x1: 0, y1: 0, x2: 0, y2: 7, class: "stroke" }, pattern);
    }
    container.append(picture2);
  }
  function swatch(name) {
    const picture2 = shape("svg", { viewBox: "0 0 40 40", class: "symbol", "aria-hidden": "true" });
    if (name === "vicinity") shape("circle", { cx: 20, cy: 20, r: 15, class: "vicinity" }, picture2);
    else if (name === "border") {
      const d = "M3 26L15 16L24 23L37 12";
      for (const kind of ["border-claim", "border-line"]) shape("path", { d, class: kind }, picture2);
    } else shape("rect", { x: 2, y: 8, width: 36, height: 24, class: "shade", fill: `url(#hatch-${name})` }, picture2);
    return picture2;
  }
  function legendRow(picture2, words2, name) {
    const row = element("li", SAID_BESIDE.has(name) ? "beside" : "");
    row.dataset.sign = name;
    row.append(picture2, element("span", "", words2));
    return row;
  }
  function legend(open, names2) {
    const box = element("details", "legend");
    const list = element("ul");
    box.open = open;
    for (const [kind, evidence, name] of LEGEND) list.append(legendRow(symbol(kind, evidence), names2[name], name));
    for (const name of LEGEND_AREAS) list.append(legendRow(swatch(name), names2[name], name));
    box.append(element("summary", "", names2.head), list, element("p", "", names2.note));
    return box;
  }
  function explainSigns(container, marks3, areas2) {
    const evidence = ({ quotes }) => quotes > 0;
    const shades2 = areas2.filter(({ level }) => level);
    const signs = new Set(marks3.flatMap((mark) => [mark.kind, evidence(mark) ? "solid" : "hollow", mark.vicinity ? "vicinity" : ""]));
    for (const shade of shades2) signs.add(evidence(shade) ? "quoted" : "cited");
    if (areas2.length > shades2.length) signs.add("border");
    for (
      const row of
      /** @type {NodeListOf<HTMLElement>} */
      container.querySelectorAll(".legend li[data-sign]")
    ) {
      row.hidden = !signs.has(row.dataset.sign ?? "");
    }
  }
  function toolButton(label, text, act) {
    const button = element("button", "tool", text);
    button.type = "button";
    button.title = label;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", act);
    return button;
  }

  // static/source/map/ground.js
  var SOURCE = (
    /** @type {HTMLScriptElement} */
    document.currentScript.src
  );
  var PANES = {
    land: 300,
    "coded-area": 305,
    shade: 310,
    water: 320,
    line: 330,
    border: 340,
    name: 350,
    under: 360,
    coded: 400,
    mark: 420,
    chip: 410
  };
  var shifted = (west, east) => (west + east) / 2 < now.cut ? 360 : 0;
  var latLng = ([lon, lat]) => L.latLng(lat, lon + shifted(lon, lon));
  var lonLat = ({ lng, lat }) => [lng > 180 ? lng - 360 : lng, lat];
  var areas = /* @__PURE__ */ new Map();
  var borderPoints = [];
  var countries = [];
  var stretches = /* @__PURE__ */ new Map();
  var near = null;
  var base = null;
  var renderers = {};
  function points(flat, units) {
    const found = (
      /** @type {LonLat[]} */
      []
    );
    for (let i = 0, lon = 0, lat = 0; i < flat.length; i += 2) {
      lon += flat[i];
      lat += flat[i + 1];
      found.push([lon / units, lat / units]);
    }
    return found;
  }
  var paneOf = (name) => (
    /** @type {HTMLElement} */
    now.map.getPane(name)
  );
  function makePanes(map) {
    for (const [name, level] of Object.entries(PANES)) {
      map.createPane(name).style.zIndex = String(level);
      renderers[name] = L.svg({ pane: name, padding: 0.6 });
    }
    paneOf("name").setAttribute("aria-hidden", "true");
    makeHatches(map.getContainer());
  }
  var drawn = (pane, className, more) => ({
    pane,
    renderer: renderers[pane],
    className,
    interactive: false,
    smoothFactor: 0.8,
    ...more
  });
  function laid(pairs, more = 0) {
    const [west, , east] = boxAround(pairs);
    const shift = shifted(west, east) + more;
    return pairs.map(([lon, lat]) => L.latLng(lat, lon + shift));
  }
  function drawWorld() {
    for (const country of countries) {
      const polygons = country.parts.flatMap((rings, index) => {
        const [west, , east] = country.boxes[index];
        const isCut = west < now.cut && east > now.cut;
        const copies = isCut ? [0, shifted(west, east) ? -360 : 360] : [0];
        return copies.map((more) => rings.map((ring) => laid(ring, more)));
      });
      L.polygon(polygons, drawn("land", "land country")).addTo(now.map).bringToBack();
    }
  }
  function holdWorld({ countries: found, units }) {
    for (const country of found) countries.push(located({ ...country, units }));
  }
  function nearBounds() {
    if (!near) return null;
    const [west, south, east, north] = near;
    return L.latLngBounds(latLng([west, south]), latLng([east, north]));
  }
  function holdBase({ layers, units }) {
    near = boxAround(layers.countries.flatMap(([outer]) => points(outer, units)));
    for (
      const level of
      /** @type {const} */
      ["admin2", "admin1"]
    ) {
      for (const area of layers[level]) areas.set(area.id, located({ ...area, level, units }));
    }
    borderPoints.splice(0, borderPoints.length, ...points(layers.border[0], units));
    for (const [region, ends] of Object.entries(layers.stretches)) stretches.set(region, ends);
  }
  function drawBase({ layers, units }) {
    base?.remove();
    const all = L.layerGroup().addTo(now.map);
    base = all;
    const ring = (flat) => laid(points(flat, units));
    const polygon = (polygons, pane, name) => L.polygon(polygons.map((flats) => flats.map(ring)), drawn(pane, name)).addTo(all);
    const line = (flats, pane, name) => L.polyline(flats.map(ring), drawn(pane, name, { fill: false })).addTo(all);
    polygon(layers.countries, "land", "land near");
    for (const river of layers.rivers) line(river.lines, "water", `river rank-${Math.min(river.rank, 11)}`);
    polygon(layers.lakes, "water", "lake");
    for (
      const level of
      /** @type {const} */
      ["admin2", "admin1"]
    ) for (const area of layers[level]) polygon(area.polygons, "line", level);
    line(layers.border, "border", "border-casing");
    line(layers.frontiers, "border", "frontier");
    line(layers.border, "border", "border-line");
  }
  function borderLines({ along }) {
    if (!along?.length) return [borderPoints];
    return along.flatMap((region) => {
      const ends = stretches.get(region);
      return ends ? [borderPoints.slice(ends[0], ends[1] + 1)] : [];
    });
  }
  function located(area) {
    const parts = area.polygons.map((flats) => flats.map((flat) => points(flat, area.units)));
    return { ...area, parts, rings: parts.flat(), boxes: parts.map(([outer]) => boxAround(outer)) };
  }
  function boxAround(pairs) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [lon, lat] of pairs) {
      if (lon < box[0]) box[0] = lon;
      if (lat < box[1]) box[1] = lat;
      if (lon > box[2]) box[2] = lon;
      if (lat > box[3]) box[3] = lat;
    }
    return box;
  }
  var corners = ({ parts }) => parts.map((rings) => rings.map((ring) => laid(ring)));
  var toPixel = (lonLat3) => now.map.latLngToLayerPoint(latLng(lonLat3));
  function insideArea(pixel, { rings, boxes }) {
    const [lon, lat] = lonLat(now.map.layerPointToLatLng(pixel));
    const isNear = boxes.some(([west, south, east, north]) => lon > west && lon < east && lat > south && lat < north);
    return isNear && inside([lon, lat], rings);
  }
  function meets([west, south, east, north], box) {
    const shift = shifted(west, east);
    return west + shift <= box.getEast() && east + shift >= box.getWest() && south <= box.getNorth() && north >= box.getSouth();
  }
  var load = (name) => supplied(name, `ground/${name}`);
  async function loadRegions(country) {
    const inFile = document.getElementById("regions");
    return inFile ? JSON.parse(inFile.textContent ?? "")[country] : supplied(`regions-${country}`, `regions/${country}`);
  }
  async function supplied(id, path2) {
    const held = () => document.getElementById(id)?.textContent;
    if (held() == null && SOURCE.includes(".layer/")) return fetched(served(`${path2}.json${new URL(SOURCE).search}`));
    if (held() == null) await run(new URL(`${path2}.js`, SOURCE).href);
    return JSON.parse(held() ?? "");
  }
  var run = (src) => new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src });
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error(`${src} did not come`)));
    document.head.append(script);
  });
  var served = (path2) => SOURCE.replace(/\.layer\/.*/, `.${path2}`);
  async function fetched(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  }

  // static/source/map/address.js
  var START = "#map=";
  var FORM = /#map=(\d{1,2}(?:\.\d{1,4})?)\/(-?\d{1,2}(?:\.\d{1,8})?)\/(-?\d{1,3}(?:\.\d{1,8})?)$/;
  var PAUSE_MS = 250;
  var LOOK_MS = 1e3;
  var page = pageAround();
  var path = page.location.pathname;
  var kept = () => now.view?.coded ? "asReportedWorldView" : "asReportedView";
  function pageAround() {
    try {
      return window.parent.location.href ? window.parent : window;
    } catch {
      return window;
    }
  }
  function read(address) {
    const found = FORM.exec(address);
    if (!found) return null;
    const [zoom, lat, lon] = found.slice(1).map(Number);
    const { minZoom, maxZoom } = (
      /** @type {{ minZoom: number, maxZoom: number }} */
      L.Map.prototype.options
    );
    const isOnMap = zoom >= minZoom && zoom <= maxZoom && Math.abs(lat) <= 85 && Math.abs(lon) <= 180;
    return isOnMap ? { zoom, at: latLng([lon, lat]) } : null;
  }
  function isHere(address) {
    return URL.canParse(address) && new URL(address).pathname === path;
  }
  function askedView() {
    const [arrival] = page.performance.getEntriesByType("navigation");
    const here = arrival && isHere(arrival.name);
    const known = [page.location.href, page[kept()], here && arrival.name];
    const asked2 = known.find((address) => address && read(address));
    if (!asked2) return null;
    page[kept()] = FORM.exec(asked2)?.[0];
    return read(asked2);
  }
  function write() {
    const { location, history, [kept()]: view } = page;
    const foreign = location.hash && !location.hash.startsWith(START);
    if (!view || foreign || location.hash === view || location.pathname !== path) return;
    const address = new URL(location.href);
    address.hash = view;
    try {
      history.replaceState(history.state, "", address.href);
    } catch {
    }
  }
  function putBack() {
    if (!page.location.hash) write();
  }
  var timer = 0;
  function linkPresentView() {
    const [lon, lat] = lonLat(now.map.getCenter());
    page[kept()] = `${START}${now.map.getZoom().toFixed(2)}/${lat.toFixed(4)}/${lon.toFixed(4)}`;
    now.linked = true;
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE_MS);
  }
  function linkView(go) {
    const frame2 = new AbortController();
    const { signal } = frame2;
    now.map.on("moveend", () => {
      if (now.touched || now.linked) linkPresentView();
    });
    page.addEventListener("hashchange", () => {
      if (page.location.pathname === path && read(page.location.href)) go(askedView());
    }, { signal });
    if (page.navigation) page.navigation.addEventListener("currententrychange", putBack, { signal });
    else setInterval(putBack, LOOK_MS);
    window.addEventListener("pagehide", ({ persisted }) => {
      if (!persisted) frame2.abort();
    });
    putBack();
  }

  // static/source/map/regions.js
  var NEAR_ZOOM = 5;
  var MOST_OUTLINES = 150;
  var outlines = /* @__PURE__ */ new Map();
  var regions = /* @__PURE__ */ new Map();
  var files = /* @__PURE__ */ new Map();
  var countryOf = (id) => id.split("-", 1)[0];
  var ready = () => {
  };
  function whenRegionsCome(call) {
    ready = call;
  }
  function regionOf(id) {
    if (!regions.has(id)) regionsOf([countryOf(id)]);
    return regions.get(id);
  }
  var isAwaited = (id) => !regions.has(id) && !Array.isArray(files.get(countryOf(id)));
  function regionsOf(countries2) {
    for (const country of countries2) if (!files.has(country)) files.set(country, fetchRegions(country));
    return countries2.flatMap((country) => {
      const known = files.get(country);
      return Array.isArray(known) ? known : [];
    });
  }
  async function waitForRegions(ids) {
    regionsOf(ids.map(countryOf));
    await Promise.all(ids.map((id) => files.get(countryOf(id))));
  }
  async function fetchRegions(country) {
    const found = await loadRegions(country).catch(() => null);
    files.set(country, []);
    if (!found) return;
    const made = (area) => located({ ...area, units: found.units, name_en: area.name, level: "region" });
    const own = found.regions.map(made);
    files.set(country, own);
    for (const region of [...own, ...found.divisions.map(made)]) regions.set(region.id, region);
    ready();
  }
  function seenRegions() {
    if (now.map.getZoom() < NEAR_ZOOM) return [];
    const box = now.map.getBounds();
    const near2 = countries.filter(({ boxes }) => boxes.some((part) => meets(part, box)));
    const seen3 = regionsOf(near2.map(({ id }) => id)).filter(({ boxes }) => boxes.some((part) => meets(part, box)));
    return seen3.length <= MOST_OUTLINES ? seen3 : [];
  }
  function outlineRegions() {
    const seen3 = new Map(seenRegions().map((region) => [region.id, region]));
    for (const [id, layer] of outlines) {
      if (seen3.has(id)) continue;
      layer.remove();
      outlines.delete(id);
    }
    for (const [id, region] of seen3) {
      if (outlines.has(id)) continue;
      outlines.set(id, L.polygon(corners(region), drawn("land", "admin1", { fill: false })).addTo(now.map));
    }
  }
  function regionNames() {
    return seenRegions().map((region) => ({
      key: region.id,
      style: "region",
      latin: region.name.toUpperCase(),
      cyrillic: "",
      pixel: toPixel(region.label),
      at: latLng(region.label)
    }));
  }

  // static/source/map/extent.js
  var LAT_LIMIT = 85;
  var NEAREST_ZOOM = 9;
  var LEAST_POINTS = 3;
  var NEAR_MIDDLE = 100;
  var MARGIN = 15;
  var EDGE_PX = 44;
  var areaOf = ({ place: place2, outline: outline2 }) => areas.get(place2) || (outline2 !== place2 && outline2 ? regionOf(outline2) : void 0);
  var isBorder = ({ place: place2 }) => place2 === "border";
  function boxesOf(item) {
    if (isPoint(item)) return [[item.lon, item.lat, item.lon, item.lat]];
    if (!isBorder(item)) return areaOf(item)?.boxes ?? [];
    return borderLines(item).filter((line) => line.length).map(boxAround);
  }
  function shownItems() {
    const { marks: points2 = [], shades: found = [], border } = now.view;
    return points2.length + found.length ? [...points2, ...found] : border ? [border] : [];
  }
  function cutBetween(boxes) {
    const spans = boxes.map(([west, , east]) => [west, east]).sort((a, b) => a[0] - b[0]);
    if (!spans.length) return -180;
    let [reach, start2] = [spans[0][1], spans[0][0]];
    let widest = spans[0][0] + 360 - Math.max(...spans.map(([, east]) => east));
    for (const [west, east] of spans) {
      if (west - reach > widest) [widest, start2] = [west - reach, west];
      reach = Math.max(reach, east);
    }
    const middle = start2 + (360 - widest) / 2;
    const isAcross = start2 + 360 - widest > 180;
    const isNear = widest > 180 && Math.abs(middle) > NEAR_MIDDLE;
    return widest > 180 && (isAcross || isNear) ? (middle + 360) % 360 - 180 : -180;
  }
  function union(boxes) {
    const laid2 = boxes.map(
      /** @returns {Box} */
      ([west, south, east, north]) => {
        const shift = shifted(west, east);
        return [west + shift, south, east + shift, north];
      }
    );
    const side = (index, most) => laid2.reduce((found, box) => most(found, box[index]), laid2[0][index]);
    return [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)];
  }
  function bounds([west, south, east, north]) {
    return L.latLngBounds([Math.max(south, -LAT_LIMIT), west], [Math.min(north, LAT_LIMIT), east]);
  }
  var world = () => bounds([now.cut, -LAT_LIMIT, now.cut + 360, LAT_LIMIT]);
  function shownBounds() {
    const items = shownItems();
    const points2 = items.filter(isPoint).flatMap(boxesOf);
    const scale2 = points2.length < LEAST_POINTS ? Infinity : sizeOf(union(points2));
    const boxes = items.flatMap((item) => {
      const found = boxesOf(item);
      return isPoint(item) || !found.length || sizeOf(union(found)) <= scale2 ? found : [boxAround([labelOf(item, found)])];
    });
    return boxes.length ? bounds(union(boxes)) : null;
  }
  var isPoint = (item) => "lon" in item && item.lon !== null;
  var sizeOf = ([west, south, east, north]) => (east - west) * (north - south);
  var labelOf = (item, boxes) => areaOf(item)?.label ?? [boxes[0][0], boxes[0][1]];
  function isFitting() {
    const awaited = now.view.shades.some((item) => !areas.has(item.place) && isAwaited(item.outline ?? item.place));
    return !awaited && shownItems().length > 0;
  }
  function layOut() {
    now.cut = now.view.coded ? -180 : cutBetween(shownItems().flatMap(boxesOf));
    now.map.setMaxBounds(bounds([now.cut - MARGIN, -LAT_LIMIT, now.cut + 360 + MARGIN, LAT_LIMIT]));
  }
  function fit(target, paddings) {
    for (const [left, top, right, bottom] of paddings) {
      const [paddingTopLeft, paddingBottomRight] = [L.point(left, top), L.point(right, bottom)];
      now.map.fitBounds(target, { animate: false, maxZoom: NEAREST_ZOOM, paddingTopLeft, paddingBottomRight });
      if (!now.view.marks.some(isCovered)) return;
    }
  }
  function isCovered({ lon, lat }) {
    const origin = now.map.getContainer().getBoundingClientRect();
    const { x, y } = now.map.latLngToContainerPoint(latLng([lon, lat]));
    const controls = [...now.map.getContainer().querySelectorAll(".leaflet-control")];
    return controls.map((control2) => control2.getBoundingClientRect()).some((box) => x > box.left - origin.left - 16 && x < box.right - origin.left + 16 && y > box.top - origin.top - 16 && y < box.bottom - origin.top + 16);
  }
  function countOutside() {
    const box = now.map.getBounds();
    const items = [...[...marks.values()].map(({ item }) => item), ...[...shades.values()].map(({ item }) => item)];
    return items.filter((item) => !boxesOf(item).some((part) => meets(part, box))).length;
  }

  // static/source/map/marks.js
  var VICINITY_METRES = 5e3;
  var HALF_PX = 18;
  var coarse = window.matchMedia("(pointer: coarse)").matches;
  var sent = Date.now();
  function choose(place2) {
    if (now.view.coded) {
      now.chooseCoded({ place: place2 });
      return;
    }
    sent += 1;
    if (window.Streamlit) window.Streamlit.setComponentValue({ place: place2, n: sent });
  }
  function buttonMarker(item, pane, className) {
    const button = element("button", className);
    button.type = "button";
    button.dataset.place = item.place;
    const icon = L.divIcon({ className: "holder", html: button, iconSize: [0, 0] });
    const marker = L.marker([0, 0], { icon, pane, keyboard: false, autoPanOnFocus: false });
    marker.on("click", () => choose(item.place));
    button.addEventListener("focus", () => {
      if (!button.matches(":focus-visible")) return;
      now.map.panInside(marker.getLatLng(), { padding: [40, 40], animate: false });
    });
    return { marker, button };
  }
  function describe(button, item, selected) {
    const chosen = item.place === selected;
    button.setAttribute("aria-label", item.label);
    button.setAttribute("aria-pressed", String(chosen));
    button.title = item.label;
    button.classList.toggle("selected", chosen);
  }
  function drawMark(item, selected) {
    const part = marks.get(item.place) ?? newMark(item);
    part.item = item;
    part.button.replaceChildren(symbol(item.kind, item));
    describe(part.button, item, selected);
    part.marker.setZIndexOffset(item.place === selected ? 1e3 : 0);
    drawVicinity(part, item);
  }
  function newMark(item) {
    const home = latLng([item.lon, item.lat]);
    const { marker, button } = buttonMarker(item, "mark", "mark");
    marker.setLatLng(home).addTo(now.map);
    const leader = L.polyline([], drawn("under", "leader", { fill: false })).addTo(now.map);
    const dot = L.circleMarker(home, drawn("under", "home", { radius: 2.5 })).addTo(now.map);
    const pixel = now.map.latLngToLayerPoint(home);
    const part = { marker, button, item, home, leader, dot, homePx: pixel, spot: pixel };
    marks.set(item.place, part);
    return part;
  }
  function drawVicinity(part, item) {
    if (item.vicinity && !part.circle) {
      part.circle = L.circleMarker(part.home, drawn("under", "vicinity")).addTo(now.map);
    } else if (!item.vicinity && part.circle) {
      part.circle.remove();
      delete part.circle;
    }
  }
  function arrangeMarks() {
    const parts = [...marks.values()].sort((a, b) => a.item.number - b.item.number);
    const homes = parts.map((item) => now.map.latLngToLayerPoint(item.home));
    const spots = spread(homes, coarse ? 44 : 35);
    const [west, east] = [now.cut, now.cut + 360].map((lon) => now.map.latLngToLayerPoint([0, lon]).x);
    parts.forEach((item, index) => {
      const shifted2 = spots[index].distanceTo(homes[index]) > 5;
      if (shifted2) spots[index].x = Math.min(Math.max(spots[index].x, west + HALF_PX), east - HALF_PX);
      item.spot = shifted2 ? spots[index] : homes[index];
      item.homePx = homes[index];
      const seat2 = now.map.layerPointToLatLng(item.spot);
      item.marker.setLatLng(shifted2 ? seat2 : item.home);
      item.leader.setLatLngs(shifted2 ? [item.home, seat2] : []);
      item.dot.getElement().style.display = shifted2 ? "" : "none";
      if (item.circle) item.circle.setRadius(vicinityRadius(item.home));
    });
  }
  function vicinityRadius(home) {
    const metresPerPixel = 40075016 * Math.cos(home.lat * Math.PI / 180) / 256 / 2 ** now.map.getZoom();
    return Math.max(25, VICINITY_METRES / metresPerPixel);
  }

  // static/source/map/names.js
  var labels = /* @__PURE__ */ new Map();
  var ruler = (
    /** @type {CanvasRenderingContext2D} */
    document.createElement("canvas").getContext("2d")
  );
  var widths = /* @__PURE__ */ new Map();
  var letters = new Intl.Segmenter();
  var WIDEST_PX = 240;
  var WIDEST_SHARE = 0.6;
  var CHIP = "600 12.5px";
  var SAID_PX = 560;
  var REGIONS_ZOOM = 5;
  var DOTTED = /* @__PURE__ */ new Set(["town", "city"]);
  var STYLES = {
    // Latin font, Cyrillic font, letter spacing, height and distance from the point: as in map.css
    place: ["700 12.5px", "400 10.5px", 0, 28, 19],
    town: ["500 11.5px", "400 10px", 0, 26, 5],
    city: ["600 13px", "400 11px", 0, 29, 6],
    region: ["500 11.5px", "400 11px", 2.6, 30, 0],
    district: ["400 10.5px", "400 10px", 0.6, 26, 0]
  };
  function textWidth(text, style, spacing) {
    const key = style + text;
    const known = widths.get(key);
    if (known !== void 0) return known;
    ruler.font = `${style} ${getComputedStyle(now.map.getContainer()).fontFamily}`;
    const width = ruler.measureText(text).width + spacing * text.length;
    widths.set(key, width);
    return width;
  }
  function shortened(text, style = CHIP, spacing = 0) {
    const widest = Math.min(WIDEST_PX, now.map.getSize().x * WIDEST_SHARE);
    const width = textWidth(text, style, spacing);
    if (width <= widest) return text;
    const all = Array.from(letters.segment(text), ({ segment }) => segment);
    for (let count = Math.ceil(all.length * widest / width); count > 0; count -= 1) {
      const short2 = `${all.slice(0, count).join("").trimEnd()}…`;
      if (textWidth(short2, style, spacing) <= widest) return short2;
    }
    return "…";
  }
  function shortenedName(name) {
    const [latin, cyrillic, spacing] = STYLES[name.style];
    return { ...name, latin: shortened(name.latin, latin, spacing), cyrillic: shortened(name.cyrillic, cyrillic) };
  }
  function roomFor(name, { room, frame: frame2 }) {
    const [latin, cyrillic, spacing, height, usual2] = STYLES[name.style];
    const width = Math.max(textWidth(name.latin, latin, spacing), textWidth(name.cyrillic, cyrillic, 0)) + 6;
    const size = (
      /** @type {Size} */
      [width, name.cyrillic ? height : height - 11]
    );
    const clear = ([, box]) => room.every((taken) => apart(box, taken));
    const mayBeCut = name.style !== "place" || !within(around(name.pixel, 1, 1), frame2);
    const whole = ([, box]) => mayBeCut || within(box, frame2);
    return sides(name.pixel, size, name.gap || usual2).find((side) => whole(side) && clear(side));
  }
  function reserve(names2, places) {
    const taken = places.room.length;
    for (const item of names2.map(shortenedName)) {
      const fit2 = roomFor(item, places);
      if (fit2) places.room.push(fit2[1]);
    }
    return places.room.slice(taken);
  }
  function nameAll(names2, places) {
    for (const item of names2.map(shortenedName)) {
      const fit2 = within(around(item.pixel, 1, 1), places.outer) ? roomFor(item, places) : null;
      if (!fit2) continue;
      places.room.push(fit2[1]);
      if (DOTTED.has(item.style)) places.room.push(around(item.pixel, 9, 9));
      places.used.add(item.key);
      showName(item, fit2[0]);
    }
  }
  function showName(name, side) {
    const className = `name ${name.style} ${side}`;
    const old = labels.get(name.key);
    if (old) {
      old.label.setLatLng(name.at);
      old.words.className = className;
      setGap(old.words, name);
      say(old.latin, name.latin);
      say(old.cyrillic, name.cyrillic);
      return;
    }
    const words2 = element("div", className);
    setGap(words2, name);
    if (DOTTED.has(name.style)) words2.append(element("i", "dot"));
    const latin = element("span", "latin", name.latin);
    const cyrillic = element("span", "cyrillic", name.cyrillic);
    words2.append(element("span", "words", latin, cyrillic));
    const icon = L.divIcon({ className: "holder", html: words2, iconSize: [0, 0] });
    const label = L.marker(name.at, { icon, pane: "name", interactive: false, keyboard: false }).addTo(now.map);
    labels.set(name.key, { label, words: words2, latin, cyrillic });
  }
  function setGap(words2, { gap }) {
    if (gap) words2.style.setProperty("--gap", `${gap}px`);
  }
  function forgetNames(used) {
    for (const [key, { label }] of labels) {
      if (used.has(key)) continue;
      label.remove();
      labels.delete(key);
    }
  }
  function groundNames() {
    const zoom = now.map.getZoom();
    const districts = zoom >= 9 ? areaNames("admin2", "district") : [];
    const regions2 = zoom >= REGIONS_ZOOM ? areaNames("admin1", "region") : [];
    return [...regions2, ...townNames(), ...districts, ...regionNames()].map(inReadersScript);
  }
  var inReadersScript = (name) => now.view.words.lang === "en" || !name.cyrillic ? name : { ...name, latin: name.cyrillic, cyrillic: name.latin };
  function markNames() {
    const selected = now.view?.selected;
    const first = ({ item }) => item.place === selected ? 0 : item.number;
    const parts = [...marks.values()].sort((a, b) => first(a) - first(b));
    return parts.map(({ item, spot, marker }) => {
      const town = townOf(item);
      const local = town && town[3] !== item.name ? town[3] : "";
      const second = item.name === item.latin ? local : item.latin;
      const said2 = item.disputed && now.map.getSize().x >= SAID_PX ? now.view.words.disputed : "";
      const gap = 19 + (item.place === selected ? 3 : 0);
      return {
        key: `mark ${item.place}`,
        style: "place",
        latin: item.name,
        cyrillic: [second, said2].filter(Boolean).join(" · "),
        gap,
        pixel: spot,
        at: marker.getLatLng()
      };
    });
  }
  function townOf(item) {
    const near2 = (town) => Math.abs(town[0] - item.lon) < 0.05 && Math.abs(town[1] - item.lat) < 0.03;
    const isSame = (town) => near2(town) && town[2] === item.latin;
    return now.base.layers.towns.find(isSame) || now.towns.find(isSame);
  }
  function areaNames(level, style) {
    return now.base.layers[level].filter((area) => !shades.has(area.id)).map((area) => ({
      key: area.id,
      style,
      latin: style === "region" ? area.name_en.toUpperCase() : area.name_en,
      cyrillic: area.name,
      pixel: toPixel(area.label),
      at: latLng(area.label)
    }));
  }
  var isCity = (town) => town[4] <= (town[3] ? 6 : 3);
  function townNames() {
    const marked = new Set([...marks.values()].map(({ item }) => townOf(item)));
    const zoom = now.map.getZoom() + 0.3;
    const box = now.map.getBounds().pad(0.2);
    const [west, south, east, north] = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
    const isSeen = (town) => {
      const lon = town[0] + shifted(town[0], town[0]);
      return town[4] <= zoom && town[1] > south && town[1] < north && lon > west && lon < east && !marked.has(town);
    };
    return [...now.base.layers.towns, ...now.towns].filter(isSeen).map((town) => ({
      key: `${town[2]} ${town[0]}`,
      style: isCity(town) ? "city" : "town",
      latin: town[2],
      cyrillic: town[3],
      pixel: toPixel([town[0], town[1]]),
      at: latLng([town[0], town[1]])
    }));
  }

  // static/source/map/chips.js
  var FALLBACK = (
    /** @type {LonLat} */
    [36, 51]
  );
  function drawShade(item, selected) {
    const part = arrived(shades.get(item.place), item) ?? newShade(item);
    const kind = item.quotes > 0 ? "quoted" : "cited";
    part.item = item;
    part.button.replaceChildren(...chipWords(item, kind));
    describe(part.button, item, selected);
    if (!item.level) part.shape.setLatLngs(borderLines(item).map((line) => line.map(latLng)));
    part.button.hidden = Boolean(item.level) && !homeOf(part);
    part.shape.setStyle(part.area ? { fillColor: `url(#hatch-${kind})`, fillOpacity: 1 } : { fill: false });
    part.shape.getElement().classList.toggle("selected", item.place === selected);
  }
  function arrived(part, item) {
    if (!part || part.area || !areaOf(item)) return part;
    for (const layer of [part.marker, part.leader, part.shape]) layer.remove();
    shades.delete(item.place);
    return void 0;
  }
  var homeOf = ({ area, item }) => area || areas.get(item.place.split(".")[0]);
  function chipWords(item, kind) {
    const { words: words2 } = now.view;
    const kinds = [item.level, "raion", words2[item.level || "border"], ...words2.lang === "en" ? [] : ["oblast"]];
    const name = item.name.replace(new RegExp(`\\s(${kinds.join("|")})$`, "i"), "");
    const count = element("span", `count ${kind}`, String(item.quotes + item.citations));
    const level = item.level ? [element("span", "chip-level", words2[item.level])] : [];
    const disputed = item.disputed ? [element("span", "chip-level said", words2.disputed)] : [];
    return [element("span", "chip-name", shortened(name)), ...level, ...disputed, count];
  }
  function newShade(item) {
    const { marker, button } = buttonMarker(item, "chip", "chip");
    const area = areaOf(item);
    marker.setLatLng(area ? latLng(area.label) : now.map.getCenter()).addTo(now.map);
    const leader = L.polyline([], drawn("under", "leader", { fill: false })).addTo(now.map);
    const shape2 = area ? areaShape(area, item) : lineShape();
    shape2.on("click", () => choose(item.place)).addTo(now.map);
    if (item.level === "region") shape2.bringToBack();
    const part = { marker, button, item, area, leader, shape: shape2 };
    shades.set(item.place, part);
    return part;
  }
  function areaShape(area, item) {
    return L.polygon(corners(area), drawn("shade", `shade ${item.level}`, { interactive: true }));
  }
  function lineShape() {
    return L.polyline([], drawn("border", "border-claim", { fill: false, interactive: true }));
  }
  function seat(area, frame2) {
    const label = toPixel(area.label);
    if (within(around(label, 2, 2), frame2)) return label;
    const seen3 = (
      /** @type {L.Point[]} */
      []
    );
    for (let x = frame2[0] + 20; x < frame2[2]; x += 36) {
      for (let y = frame2[1] + 20; y < frame2[3]; y += 36) {
        const pixel = L.point(x, y);
        if (insideArea(pixel, area)) seen3.push(pixel);
      }
    }
    if (!seen3.length) return null;
    const middle = seen3.reduce((sum, pixel) => sum.add(pixel)).divideBy(seen3.length);
    return seen3.reduce((best, pixel) => pixel.distanceTo(middle) < best.distanceTo(middle) ? pixel : best);
  }
  function borderSeats(item, frame2) {
    if (!borderPoints.length) return [toPixel(FALLBACK)];
    const seen3 = borderLines(item).flat().map(toPixel).filter((pixel) => within(around(pixel, 40, 30), frame2));
    const middle = L.point((frame2[0] + frame2[2]) / 2, (frame2[1] + frame2[3]) / 2);
    return seen3.filter((_, index) => index % 6 === 0).sort((a, b) => a.distanceTo(middle) - b.distanceTo(middle));
  }
  var borderHome = (item) => borderLines(item).flat()[0];
  function seatChip(item, places) {
    const area = homeOf(item);
    if (!area && item.item.level) return [0, 0, 0, 0];
    const size = (
      /** @type {Size} */
      [item.button.offsetWidth + 6, item.button.offsetHeight + 6]
    );
    const own = area && seat(area, places.frame);
    const seats = area ? own ? [own] : [] : borderSeats(item.item, places.frame);
    const home = toPixel(area ? area.label : borderHome(item.item) || FALLBACK);
    const spot = seats.length && chipSpot({ seats, size, area, home, place: item.item.place }, places) || home;
    item.marker.setLatLng(now.map.layerPointToLatLng(spot));
    const astray = seats.length > 0 && spot !== home && (area ? !insideArea(spot, area) : !seats.includes(spot));
    item.leader.setLatLngs(astray ? [seats[0], spot].map((pixel) => now.map.layerPointToLatLng(pixel)) : []);
    return around(spot, ...size);
  }
  function chipSpot({ seats, size, area, home, place: place2 }, { room, names: names2, fixed, frame: frame2 }) {
    const sliver = area && seats[0] !== home && !seats[0].equals(home);
    const region = sliver ? void 0 : areas.get(place2.split(".")[0]);
    const astray = (pixel) => {
      if (!area || insideArea(pixel, area)) return 0;
      return region && insideArea(pixel, region) ? 90 : Infinity;
    };
    const wish = { seats, size, frame: frame2 };
    const inOwn = [[...room, ...names2], room].map((taken) => ({ room: taken, astray }));
    const beside = sliver ? [] : [{ room, astray: () => 0 }];
    for (const how of [...inOwn, ...beside, { room: fixed, astray }]) {
      const spot = bestSpot({ ...wish, ...how });
      if (spot) return spot;
    }
    return sliver ? null : bestSpot({ ...wish, room: fixed, astray: () => 0 });
  }

  // static/source/map/gestures.js
  var HINT_MS = 3e3;
  function around2(container) {
    const found = (
      /** @type {HTMLElement[]} */
      []
    );
    for (let node = (window.frameElement || container).parentElement; node; node = node.parentElement) found.push(node);
    return found;
  }
  function scrolls(node) {
    const root = node === node.ownerDocument.scrollingElement;
    const overflow = getComputedStyle(node).overflowY;
    return node.scrollHeight > node.clientHeight + 1 && (root ? overflow !== "hidden" : /auto|scroll/.test(overflow));
  }
  function pageScrolls(container) {
    return !document.fullscreenElement && (page.parent !== page || around2(container).some(scrolls));
  }
  function hint(name) {
    page.asReportedHints ||= {};
    if (page.asReportedHints[name] || !now.view) return;
    page.asReportedHints[name] = true;
    const words2 = element("p", "hint", now.view.words[name]);
    words2.setAttribute("role", "status");
    now.map.getContainer().append(words2);
    setTimeout(() => words2.remove(), HINT_MS);
  }
  function shareGestures(map) {
    const container = map.getContainer();
    const share = () => {
      const shared = pageScrolls(container);
      container.classList.toggle("shared", shared);
      return shared;
    };
    container.addEventListener("wheel", (event) => {
      const leaves = !event.ctrlKey && !event.metaKey && share();
      if (leaves) map.scrollWheelZoom.disable();
      else map.scrollWheelZoom.enable();
      if (leaves && !/** @type {Element} */
      event.target.closest(".leaflet-control")) hint("wheelHint");
    }, { capture: true, passive: true });
    container.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "touch" && share()) map.dragging.disable();
      else map.dragging.enable();
    }, { capture: true });
    container.addEventListener("touchmove", (event) => {
      if (event.touches.length === 1 && container.classList.contains("shared")) hint("touchHint");
    }, { passive: true });
    const watch = new ResizeObserver(share);
    for (const node of around2(container)) watch.observe(node);
    document.addEventListener("fullscreenchange", share);
    share();
  }

  // static/source/map/dataset/sums.js
  var WORLD = 2 ** 30;
  var STEPS = [[1e4, 16], [1e3, 14.5], [100, 13], [10, 12], [0, 11]];
  var LETTER = 0.56;
  var MARGIN2 = 0.2;
  var set = () => (
    /** @type {Coded} */
    now.view.coded
  );
  var formats = /* @__PURE__ */ new Map();
  function counted(number) {
    const { lang } = set();
    const format = formats.get(lang) ?? new Intl.NumberFormat(lang);
    formats.set(lang, format);
    return format.format(number);
  }
  function symbols({ grid, x, y, count, vague }) {
    const [west, north, size, unit] = grid;
    return apartFromEachOther(size, count.map((number, index) => {
      const [across, down] = [x[index] * unit, y[index] * unit];
      const corner = [across - across % size, down - down % size];
      const within2 = (at) => Math.min(Math.max(at % size, size * MARGIN2), size * (1 - MARGIN2));
      const held = (at) => number === 1 ? at % size : within2(at);
      return {
        key: `${west + corner[0]} ${north + corner[1]} ${size}`,
        cell: [west + corner[0], north + corner[1], size],
        x: west + corner[0] + held(across),
        y: north + corner[1] + held(down),
        count: number,
        vague: vague[index],
        letter: letterOf(number)
      };
    }));
  }
  var letterOf = (count) => (STEPS.find(([least]) => count >= least) ?? STEPS[STEPS.length - 1])[1];
  var widthOf = ({ count, letter }) => Math.max(16, counted(count).length * letter * LETTER + 8);
  var heightOf = ({ letter }) => letter + 7;
  function apartFromEachOther(size, items) {
    const pixel = WORLD / (256 * 2 ** now.map.getZoom());
    const sums = size > 1 ? items.filter(({ count }) => count > 1) : [];
    const isTight = sums.some((item) => widthOf(item) * pixel > size);
    for (const item of sums) {
      if (isTight) item.letter = Math.min(item.letter, size / pixel / 2 - 8);
      const [wide, tall] = [widthOf(item) * pixel, heightOf(item) * pixel];
      const [west, north] = item.cell;
      const lower = isTight && west / size % 2 === 1;
      const top = north + (lower ? size / 2 : 0);
      item.x = inside2(item.x, west, size, wide);
      item.y = inside2(item.y, top, isTight ? size / 2 : size, tall);
    }
    return items;
  }
  function inside2(at, start2, room, long) {
    return long > room ? start2 + room / 2 : Math.min(Math.max(at, start2 + long / 2), start2 + room - long / 2);
  }
  function plate(item, vague) {
    const { count, letter: size } = item;
    const single = count === 1;
    const wide = single ? 10 : widthOf(item);
    const tall = single ? 10 : heightOf(item);
    const [width, height] = [Math.max(24, wide), Math.max(24, tall)];
    const picture2 = shape("svg", { width, height, viewBox: `0 0 ${width} ${height}`, class: "sum", "aria-hidden": "true" });
    const [left, top] = [(width - wide) / 2, (height - tall) / 2];
    if (vague) shape("circle", { cx: width / 2, cy: height / 2, r: 13, class: "vicinity" }, picture2);
    if (single) {
      shape("rect", { x: left + 1, y: top + 1, width: 8, height: 8, class: "one" }, picture2);
      return picture2;
    }
    shape("rect", { x: left, y: top, width: wide, height: tall, class: "paper" }, picture2);
    const [right, end] = [left + wide, top + tall];
    shape("path", { d: `M${left} ${top}H${right}M${left} ${end - 2.5}H${right}M${left} ${end}H${right}`, class: "rules" }, picture2);
    const text = shape("text", { x: width / 2, y: top + size * 0.36 + tall / 2 - 1.5, class: "number", "font-size": size }, picture2);
    text.textContent = counted(count);
    return picture2;
  }

  // static/source/map/dataset/cells.js
  var WORLD2 = 2 ** 30;
  var NEAR = [[0, 0], [0, 26], [0, -26], [40, 0], [-40, 0], [0, 52], [0, -52], [80, 0], [-80, 0]];
  var BESIDE = [[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, 1], [1, -1], [-1, -1]];
  var cells = /* @__PURE__ */ new Map();
  var shaded = /* @__PURE__ */ new Map();
  var frame = null;
  var calls = { choose() {
  }, outlineOf: () => void 0 };
  var labelOf2 = (name, count) => set().words[name].replace("{count}", counted(count));
  function onGlobe(x, y) {
    const north = (0.5 - y / WORLD2) * 2 * Math.PI;
    return L.latLng(Math.asin(Math.tanh(north)) * 180 / Math.PI, x / WORLD2 * 360 - 180);
  }
  var lonLat2 = ({ lng, lat }) => [lng, lat];
  function drawSymbol(item) {
    const part = cells.get(item.key) ?? addSymbol(item);
    const single = item.count === 1;
    const look = `${item.count} ${item.vague > 0} ${item.letter}`;
    if (part.look !== look) {
      part.button.replaceChildren(plate(item, (single || item.cell[2] === 1) && item.vague > 0));
      part.look = look;
    }
    const at = `${item.x} ${item.y}`;
    if (part.at !== at) part.marker.setLatLng(onGlobe(item.x, item.y));
    Object.assign(part, { item, at });
    describe2(part.button, labelOf2(single || item.cell[2] === 1 ? "place" : "cell", item.count), isChosen(item.cell));
  }
  function addSymbol(item) {
    const made = codedButton("coded", () => calls.choose({ cell: part.item.cell }));
    const part = (
      /** @type {SumPart} */
      { ...made, item, look: "", at: "", leader: null }
    );
    part.marker.setLatLng(onGlobe(item.x, item.y)).addTo(now.map);
    cells.set(item.key, part);
    return part;
  }
  function codedButton(className, act) {
    const button = element("button", className);
    button.type = "button";
    button.tabIndex = -1;
    const icon = L.divIcon({ className: "holder", html: button, iconSize: [0, 0] });
    const marker = L.marker([0, 0], { icon, pane: "coded", keyboard: false, autoPanOnFocus: false });
    marker.on("click", act);
    button.addEventListener("keydown", step);
    return { marker, button };
  }
  function describe2(button, label, chosen) {
    if (button.title !== label) {
      button.title = label;
      button.setAttribute("aria-label", label);
    }
    button.setAttribute("aria-pressed", String(chosen));
    button.classList.toggle("selected", chosen);
  }
  function inOrder() {
    const shown2 = [...shaded.values()].filter(({ button }) => !button.hidden);
    const at = ({ marker }) => toPixel(lonLat2(marker.getLatLng()));
    return [...cells.values(), ...shown2].sort((a, b) => at(a).y - at(b).y || at(a).x - at(b).x);
  }
  var STEPS2 = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  function step(event) {
    const by = STEPS2[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const order2 = inOrder();
    const at = order2.findIndex(({ button }) => button === event.currentTarget);
    const next = order2[at + by];
    if (at < 0 || !next) return;
    order2[at].button.tabIndex = -1;
    next.button.tabIndex = 0;
    now.map.panInside(next.marker.getLatLng(), { padding: [40, 40], animate: false });
    next.button.focus({ preventScroll: true });
  }
  function keepOneTabStop() {
    const parts = [...cells.values(), ...shaded.values()];
    const shown2 = parts.filter(({ button }) => !button.hidden);
    const inView = shown2.filter(({ marker }) => now.map.getBounds().contains(marker.getLatLng()));
    const [largest] = (inView.length ? inView : shown2).sort((a, b) => b.item.count - a.item.count);
    const kept2 = shown2.find(({ button }) => button.tabIndex === 0) || largest;
    for (const part of parts) part.button.tabIndex = part === kept2 ? 0 : -1;
  }
  function drawArea(item) {
    const part = shaded.get(item.id) ?? addArea(item);
    if (!part) return;
    part.item = item;
    const look = JSON.stringify([item, isChosen(item.id), set().words]);
    if (part.look === look) return;
    part.look = look;
    const { by, region } = set().words;
    const name = part.area.name_en;
    const level = now.view.words[item.level] || region;
    const long = [element("span", "chip-name", shortened(name)), element("span", "chip-level", level)];
    part.button.replaceChildren(...long, element("span", "coded-count", counted(item.count)), element("span", "chip-level", by));
    describe2(part.button, `${name}, ${level}: ${labelOf2("area", item.count)}`, isChosen(item.id));
    part.shape.getElement()?.classList.toggle("selected", isChosen(item.id));
  }
  function addArea(item) {
    const area = calls.outlineOf(item.id);
    if (!area) return null;
    const open = () => calls.choose({ area: [item.level, item.id] });
    const { marker, button } = codedButton("chip coded-chip", open);
    button.hidden = true;
    const shape2 = L.polygon(corners(area), drawn("coded-area", "coded-area", { interactive: true }));
    shape2.on("click", open).addTo(now.map);
    shape2.setStyle({ fillColor: "url(#dots-coded)", fillOpacity: 1 });
    marker.addTo(now.map);
    const part = { marker, button, item, look: "", area, shape: shape2 };
    shaded.set(item.id, part);
    return part;
  }
  function seatChips(room, frameBox) {
    const taken = (
      /** @type {Pixels[]} */
      []
    );
    const parts = [...shaded.values()].sort((a, b) => b.item.count - a.item.count);
    const [whole, brief] = [sizes(parts, false), sizes(parts, true)];
    parts.forEach((part, index) => {
      const seat2 = chipSeat(part, [whole[index], brief[index]], [...room, ...taken], frameBox);
      part.button.hidden = !seat2;
      if (!seat2) return;
      part.button.classList.toggle("brief", seat2.isBrief);
      part.marker.setLatLng(now.map.layerPointToLatLng(seat2.spot));
      taken.push(seat2.box);
    });
    keepOneTabStop();
    return taken;
  }
  function sizes(parts, isBrief) {
    for (const { button } of parts) {
      button.hidden = false;
      button.classList.toggle("brief", isBrief);
    }
    return parts.map(({ button }) => [button.offsetWidth + 6, button.offsetHeight + 6]);
  }
  function chipSeat(part, [whole, brief], room, frameBox) {
    const label = toPixel(part.area.label);
    for (const isBrief of [false, true]) {
      const size = isBrief ? brief : whole;
      for (const [x, y] of isBrief ? NEAR : NEAR.slice(0, 5)) {
        const spot = label.add([x, y]);
        const box = around(spot, ...size);
        if (!within(box, frameBox) || !room.every((other) => apart(box, other))) continue;
        if ((x || y) && !insideArea(spot, part.area)) continue;
        return { spot, box, isBrief };
      }
    }
    return null;
  }
  function isChosen(what) {
    const { chosen } = set();
    return chosen !== null && String(chosen) === String(what);
  }
  function drawFrame() {
    if (frame) frame.remove();
    frame = null;
    const { chosen } = set();
    if (!Array.isArray(chosen) || chosen[2] === 1) return;
    const [west, north, size] = chosen;
    const box = L.latLngBounds(onGlobe(west, north), onGlobe(west + size, north + size));
    frame = L.rectangle(box, drawn("under", "coded-frame", { fill: false })).addTo(now.map);
  }
  function forget(parts, kept2) {
    const keys = new Set(kept2);
    for (const [key, part] of parts) {
      if (keys.has(key)) continue;
      for (const layer of [part.marker, "shape" in part ? part.shape : part.leader]) layer?.remove();
      parts.delete(key);
    }
  }
  function drawCoded(map) {
    calls = map;
    if (!now.ready) return;
    makeDots();
    const items = symbols(set());
    const areas2 = set().areas.map(([level, id, count]) => ({ level, id, count }));
    forget(cells, items.map((item) => item.key));
    forget(shaded, areas2.map((item) => item.id));
    for (const item of areas2) drawArea(item);
    for (const item of items) drawSymbol(item);
    const fresh = new Set(now.view.fresh);
    for (const [key, { button }] of [...cells, ...shaded]) button.classList.toggle("fresh", fresh.has(key));
    drawFrame();
  }
  function seatSymbols() {
    const markers = now.map.getContainer().classList.contains("far") ? [] : [...marks.values()];
    const hidden = markers.map(({ spot }) => around(spot, 40, 40));
    const isFree = (box, taken2) => taken2.every((other) => apart(box, other));
    const parts = [...cells.values()].map((part) => {
      const home = toPixel(lonLat2(onGlobe(part.item.x, part.item.y)));
      const picture2 = part.button.children[0];
      const size = (
        /** @type {Size} */
        [Number(picture2.getAttribute("width")), Number(picture2.getAttribute("height")) - 4]
      );
      return { part, home, size, isAtHome: isFree(around(home, ...size), hidden) };
    });
    const taken = parts.filter(({ isAtHome }) => isAtHome).map(({ home, size }) => around(home, ...size));
    for (const { part, home, size, isAtHome } of parts) {
      const seats = BESIDE.map(([across, down]) => home.add([across * (20 + size[0] / 2), down * (20 + size[1] / 2)]));
      const free = (spot2) => isFree(around(spot2, ...size), [...hidden, ...taken]);
      const uncovered = (spot2) => isFree(around(spot2, ...size), hidden);
      const spot = isAtHome ? home : seats.find(free) || seats.find(uncovered) || home;
      if (!isAtHome) taken.push(around(spot, ...size));
      seatAt(part, home, spot);
    }
    return taken;
  }
  function seatAt(part, home, spot) {
    part.marker.setLatLng(now.map.layerPointToLatLng(spot));
    if (part.leader) part.leader.remove();
    part.leader = null;
    if (spot === home) return;
    const line = [home, spot].map((pixel) => now.map.layerPointToLatLng(pixel));
    part.leader = L.polyline(line, drawn("under", "coded-leader", { fill: false })).addTo(now.map);
  }
  function makeDots() {
    const holder = (
      /** @type {Element} */
      now.map.getContainer().querySelector(".patterns")
    );
    if (holder.querySelector("#dots-coded")) return;
    const box = { id: "dots-coded", width: 6, height: 6, patternUnits: "userSpaceOnUse", class: "dots" };
    const pattern = shape("pattern", box, holder);
    shape("rect", { width: 6, height: 6, class: "tint" }, pattern);
    shape("circle", { cx: 3, cy: 3, r: 0.9, class: "dot" }, pattern);
  }
  function samples() {
    const [cell, one, area] = [0, 1, 2].map(() => shape("svg", { viewBox: "0 0 40 40", class: "symbol sum", "aria-hidden": "true" }));
    shape("rect", { x: 2, y: 5, width: 36, height: 30, class: "paper" }, cell);
    shape("path", { d: "M2 5H38M2 30H38M2 35H38", class: "rules" }, cell);
    shape("text", { x: 20, y: 25, class: "number" }, cell).textContent = "12";
    shape("rect", { x: 11, y: 11, width: 18, height: 18, class: "one" }, one);
    shape("rect", { x: 2, y: 8, width: 36, height: 24, class: "coded-area", fill: "url(#dots-coded)" }, area);
    return [cell, one, area];
  }
  function explainCoded(box) {
    const { words: words2 } = set();
    makeDots();
    const pictures = samples();
    const list = [words2.legendCell, words2.legendOne, words2.legendArea].map((text, index) => {
      const row = element("li");
      row.append(pictures[index], element("span", "", text));
      return row;
    });
    box.querySelector("ul")?.prepend(...list);
  }

  // static/source/map/dataset/layer.js
  var FAR_ZOOM = 6;
  var PAUSE_MS2 = 250;
  var said = { set: "", view: null, choice: null, n: Date.now() };
  var far = null;
  var timer2 = 0;
  var shown = "";
  var toFirstView = () => {
  };
  function isFar() {
    if (!now.view.coded) return false;
    const box = shownBounds();
    const near2 = box ? now.map.getBoundsZoom(box) - 0.5 : FAR_ZOOM;
    return now.map.getZoom() < Math.min(FAR_ZOOM, near2);
  }
  function tell() {
    if (window.Streamlit) window.Streamlit.setComponentValue(said);
  }
  function choose2(choice2) {
    clearTimeout(timer2);
    said = { ...said, ...seen(), choice: choice2, n: said.n + 1 };
    tell();
  }
  function seen() {
    const box = now.map.getBounds();
    const inside3 = [
      Math.max(-180, box.getWest()),
      Math.max(-85, box.getSouth()),
      Math.min(180, box.getEast()),
      Math.min(85, box.getNorth())
    ];
    const view = [...inside3.map((degrees) => Number(degrees.toFixed(4))), Number(now.map.getZoom().toFixed(2))];
    return { set: set().set, view };
  }
  function tellView() {
    const here = seen();
    if (said.set === here.set && String(said.view) === String(here.view)) return;
    said = { ...said, ...here };
    tell();
  }
  var outlineOf = (id) => areas.get(id) || regionOf(id);
  function drawFar() {
    now.map.getContainer().classList.toggle("far", isFar());
    for (const layer of far ? [far.marker, far.leader] : []) layer.remove();
    far = null;
    const box = isFar() ? shownBounds() : null;
    if (!box) return;
    const { article, articleLabel } = set().words;
    const button = element("button", "chip article");
    button.type = "button";
    button.append(element("span", "chip-name", article));
    button.setAttribute("aria-label", articleLabel);
    button.title = articleLabel;
    const icon = L.divIcon({ className: "holder", html: button, iconSize: [0, 0] });
    const marker = L.marker(box.getCenter(), { icon, pane: "coded", keyboard: false, zIndexOffset: 9e3 }).addTo(now.map);
    marker.on("click", () => {
      const all = shownBounds();
      if (all) fit(all, [[EDGE_PX, EDGE_PX, EDGE_PX, EDGE_PX]]);
    });
    const leader = L.polyline([], drawn("under", "coded-frame", { fill: false })).addTo(now.map);
    far = { marker, button, leader, middle: box.getCenter() };
  }
  function seatFar({ marker, button, leader, middle }, room, frame2) {
    const size = (
      /** @type {Size} */
      [button.offsetWidth + 6, button.offsetHeight + 6]
    );
    const home = now.map.latLngToLayerPoint(middle);
    const spot = bestSpot({ seats: [home], size, room, frame: frame2, astray: () => 0 }) || home;
    marker.setLatLng(now.map.layerPointToLatLng(spot));
    leader.setLatLngs(spot === home ? [] : [middle, now.map.layerPointToLatLng(spot)]);
    return around(spot, ...size);
  }
  function drawDataset() {
    if (!now.view.coded) return;
    drawFar();
    drawCoded({ choose: choose2, outlineOf });
    if (shown && shown !== set().set) moveOn();
  }
  function moveOn() {
    shown = set().set;
    Object.assign(now, { asked: null, touched: false });
    toFirstView();
    tellView();
  }
  function takeRoom(taken, frame2) {
    if (!now.view.coded) return [];
    const counts = seatSymbols();
    const label = far ? [seatFar(far, [...taken, ...counts], frame2)] : [];
    return [...counts, ...label, ...seatChips([...taken, ...counts, ...label], frame2)];
  }
  function explain(box) {
    if (now.view.coded) explainCoded(box);
  }
  function beginDataset(firstView2) {
    if (!now.view.coded) return;
    const later = () => {
      clearTimeout(timer2);
      timer2 = setTimeout(tellView, PAUSE_MS2);
    };
    toFirstView = firstView2;
    shown = set().set;
    now.map.on("moveend viewreset resize", later);
    now.map.on("zoomend", drawDataset);
    tellView();
  }
  now.chooseCoded = choose2;
  var coded = { cells, shaded, draw: drawDataset };

  // static/source/map/picture.js
  var CREDIT = "© OpenStreetMap contributors (ODbL) · GeoNames (CC BY 4.0) · Made with Natural Earth";
  var TITLE = "As Reported";
  var SERIF = '"Source Serif 4", "Source Serif Pro", Georgia, "Noto Serif", "DejaVu Serif", serif';
  var [HEAD, EDGE, ROW] = [46, 14, 20];
  var SYMBOL = 19 / 40;
  var GROUND = ["land", "coded-area", "shade", "water", "line", "border"];
  var GEOMETRY = [
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "width",
    "height",
    "id",
    "patternUnits",
    "patternTransform"
  ];
  var LETTERS = ["font-size", "font-weight", "font-style", "letter-spacing", "text-anchor", "opacity"];
  var PAINT = [
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin"
  ];
  var USUAL = {
    "fill-opacity": "1",
    "fill-rule": "nonzero",
    stroke: "none",
    "stroke-opacity": "1",
    "stroke-dasharray": "none",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "font-style": "normal",
    "letter-spacing": "normal",
    "text-anchor": "start",
    opacity: "1"
  };
  var ruler2 = (
    /** @type {CanvasRenderingContext2D} */
    element("canvas").getContext("2d")
  );
  var short = (number) => Number(number.toFixed(2));
  var colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  var sans = () => getComputedStyle(now.map.getContainer()).fontFamily;
  var usual = (text) => text.replace(/url\("(#[\w-]+)"\)/, "url($1)").replace(/(\d)px/g, "$1");
  function written(style, names2) {
    const values = names2.map((name) => [name, usual(style.getPropertyValue(name))]);
    const bare = style.stroke === "none";
    return Object.fromEntries(values.filter(([name, text]) => text && text !== USUAL[name] && !(bare && /^stroke/.test(name))));
  }
  function copy(node, parent) {
    const style = getComputedStyle(node);
    if (style.display === "none" && node.tagName !== "pattern") return;
    const geometry = GEOMETRY.filter((name) => node.hasAttribute(name)).map((name) => [name, node.getAttribute(name) ?? ""]);
    const isText = node.tagName === "text";
    const look = written(style, isText ? [...PAINT, ...LETTERS] : PAINT);
    const made = shape(node.tagName, { ...Object.fromEntries(geometry), ...look }, parent);
    if (isText) made.textContent = node.textContent;
    for (const child of node.children) copy(child, made);
  }
  function seen2(pane, selector) {
    const corner = now.map.getContainer().getBoundingClientRect();
    const { x: width, y: height } = now.map.getSize();
    const nodes = (
      /** @type {HTMLElement[]} */
      [...paneOf(pane).querySelectorAll(selector)]
    );
    const boxes = nodes.map((node) => (
      /** @type {[HTMLElement, Rectangle]} */
      [node, boxOf(node, corner)]
    ));
    return boxes.filter(([, box]) => box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0);
  }
  function boxOf(node, corner) {
    const { x, y, width, height } = node.getBoundingClientRect();
    return { x: short(x - corner.x), y: short(y - corner.y), width: short(width), height: short(height) };
  }
  function paths(panes, parent) {
    const { x, y } = now.map.layerPointToContainerPoint([0, 0]);
    const group = shape("g", { transform: `translate(${x} ${y})` }, parent);
    for (const pane of panes.filter((name) => getComputedStyle(paneOf(name)).display !== "none")) {
      for (const path2 of paneOf(pane).querySelectorAll("path:not([d='M0 0'])")) copy(path2, group);
    }
  }
  function words(node, parent, halo) {
    const style = getComputedStyle(node);
    const range = document.createRange();
    range.selectNodeContents(node);
    const corner = now.map.getContainer().getBoundingClientRect();
    const box = boxOf(range, corner);
    ruler2.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = ruler2.measureText("x");
    const y = short(box.y + (box.height + up - down) / 2);
    const place2 = { x: box.x, y, textLength: box.width, lengthAdjust: "spacingAndGlyphs", ...written(style, LETTERS) };
    const around3 = { fill: "none", "stroke-width": 3.5, "stroke-linejoin": "round", "aria-hidden": "true" };
    if (halo) shape("text", { ...place2, ...around3, stroke: halo }, parent).textContent = node.textContent;
    shape("text", { ...place2, fill: style.color }, parent).textContent = node.textContent;
  }
  function names(parent) {
    const halo = colour("halo");
    for (const [dot, box] of seen2("name", ".dot")) {
      const at = { cx: short(box.x + box.width / 2), cy: short(box.y + box.height / 2) };
      shape("circle", { ...at, r: box.width / 2 + 1, fill: halo }, parent);
      shape("circle", { ...at, r: box.width / 2, fill: getComputedStyle(dot).backgroundColor }, parent);
    }
    for (const [name] of seen2("name", ".latin, .cyrillic")) words(name, parent, halo);
  }
  function pill({ x, y, width, height }, grow, look, parent) {
    const size = { x: x - grow, y: y - grow, width: width + 2 * grow, height: height + 2 * grow };
    shape("rect", { ...size, rx: (height + 2 * grow) / 2, ...look }, parent);
  }
  function chips(parent) {
    const corner = now.map.getContainer().getBoundingClientRect();
    const [ink, panel] = [colour("ink"), colour("panel")];
    for (const [chip, box] of seen2("chip", ".chip")) {
      if (chip.classList.contains("selected")) pill(box, 2.5, { fill: ink }, parent);
      pill(box, -0.5, { fill: panel, stroke: colour("edge") }, parent);
      const count = (
        /** @type {Element} */
        chip.querySelector(".count")
      );
      const round = boxOf(count, corner);
      const fill = getComputedStyle(count).backgroundColor;
      pill(round, -0.75, { fill, stroke: ink, "stroke-width": 1.5 }, parent);
      for (
        const part of
        /** @type {Iterable<HTMLElement>} */
        chip.children
      ) if (part.offsetWidth) words(part, parent);
    }
  }
  function marks2(parent) {
    const parts = seen2("mark", ".mark");
    const height = ([mark]) => Number(mark.parentElement?.style.zIndex);
    for (const [mark, { x, y }] of parts.sort((a, b) => height(a) - height(b))) {
      const group = shape("g", { transform: `translate(${x} ${y})` }, parent);
      for (const piece of mark.querySelector(".symbol")?.children ?? []) copy(piece, group);
    }
  }
  function coded2(parent) {
    for (const [button, box] of seen2("coded", ".coded")) {
      const picture2 = button.children[0];
      const { x, y } = boxOf(picture2, now.map.getContainer().getBoundingClientRect());
      const group = shape("g", { transform: `translate(${x} ${y})` }, parent);
      for (const piece of box.width ? picture2.children : []) copy(piece, group);
    }
    for (const [chip, box] of seen2("coded", ".chip:not([hidden])")) {
      const look = { fill: colour("panel"), stroke: colour("coded"), "stroke-dasharray": "1.5 2.5", rx: 3 };
      shape("rect", { ...box, ...look }, parent);
      for (
        const part of
        /** @type {Iterable<HTMLElement>} */
        chip.children
      ) if (part.offsetWidth) words(part, parent);
    }
  }
  function scale(parent) {
    const line = now.map.getContainer().querySelector(".leaflet-control-scale-line");
    if (!line) return;
    const { x, y, width, height } = boxOf(line, now.map.getContainer().getBoundingClientRect());
    const d = `M${x} ${y}V${y + height}H${x + width}V${y}`;
    shape("path", { d, fill: "none", stroke: colour("quiet"), "stroke-width": 2 }, parent);
    words(line, parent, colour("halo"));
  }
  function wrapped(text, width) {
    const lines = [""];
    for (const piece of text.match(/\S{1,30}\s*/gu) || []) {
      const line = lines[lines.length - 1];
      const longer = line + piece;
      if (!line || ruler2.measureText(longer.trimEnd()).width <= width) lines[lines.length - 1] = longer;
      else lines.push(piece);
    }
    return lines.map((line) => line.trimEnd());
  }
  function paragraph(parent, text, { top, width, size, ink }) {
    ruler2.font = `${size}px ${sans()}`;
    const lines = wrapped(text, (width - 2 * EDGE) * 0.97);
    lines.forEach((line, index) => {
      const at = { x: EDGE, y: short(top + size * (1 + 1.4 * index)), fill: colour(ink) };
      shape("text", { ...at, "font-size": size }, parent).textContent = line;
    });
    return Math.round(top + size * 1.4 * lines.length + 4);
  }
  function legendRows(parent, top, width) {
    const rows = [...now.map.getContainer().querySelectorAll(".legend li:not([hidden])")];
    const said2 = (row) => row.lastChild?.textContent ?? "";
    ruler2.font = `12px ${sans()}`;
    const widest = Math.max(...rows.map((row) => ruler2.measureText(said2(row)).width)) + 48;
    const columns = Math.max(1, Math.min(4, Math.floor((width - EDGE) / widest)));
    const long = Math.ceil(rows.length / columns);
    rows.forEach((row, index) => {
      const [x, y] = [EDGE + Math.floor(index / long) * Math.round(widest), top + index % long * ROW];
      const group = shape("g", { transform: `translate(${x} ${y}) scale(${SYMBOL})` }, parent);
      for (const piece of row.querySelector("svg")?.children ?? []) copy(piece, group);
      const look = { x: x + 27, y: y + 14, fill: colour("ink"), "font-size": 12 };
      shape("text", look, parent).textContent = said2(row);
    });
    return top + long * ROW;
  }
  function below(parent, top, width, caption) {
    let end = top + 10;
    for (const line of caption ? caption.split("\n") : []) end = paragraph(parent, line, { top: end, width, size: 13, ink: "ink" });
    end = legendRows(parent, end + 8, width) + 6;
    const { note } = now.view.words.legend;
    for (const line of [note, CREDIT]) end = paragraph(parent, line, { top: end, width, size: 11, ink: "quiet" });
    return end + EDGE - 4;
  }
  var legible = (text) => text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "�");
  function head(drawing, caption) {
    shape("title", {}, drawing).textContent = TITLE;
    shape("desc", {}, drawing).textContent = caption;
    const look = { "font-family": SERIF, "font-size": 24, "font-weight": 700, fill: colour("ink") };
    shape("text", { x: EDGE, y: 31, ...look }, drawing).textContent = TITLE;
  }
  function picture(titled = true) {
    const { x: width, y: height } = now.map.getSize();
    const caption = titled ? legible(now.view.caption || "") : "";
    const top = titled ? HEAD : 0;
    const drawing = shape("svg", { width, role: "img", "font-family": sans() });
    const paper = shape("rect", { width, fill: colour("paper") }, drawing);
    if (titled) head(drawing, caption);
    const defs = shape("defs", {}, drawing);
    for (const hatch of now.map.getContainer().querySelectorAll(".patterns pattern")) copy(hatch, defs);
    shape("rect", { width, height }, shape("clipPath", { id: "map-view" }, defs));
    const map = shape("g", { transform: `translate(0 ${top})` }, drawing);
    const inner = shape("g", { "clip-path": "url(#map-view)" }, map);
    shape("rect", { width, height, fill: colour("void") }, inner);
    paths(GROUND, inner);
    names(inner);
    paths(["under"], inner);
    if (now.view.coded) coded2(inner);
    chips(inner);
    marks2(inner);
    scale(inner);
    shape("path", { d: `M0 0H${width}M0 ${height}H${width}`, stroke: colour("edge") }, map);
    const end = below(drawing, top + height, width, caption);
    for (const box of [drawing, paper]) box.setAttribute("height", String(end));
    drawing.setAttribute("viewBox", `0 0 ${width} ${end}`);
    return drawing;
  }

  // static/source/map/saving.js
  var PNG_SCALE = 2;
  var KEPT_MS = 6e4;
  function saveTool() {
    const { words: words2 } = now.view;
    const menu = element("div", "choices");
    const button = toolButton(words2.save, "", () => place(menu, button));
    const arrow = shape("svg", { viewBox: "0 0 16 16", class: "corners", "aria-hidden": "true" }, button);
    shape("path", { d: "M8 1.5V10.5M4 7L8 11L12 7M2 11V14.5H14V11" }, arrow);
    const problem = element("p");
    problem.setAttribute("role", "status");
    menu.popover = "auto";
    menu.setAttribute("role", "group");
    menu.setAttribute("aria-label", words2.save);
    menu.append(choice(menu, "svg", saveSvg), choice(menu, "png", savePng), problem);
    menu.firstChild.autofocus = true;
    button.popoverTargetElement = menu;
    return [button, menu];
  }
  function place(menu, button) {
    const box = button.getBoundingClientRect();
    menu.style.left = `${box.left + window.scrollX}px`;
    menu.style.top = `${box.bottom + window.scrollY + 4}px`;
    menu.lastChild.textContent = "";
  }
  function choice(menu, kind, save) {
    const button = element("button", "choice-tool", now.view.words[kind]);
    button.type = "button";
    button.addEventListener("click", async () => {
      try {
        await save();
        menu.hidePopover();
      } catch (error) {
        reportError(error);
        menu.lastChild.textContent = now.view.words.unsaved;
      }
    });
    return button;
  }
  var written2 = (drawing) => `<?xml version="1.0" encoding="UTF-8"?>
${new XMLSerializer().serializeToString(drawing)}`;
  function saveSvg() {
    download(new Blob([written2(picture())], { type: "image/svg+xml" }), "svg");
  }
  async function savePng() {
    const drawing = picture();
    const canvas = element("canvas");
    canvas.width = Number(drawing.getAttribute("width")) * PNG_SCALE;
    canvas.height = Number(drawing.getAttribute("height")) * PNG_SCALE;
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(written2(drawing))}`;
    await image.decode();
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const file = (
      /** @type {Blob | null} */
      await new Promise((resolve) => {
        canvas.toBlob(resolve, "image/png");
      })
    );
    if (!file) throw new Error("the browser makes no image of this size");
    download(file, "png");
  }
  function download(file, ending) {
    const link = page.document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${now.view.fileName}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
  }

  // static/source/map/controls.js
  var narrow = window.matchMedia("(max-width: 559px)");
  function control(position, content) {
    const made = new L.Control({ position });
    made.onAdd = () => {
      L.DomEvent.disableClickPropagation(content);
      L.DomEvent.disableScrollPropagation(content);
      return content;
    };
    made.addTo(now.map);
    return made;
  }
  function speak() {
    const spoken = JSON.stringify(now.view.words);
    if (now.spoken === spoken) return;
    now.spoken = spoken;
    document.documentElement.lang = now.view.words.lang;
    now.map.getContainer().setAttribute("aria-label", now.view.words.map);
    for (const part of now.controls) part.remove();
    forgetNames(/* @__PURE__ */ new Set());
    delete now.stands;
    now.controls = [addTools(now.map), addLegend()];
  }
  function addTools(map) {
    const box = element("div", "tools");
    const closer = toolButton(now.view.words.closer, "+", () => map.zoomIn(1));
    const wider = toolButton(now.view.words.wider, "−", () => map.zoomOut(1));
    const limits = () => {
      closer.setAttribute("aria-disabled", String(map.getZoom() >= map.getMaxZoom()));
      wider.setAttribute("aria-disabled", String(map.getZoom() <= map.getMinZoom()));
    };
    map.on("zoomend", limits);
    box.append(closer, wider);
    if (document.fullscreenEnabled) box.append(fullScreenButton());
    box.append(...saveTool());
    limits();
    return control("topleft", box);
  }
  function fullScreenButton() {
    const button = toolButton(now.view.words.fullScreen, "", () => {
      const { fullscreenElement, documentElement } = document;
      const change = fullscreenElement ? document.exitFullscreen() : documentElement.requestFullscreen();
      change.catch(() => button.remove());
    });
    const corners2 = shape("svg", { viewBox: "0 0 16 16", class: "corners", "aria-hidden": "true" }, button);
    shape("path", { d: "M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10" }, corners2);
    document.addEventListener("fullscreenchange", () => {
      const label = document.fullscreenElement ? now.view.words.leave : now.view.words.fullScreen;
      button.title = label;
      button.setAttribute("aria-label", label);
    });
    return button;
  }
  function addLegend() {
    const box = legend(!narrow.matches, now.view.words.legend);
    explain(box);
    narrow.onchange = () => {
      box.open = !narrow.matches;
    };
    box.addEventListener("toggle", () => now.map.fire("viewreset"));
    return control("bottomleft", box);
  }
  function outsideTool(goThere) {
    const button = element("button", "tool outside");
    button.type = "button";
    button.addEventListener("click", goThere);
    control("bottomleft", button);
    return {
      show() {
        const events = now.view.coded?.outside ?? 0;
        const count = events || (isFar() ? 0 : countOutside());
        button.hidden = !count;
        const words2 = events ? set().words.outside : now.view.words.outside;
        if (count) button.textContent = words2.replace("{count}", events ? counted(count) : String(count));
      }
    };
  }
  function withoutBase() {
    const notice = element("p", "notice", now.view.words.failed);
    notice.setAttribute("role", "status");
    control("bottomleft", notice);
  }

  // static/source/map/supply.js
  var FINE_ZOOM = 9;
  var WIDE_ZOOM = 5.5;
  var isAllHere = Boolean(document.getElementById("basemap"));
  var FIRST = isAllHere ? "basemap" : "light";
  var asked = /* @__PURE__ */ new Set([FIRST]);
  var isWide = () => now.map.getZoom() < WIDE_ZOOM;
  function needed() {
    const box = now.map.getBounds();
    const near2 = nearBounds();
    const files2 = isAllHere || !near2 || isWide() || !near2.contains(box) ? ["world", "towns"] : [];
    return near2?.intersects(box) && now.map.getZoom() >= FINE_ZOOM ? ["basemap", ...files2] : files2;
  }
  var take = {
    basemap(base2) {
      now.base = base2;
      holdBase(base2);
      drawBase(base2);
    },
    world(world2) {
      holdWorld(world2);
      drawWorld();
    },
    towns({ towns }) {
      now.towns = towns;
    }
  };
  var firstGround = () => load(FIRST).catch(() => null);
  async function supply() {
    const names2 = needed().filter((name) => !asked.has(name));
    for (const name of names2) asked.add(name);
    const came = await Promise.all(names2.map(async (name) => {
      const file = await load(name).catch(() => null);
      if (file) take[name](file);
      else asked.delete(name);
      return Boolean(file);
    }));
    return came.some(Boolean);
  }

  // static/source/map/layer.js
  var EVERYWHERE = [-170, -56, 180, 72];
  var NARROW_PX = 560;
  var TO_COME_MS = 300;
  var MOST_ARRANGED = 40;
  var TOOLS_PX = 40;
  var FOOT_PX = 60;
  var arrive;
  var beyond = { show() {
  } };
  var arrived2 = new Promise((resolve) => {
    arrive = resolve;
  });
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  L.Map.mergeOptions({
    minZoom: 0,
    maxZoom: 13,
    zoomSnap: 0.25,
    wheelPxPerZoomLevel: 90,
    maxBoundsViscosity: 0.9,
    trackResize: false,
    // followSize() does
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    markerZoomAnimation: !calm,
    inertia: !calm
  });
  L.Map.addInitHook(
    /** @this {L.Map} */
    function begin() {
      start(this);
    }
  );
  function forget2(drawnParts, items) {
    const places = new Set(items.map((item) => item.place));
    for (const [place2, part] of drawnParts) {
      if (places.has(place2)) continue;
      const more = "dot" in part ? [part.dot, part.circle] : [part.shape];
      for (const layer of [part.marker, part.leader, ...more]) layer?.remove();
      drawnParts.delete(place2);
    }
  }
  function order(pane, markers) {
    const focused = (
      /** @type {HTMLElement | null} */
      document.activeElement
    );
    markers.forEach((marker, index) => {
      const holder = (
        /** @type {HTMLElement} */
        marker.getElement()
      );
      if (pane.children[index] !== holder) pane.insertBefore(holder, pane.children[index] || null);
    });
    if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
  }
  var looks = (item, selected) => JSON.stringify([item, item.place === selected, now.theme]);
  var takes = ({ place: place2, name, quotes, citations, disputed }, selected, isChip) => [place2, name, disputed, place2 === selected, isChip && String(quotes + citations).length].join(" ");
  function drawChanged(drawnParts, items, selected, drawOne) {
    for (const item of items) {
      const look = looks(item, selected);
      if (drawnParts.get(item.place)?.look === look) continue;
      drawOne(item, selected);
      const part = drawnParts.get(item.place);
      if (part) part.look = look;
    }
  }
  function draw(isResized = false) {
    const { view } = now;
    if (!now.ready || !view) return;
    const border = view.border ? [
      /** @type {Areal} */
      { ...view.border, name: view.words.border, level: "" }
    ] : [];
    const areal = [...view.shades, ...border];
    forget2(marks, view.marks);
    forget2(shades, areal);
    drawChanged(shades, areal, view.selected, drawShade);
    drawChanged(marks, view.marks, view.selected, drawMark);
    for (const [place2, { button }] of marks) button.classList.toggle("fresh", (view.fresh ?? []).includes(place2));
    explainSigns(now.map.getContainer(), view.marks, areal);
    drawDataset();
    if (view.held && !isResized && (view.coded || view.marks.length > MOST_ARRANGED)) return beyond.show();
    const stood = now.stands;
    now.stands = [
      view.marks.map((item) => item.place).join(" "),
      [...view.marks, ...areal].map((item, index) => takes(item, view.selected, index >= view.marks.length)).join(";")
    ];
    if (!isResized && !view.coded && stood && stood[0] === now.stands[0] && stood[1] === now.stands[1]) return;
    order(paneOf("chip"), areal.flatMap((item) => shades.get(item.place)?.marker ?? []));
    order(paneOf("mark"), view.marks.flatMap((item) => marks.get(item.place)?.marker ?? []));
    arrangeMarks();
    arrangeRest();
  }
  function arrangeRest() {
    if (!now.ready) return;
    const [frame2, outer, used] = [
      viewBox(6),
      viewBox(-120),
      /** @type {Set<string>} */
      /* @__PURE__ */ new Set()
    ];
    const room = takenRoom();
    const far2 = isFar();
    const names2 = far2 ? [] : reserve(markNames(), { room: [...room], frame: frame2 });
    room.push(...takeRoom(room, frame2));
    const fixed = [...room];
    for (const item of [...shades.values()].sort(byImportance)) {
      room.push(seatChip(item, { room, names: names2, fixed, frame: frame2 }));
    }
    const places = { room, frame: frame2, outer, used };
    if (!far2) nameAll(markNames(), places);
    nameAll(groundNames(), places);
    forgetNames(used);
    beyond.show();
  }
  var byImportance = (a, b) => Number(Boolean(b.area)) - Number(Boolean(a.area)) || (a.item.level < b.item.level ? 1 : -1);
  function viewBox(inset) {
    const corner = now.map.containerPointToLayerPoint([0, 0]);
    const size = now.map.getSize();
    return [corner.x + inset, corner.y + inset, corner.x + size.x - inset, corner.y + size.y - inset];
  }
  function takenRoom() {
    const room = (
      /** @type {Pixels[]} */
      []
    );
    for (const item of marks.values()) {
      room.push(around(item.spot, 34, 34), around(item.homePx, 8, 8));
    }
    const origin = now.map.getContainer().getBoundingClientRect();
    const corner = now.map.containerPointToLayerPoint([0, 0]);
    for (const control2 of now.map.getContainer().querySelectorAll(".leaflet-control")) {
      const box = control2.getBoundingClientRect();
      const [x, y] = [corner.x - origin.x - 4, corner.y - origin.y - 4];
      room.push([box.left + x, box.top + y, box.right + x + 8, box.bottom + y + 8]);
    }
    return room;
  }
  function setTheme(theme) {
    const injected = getComputedStyle(document.documentElement).getPropertyValue("--background-color");
    const paper = (
      /** @type {CanvasRenderingContext2D} */
      document.createElement("canvas").getContext("2d")
    );
    paper.fillStyle = "#ffffff";
    paper.fillStyle = theme?.backgroundColor || injected.trim();
    const [red, green, blue] = (String(paper.fillStyle).match(/[0-9a-f]{2}/gi) ?? []).map((pair) => parseInt(pair, 16));
    now.theme = red * 0.3 + green * 0.59 + blue * 0.11 < 128 ? "dark" : "light";
    document.documentElement.dataset.theme = now.theme;
  }
  window.addEventListener("message", (event) => {
    const { source, data } = event;
    if (source === window.parent && data?.type === "streamlit:render") setTheme(data.theme);
  });
  function fitAgain() {
    if (!now.ready || now.touched || now.view.coded || !isFitting()) return;
    if (now.fitted && countOutside() < marks.size + shades.size) return;
    firstView();
    draw(true);
  }
  function firstView() {
    now.moving = true;
    const { map } = now;
    map.setMinZoom(0);
    now.fitted = isFitting();
    now.fittedTo = placesSaid();
    showAll();
    map.setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(world(), true)));
    if (now.asked) map.setView(now.asked.at, now.asked.zoom, { animate: false });
    now.moving = false;
  }
  var placesSaid = () => [...now.said?.marks ?? [], ...now.said?.shades ?? []].map(({ place: place2 }) => place2).sort().join(" ");
  function linkIfOther() {
    if (now.ready && !now.linked && !now.said?.coded && now.fittedTo !== placesSaid()) linkPresentView();
  }
  function goBeyond() {
    const isSet = !now.view.coded || now.view.coded.outside;
    const claims = shownBounds();
    now.asked = null;
    if (isSet || !claims) firstView();
    else fit(claims, [[EDGE_PX, EDGE_PX, EDGE_PX, EDGE_PX]]);
    now.touched = true;
  }
  function showAll() {
    const { coded: set2 } = now.view;
    const narrow2 = now.map.getSize().x < NARROW_PX;
    const foot = Math.min(FOOT_PX, now.map.getSize().y / 6);
    const [left, top] = narrow2 ? [0, TOOLS_PX] : [TOOLS_PX, 0];
    if (set2) fit(bounds(set2.first), [[0, top, 0, 0]]);
    else fit(shownBounds() || bounds(EVERYWHERE), [[left + EDGE_PX, top + EDGE_PX, EDGE_PX, foot]]);
  }
  function followSize(map) {
    const container = map.getContainer();
    new ResizeObserver(() => {
      if (map.getSize().equals([container.clientWidth, container.clientHeight])) return;
      now.moving = true;
      const centre = map.getCenter();
      map.invalidateSize({ animate: false, pan: false });
      map.setView(
        centre,
        map.getZoom(),
        /** @type {L.ZoomPanOptions} */
        { reset: true }
      );
      now.moving = false;
      if (!now.ready) return;
      if (!now.touched) firstView();
      draw(true);
    }).observe(container);
  }
  var whenStyled = () => new Promise((resolve) => {
    const look = () => {
      const styled = getComputedStyle(now.map.getContainer()).getPropertyValue("--as-reported").trim() === "1";
      if (styled && now.map.getSize().x > 0 && now.map.getSize().y > 0) resolve();
      else setTimeout(() => {
        now.map.invalidateSize({ animate: false, pan: false });
        look();
      }, 30);
    };
    look();
  });
  async function loadGround() {
    const [base2] = await Promise.all([firstGround(), whenStyled(), arrived2]);
    if (base2) holdBase(base2);
    await waitForRegions(now.view.shades.flatMap(({ outline: outline2 }) => outline2 && !areas.has(outline2) ? [outline2] : []));
    return base2;
  }
  function drawOutlines(all) {
    for (const part of shades.values()) if (all || !part.area) part.look = "";
    outlineRegions();
    draw(true);
    if (!now.fitted) fitAgain();
  }
  async function complete() {
    if (await supply()) drawOutlines(true);
  }
  async function start(map) {
    now.map = map;
    const container = map.getContainer();
    container.setAttribute("role", "region");
    container.focus = (options) => HTMLElement.prototype.focus.call(container, { ...options, preventScroll: true });
    if (calm) map.panBy = (offset, options) => L.Map.prototype.panBy.call(map, offset, { ...options, animate: false });
    map.attributionControl.setPrefix("Leaflet").addAttribution(CREDIT);
    setTheme(null);
    makePanes(map);
    const base2 = await loadGround();
    now.asked = askedView();
    speak();
    layOut();
    firstView();
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    beyond = outsideTool(goBeyond);
    if (base2) drawBase(base2);
    else withoutBase();
    now.base = base2 || { layers: { towns: [], admin1: [], admin2: [] } };
    await supply();
    now.ready = true;
    followSize(map);
    shareGestures(map);
    whenRegionsCome(() => drawOutlines());
    const lookFar = () => container.classList.toggle("wide", isWide());
    map.on("movestart zoomstart", () => {
      if (!now.moving) now.touched = true;
    });
    map.on("zoomend viewreset", () => {
      lookFar();
      arrangeMarks();
    });
    map.on("moveend viewreset", () => {
      outlineRegions();
      arrangeRest();
      complete();
    });
    linkView((view) => {
      Object.assign(now, { asked: view, touched: false });
      firstView();
    });
    beginDataset(firstView);
    lookFar();
    outlineRegions();
    draw(true);
    fitAgain();
    complete();
    if (window.parent !== window) window.parent.dispatchEvent(new Event("as-reported-map"));
  }
  function compose() {
    if (!now.said) return;
    const coded3 = now.said.coded && { ...now.said.coded, ...now.live?.coded };
    now.view = { ...now.said, ...now.live, coded: coded3 };
    if (coded3 || isFitting()) arrive();
    else setTimeout(arrive, TO_COME_MS);
    if (now.ready) speak();
    draw();
  }
  window.asReported = {
    now,
    coded: { ...coded, arrangeRest },
    picture,
    apply(view) {
      now.said = typeof view === "string" ? JSON.parse(view) : view;
      compose();
      fitAgain();
      linkIfOther();
    },
    /** Marks, shades, border and caption of the timeline's window; null where there is no timeline any more. */
    follow(live) {
      now.live = live;
      compose();
      if (!now.fitted) fitAgain();
    },
    state() {
      return {
        zoom: now.map.getZoom(),
        center: lonLat(now.map.getCenter()),
        marks: [...marks.keys()],
        shades: [...shades.keys()],
        selected: now.view ? now.view.selected : null,
        theme: now.theme,
        ready: now.ready
      };
    }
  };
})();
