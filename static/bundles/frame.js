// Built by "npm run build" in tools/ from static/source/frame.js: change that, not this.
(() => {
  // static/source/dom.js
  function element(tag, className, ...content) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...content.filter((part) => part !== void 0));
    return made;
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

  // static/source/map/state.js
  var now = {
    map: null,
    base: null,
    view: null,
    ready: false,
    touched: false,
    moving: false,
    theme: "light",
    asked: null,
    spoken: "",
    controls: null,
    world: null
    // what the map of data sets adds; null on the map of an edition
  };
  var marks = /* @__PURE__ */ new Map();
  var shades = /* @__PURE__ */ new Map();

  // static/source/map/address.js
  var START = "#map=";
  var FORM = /#map=(\d{1,2}(?:\.\d{1,4})?)\/(-?\d{1,2}(?:\.\d{1,8})?)\/(-?\d{1,3}(?:\.\d{1,8})?)$/;
  var PAUSE_MS = 250;
  var LOOK_MS = 1e3;
  var page = pageAround();
  var path = page.location.pathname;
  var kept = () => now.world ? "asReportedWorldView" : "asReportedView";
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
    const { minZoom, maxZoom, maxBounds } = (
      /** @type {any} */
      L.Map.prototype.options
    );
    return zoom >= minZoom && zoom <= maxZoom && maxBounds.contains([lat, lon]) ? { zoom, at: L.latLng(lat, lon) } : null;
  }
  function isHere(address) {
    return URL.canParse(address) && new URL(address).pathname === path;
  }
  function askedView() {
    const [arrival] = page.performance.getEntriesByType("navigation");
    const here = arrival && isHere(arrival.name);
    const known = [page.location.href, page[kept()], here && arrival.name];
    const asked = known.find((address) => address && read(address));
    if (!asked) return null;
    page[kept()] = FORM.exec(asked)[0];
    return read(asked);
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
  function linkView(go) {
    const frame = new AbortController();
    const { signal } = frame;
    let timer = 0;
    now.map.on("moveend", () => {
      if (!now.touched) return;
      const { lat, lng } = now.map.getCenter();
      page[kept()] = `${START}${now.map.getZoom().toFixed(2)}/${lat.toFixed(4)}/${lng.toFixed(4)}`;
      clearTimeout(timer);
      timer = setTimeout(write, PAUSE_MS);
    });
    page.addEventListener("hashchange", () => {
      if (page.location.pathname === path && read(page.location.href)) go(askedView());
    }, { signal });
    if (page.navigation) page.navigation.addEventListener("currententrychange", putBack, { signal });
    else setInterval(putBack, LOOK_MS);
    window.addEventListener("pagehide", ({ persisted }) => {
      if (!persisted) frame.abort();
    });
    putBack();
  }

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
  function bestSpot({ seats, size, room, frame, isInside, astray }) {
    const free = (pixel) => {
      const box = around(pixel, ...size);
      return within(box, frame) && room.every((taken) => apart(box, taken));
    };
    const seated = seats.find(free);
    if (seated) return seated;
    let best = null;
    let least = Infinity;
    for (const [pixel, far] of spiral(seats[0])) {
      if (far >= least) break;
      if (!free(pixel)) continue;
      const cost = far + (isInside(pixel) ? 0 : astray);
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
    const right = [pixel.x + gap, pixel.y - height / 2, pixel.x + gap + width, pixel.y + height / 2];
    const left = [pixel.x - gap - width, pixel.y - height / 2, pixel.x - gap, pixel.y + height / 2];
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

  // static/source/map/symbols.js
  var LEGEND = [
    ["fighting", { quotes: 1 }, "fighting"],
    ["incursion", { quotes: 1 }, "incursion"],
    ["control", { quotes: 1 }, "control"],
    ["other", { quotes: 1 }, "other"],
    ["several", { quotes: 1 }, "several"],
    ["fighting", { quotes: 1 }, "solid"],
    ["fighting", { quotes: 0 }, "hollow"],
    ["fighting", { quotes: 1, disputed: true }, "ring"]
  ];
  var LEGEND_AREAS = ["vicinity", "quoted", "cited", "border"];
  function outline(kind, r) {
    if (kind === "fighting") return `M${20 - r} 20a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`;
    const [corners2, turn, grow, down] = {
      incursion: [3, -90, 1.34, 3],
      control: [4, 45, 1.24, 0],
      other: [4, -90, 1.24, 0],
      several: [6, 0, 1.08, 0]
    }[kind] || [4, -90, 1.24, 0];
    const corner = (index) => {
      const angle = (turn + 360 / corners2 * index) * Math.PI / 180;
      return `${(20 + r * grow * Math.cos(angle)).toFixed(2)} ${(20 + down + r * grow * Math.sin(angle)).toFixed(2)}`;
    };
    return `M${Array.from({ length: corners2 }, (_, index) => corner(index)).join("L")}Z`;
  }
  function symbol(kind, { quotes = 0, disputed = false, number = "" }) {
    const picture2 = shape("svg", { viewBox: "0 0 40 40", class: `symbol kind-${kind}`, "aria-hidden": "true" });
    picture2.classList.add(quotes > 0 ? "solid" : "hollow");
    shape("path", { d: outline(kind, disputed ? 20.6 : 17.4), class: "choice" }, picture2);
    shape("path", { d: outline(kind, disputed ? 17.4 : 13.8), class: "halo" }, picture2);
    if (disputed) shape("path", { d: outline(kind, 16.6), class: "ring" }, picture2);
    shape("path", { d: outline(kind, disputed ? 12.4 : 13), class: "body" }, picture2);
    const words2 = shape("text", { x: 20, y: kind === "incursion" ? 25.4 : 24.4, class: "number" }, picture2);
    words2.textContent = String(number);
    if (String(number).length > 2) words2.classList.add("long");
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
  function legendRow(picture2, words2) {
    const row = element("li");
    row.append(picture2, element("span", "", words2));
    return row;
  }
  function legend(open, names2) {
    const box = element("details", "legend");
    const list = element("ul");
    box.open = open;
    for (const [kind, evidence, name] of LEGEND) list.append(legendRow(symbol(kind, evidence), names2[name]));
    for (const name of LEGEND_AREAS) list.append(legendRow(swatch(name), names2[name]));
    box.append(element("summary", "", names2.head), list, element("p", "", names2.note));
    return box;
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
  var latLng = ([lon, lat]) => L.latLng(lat, lon);
  var areas = /* @__PURE__ */ new Map();
  var borderPoints = [];
  var stretches = /* @__PURE__ */ new Map();
  var renderers = {};
  function points(flat, units) {
    const found = [];
    for (let i = 0, lon = 0, lat = 0; i < flat.length; i += 2) {
      lon += flat[i];
      lat += flat[i + 1];
      found.push([lon / units, lat / units]);
    }
    return found;
  }
  function makePanes(map) {
    for (const [name, level] of Object.entries(PANES)) {
      map.createPane(name).style.zIndex = level;
      renderers[name] = L.svg({ pane: name, padding: 0.6 });
    }
    map.getPane("name").setAttribute("aria-hidden", "true");
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
  function drawBase(base) {
    const { layers, units } = base;
    const ring = (flat) => points(flat, units).map(latLng);
    const rings = (polygons) => polygons.map((flats) => flats.map(ring));
    const polygon = (polygons, pane, name) => L.polygon(rings(polygons), drawn(pane, name)).addTo(now.map);
    const line = (flats, pane, name) => L.polyline(flats.map(ring), drawn(pane, name, { fill: false })).addTo(now.map);
    polygon(layers.countries, "land", "land");
    for (const river of layers.rivers) line(river.lines, "water", `river rank-${Math.min(river.rank, 11)}`);
    polygon(layers.lakes, "water", "lake");
    for (const level of ["admin2", "admin1"]) {
      for (const area of layers[level]) {
        polygon(area.polygons, "line", level);
        areas.set(area.id, located({ ...area, level, units }));
      }
    }
    line(layers.border, "border", "border-casing");
    line(layers.frontiers, "border", "frontier");
    line(layers.border, "border", "border-line");
    borderPoints.push(...points(layers.border[0], units));
    for (const [region, ends] of Object.entries(layers.stretches)) stretches.set(region, ends);
  }
  function located(area) {
    const parts = area.polygons.map((flats) => flats.map((flat) => points(flat, area.units)));
    return { ...area, rings: parts.flat(), limits: limitsOf(parts.flat()), boxes: parts.map(limitsOf) };
  }
  function limitsOf(rings) {
    const pairs = rings.flat();
    const lons = pairs.map(([lon]) => lon);
    const lats = pairs.map(([, lat]) => lat);
    return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  }
  function corners({ polygons, units }) {
    return polygons.map((rings) => rings.map((flat) => points(flat, units).map(latLng)));
  }
  var toPixel = (lonLat) => now.map.latLngToLayerPoint(latLng(lonLat));
  function insideArea(pixel, { rings, limits }) {
    const { lng, lat } = now.map.layerPointToLatLng(pixel);
    const [west, south, east, north] = limits;
    return lng > west && lng < east && lat > south && lat < north && inside([lng, lat], rings);
  }
  async function loadBase() {
    const inFile = document.getElementById("basemap");
    return inFile ? JSON.parse(inFile.textContent) : load("basemap.json");
  }
  var load = (name) => fetched(new URL(`../${name}${new URL(SOURCE).search}`, SOURCE));
  async function fetched(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  }

  // static/source/map/marks.js
  var VICINITY_METRES = 5e3;
  var coarse = window.matchMedia("(pointer: coarse)").matches;
  var sent = Date.now();
  function choose(place2) {
    if (now.world) {
      now.world.choose({ place: place2 });
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
    const old = marks.get(item.place);
    const part = old || { ...buttonMarker(item, "mark", "mark"), home: latLng([item.lon, item.lat]) };
    part.item = item;
    part.button.replaceChildren(symbol(item.kind, item));
    describe(part.button, item, selected);
    part.marker.setZIndexOffset(item.place === selected ? 1e3 : 0);
    if (!old) {
      part.marker.setLatLng(part.home).addTo(now.map);
      part.leader = L.polyline([], drawn("under", "leader", { fill: false })).addTo(now.map);
      part.dot = L.circleMarker(part.home, drawn("under", "home", { radius: 2.5 })).addTo(now.map);
      marks.set(item.place, part);
    }
    drawVicinity(part, item);
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
    parts.forEach((item, index) => {
      const shifted = spots[index].distanceTo(homes[index]) > 5;
      item.spot = shifted ? spots[index] : homes[index];
      item.homePx = homes[index];
      const seat2 = now.map.layerPointToLatLng(item.spot);
      item.marker.setLatLng(shifted ? seat2 : item.home);
      item.leader.setLatLngs(shifted ? [item.home, seat2] : []);
      item.dot.getElement().style.display = shifted ? "" : "none";
      if (item.circle) item.circle.setRadius(vicinityRadius(item.home));
    });
  }
  function vicinityRadius(home) {
    const metresPerPixel = 40075016 * Math.cos(home.lat * Math.PI / 180) / 256 / 2 ** now.map.getZoom();
    return Math.max(25, VICINITY_METRES / metresPerPixel);
  }

  // static/source/map/names.js
  var labels = /* @__PURE__ */ new Map();
  var ruler = document.createElement("canvas").getContext("2d");
  var widths = /* @__PURE__ */ new Map();
  var letters = new Intl.Segmenter();
  var WIDEST_PX = 240;
  var WIDEST_SHARE = 0.6;
  var CHIP = "600 12.5px";
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
    if (!widths.has(key)) {
      ruler.font = `${style} ${getComputedStyle(now.map.getContainer()).fontFamily}`;
      widths.set(key, ruler.measureText(text).width + spacing * text.length);
    }
    return widths.get(key);
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
  function shortenedName(wanted) {
    const [latin, cyrillic, spacing] = STYLES[wanted.style];
    return { ...wanted, latin: shortened(wanted.latin, latin, spacing), cyrillic: shortened(wanted.cyrillic || "", cyrillic) };
  }
  function roomFor(wanted, { room, frame }) {
    const [latin, cyrillic, spacing, height, usual2] = STYLES[wanted.style];
    const width = Math.max(textWidth(wanted.latin, latin, spacing), textWidth(wanted.cyrillic, cyrillic, 0)) + 6;
    const size = (
      /** @type {[number, number]} */
      [width, wanted.cyrillic ? height : height - 11]
    );
    const clear = ([, box]) => room.every((taken) => apart(box, taken));
    const mayBeCut = wanted.style !== "place" || !within(around(wanted.pixel, 1, 1), frame);
    const whole = ([, box]) => mayBeCut || within(box, frame);
    return sides(wanted.pixel, size, wanted.gap || usual2).find((side) => whole(side) && clear(side));
  }
  function reserve(wanted, places) {
    const taken = places.room.length;
    for (const item of wanted.map(shortenedName)) {
      const fit = roomFor(item, places);
      if (fit) places.room.push(fit[1]);
    }
    return places.room.slice(taken);
  }
  function nameAll(wanted, places) {
    for (const item of wanted.map(shortenedName)) {
      const fit = within(around(item.pixel, 1, 1), places.outer) ? roomFor(item, places) : null;
      if (!fit) continue;
      places.room.push(fit[1]);
      if (DOTTED.has(item.style)) places.room.push(around(item.pixel, 9, 9));
      places.used.add(item.key);
      showName(item, fit[0]);
    }
  }
  function showName(wanted, side) {
    const className = `name ${wanted.style} ${side}`;
    const old = labels.get(wanted.key);
    if (old) {
      old.setLatLng(wanted.at);
      old.getElement().firstChild.className = className;
      setGap(old.getElement().firstChild, wanted);
      const latin = old.getElement().querySelector(".latin");
      if (latin.textContent !== wanted.latin) latin.textContent = wanted.latin;
      return;
    }
    const words2 = element("div", className);
    setGap(words2, wanted);
    if (DOTTED.has(wanted.style)) words2.append(element("i", "dot"));
    const text = element("span", "words");
    text.append(element("span", "latin", wanted.latin));
    if (wanted.cyrillic) text.append(element("span", "cyrillic", wanted.cyrillic));
    words2.append(text);
    const icon = L.divIcon({ className: "holder", html: words2, iconSize: [0, 0] });
    const label = L.marker(wanted.at, { icon, pane: "name", interactive: false, keyboard: false });
    labels.set(wanted.key, label.addTo(now.map));
  }
  function setGap(words2, { gap }) {
    if (gap) words2.style.setProperty("--gap", `${gap}px`);
  }
  function forgetNames(used) {
    for (const [key, label] of labels) {
      if (used.has(key)) continue;
      label.remove();
      labels.delete(key);
    }
  }
  function groundNames() {
    const districts = now.map.getZoom() >= 9 ? areaNames("admin2", "district") : [];
    return [...areaNames("admin1", "region"), ...townNames(), ...districts];
  }
  function markNames() {
    const selected = now.view?.selected;
    const first = ({ item }) => item.place === selected ? 0 : item.number;
    const parts = [...marks.values()].sort((a, b) => first(a) - first(b));
    return parts.map(({ item, spot, marker }) => {
      const town = townOf(item);
      const gap = (item.disputed ? 22 : 19) + (item.place === selected ? 3 : 0);
      return {
        key: `mark ${item.place}`,
        style: "place",
        latin: item.name,
        cyrillic: town ? town[3] : "",
        gap,
        pixel: spot,
        at: marker.getLatLng()
      };
    });
  }
  function townOf(item) {
    const near = (town) => Math.abs(town[0] - item.lon) < 0.05 && Math.abs(town[1] - item.lat) < 0.03;
    return now.base.layers.towns.find((town) => near(town) && town[2] === item.name);
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
  function townNames() {
    const marked = new Set([...marks.values()].map(({ item }) => townOf(item)));
    const zoom = now.map.getZoom() + 0.3;
    return now.base.layers.towns.filter((town) => town[4] <= zoom && !marked.has(town)).map((town) => ({
      key: `${town[2]} ${town[0]}`,
      style: town[4] <= 6 ? "city" : "town",
      latin: town[2],
      cyrillic: town[3],
      pixel: toPixel(town),
      at: latLng(town)
    }));
  }

  // static/source/map/chips.js
  var FALLBACK = [36, 51];
  function drawShade(item, selected) {
    const old = shades.get(item.place);
    const part = old || { ...buttonMarker(item, "chip", "chip"), area: areas.get(item.place) };
    const kind = item.quotes > 0 ? "quoted" : "cited";
    part.item = item;
    part.button.replaceChildren(...chipWords(item, kind));
    describe(part.button, item, selected);
    if (!old) addShade(part, item);
    if (!item.level) part.shape.setLatLngs(borderLines(item).map((line) => line.map(latLng)));
    part.shape.setStyle(part.area ? { fillColor: `url(#hatch-${kind})`, fillOpacity: 1 } : { fill: false });
    part.shape.getElement().classList.toggle("selected", item.place === selected);
  }
  function chipWords(item, kind) {
    const name = item.name.replace(new RegExp(`\\s(${item.level}|raion)$`, "i"), "");
    const count = element("span", `count ${kind}`, String(item.quotes + item.citations));
    if (item.disputed) count.classList.add("disputed");
    const level = item.level ? [element("span", "chip-level", now.view.words[item.level])] : [];
    return [element("span", "chip-name", shortened(name)), ...level, count];
  }
  function addShade(part, item) {
    part.marker.setLatLng(now.map.getCenter()).addTo(now.map);
    part.leader = L.polyline([], drawn("under", "leader", { fill: false })).addTo(now.map);
    part.shape = part.area ? areaShape(part.area, item) : lineShape();
    part.shape.on("click", () => choose(item.place)).addTo(now.map);
    if (item.level === "region") part.shape.bringToBack();
    shades.set(item.place, part);
  }
  function areaShape(area, item) {
    return L.polygon(corners(area), drawn("shade", `shade ${item.level}`, { interactive: true }));
  }
  function borderLines({ along = [] }) {
    if (!along.length) return [borderPoints];
    const named = along.filter((region) => stretches.has(region)).map((region) => stretches.get(region));
    return named.map(([first, last]) => borderPoints.slice(first, last + 1));
  }
  function lineShape() {
    return L.polyline([], drawn("border", "border-claim", { fill: false, interactive: true }));
  }
  function seat(area, frame) {
    const label = toPixel(area.label);
    if (within(around(label, 2, 2), frame)) return label;
    const seen2 = [];
    for (let x = frame[0] + 20; x < frame[2]; x += 36) {
      for (let y = frame[1] + 20; y < frame[3]; y += 36) {
        const pixel = L.point(x, y);
        if (insideArea(pixel, area)) seen2.push(pixel);
      }
    }
    if (!seen2.length) return null;
    const middle = seen2.reduce((sum, pixel) => sum.add(pixel)).divideBy(seen2.length);
    return seen2.reduce((best, pixel) => pixel.distanceTo(middle) < best.distanceTo(middle) ? pixel : best);
  }
  function borderSeats(item, frame) {
    if (!borderPoints.length) return [toPixel(FALLBACK)];
    const seen2 = borderLines(item).flat().map(toPixel).filter((pixel) => within(around(pixel, 40, 30), frame));
    const middle = L.point((frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2);
    return seen2.filter((_, index) => index % 6 === 0).sort((a, b) => a.distanceTo(middle) - b.distanceTo(middle));
  }
  var borderHome = (item) => borderLines(item).flat()[0];
  function seatChip(item, places) {
    const area = item.area || areas.get(item.item.place.split(".")[0]);
    const size = [item.button.offsetWidth + 6, item.button.offsetHeight + 6];
    const seats = area ? [seat(area, places.frame)].filter(Boolean) : borderSeats(item.item, places.frame);
    const home = toPixel(area ? area.label : borderHome(item.item) || FALLBACK);
    const spot = seats.length && chipSpot({ seats, size, area, home }, places) || home;
    item.marker.setLatLng(now.map.layerPointToLatLng(spot));
    const astray = seats.length > 0 && spot !== home && (area ? !insideArea(spot, area) : !seats.includes(spot));
    item.leader.setLatLngs(astray ? [seats[0], spot].map((pixel) => now.map.layerPointToLatLng(pixel)) : []);
    return around(spot, ...size);
  }
  function chipSpot({ seats, size, area, home }, { room, names: names2, fixed, frame }) {
    const isInside = (pixel) => Boolean(area) && insideArea(pixel, area);
    const sliver = area && seats[0] !== home && !seats[0].equals(home);
    const wish = { seats, size, frame, isInside, astray: sliver ? Infinity : 90 };
    for (const taken of [[...room, ...names2], room, fixed]) {
      const spot = bestSpot({ ...wish, room: taken });
      if (spot) return spot;
    }
    return null;
  }

  // static/source/map/gestures.js
  var HINT_MS = 3e3;
  function around2(container) {
    const found = [];
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
      if (leaves && !event.target.closest(".leaflet-control")) hint("wheelHint");
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
  var ruler2 = element("canvas").getContext("2d");
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
    const geometry = GEOMETRY.filter((name) => node.hasAttribute(name)).map((name) => [name, node.getAttribute(name)]);
    const isText = node.tagName === "text";
    const look = written(style, isText ? [...PAINT, ...LETTERS] : PAINT);
    const made = shape(node.tagName, { ...Object.fromEntries(geometry), ...look }, parent);
    if (isText) made.textContent = node.textContent;
    for (const child of node.children) copy(child, made);
  }
  function seen(pane, selector) {
    const corner = now.map.getContainer().getBoundingClientRect();
    const { x: width, y: height } = now.map.getSize();
    const found = [...now.map.getPane(pane).querySelectorAll(selector)].map((node) => [node, boxOf(node, corner)]);
    return found.filter(([, box]) => box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0);
  }
  function boxOf(node, corner) {
    const { x, y, width, height } = node.getBoundingClientRect();
    return { x: short(x - corner.x), y: short(y - corner.y), width: short(width), height: short(height) };
  }
  function paths(panes, parent) {
    const { x, y } = now.map.layerPointToContainerPoint([0, 0]);
    const group = shape("g", { transform: `translate(${x} ${y})` }, parent);
    for (const pane of panes.filter((name) => getComputedStyle(now.map.getPane(name)).display !== "none")) {
      for (const path2 of now.map.getPane(pane).querySelectorAll("path:not([d='M0 0'])")) copy(path2, group);
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
    const around3 = { fill: "none", stroke: halo, "stroke-width": 3.5, "stroke-linejoin": "round", "aria-hidden": "true" };
    if (halo) shape("text", { ...place2, ...around3 }, parent).textContent = node.textContent;
    shape("text", { ...place2, fill: style.color }, parent).textContent = node.textContent;
  }
  function names(parent) {
    const halo = colour("halo");
    for (const [dot, box] of seen("name", ".dot")) {
      const at = { cx: short(box.x + box.width / 2), cy: short(box.y + box.height / 2) };
      shape("circle", { ...at, r: box.width / 2 + 1, fill: halo }, parent);
      shape("circle", { ...at, r: box.width / 2, fill: getComputedStyle(dot).backgroundColor }, parent);
    }
    for (const [name] of seen("name", ".latin, .cyrillic")) words(name, parent, halo);
  }
  function pill({ x, y, width, height }, grow, look, parent) {
    const size = { x: x - grow, y: y - grow, width: width + 2 * grow, height: height + 2 * grow };
    shape("rect", { ...size, rx: (height + 2 * grow) / 2, ...look }, parent);
  }
  function chips(parent) {
    const corner = now.map.getContainer().getBoundingClientRect();
    const [ink, panel] = [colour("ink"), colour("panel")];
    for (const [chip, box] of seen("chip", ".chip")) {
      if (chip.classList.contains("selected")) pill(box, 2.5, { fill: ink }, parent);
      pill(box, -0.5, { fill: panel, stroke: colour("edge") }, parent);
      const count = chip.querySelector(".count");
      const round = boxOf(count, corner);
      if (count.classList.contains("disputed")) {
        pill(round, 3, { fill: ink }, parent);
        pill(round, 1.5, { fill: panel }, parent);
      }
      const fill = getComputedStyle(count).backgroundColor;
      pill(round, -0.75, { fill, stroke: ink, "stroke-width": 1.5 }, parent);
      for (const part of chip.children) words(part, parent);
    }
  }
  function marks2(parent) {
    const parts = seen("mark", ".mark");
    const height = ([mark]) => Number(mark.parentElement.style.zIndex);
    for (const [mark, { x, y }] of parts.sort((a, b) => height(a) - height(b))) {
      const group = shape("g", { transform: `translate(${x} ${y})` }, parent);
      for (const piece of mark.querySelector(".symbol").children) copy(piece, group);
    }
  }
  function coded(parent) {
    for (const [button, box] of seen("coded", ".coded")) {
      const picture2 = button.firstChild;
      const { x, y } = boxOf(picture2, now.map.getContainer().getBoundingClientRect());
      const group = shape("g", { transform: `translate(${x} ${y})` }, parent);
      for (const piece of box.width ? picture2.children : []) copy(piece, group);
    }
    for (const [chip, box] of seen("coded", ".chip:not([hidden])")) {
      const look = { fill: colour("panel"), stroke: colour("coded"), "stroke-dasharray": "1.5 2.5", rx: 3 };
      shape("rect", { ...box, ...look }, parent);
      for (const part of chip.children) if (part.offsetWidth) words(part, parent);
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
      const longer = lines.at(-1) + piece;
      if (!lines.at(-1) || ruler2.measureText(longer.trimEnd()).width <= width) lines[lines.length - 1] = longer;
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
    const rows = [...now.map.getContainer().querySelectorAll(".legend li")];
    ruler2.font = `12px ${sans()}`;
    const widest = Math.max(...rows.map((row) => ruler2.measureText(row.lastChild.textContent).width)) + 48;
    const columns = Math.max(1, Math.min(4, Math.floor((width - EDGE) / widest)));
    const long = Math.ceil(rows.length / columns);
    rows.forEach((row, index) => {
      const [x, y] = [EDGE + Math.floor(index / long) * Math.round(widest), top + index % long * ROW];
      const group = shape("g", { transform: `translate(${x} ${y}) scale(${SYMBOL})` }, parent);
      for (const piece of row.querySelector("svg").children) copy(piece, group);
      const look = { x: x + 27, y: y + 14, fill: colour("ink"), "font-size": 12 };
      shape("text", look, parent).textContent = row.lastChild.textContent;
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
    if (now.view.coded) coded(inner);
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
    const file = await new Promise((resolve) => {
      canvas.toBlob(resolve, "image/png");
    });
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

  // static/source/map/layer.js
  var FIRST_VIEW = [33.8, 50, 38.2, 52.2];
  var FIRST_VIEW_NARROW = [33.95, 50.1, 37.25, 51.6];
  var OUTER_LIMIT = [29.5, 48.5, 42.5, 54];
  var LEAST_ZOOM = 6;
  var NARROW_PX = 560;
  var CONTROLS_PX = 54;
  var LEGEND_FRAME_PX2 = 4e5;
  var arrive;
  var arrived = new Promise((resolve) => {
    arrive = resolve;
  });
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  var bounds = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);
  L.Map.mergeOptions({
    minZoom: LEAST_ZOOM,
    maxZoom: 13,
    zoomSnap: 0.25,
    wheelPxPerZoomLevel: 90,
    maxBounds: bounds(OUTER_LIMIT),
    trackResize: false,
    // followSize() does
    maxBoundsViscosity: 0.9,
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    markerZoomAnimation: !calm,
    inertia: !calm
  });
  L.Map.addInitHook(function begin() {
    start(this);
  });
  function forget(drawnParts, wanted) {
    for (const [place2, part] of drawnParts) {
      if (wanted.has(place2)) continue;
      for (const layer of [part.marker, part.leader, part.dot, part.circle, part.shape]) if (layer) layer.remove();
      drawnParts.delete(place2);
    }
  }
  function order(pane, parts) {
    const focused = (
      /** @type {HTMLElement | null} */
      document.activeElement
    );
    parts.forEach((part, index) => {
      const holder = part.marker.getElement();
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
      drawnParts.get(item.place).look = look;
    }
  }
  function draw(isResized = false) {
    const { view, map } = now;
    if (!now.ready || !view) return;
    const border = view.border ? [{ ...view.border, name: view.words.border, level: "" }] : [];
    const areal = [...view.shades, ...border];
    forget(marks, new Set(view.marks.map((item) => item.place)));
    forget(shades, new Set(areal.map((item) => item.place)));
    drawChanged(shades, areal, view.selected, drawShade);
    drawChanged(marks, view.marks, view.selected, drawMark);
    for (const [place2, { button }] of marks) button.classList.toggle("fresh", (view.fresh ?? []).includes(place2));
    if (now.world) now.world.draw();
    const stood = now.stands;
    now.stands = [
      view.marks.map((item) => item.place).join(" "),
      [...view.marks, ...areal].map((item, index) => takes(item, view.selected, index >= view.marks.length)).join(";")
    ];
    if (!isResized && !now.world && stood && stood[0] === now.stands[0] && stood[1] === now.stands[1]) return;
    order(map.getPane("chip"), areal.map((item) => shades.get(item.place)));
    order(map.getPane("mark"), view.marks.map((item) => marks.get(item.place)));
    arrangeMarks();
    arrangeRest();
  }
  function arrangeRest() {
    if (!now.ready) return;
    const [frame, outer, used] = [viewBox(6), viewBox(-120), /* @__PURE__ */ new Set()];
    const room = takenRoom();
    const names2 = now.world?.isFar() ? [] : reserve(markNames(), { room: [...room], frame });
    if (now.world) room.push(...now.world.room({ room, frame }));
    const fixed = [...room];
    for (const item of [...shades.values()].sort(byImportance)) {
      room.push(seatChip(item, { room, names: names2, fixed, frame }));
    }
    const places = { room, frame, outer, used };
    if (!now.world?.isFar()) {
      nameAll(markNames(), places);
      nameAll(groundNames(), places);
    }
    if (now.world) nameAll(now.world.names(), places);
    forgetNames(used);
  }
  var byImportance = (a, b) => Number(Boolean(b.area)) - Number(Boolean(a.area)) || (a.item.level < b.item.level ? 1 : -1);
  function viewBox(inset) {
    const corner = now.map.containerPointToLayerPoint([0, 0]);
    const size = now.map.getSize();
    return [corner.x + inset, corner.y + inset, corner.x + size.x - inset, corner.y + size.y - inset];
  }
  function takenRoom() {
    const room = [];
    for (const item of marks.values()) {
      const size = item.item.disputed ? 40 : 34;
      room.push(around(item.spot, size, size), around(item.homePx, 8, 8));
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
    now.map.getContainer().setAttribute("aria-label", now.view.words.map);
    for (const part of now.controls || []) part.remove();
    now.controls = [addTools(now.map), addLegend(now.map)];
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
  function addLegend(map) {
    const { x, y } = map.getSize();
    const roomy = x >= NARROW_PX && x * y >= LEGEND_FRAME_PX2 && !now.world;
    const box = legend(roomy, now.view.words.legend);
    if (now.world) now.world.explain(box);
    box.addEventListener("toggle", arrangeRest);
    return control("topright", box);
  }
  function setTheme(theme) {
    const injected = getComputedStyle(document.documentElement).getPropertyValue("--background-color");
    const paper = document.createElement("canvas").getContext("2d");
    paper.fillStyle = "#ffffff";
    paper.fillStyle = theme?.backgroundColor || injected.trim();
    const [red, green, blue] = String(paper.fillStyle).match(/[0-9a-f]{2}/gi).map((pair) => parseInt(pair, 16));
    now.theme = red * 0.3 + green * 0.59 + blue * 0.11 < 128 ? "dark" : "light";
    document.documentElement.dataset.theme = now.theme;
  }
  window.addEventListener("message", (event) => {
    const { source, data } = event;
    if (source === window.parent && data?.type === "streamlit:render") setTheme(data.theme);
  });
  function firstView() {
    now.moving = true;
    const { map } = now;
    const narrow = map.getSize().x < NARROW_PX;
    const paddingTopLeft = [0, narrow ? CONTROLS_PX : 0];
    const border = { least: LEAST_ZOOM, first: narrow ? FIRST_VIEW_NARROW : FIRST_VIEW, outer: OUTER_LIMIT };
    const { least, first, outer } = now.world ? now.world.scope() : border;
    map.setMinZoom(least);
    map.fitBounds(bounds(first), { animate: false, paddingTopLeft });
    map.setMinZoom(Math.min(map.getZoom(), Math.max(least, map.getBoundsZoom(bounds(outer), true))));
    if (now.asked) map.setView(now.asked.at, now.asked.zoom, { animate: false });
    now.moving = false;
  }
  function followSize(map) {
    new ResizeObserver(() => {
      now.moving = true;
      const centre = map.getCenter();
      map.invalidateSize({ animate: false, pan: false });
      map.setView(centre, map.getZoom(), { reset: true });
      now.moving = false;
      if (!now.ready) return;
      if (!now.touched) firstView();
      draw(true);
    }).observe(map.getContainer());
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
  function withoutBase() {
    const notice = element("p", "notice", now.view.words.failed);
    notice.setAttribute("role", "status");
    control("bottomleft", notice);
    now.base = { layers: { towns: [], admin1: [], admin2: [] } };
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
    const world = now.world?.load();
    const [base] = await Promise.all([loadBase().catch(() => null), whenStyled(), arrived, world]);
    now.asked = askedView();
    firstView();
    speak();
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    if (now.world) now.world.drawGround();
    if (base) {
      now.base = base;
      drawBase(base);
    } else withoutBase();
    now.ready = true;
    followSize(map);
    shareGestures(map);
    map.on("movestart zoomstart", () => {
      if (!now.moving) now.touched = true;
    });
    map.on("zoomend viewreset", arrangeMarks);
    map.on("moveend viewreset", arrangeRest);
    linkView((view) => {
      Object.assign(now, { asked: view, touched: false });
      firstView();
    });
    if (now.world) now.world.begin(firstView);
    draw(true);
    arrangeRest();
    if (window.parent !== window) window.parent.dispatchEvent(new Event("as-reported-map"));
  }
  function compose() {
    if (!now.said) return;
    now.view = { ...now.said, ...now.live };
    arrive();
    if (now.ready) speak();
    draw();
  }
  window.asReported = {
    now,
    picture,
    apply(view) {
      now.said = typeof view === "string" ? JSON.parse(view) : view;
      compose();
    },
    /** Marks, shades, border and caption of the timeline's window; null where there is no timeline any more. */
    follow(live) {
      now.live = live;
      compose();
    },
    state() {
      const centre = now.map.getCenter();
      return {
        zoom: now.map.getZoom(),
        center: [centre.lng, centre.lat],
        marks: [...marks.keys()],
        shades: [...shades.keys()],
        selected: now.view ? now.view.selected : null,
        theme: now.theme,
        ready: now.ready
      };
    }
  };
})();
