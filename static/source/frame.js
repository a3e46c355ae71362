/** The frame of the map: gives the page `window.asReported`. */
import "./map/layer.js";
