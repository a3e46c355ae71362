/** The desk's keys work wherever the cursor is. Streamlit's own listen last, after controls that keep Enter to
 * themselves; and what is being typed must be handed in before the key does its work. */

const FOCUSABLE = "[contenteditable], input, button, textarea, [tabindex='0']";

/** @param {KeyboardEvent} event */
function name(event) {
  const parts = [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "", event.shiftKey ? "Shift" : ""];
  const key = event.code.replace(/^Key/, "").replace(/^Arrow/, "");
  return [...parts.filter(Boolean), key].join("+");
}

/** @param {{ data: { places: Record<string, string>, keys: Record<string, string[]> } }} component */
export default function ({ data }) {
  /** @param {KeyboardEvent} event @param {Element} place */
  const go = (event, place) => {
    const target = place.matches(FOCUSABLE) ? place : place.querySelector(FOCUSABLE);
    if (!(target instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation();
    target.focus();
  };
  /** @param {KeyboardEvent} event */
  const press = (event) => {
    const place = data.places[name(event)] && document.querySelector(data.places[name(event)]);
    if (place) go(event, place);
    const keys = data.keys[name(event)];
    const button = keys?.map((key) => document.querySelector(`.st-key-${key} button:enabled`)).find(Boolean);
    if (!(button instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation();
    const typing = /** @type {HTMLElement | null} */ (document.activeElement);
    if (typing?.matches("input, textarea")) typing.blur();
    button.click();
    if (typing?.isConnected) typing.focus({ preventScroll: true });
  };
  document.addEventListener("keydown", press, { capture: true });
  return () => document.removeEventListener("keydown", press, { capture: true });
}
