/* The layer that static/basemap.json and the page's view are drawn with, on the map that folium makes.
 *
 * apply(view) may come before the base map has arrived and as often as it likes: it never moves the map.
 * Text reaches the page through textContent alone. Data is lon/lat; `latLng` is the only door to Leaflet's lat/lon. */
(() => {
  "use strict";

  const SOURCE = document.currentScript.src;
  const FIRST_VIEW = [33.8, 50.0, 38.2, 52.2]; // west, south, east, north
  const FIRST_VIEW_NARROW = [33.95, 50.1, 37.25, 51.6];
  const OUTER_LIMIT = [29.5, 48.5, 42.5, 54.0];
  const VICINITY_METRES = 5000;
  const MARK_PX = 40;
  const NARROW_PX = 560;
  const WORDS = {
    map: "Map of reported places",
    credit: "© OpenStreetMap contributors (ODbL) · GeoNames (CC BY 4.0) · Made with Natural Earth",
    border: "The border",
    failed: "The base map could not be loaded. Places are shown without it.",
  };
  const LEGEND = [
    ["fighting", { quotes: 1 }, "Fighting, shelling"],
    ["incursion", { quotes: 1 }, "Incursion, crossing"],
    ["control", { quotes: 1 }, "Control of a place"],
    ["other", { quotes: 1 }, "Other claim"],
    ["several", { quotes: 1 }, "Several kinds"],
    ["fighting", { quotes: 1 }, "Solid: quoted in the article"],
    ["fighting", { quotes: 0 }, "Hollow: other outlets only"],
    ["fighting", { quotes: 1, disputed: true }, "Second ring: disputed"],
  ];

  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const coarse = window.matchMedia("(pointer: coarse)").matches;
  const latLng = ([lon, lat]) => L.latLng(lat, lon);
  const bounds = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);

  /* The one state of this frame. */
  const now = { map: null, base: null, view: null, ready: false, touched: false, moving: false, theme: "light" };
  const marks = new Map(); // place id -> what is drawn for it
  const shades = new Map();
  const labels = new Map(); // text key -> Leaflet marker
  const areas = new Map(); // area id -> {rings, label, name, name_en, level}
  let sent = Date.now(); // a frame drawn anew must not repeat a number already sent

  L.Map.mergeOptions({
    minZoom: 6, maxZoom: 13, zoomSnap: 0.25, wheelPxPerZoomLevel: 90, maxBounds: bounds(OUTER_LIMIT),
    maxBoundsViscosity: 0.9, zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm,
  });
  L.Map.addInitHook(function begin() { start(this); });

  /* ---------- small builders ---------- */

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function svg(tag, attributes, parent) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (parent) parent.append(made);
    return made;
  }

  /** Corners of a kind's shape, `r` pixels out from (20, 20), as an SVG path. */
  function outline(kind, r) {
    if (kind === "fighting") return `M${20 - r} 20a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`;
    const [corners, turn, grow, down] = {
      incursion: [3, -90, 1.34, 3], control: [4, 45, 1.24, 0], other: [4, -90, 1.24, 0], several: [6, 0, 1.08, 0],
    }[kind] || [4, -90, 1.24, 0];
    const corner = (index) => {
      const angle = ((turn + (360 / corners) * index) * Math.PI) / 180;
      return `${(20 + r * grow * Math.cos(angle)).toFixed(2)} ${(20 + down + r * grow * Math.sin(angle)).toFixed(2)}`;
    };
    return `M${Array.from({ length: corners }, (_, index) => corner(index)).join("L")}Z`;
  }

  /** The symbol of markers and legend: shape by kind, fill by evidence, outer ring if disputed. */
  function symbol(kind, { quotes = 0, disputed = false, number = "" }) {
    const picture = svg("svg", { viewBox: "0 0 40 40", class: `symbol kind-${kind}`, "aria-hidden": "true" });
    picture.classList.add(quotes > 0 ? "solid" : "hollow");
    svg("path", { d: outline(kind, disputed ? 20.6 : 17.4), class: "choice" }, picture);
    svg("path", { d: outline(kind, disputed ? 17.4 : 13.8), class: "halo" }, picture);
    if (disputed) svg("path", { d: outline(kind, 16.6), class: "ring" }, picture);
    svg("path", { d: outline(kind, disputed ? 12.4 : 13), class: "body" }, picture);
    const words = svg("text", { x: 20, y: kind === "incursion" ? 25.4 : 24.4, class: "number" }, picture);
    words.textContent = String(number);
    if (String(number).length > 2) words.classList.add("long");
    return picture;
  }

  /* ---------- base map ---------- */

  /** [lon, lat] pairs of one flat list of differences. */
  function points(flat, units) {
    const found = [];
    for (let i = 0, lon = 0, lat = 0; i < flat.length; i += 2) {
      lon += flat[i];
      lat += flat[i + 1];
      found.push([lon / units, lat / units]);
    }
    return found;
  }

  // In the order of the document, hence of the Tab key: markers before chips, though they lie above them.
  const PANES = { land: 300, shade: 310, water: 320, line: 330, border: 340, name: 350, under: 360, mark: 420, chip: 410 };

  function makePanes(map) {
    now.renderers = {};
    for (const [name, level] of Object.entries(PANES)) {
      map.createPane(name).style.zIndex = level;
      now.renderers[name] = L.svg({ pane: name, padding: 0.6 });
    }
    map.getPane("name").setAttribute("aria-hidden", "true");
    makeHatches(map);
  }

  /** Fill patterns for shaded areas, once for the frame: tint and hatch for quotes, hatch alone for other outlets. */
  function makeHatches(map) {
    const picture = svg("svg", { width: 0, height: 0, class: "patterns", "aria-hidden": "true" });
    for (const name of ["quoted", "cited"]) {
      const box = { id: `hatch-${name}`, width: 7, height: 7, patternUnits: "userSpaceOnUse", class: `hatch ${name}` };
      const pattern = svg("pattern", { ...box, patternTransform: "rotate(45)" }, picture);
      svg("rect", { width: 7, height: 7, class: "tint" }, pattern);
      svg("line", { x1: 0, y1: 0, x2: 0, y2: 7, class: "stroke" }, pattern);
    }
    map.getContainer().append(picture);
  }

  const drawn = (pane, className, more) => ({
    pane, renderer: now.renderers[pane], className, interactive: false, smoothFactor: 0.8, ...more,
  });

  function drawBase(base) {
    const { layers, units } = base;
    const ring = (flat) => points(flat, units).map(latLng);
    const polygon = (rings, pane, name) => L.polygon(rings.map((flats) => flats.map(ring)), drawn(pane, name)).addTo(now.map);
    const line = (flats, pane, name) => L.polyline(flats.map(ring), drawn(pane, name, { fill: false })).addTo(now.map);
    polygon(layers.countries, "land", "land");
    for (const river of layers.rivers) line(river.lines, "water", `river rank-${Math.min(river.rank, 11)}`);
    polygon(layers.lakes, "water", "lake");
    for (const level of ["admin2", "admin1"]) {
      for (const area of layers[level]) {
        polygon(area.polygons, "line", level);
        const rings = area.polygons.flat().map((flat) => points(flat, units));
        areas.set(area.id, { ...area, level, rings });
      }
    }
    line(layers.border, "border", "border-casing");
    line(layers.frontiers, "border", "frontier");
    line(layers.border, "border", "border-line");
    now.borderPoints = points(layers.border[0], units);
  }

  /* ---------- what is reported ---------- */

  function choose(place) {
    sent += 1;
    if (window.Streamlit) window.Streamlit.setComponentValue({ place, n: sent });
  }

  /** A Leaflet marker that carries one real button, so that Enter, Space and touch all arrive as a click. */
  function buttonMarker(item, pane, className) {
    const button = element("button", className);
    button.type = "button";
    button.dataset.place = item.place;
    const icon = L.divIcon({ className: "holder", html: button, iconSize: [0, 0] });
    const marker = L.marker([0, 0], { icon, pane, keyboard: false, autoPanOnFocus: false });
    marker.on("click", () => choose(item.place));
    button.addEventListener("focus", () => {
      if (button.matches(":focus-visible")) now.map.panInside(marker.getLatLng(), { padding: [40, 40], animate: false });
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
    part.marker.setZIndexOffset(item.place === selected ? 1000 : 0);
    if (!old) {
      part.marker.setLatLng(part.home).addTo(now.map);
      part.leader = L.polyline([], drawn("under", "leader", { fill: false })).addTo(now.map);
      part.dot = L.circleMarker(part.home, drawn("under", "home", { radius: 2.5 })).addTo(now.map);
      marks.set(item.place, part);
    }
    if (item.vicinity && !part.circle) part.circle = L.circleMarker(part.home, drawn("under", "vicinity")).addTo(now.map);
    if (!item.vicinity && part.circle) { part.circle.remove(); delete part.circle; }
  }

  function drawShade(item, selected) {
    const old = shades.get(item.place);
    const part = old || { ...buttonMarker(item, "chip", "chip"), area: areas.get(item.place) };
    const kind = item.quotes > 0 ? "quoted" : "cited";
    const suffix = new RegExp(`\\s(${item.level}|raion)$`, "i");
    const count = element("span", `count ${kind}${item.disputed ? " disputed" : ""}`, String(item.quotes + item.citations));
    part.item = item;
    part.button.replaceChildren(element("span", "chip-name", item.name.replace(suffix, "")));
    if (item.level) part.button.append(element("span", "chip-level", item.level));
    part.button.append(count);
    describe(part.button, item, selected);
    if (!old) addShade(part, item);
    const fill = part.area ? { fillColor: `url(#hatch-${kind})`, fillOpacity: 1 } : { fill: false };
    part.shape.setStyle(fill);
    part.shape.getElement().classList.toggle("selected", item.place === selected);
  }

  function addShade(part, item) {
    const { map } = now;
    part.marker.setLatLng(map.getCenter()).addTo(map);
    part.leader = L.polyline([], drawn("under", "leader", { fill: false })).addTo(map);
    part.shape = part.area
      ? L.polygon(part.area.rings.map((ring) => [ring.map(latLng)]), drawn("shade", `shade ${item.level}`, { interactive: true }))
      : L.polyline((now.borderPoints || []).map(latLng), drawn("border", "border-claim", { fill: false, interactive: true }));
    part.shape.on("click", () => choose(item.place)).addTo(map);
    if (item.level === "region") part.shape.bringToBack();
    shades.set(item.place, part);
  }

  function forget(drawnParts, wanted) {
    for (const [place, part] of drawnParts) {
      if (wanted.has(place)) continue;
      for (const layer of [part.marker, part.leader, part.dot, part.circle, part.shape]) if (layer) layer.remove();
      drawnParts.delete(place);
    }
  }

  /** Put the holders of a pane in the given order without taking the focus from any. */
  function order(pane, parts) {
    const focused = document.activeElement;
    parts.forEach((part, index) => {
      const holder = part.marker.getElement();
      if (pane.children[index] !== holder) pane.insertBefore(holder, pane.children[index] || null);
    });
    if (focused && focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
  }

  function draw() {
    const { view, map } = now;
    if (!now.ready || !view) return;
    const areal = [...view.shades, ...(view.border ? [{ ...view.border, name: WORDS.border, level: "" }] : [])];
    forget(marks, new Set(view.marks.map((item) => item.place)));
    forget(shades, new Set(areal.map((item) => item.place)));
    for (const item of areal) drawShade(item, view.selected);
    for (const item of view.marks) drawMark(item, view.selected);
    order(map.getPane("chip"), areal.map((item) => shades.get(item.place)));
    order(map.getPane("mark"), view.marks.map((item) => marks.get(item.place)));
    arrangeMarks();
    arrangeRest();
  }

  /* ---------- who stands where ---------- */

  const toPixel = (lonLat) => now.map.latLngToLayerPoint(latLng(lonLat));
  const around = (point, width, height) => [point.x - width / 2, point.y - height / 2, point.x + width / 2, point.y + height / 2];
  const apart = (a, b) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
  const within = (a, b) => a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];

  /** Points pushed apart until each pair is `gap` pixels distant, each held to its home by a weak spring. */
  function spread(homes, gap) {
    const at = homes.map((home) => home.clone());
    for (let round = 0; round < 240; round += 1) {
      let moved = false;
      if (round < 160) at.forEach((point, i) => point._add(homes[i].subtract(point)._multiplyBy(0.04)));
      for (let i = 0; i < at.length; i += 1) {
        for (let j = i + 1; j < at.length; j += 1) moved = part(at[i], at[j], gap, i + j) || moved;
      }
      if (!moved) break;
    }
    return at;
  }

  function part(a, b, gap, turn) {
    const apartBy = a.distanceTo(b);
    if (apartBy >= gap) return false;
    const push = apartBy > 0.01 ? b.subtract(a)._divideBy(apartBy) : L.point(Math.cos(turn * 2.4), Math.sin(turn * 2.4));
    push._multiplyBy((gap - apartBy) / 2 + 0.05);
    a._subtract(push);
    b._add(push);
    return true;
  }

  /** Markers depend on the zoom alone, so that panning never shuffles them. */
  function arrangeMarks() {
    const parts = [...marks.values()].sort((a, b) => a.item.number - b.item.number);
    const homes = parts.map((item) => now.map.latLngToLayerPoint(item.home));
    const spots = spread(homes, coarse ? 44 : 35);
    parts.forEach((item, index) => {
      const shifted = spots[index].distanceTo(homes[index]) > 5;
      item.spot = shifted ? spots[index] : homes[index];
      item.homePx = homes[index];
      const seat = now.map.layerPointToLatLng(item.spot);
      item.marker.setLatLng(shifted ? seat : item.home);
      item.leader.setLatLngs(shifted ? [item.home, seat] : []);
      item.dot.getElement().style.display = shifted ? "" : "none";
      if (item.circle) item.circle.setRadius(vicinityRadius(item.home));
    });
  }

  /** Five kilometres, or as much more as it takes to show around the marker. */
  function vicinityRadius(home) {
    const metresPerPixel = (40075016 * Math.cos((home.lat * Math.PI) / 180)) / 256 / 2 ** now.map.getZoom();
    return Math.max(25, VICINITY_METRES / metresPerPixel);
  }

  function arrangeRest() {
    if (!now.ready) return;
    const room = takenRoom();
    const used = new Set();
    const frame = viewBox(6);
    const outer = viewBox(-120);
    nameAll(markNames(), room, frame, outer, used);
    for (const item of [...shades.values()].sort(byImportance)) seatChip(item, room, frame);
    nameAll(groundNames(), room, frame, outer, used);
    for (const [key, label] of labels) {
      if (used.has(key)) continue;
      label.remove();
      labels.delete(key);
    }
  }

  const byImportance = (a, b) => Boolean(b.area) - Boolean(a.area) || (a.item.level < b.item.level ? 1 : -1);

  function viewBox(inset) {
    const corner = now.map.containerPointToLayerPoint([0, 0]);
    const size = now.map.getSize();
    return [corner.x + inset, corner.y + inset, corner.x + size.x - inset, corner.y + size.y - inset];
  }

  /** Rectangles nobody may cover: markers, their true points, and the controls at the edge. */
  function takenRoom() {
    const room = [];
    for (const item of marks.values()) {
      const size = item.item.disputed ? 40 : 34;
      room.push(around(item.spot, size, size), around(item.homePx, 8, 8));
    }
    const origin = now.map.getContainer().getBoundingClientRect();
    const corner = now.map.containerPointToLayerPoint([0, 0]);
    for (const control of now.map.getContainer().querySelectorAll(".leaflet-control")) {
      const box = control.getBoundingClientRect();
      const [x, y] = [corner.x - origin.x - 4, corner.y - origin.y - 4];
      room.push([box.left + x, box.top + y, box.right + x + 8, box.bottom + y + 8]);
    }
    return room;
  }

  /** Even-odd: is the point [lon, lat] inside these rings? */
  function inside([lon, lat], rings) {
    let hit = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const [[x1, y1], [x2, y2]] = [ring[i], ring[j]];
        if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) hit = !hit;
      }
    }
    return hit;
  }

  function insideArea(pixel, area) {
    const { lng, lat } = now.map.layerPointToLatLng(pixel);
    return inside([lng, lat], area.rings);
  }

  /** The pixel an area's chip belongs to: its label point, or the middle of what can be seen of it, or null. */
  function seat(area, frame) {
    const label = toPixel(area.label);
    if (within(around(label, 2, 2), frame)) return label;
    const seen = [];
    for (let x = frame[0] + 20; x < frame[2]; x += 36) {
      for (let y = frame[1] + 20; y < frame[3]; y += 36) {
        const pixel = L.point(x, y);
        if (insideArea(pixel, area)) seen.push(pixel);
      }
    }
    if (!seen.length) return null;
    const middle = seen.reduce((sum, pixel) => sum.add(pixel)).divideBy(seen.length);
    return seen.reduce((best, pixel) => (pixel.distanceTo(middle) < best.distanceTo(middle) ? pixel : best));
  }

  function borderSeats(frame) {
    const seen = (now.borderPoints || []).map(toPixel).filter((pixel) => within(around(pixel, 40, 30), frame));
    const middle = L.point((frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2);
    return seen.filter((_, index) => index % 6 === 0).sort((a, b) => a.distanceTo(middle) - b.distanceTo(middle));
  }

  function seatChip(item, room, frame) {
    const area = item.area || areas.get(item.item.place.split(".")[0]);
    const size = [item.button.offsetWidth + 6, item.button.offsetHeight + 6];
    const seats = area ? [seat(area, frame)].filter(Boolean) : borderSeats(frame);
    // Where all is taken, a chip may cover names and other chips, but never a marker.
    const onlyMarks = room.slice(0, 2 * marks.size);
    const found = seats.length ? bestSpot(seats, size, room, frame, area) || bestSpot(seats, size, onlyMarks, frame, area) : null;
    const spot = found || seats[0] || toPixel(area ? area.label : (now.borderPoints || [[36, 51]])[0]);
    item.marker.setLatLng(now.map.layerPointToLatLng(spot));
    room.push(around(spot, ...size));
    const astray = seats.length > 0 && (area ? !insideArea(spot, area) : !seats.includes(spot));
    item.leader.setLatLngs(astray ? [seats[0], spot].map((pixel) => now.map.layerPointToLatLng(pixel)) : []);
  }

  /** The nearest free centre for a box: a seat itself, else near the first, inside its area if it can be. */
  function bestSpot(seats, size, room, frame, area) {
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
      const cost = far + (area && insideArea(pixel, area) ? 0 : 90);
      if (cost < least) [best, least] = [pixel, cost];
    }
    return best;
  }

  function* spiral(centre) {
    for (let radius = 12; radius <= 320; radius += 12) {
      for (let turn = 0; turn < 16; turn += 1) {
        const angle = (turn * Math.PI) / 8;
        yield [centre.add([radius * Math.cos(angle), radius * Math.sin(angle)]), radius];
      }
    }
  }

  /* ---------- names ---------- */

  const ruler = document.createElement("canvas").getContext("2d");
  const widths = new Map();

  function textWidth(text, style, spacing) {
    const key = style + text;
    if (!widths.has(key)) {
      ruler.font = `${style} ${getComputedStyle(now.map.getContainer()).fontFamily}`;
      widths.set(key, ruler.measureText(text).width + spacing * text.length);
    }
    return widths.get(key);
  }

  const STYLES = {
    // class: Latin font, Cyrillic font, letter spacing, height, distance from the point
    place: ["700 12.5px", "400 10.5px", 0, 28, 19],
    town: ["500 11.5px", "400 10px", 0, 26, 5],
    city: ["600 13px", "400 11px", 0, 29, 6],
    region: ["500 11.5px", "400 11px", 2.6, 30, 0],
    district: ["400 10.5px", "400 10px", 0.6, 26, 0],
  };

  /** Where a name may stand, best first: [side, box]; a name without a point stands centred. */
  function sides(pixel, size, gap) {
    const [width, height] = size;
    if (!gap) return [["centre", around(pixel, width, height)]];
    const right = [pixel.x + gap, pixel.y - height / 2, pixel.x + gap + width, pixel.y + height / 2];
    const left = [pixel.x - gap - width, pixel.y - height / 2, pixel.x - gap, pixel.y + height / 2];
    const down = gap * 0.55 + height / 2;
    const shift = (box, by) => [box[0], box[1] + by, box[2], box[3] + by];
    return [
      ["right", right], ["left", left],
      ["below", around(pixel.add([0, gap + height / 2]), width, height)],
      ["above", around(pixel.subtract([0, gap + height / 2]), width, height)],
      ["right low", shift(right, down)], ["left low", shift(left, down)],
      ["right high", shift(right, -down)], ["left high", shift(left, -down)],
    ];
  }

  function name(wanted, room, frame, used) {
    const [latin, cyrillic, spacing, height, usual] = STYLES[wanted.style];
    const gap = wanted.gap || usual;
    const width = Math.max(textWidth(wanted.latin, latin, spacing), textWidth(wanted.cyrillic, cyrillic, 0)) + 6;
    const size = [width, wanted.cyrillic ? height : height - 11];
    const free = sides(wanted.pixel, size, gap).filter(([, box]) => room.every((taken) => apart(box, taken)));
    const fits = free.find(([, box]) => wanted.style !== "place" || within(box, frame)) || free[0];
    if (!fits) return;
    room.push(fits[1]);
    if (wanted.style === "town" || wanted.style === "city") room.push(around(wanted.pixel, 9, 9));
    used.add(wanted.key);
    showName(wanted, fits[0]);
  }

  function showName(wanted, side) {
    const className = `name ${wanted.style} ${side}`;
    const old = labels.get(wanted.key);
    if (old) {
      old.setLatLng(wanted.at);
      old.getElement().firstChild.className = className;
      setGap(old.getElement().firstChild, wanted);
      return;
    }
    const words = element("div", className);
    setGap(words, wanted);
    if (wanted.style === "town" || wanted.style === "city") words.append(element("i", "dot"));
    const text = element("span", "words");
    text.append(element("span", "latin", wanted.latin));
    if (wanted.cyrillic) text.append(element("span", "cyrillic", wanted.cyrillic));
    words.append(text);
    const icon = L.divIcon({ className: "holder", html: words, iconSize: [0, 0] });
    labels.set(wanted.key, L.marker(wanted.at, { icon, pane: "name", interactive: false, keyboard: false }).addTo(now.map));
  }

  function setGap(words, { gap }) {
    if (gap) words.style.setProperty("--gap", `${gap}px`);
  }

  function nameAll(wanted, room, frame, outer, used) {
    for (const item of wanted) if (within(around(item.pixel, 1, 1), outer)) name(item, room, frame, used);
  }

  function groundNames() {
    const districts = now.map.getZoom() >= 9 ? areaNames("admin2", "district") : [];
    return [...areaNames("admin1", "region"), ...townNames(), ...districts];
  }

  function markNames() {
    const selected = now.view && now.view.selected;
    const parts = [...marks.values()].sort((a, b) => (b.item.place === selected) - (a.item.place === selected) || a.item.number - b.item.number);
    return parts.map(({ item, spot, marker }) => {
      const town = townOf(item);
      const gap = (item.disputed ? 22 : 19) + (item.place === selected ? 3 : 0);
      return {
        key: `mark ${item.place}`, style: "place", latin: item.name, cyrillic: town ? town[3] : "", gap,
        pixel: spot, at: marker.getLatLng(),
      };
    });
  }

  /** The base map's town that a marker stands on, if it is the same place. */
  function townOf(item) {
    const near = (town) => Math.abs(town[0] - item.lon) < 0.05 && Math.abs(town[1] - item.lat) < 0.03;
    return now.base.layers.towns.find((town) => near(town) && town[2] === item.name);
  }

  function areaNames(level, style) {
    return now.base.layers[level].filter((area) => !shades.has(area.id)).map((area) => ({
      key: area.id, style, latin: style === "region" ? area.name_en.toUpperCase() : area.name_en, cyrillic: area.name,
      pixel: toPixel(area.label), at: latLng(area.label),
    }));
  }

  function townNames() {
    const marked = new Set([...marks.values()].map(({ item }) => townOf(item)));
    const zoom = now.map.getZoom() + 0.3;
    return now.base.layers.towns.filter((town) => town[4] <= zoom && !marked.has(town)).map((town) => ({
      key: `${town[2]} ${town[0]}`, style: town[4] <= 6 ? "city" : "town", latin: town[2], cyrillic: town[3],
      pixel: toPixel(town), at: latLng(town),
    }));
  }

  /* ---------- controls ---------- */

  function control(position, content) {
    const made = L.control({ position });
    made.onAdd = () => {
      L.DomEvent.disableClickPropagation(content);
      L.DomEvent.disableScrollPropagation(content);
      return content;
    };
    made.addTo(now.map);
  }

  function toolButton(label, text, act) {
    const button = element("button", "tool", text);
    button.type = "button";
    button.title = label;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", act);
    return button;
  }

  function addTools(map) {
    const box = element("div", "tools");
    const closer = toolButton("Zoom in", "+", () => map.zoomIn(1));
    const wider = toolButton("Zoom out", "−", () => map.zoomOut(1));
    const limits = () => {
      closer.setAttribute("aria-disabled", String(map.getZoom() >= map.getMaxZoom()));
      wider.setAttribute("aria-disabled", String(map.getZoom() <= map.getMinZoom()));
    };
    map.on("zoomend", limits);
    box.append(closer, wider);
    if (document.fullscreenEnabled) box.append(fullScreenButton());
    limits();
    control("topleft", box);
  }

  function fullScreenButton() {
    const button = toolButton("Full screen", "", () => {
      const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
      change.catch(() => button.remove());
    });
    const corners = svg("svg", { viewBox: "0 0 16 16", class: "corners", "aria-hidden": "true" }, button);
    svg("path", { d: "M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10" }, corners);
    document.addEventListener("fullscreenchange", () => {
      const label = document.fullscreenElement ? "Leave full screen" : "Full screen";
      button.title = label;
      button.setAttribute("aria-label", label);
    });
    return button;
  }

  function legendRow(picture, words) {
    const row = element("li");
    row.append(picture, element("span", "", words));
    return row;
  }

  function swatch(className) {
    const picture = svg("svg", { viewBox: "0 0 40 40", class: `symbol ${className}`, "aria-hidden": "true" });
    if (className === "key-vicinity") svg("circle", { cx: 20, cy: 20, r: 15, class: "vicinity" }, picture);
    if (className === "key-border") for (const kind of ["border-claim", "border-line"]) svg("path", { d: "M3 26L15 16L24 23L37 12", class: kind }, picture);
    const fill = { "key-quoted": "quoted", "key-cited": "cited" }[className];
    if (fill) svg("rect", { x: 4, y: 9, width: 32, height: 22, class: "shade region", fill: `url(#hatch-${fill})` }, picture);
    return picture;
  }

  function addLegend(map) {
    const box = element("details", "legend");
    const list = element("ul");
    box.open = map.getSize().x >= NARROW_PX;
    for (const [kind, more, words] of LEGEND) list.append(legendRow(symbol(kind, more), words));
    list.append(
      legendRow(swatch("key-vicinity"), "Dashed circle: near this place"),
      legendRow(swatch("key-quoted"), "Area as a whole, in the article"),
      legendRow(swatch("key-cited"), "Area as a whole, other outlets"),
      legendRow(swatch("key-border"), "The border, where claims name it"),
    );
    const note = "Boundaries imply no position on sovereignty or control.";
    box.append(element("summary", "", "Legend"), list, element("p", "", note));
    box.addEventListener("toggle", arrangeRest);
    control("topright", box);
  }

  /* ---------- life of the frame ---------- */

  function setTheme(theme) {
    const paper = (theme && theme.backgroundColor) || getComputedStyle(document.documentElement).getPropertyValue("--background-color");
    ruler.fillStyle = "#ffffff";
    ruler.fillStyle = paper.trim() || "#ffffff";
    const [red, green, blue] = (ruler.fillStyle.match(/[0-9a-f]{2}/gi) || ["ff", "ff", "ff"]).map((pair) => parseInt(pair, 16));
    now.theme = red * 0.3 + green * 0.59 + blue * 0.11 < 128 ? "dark" : "light";
    document.documentElement.dataset.theme = now.theme;
  }

  window.addEventListener("message", (event) => {
    if (event.source === window.parent && event.data && event.data.type === "streamlit:render") setTheme(event.data.theme);
  });

  function firstView() {
    now.moving = true;
    const { map } = now;
    // Zooming out ends where the data does, so that no river or district line stops in open land.
    map.setMinZoom(Math.min(7.5, Math.max(6, map.getBoundsZoom(bounds(OUTER_LIMIT), true))));
    map.fitBounds(bounds(map.getSize().x < NARROW_PX ? FIRST_VIEW_NARROW : FIRST_VIEW), { animate: false });
    now.moving = false;
  }

  /** Follow the frame's size; until the reader has moved the map, the first view is fitted to it again. */
  function followSize(map) {
    new ResizeObserver(() => {
      now.moving = true;
      map.invalidateSize({ animate: false, pan: false });
      now.moving = false;
      if (!now.ready) return;
      if (!now.touched) firstView();
      draw();
    }).observe(map.getContainer());
  }

  const whenStyled = () => new Promise((resolve) => {
    const look = () => {
      const styled = getComputedStyle(now.map.getContainer()).getPropertyValue("--as-reported").trim() === "1";
      if (styled && now.map.getSize().x > 0 && now.map.getSize().y > 0) resolve();
      else setTimeout(() => { now.map.invalidateSize({ animate: false, pan: false }); look(); }, 30);
    };
    look();
  });

  async function loadBase() {
    const address = new URL(`basemap.json${new URL(SOURCE).search}`, SOURCE);
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`basemap.json: ${answer.status}`);
    return answer.json();
  }

  function withoutBase() {
    const notice = element("p", "notice", WORDS.failed);
    notice.setAttribute("role", "status");
    control("bottomleft", notice);
    now.base = { layers: { towns: [], admin1: [], admin2: [] } };
  }

  async function start(map) {
    now.map = map;
    const container = map.getContainer();
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", WORDS.map);
    if (calm) map.panBy = (offset, options) => L.Map.prototype.panBy.call(map, offset, { ...options, animate: false });
    map.attributionControl.setPrefix("Leaflet").addAttribution(WORDS.credit);
    setTheme(null);
    makePanes(map);
    const [base] = await Promise.all([loadBase().catch(() => null), whenStyled()]);
    firstView();
    addTools(map);
    addLegend(map);
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    if (base) { now.base = base; drawBase(base); } else withoutBase();
    now.ready = true;
    followSize(map);
    map.on("movestart zoomstart", () => { if (!now.moving) now.touched = true; });
    map.on("zoomend", arrangeMarks);
    map.on("moveend", arrangeRest);
    draw();
    arrangeRest();
  }

  window.asReported = {
    apply(view) {
      now.view = typeof view === "string" ? JSON.parse(view) : view;
      draw();
    },
    state() {
      const centre = now.map.getCenter();
      return {
        zoom: now.map.getZoom(), center: [centre.lng, centre.lat], marks: [...marks.keys()], shades: [...shades.keys()],
        selected: now.view ? now.view.selected : null, theme: now.theme, ready: now.ready,
      };
    },
  };
})();
