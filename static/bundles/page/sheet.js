// Built by "npm run build" in tools/ from static/source/page/sheet.js: change that, not this.

// static/source/dom.js
function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content.filter((part) => part !== void 0));
  return made;
}

// static/source/page/sheet.js
var HEIGHTS = (
  /** @type {const} */
  ["low", "half", "full"]
);
var DRAGGED_PX = 12;
var handles = /* @__PURE__ */ new WeakMap();
function sheet({ data, parentElement }) {
  const handle = handles.get(parentElement) ?? begin(parentElement);
  handles.set(parentElement, handle);
  handle.take(data);
  return () => setTimeout(() => {
    if (!parentElement.isConnected) delete document.documentElement.dataset.panel;
  });
}
function begin(root) {
  const { dataset } = document.documentElement;
  const button = element("button", "handle", element("i", "grip"));
  button.type = "button";
  root.append(button);
  const panel = () => (
    /** @type {HTMLElement | null} */
    root.host.closest(".st-key-panel")
  );
  let now = null;
  let from = 0;
  const height = () => (
    /** @type {Height} */
    dataset.panel ?? "low"
  );
  function set(name) {
    dataset.panel = name;
    const isFull = name === "full";
    button.setAttribute("aria-expanded", String(name !== "low"));
    button.setAttribute("aria-label", now ? now.words[isFull ? "less" : "more"] : "");
    if (name === "low") panel()?.scrollTo(0, 0);
  }
  const move = (steps) => set(HEIGHTS[Math.min(Math.max(HEIGHTS.indexOf(height()) + steps, 0), HEIGHTS.length - 1)]);
  button.addEventListener("click", () => height() === "full" ? set("low") : move(1));
  button.addEventListener("pointerdown", (event) => {
    from = event.clientY;
    button.setPointerCapture(event.pointerId);
  });
  button.addEventListener("pointerup", (event) => {
    const by = event.clientY - from;
    if (Math.abs(by) < DRAGGED_PX) return;
    button.addEventListener("click", (click) => click.stopImmediatePropagation(), { capture: true, once: true });
    setTimeout(() => move(by < 0 ? 1 : -1));
  });
  return {
    /** A place chosen anew raises a sheet that lies low. @param {Data} data */
    take(data) {
      const isOther = now !== null && now.subject !== data.subject;
      now = data;
      set(isOther && height() === "low" ? "half" : height());
    }
  };
}
export {
  sheet as default
};
