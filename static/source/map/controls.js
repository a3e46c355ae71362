/** The controls at the edge of the map: its tools, the key, and the count of what is out of sight. */

import { element } from "../dom.js";
import { shape } from "../svg.js";
import { explain, isFar } from "./dataset/layer.js";
import { counted, set } from "./dataset/sums.js";
import { countOutside } from "./extent.js";
import { forgetNames } from "./names.js";
import { saveTool } from "./saving.js";
import { now } from "./state.js";
import { legend, toolButton } from "./symbols.js";

const narrow = window.matchMedia("(max-width: 559px)"); // as in map.css: there the key is folded

/** @param {L.ControlPosition} position @param {HTMLElement} content */
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

/** Set the words of the map and its controls, anew only when the language has changed. */
export function speak() {
  const spoken = JSON.stringify(now.view.words);
  if (now.spoken === spoken) return;
  now.spoken = spoken;
  document.documentElement.lang = now.view.words.lang;
  now.map.getContainer().setAttribute("aria-label", now.view.words.map);
  for (const part of now.controls) part.remove();
  forgetNames(new Set()); // they are in the reader's language
  delete now.stands; // words of another length take other room
  now.controls = [addTools(now.map), addLegend()];
}

/** @param {L.Map} map */
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
  const corners = shape("svg", { viewBox: "0 0 16 16", class: "corners", "aria-hidden": "true" }, button);
  shape("path", { d: "M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10" }, corners);
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
  narrow.onchange = () => { box.open = !narrow.matches; };
  box.addEventListener("toggle", () => now.map.fire("viewreset"));
  return control("bottomleft", box);
}

/** How many events, or places of claims, the present view has nothing of, and the way to them all. @param {() => void} goThere */
export function outsideTool(goThere) {
  const button = element("button", "tool outside");
  button.type = "button";
  button.addEventListener("click", goThere);
  control("bottomleft", button);
  return {
    show() {
      const events = now.view.coded?.outside ?? 0;
      const count = events || (isFar() ? 0 : countOutside());
      button.hidden = !count;
      const words = events ? set().words.outside : now.view.words.outside;
      if (count) button.textContent = words.replace("{count}", events ? counted(count) : String(count));
    },
  };
}

export function withoutBase() {
  const notice = element("p", "notice", now.view.words.failed);
  notice.setAttribute("role", "status");
  control("bottomleft", notice);
}
