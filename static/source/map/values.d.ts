/** The values that the map's modules share: what the server and the timeline send, the ground, and what is drawn. */
import type * as L from "leaflet";

// Leaflet's points in place, which its types leave out.
declare module "leaflet" {
  interface Point {
    _add(point: Point): this;
    _subtract(point: Point): this;
    _multiplyBy(factor: number): this;
    _divideBy(factor: number): this;
  }
}

/** Longitude and latitude in degrees. */
export type LonLat = [number, number];
/** West, south, east and north in degrees. */
export type Box = [number, number, number, number];
/** Left, top, right and bottom in pixels of the map's layer. */
export type Pixels = [number, number, number, number];
/** Width and height in pixels. */
export type Size = [number, number];
/** A line or ring: lon, lat, lon, lat …, each as the difference from the one before, in parts of a degree. */
export type Flat = number[];

/* ---------- the ground ---------- */

export interface Shape {
  id: string;
  units: number;
  polygons: Flat[][];
}
export interface Located {
  /** Of each part its rings, the outer one first. */
  parts: LonLat[][][];
  rings: LonLat[][];
  boxes: Box[];
}
export interface AreaFile {
  id: string;
  name: string;
  name_en: string;
  label: LonLat;
  polygons: Flat[][];
}
export interface Area extends AreaFile, Located {
  units: number;
  level: string;
}
export type Country = Shape & Located;
/** Longitude, latitude, name, name in Cyrillic, and the zoom from which it is named. */
export type Town = [number, number, string, string, number];
export type AreaLevel = "admin1" | "admin2";
export interface Base {
  units: number;
  layers: Record<AreaLevel, AreaFile[]> & {
    countries: Flat[][];
    rivers: { lines: Flat[]; rank: number }[];
    lakes: Flat[][];
    border: Flat[];
    frontiers: Flat[];
    towns: Town[];
    stretches: Record<string, [number, number]>;
  };
}
export interface World {
  units: number;
  countries: { id: string; polygons: Flat[][] }[];
}
export interface RegionFile {
  units: number;
  regions: AreaFile[];
  divisions: AreaFile[];
}

/* ---------- what is reported ---------- */

/** A place and how many claims are shown there. */
export interface Item {
  place: string;
  name: string;
  label: string;
  quotes: number;
  citations: number;
  disputed: boolean;
}
/** A settlement with its number. */
export interface Mark extends Item {
  number: number;
  /** The name in Latin letters, by which the town of the base map is found. */
  latin: string;
  lon: number;
  lat: number;
  kind: string;
  vicinity: boolean;
}
/** What is drawn as a whole: a region, a district, or the border, which has no level. */
export interface Areal extends Item {
  level: "region" | "district" | "";
  outline?: string;
  /** Of the border: the regions that its claims name. */
  along?: string[] | null;
}
export type Word = "lang" | "disputed" | "map" | "border" | "region" | "district" | "closer" | "wider" | "fullScreen" | "leave" | "save" | "svg"
  | "png" | "unsaved" | "wheelHint" | "touchHint" | "outside" | "failed";
export type MapWords = Record<Word, string> & { legend: Record<string, string> };
export interface View {
  marks: Mark[];
  shades: Areal[];
  border: Areal | null;
  selected: string | null;
  words: MapWords;
  caption: string;
  fileName: string;
  coded?: Coded;
  /** Places, cells and areas that the last step of playing brought more to. */
  fresh?: string[];
  /** Whether the hand still moves. */
  held?: boolean;
}
/** What the timeline counts while the hand moves. */
export type Live = Partial<Omit<View, "coded">> & { coded?: Partial<Coded> };

/* ---------- a data set ---------- */

/** West, north and side of a cell on the Web Mercator plane. */
export type Cell = [number, number, number];
export type Choice = { cell: Cell } | { area: [string, string] } | { place: string };
/** Counts as columns: the grid is west, north, side and unit, and x and y count units from its corner. */
export interface Sums {
  grid: [number, number, number, number];
  x: number[];
  y: number[];
  count: number[];
  vague: number[];
}
export interface Coded extends Sums {
  set: string;
  first: Box;
  chosen: string | Cell | null;
  lang: string;
  areas: ["region" | "district", string, number][];
  /** How many of its events are not in view. */
  outside: number;
  words: Record<string, string>;
}
export interface Sum {
  key: string;
  cell: Cell;
  x: number;
  y: number;
  count: number;
  vague: number;
  letter: number;
}
export interface CodedArea {
  level: "region" | "district";
  id: string;
  count: number;
}

/* ---------- what is drawn ---------- */

/** A polygon is a line to us. */
export type Outline = L.Polyline<GeoJSON.LineString | GeoJSON.MultiLineString | GeoJSON.Polygon | GeoJSON.MultiPolygon>;

/** A marker that carries one button. */
export interface ButtonMarker {
  marker: L.Marker;
  button: HTMLButtonElement;
}
export interface MarkPart extends ButtonMarker {
  item: Mark;
  look?: string;
  leader: L.Polyline;
  dot: L.CircleMarker;
  circle?: L.CircleMarker;
  home: L.LatLng;
  homePx: L.Point;
  spot: L.Point;
}
export interface ShadePart extends ButtonMarker {
  item: Areal;
  look?: string;
  leader: L.Polyline;
  shape: Outline;
  area?: Area;
}
export interface SumPart extends ButtonMarker {
  item: Sum;
  look: string;
  at: string;
  leader: L.Polyline | null;
}
export interface CodedPart extends ButtonMarker {
  item: CodedArea;
  look: string;
  area: Area;
  shape: L.Polygon;
}
/** A name and where it may stand. */
export interface Name {
  key: string;
  style: string;
  latin: string;
  cyrillic: string;
  gap?: number;
  pixel: L.Point;
  at: L.LatLng;
}
/** Where something may stand: what room is taken, and the frame around it all. */
export interface Places {
  room: Pixels[];
  frame: Pixels;
}
export type NamePlaces = Places & { outer: Pixels; used: Set<string> };
export type ChipPlaces = Places & { names: Pixels[]; fixed: Pixels[] };
export interface Wish extends Places {
  seats: L.Point[];
  size: Size;
  /** What it costs, in pixels, to stand there: nothing inside the area, infinity where it may not stand. */
  astray(pixel: L.Point): number;
}

/** Map, base and view are there before anything is drawn. */
export interface State {
  map: L.Map;
  base: { layers: Pick<Base["layers"], AreaLevel | "towns"> };
  view: View;
  /** What the server said last. */
  said?: View;
  live: Live | null;
  ready: boolean;
  touched: boolean;
  linked: boolean;
  moving: boolean;
  theme: "light" | "dark";
  asked: { zoom: number; at: L.LatLng } | null;
  spoken: string;
  controls: L.Control[];
  /** Of the world, as the base map has its own. */
  towns: Town[];
  /** Whether the first view was fitted to what is shown, and to which places. */
  fitted: boolean;
  fittedTo: string;
  /** The meridian at which the map begins. */
  cut: number;
  /** What stood where when names and labels last found their places. */
  stands?: [string, string];
  chooseCoded(choice: Choice): void;
}
