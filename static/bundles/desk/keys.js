// Built by "npm run build" in tools/ from static/source/desk/keys.js: change that, not this.

// static/source/desk/keys.js
var FOCUSABLE = "[contenteditable], input, button, textarea, [tabindex='0']";
function name(event) {
  const parts = [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "", event.shiftKey ? "Shift" : ""];
  const key = event.code.replace(/^Key/, "").replace(/^Arrow/, "");
  return [...parts.filter(Boolean), key].join("+");
}
function keys_default({ data }) {
  const go = (event, place) => {
    const target = place.matches(FOCUSABLE) ? place : place.querySelector(FOCUSABLE);
    if (!(target instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation();
    target.focus();
  };
  const press = (event) => {
    const place = data.places[name(event)] && document.querySelector(data.places[name(event)]);
    if (place) go(event, place);
    const keys = data.keys[name(event)];
    const button = keys?.map((key) => document.querySelector(`.st-key-${key} button:enabled`)).find(Boolean);
    if (!(button instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation();
    const typing = (
      /** @type {HTMLElement | null} */
      document.activeElement
    );
    if (typing?.matches("input, textarea")) typing.blur();
    button.click();
    if (typing?.isConnected) typing.focus({ preventScroll: true });
  };
  document.addEventListener("keydown", press, { capture: true });
  return () => document.removeEventListener("keydown", press, { capture: true });
}
export {
  keys_default as default
};
