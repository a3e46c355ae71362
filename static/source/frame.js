/** The frame of the map of an edition: gives the page `window.asReported`. */
import "./map/layer.js";
