// Built by "npm run build" in tools/ from static/source/days.js: change that, not this.

// static/source/calendar.js
var MS_PER_DAY = 864e5;
function utc(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return new Date(Date.UTC(2e3, 0, 1)).setUTCFullYear(year, month - 1, day);
}
function writtenDay(first, offset, language) {
  const date = new Date(utc(first) + offset * MS_PER_DAY);
  return date.toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
}
function daysOfBar({ width, length }, index) {
  return [index * width, Math.min((index + 1) * width, length) - 1];
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

// static/source/days.js
var SERIES = (
  /** @type {const} */
  ["dated", "spanning"]
);
var HEIGHT = 48;
function label(data, index) {
  const [start, end] = daysOfBar(data, index);
  const [from, to] = [start, end].map((offset) => writtenDay(data.first, offset, data.lang));
  const days2 = end > start ? `${from} – ${to}` : from;
  return `${days2}: ${SERIES.map((name) => `${data.words[name]} ${data[name][index].toLocaleString(data.lang)}`).join(", ")}`;
}
function bars(data, wide) {
  const svg = shape("svg", { width: wide, height: HEIGHT, viewBox: `0 0 ${wide} ${HEIGHT}`, role: "img", "aria-label": data.words.description });
  const most = Math.max(1, ...data.dated.map((count, index) => count + data.spanning[index]));
  const unit = wide / Math.max(1, data.length - 1);
  svg.append(shape("line", { x1: 0, x2: wide, y1: HEIGHT - 0.5, y2: HEIGHT - 0.5, class: "base" }));
  data.dated.forEach((_, index) => {
    if (!data.dated[index] && !data.spanning[index]) return;
    const [start, end] = daysOfBar(data, index);
    const group = shape("g", { "data-bar": index });
    group.addEventListener("pointerenter", () => {
      if (group.querySelector("title")) return;
      const title = shape("title", {});
      title.textContent = label(data, index);
      group.prepend(title);
    });
    const thick = Math.max(1.5, Math.min(24, data.width * unit - 1));
    let top = HEIGHT - 1;
    for (const name of SERIES) {
      const tall = data[name][index] ? Math.max(1.5, data[name][index] / most * (HEIGHT - 4)) : 0;
      top -= tall;
      if (tall) group.append(shape("rect", { x: (start + end) / 2 * unit - thick / 2, y: top, width: thick, height: tall, class: name }));
    }
    svg.append(group);
  });
  return svg;
}
function key(words) {
  const line = document.createElement("p");
  line.append(words.head);
  for (const name of SERIES) {
    const sample = shape("svg", { width: 11, height: 11, "aria-hidden": "true" });
    sample.append(shape("rect", { x: 1, y: name === "spanning" ? 7 : 1, width: 9, height: name === "spanning" ? 3 : 9, class: name }));
    line.append(sample, words[name]);
  }
  return line;
}
function ticks(data, wide) {
  const row = document.createElement("div");
  row.className = "ticks";
  row.setAttribute("aria-hidden", "true");
  let last = -100;
  for (const [offset, text] of data.ticks) {
    const share = 100 * offset / Math.max(1, data.length - 1);
    const left = share / 100 * wide;
    if (left - last < 64 || left > wide - 40) continue;
    last = left;
    const tick = document.createElement("span");
    tick.textContent = text;
    tick.style.left = `${share}%`;
    row.append(tick);
  }
  return row;
}
function choose(frame, data) {
  for (
    const group of
    /** @type {NodeListOf<SVGGElement>} */
    frame.querySelectorAll("[data-bar]")
  ) {
    const [start, end] = daysOfBar(data, Number(group.dataset.bar));
    group.setAttribute("class", end >= data.window[0] && start <= data.window[1] ? "inside" : "outside");
  }
}
function days({ data, parentElement }) {
  const frame = (
    /** @type {Frame} */
    parentElement.querySelector(".frame") || parentElement.appendChild(document.createElement("div"))
  );
  frame.className = "frame";
  const drawing = JSON.stringify({ ...data, window: null });
  const draw = () => {
    const wide = Math.max(1, frame.clientWidth);
    if (frame.drawing !== drawing || frame.wide !== wide) {
      frame.replaceChildren(key(data.words), bars(data, wide), ticks(data, wide));
      Object.assign(frame, { drawing, wide });
    }
    choose(frame, data);
  };
  const watch = new ResizeObserver(draw);
  watch.observe(frame);
  draw();
  return () => watch.disconnect();
}
export {
  days as default
};
