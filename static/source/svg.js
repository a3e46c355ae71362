/** Elements of SVG, made with attributes and no markup. */

const NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * A new SVG element with these attributes.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @returns {SVGElement}
 */
export function shape(tag, attributes) {
  const node = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  return /** @type {SVGElement} */ (node);
}
