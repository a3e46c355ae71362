// A data set's events per day or bin of days, drawn above the slider on the same scale.

const SVG = "http://www.w3.org/2000/svg";
const SERIES = ["dated", "spanning"];
const HEIGHT = 48;

function shape(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/** The day so many days after the first, written out; a day has no hour and no zone. */
function day(data, offset) {
  const [year, month, date] = data.first.split("-").map(Number);
  const found = new Date(Date.UTC(2000, month - 1, date));
  found.setUTCFullYear(year, month - 1, date + offset);
  return found.toLocaleDateString(data.lang, { dateStyle: "long", timeZone: "UTC" });
}

/** The first and the last day of a bar, counted from the first day of all. */
function span(data, index) {
  return [index * data.width, Math.min((index + 1) * data.width, data.length) - 1];
}

function label(data, index) {
  const [start, end] = span(data, index);
  const days = end > start ? `${day(data, start)} – ${day(data, end)}` : day(data, start);
  return `${days}: ${SERIES.map((name) => `${data.words[name]} ${data[name][index].toLocaleString(data.lang)}`).join(", ")}`;
}

function bars(data, wide) {
  const svg = shape("svg", { width: wide, height: HEIGHT, viewBox: `0 0 ${wide} ${HEIGHT}`, role: "img", "aria-label": data.words.description });
  const most = Math.max(1, ...data.dated.map((count, index) => count + data.spanning[index]));
  const unit = wide / Math.max(1, data.length - 1);
  svg.append(shape("line", { x1: 0, x2: wide, y1: HEIGHT - 0.5, y2: HEIGHT - 0.5, class: "base" }));
  data.dated.forEach((_, index) => {
    if (!data.dated[index] && !data.spanning[index]) return;
    const [start, end] = span(data, index);
    const group = shape("g", { "data-bar": index });
    // Two hundred labels cost more than the rest of a step of the slider; one is read at a time.
    group.addEventListener("pointerenter", () => {
      if (group.querySelector("title")) return;
      const title = shape("title", {});
      title.textContent = label(data, index);
      group.prepend(title);
    });
    const thick = Math.max(1.5, Math.min(24, data.width * unit - 1));
    let top = HEIGHT - 1;
    for (const name of SERIES) {
      const tall = data[name][index] ? Math.max(1.5, (data[name][index] / most) * (HEIGHT - 4)) : 0;
      top -= tall;
      if (tall) group.append(shape("rect", { x: ((start + end) / 2) * unit - thick / 2, y: top, width: thick, height: tall, class: name }));
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
    const share = (100 * offset) / Math.max(1, data.length - 1);
    const left = (share / 100) * wide;
    if (left - last < 64 || left > wide - 40) continue;
    last = left;
    const tick = document.createElement("span");
    tick.textContent = text;
    tick.style.left = `${share}%`;
    row.append(tick);
  }
  return row;
}

/** Tell the bars of the days chosen from the others. */
function choose(frame, data) {
  for (const group of frame.querySelectorAll("[data-bar]")) {
    const [start, end] = span(data, Number(group.dataset.bar));
    group.setAttribute("class", end >= data.window[0] && start <= data.window[1] ? "inside" : "outside");
  }
}

export default function ({ data, parentElement }) {
  const frame = parentElement.querySelector(".frame") || parentElement.appendChild(document.createElement("div"));
  frame.className = "frame";
  const drawing = JSON.stringify({ ...data, window: null });
  const draw = () => {
    const wide = Math.max(1, frame.clientWidth);
    // A step of the slider changes nothing but which bars are chosen.
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
