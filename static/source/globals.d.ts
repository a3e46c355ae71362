/** What our scripts and those of the hosts leave on the window. */
interface Window {
  /** Of the map's frame: what the page, the single file and tests ask of the map. */
  asReported: {
    apply(view: string | import("./map/values.js").View): void;
    follow(live: import("./map/values.js").Live | null): void;
    state(): Record<string, unknown>;
    now: import("./map/values.js").State;
    picture(titled: boolean): Element;
    coded?: Record<string, unknown>;
  };
  /** Of the page: the view that a map was left with, and the hints that were shown. */
  asReportedView?: string;
  asReportedWorldView?: string;
  asReportedHints?: Record<string, boolean>;
  /** Of the page: what a printed sheet says, until the reader prints. */
  asReportedCards?: string;
  /** Of streamlit-folium in the map's frame. */
  Streamlit?: { setComponentValue(value: object): void };
}
