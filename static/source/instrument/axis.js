/** Where days stand on the timeline: at one scale, with long empty stretches collapsed to gaps of a few pixels. */

/** @typedef {{ first: number, last: number, from: number, to: number, gap: boolean }} Piece days and pixels */

const EMPTY_DAYS = 31; // a longer stretch without a claim is collapsed, where that saves room
const MARGIN_DAYS = 3; // kept beside the claims on either side of a gap
const GAP_PX = 28;
const LEAST_BAR_PX = 4;

/**
 * The axis over `first` to `last`, `width` pixels wide; `used` are the days, in order, that any claim names.
 * @param {number[]} used
 * @param {number} first
 * @param {number} last
 * @param {number} width
 */
export function axis(used, first, last, width) {
  const pieces = sparing(used, first, last, width);
  const days = pieces.reduce((sum, piece) => sum + (piece.gap ? 0 : piece.last - piece.first + 1), 0);
  const gaps = pieces.filter((piece) => piece.gap).length;
  const gapPx = Math.min(GAP_PX, width / (2 * Math.max(1, gaps)));
  const unit = (width - gaps * gapPx) / days;
  let at = 0;
  for (const piece of pieces) {
    piece.from = at;
    at += piece.gap ? gapPx : (piece.last - piece.first + 1) * unit;
    piece.to = at;
  }
  return {
    first,
    last,
    unit,
    width,
    pieces,
    /** The pixel at which a day begins; the day after the last one begins where the axis ends. @param {number} day */
    x(day) {
      if (day > last) return width;
      const piece = pieces.find((found) => day <= found.last) ?? pieces[pieces.length - 1];
      return piece.from + ((Math.max(day, first) - piece.first) / (piece.last - piece.first + 1)) * (piece.to - piece.from);
    },
    /** The day under a pixel. @param {number} x */
    day(x) {
      const piece = pieces.find((found) => x < found.to) ?? pieces[pieces.length - 1];
      const share = (x - piece.from) / (piece.to - piece.from);
      const day = piece.first + Math.floor(share * (piece.last - piece.first + 1));
      return Math.min(Math.max(day, first), last);
    },
    /** The stretches of days that stand together in one bar, as many as can be told apart. */
    stretches() {
      const days = Math.max(1, Math.ceil(LEAST_BAR_PX / unit));
      /** @type {[number, number][]} */
      const found = [];
      for (const piece of pieces) {
        if (piece.gap) continue;
        for (let day = piece.first; day <= piece.last; day += days) found.push([day, Math.min(day + days - 1, piece.last)]);
      }
      return found;
    },
  };
}

/**
 * The pieces with all empty stretches collapsed that would be wider than a gap at the scale that is left.
 * @param {number[]} used
 * @param {number} first
 * @param {number} last
 * @param {number} width
 */
function sparing(used, first, last, width) {
  for (let shown = last - first + 1; ; ) {
    const pieces = piecesOf(used, first, last, Math.max(EMPTY_DAYS, Math.ceil((shown * GAP_PX) / width)));
    const left = pieces.reduce((sum, piece) => sum + (piece.gap ? 0 : piece.last - piece.first + 1), 0);
    if (left === shown) return pieces;
    shown = left;
  }
}

/**
 * @param {number[]} used
 * @param {number} first
 * @param {number} last
 * @param {number} empty days beyond which an empty stretch is a gap
 * @returns {Piece[]}
 */
function piecesOf(used, first, last, empty) {
  /** @type {Piece[]} */
  const pieces = [];
  const within = used.filter((day) => day >= first && day <= last);
  let from = first;
  for (let index = 0; index + 1 < within.length; index += 1) {
    const [before, after] = [within[index] + MARGIN_DAYS, within[index + 1] - MARGIN_DAYS];
    if (after - before <= empty) continue;
    pieces.push({ first: from, last: before, from: 0, to: 0, gap: false });
    pieces.push({ first: before + 1, last: after - 1, from: 0, to: 0, gap: true });
    from = after;
  }
  pieces.push({ first: from, last, from: 0, to: 0, gap: false });
  return pieces;
}
