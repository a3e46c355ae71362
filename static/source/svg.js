/** Elements of SVG, made with attributes and no markup. */

const NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * A new SVG element with these attributes, put into its parent if there is one.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {Element} [parent]
 * @returns {SVGElement}
 */
export function shape(tag, attributes, parent) {
  const node = /** @type {SVGElement} */ (document.createElementNS(NAMESPACE, tag));
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  if (parent) parent.append(node);
  return node;
}
