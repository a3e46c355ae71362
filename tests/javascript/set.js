/** Counts windows of packed scenes given as base64 on standard input, for the tests that compare them with Python's. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { bars, drawn, fresher, ledger, unpacked, usedDays } from "../../static/source/instrument/set-scene.js";

const { days, view, windows, most } = JSON.parse(readFileSync(0, "utf8"));
/** @param {string} text */
const scene = (text) => {
  const bytes = gunzipSync(Buffer.from(text, "base64"));
  return unpacked(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
};
const [ofDays, ofView] = [scene(days), scene(view)];
const answers = windows.map((window) => ({
  ledger: ledger(ofDays, window),
  drawn: drawn(ofView, window, most),
  fresh: fresher(ofView, windows[0], window),
  bars: window && bars(ofDays, Array.from({ length: Math.min(40, window[1] - window[0] + 1) }, (_, day) => [window[0] + day, window[0] + day])),
}));
process.stdout.write(JSON.stringify({ answers, used: usedDays(ofDays), binned: ofView.cells.binned }));
