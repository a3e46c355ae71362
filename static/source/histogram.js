/** Claims per day, drawn above the slider on the same scale. */

import { shape } from "./svg.js";

const SERIES = ["quotes", "citations", "spanning"];

function bars(data, width, height) {
  const svg = shape("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": data.description });
  const most = Math.max(1, ...data.days.map((day) => day.quotes + day.citations + day.spanning));
  const unit = width / Math.max(1, data.length - 1);
  const thick = Math.max(3, Math.min(24, unit - 1));
  svg.append(shape("line", { x1: 0, x2: width, y1: height - 0.5, y2: height - 0.5, class: "base" }));
  for (const day of data.days) {
    const inside = day.offset >= data.window[0] && day.offset <= data.window[1];
    const group = shape("g", { class: inside ? "inside" : "outside" });
    const title = shape("title", {});
    title.textContent = day.label;
    group.append(title);
    let top = height - 1;
    for (const name of SERIES) {
      const tall = day[name] ? Math.max(2, (day[name] / most) * (height - 4)) : 0;
      top -= tall;
      if (tall) group.append(shape("rect", { x: day.offset * unit - thick / 2, y: top, width: thick, height: tall, class: name }));
    }
    svg.append(group);
  }
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

export default function ({ data, parentElement }) {
  const frame = parentElement.querySelector(".frame") || parentElement.appendChild(document.createElement("div"));
  frame.className = "frame";
  const draw = () => {
    const ticks = document.createElement("div");
    ticks.className = "ticks";
    ticks.setAttribute("aria-hidden", "true");
    let last = -100;
    for (const { offset, label } of data.ticks) {
      const share = (100 * offset) / Math.max(1, data.length - 1);
      const left = (share / 100) * frame.clientWidth;
      if (left - last < 64 || left > frame.clientWidth - 40) continue;
      last = left;
      const tick = document.createElement("span");
      tick.textContent = label;
      tick.style.left = `${share}%`;
      ticks.append(tick);
    }
    frame.replaceChildren(key(data.key), bars(data, Math.max(1, frame.clientWidth), 56), ticks);
  };
  const watch = new ResizeObserver(draw);
  watch.observe(frame);
  draw();
  return () => watch.disconnect();
}
