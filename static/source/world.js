/** The frame of the map of data sets: the same map, and the world with the sums of a set. */
import "./map/world.js";
