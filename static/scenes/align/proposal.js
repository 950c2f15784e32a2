/**
 * Where the lines of a map's grid lie. Pure: from a box drawn over some cells, or from the picture itself.
 *
 * @typedef {{size: number, size_y: number, offset_x: number, offset_y: number}} Cells in pixels of the scene
 */

/** A grid's lines are at least so far apart, in pixels of what is looked at. */
const LEAST_CELL = 8;
/** Fewer cells than this in a row are no grid. */
const LEAST_CELLS = 4;
/** Of several distances that repeat as well, the shortest is the cell: its multiples repeat too. */
const AS_WELL = 0.8;

/** How far about a line its change is looked at. */
const BLUR_PX = 6;

/** Chance repeats too, but less than this. */
export const LEAST_SURE = 0.3;

/** The remainder in [0, of). @param {number} value @param {number} of */
const rest = (value, of) => ((value % of) + of) % of;

/**
 * The grid of which a box covers so many whole cells.
 * @param {{x: number, y: number, width: number, height: number}} box
 * @param {number} columns
 * @param {number} rows
 * @returns {Cells | null} null for a box without room
 */
export function fromBox(box, columns, rows) {
  const size = box.width / columns;
  const size_y = box.height / rows;
  if (!(size >= 2 && size_y >= 2)) return null;
  return { size, size_y, offset_x: rest(box.x, size), offset_y: rest(box.y, size_y) };
}

/**
 * The period and phase of the lines in a picture: autocorrelation of how much brightness changes from column to column
 * (and row to row), summed along them. Lines of a grid run through the whole picture; what is painted does not repeat.
 * @param {ArrayLike<number>} grey brightness, row by row
 * @param {number} width
 * @param {number} height
 * @returns {(Cells & {sure: number}) | null} `sure` 0..1: how much of the change repeats; null when nothing does
 */
export function fromPicture(grey, width, height) {
  const across = new Float64Array(width);
  const down = new Float64Array(height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const here = grey[y * width + x];
      if (x > 0) across[x] += Math.abs(here - grey[y * width + x - 1]);
      if (y > 0) down[y] += Math.abs(here - grey[(y - 1) * width + x]);
    }
  }
  const columns = repeating(across);
  const rows = repeating(down);
  if (!columns || !rows) return null;
  return { size: columns.period, size_y: rows.period, offset_x: columns.phase, offset_y: rows.phase, sure: Math.min(columns.sure, rows.sure) };
}

/**
 * @param {Float64Array} profile
 * @returns {{period: number, phase: number, sure: number} | null}
 */
export function repeating(profile) {
  const flat = levelled(profile);
  const energy = flat.reduce((sum, value) => sum + value * value, 0);
  const longest = Math.floor(flat.length / LEAST_CELLS);
  if (!energy || longest <= LEAST_CELL) return null;
  const alike = new Float64Array(longest + 2);
  for (let lag = LEAST_CELL - 1; lag < alike.length; lag += 1) {
    let sum = 0;
    for (let at = lag; at < flat.length; at += 1) sum += flat[at] * flat[at - lag];
    alike[lag] = sum / (flat.length - lag) / (energy / flat.length); /* mean, so that long lags are not worse */
  }
  const peaks = [];
  for (let lag = LEAST_CELL; lag <= longest; lag += 1) {
    if (alike[lag] > 0 && alike[lag] >= alike[lag - 1] && alike[lag] >= alike[lag + 1]) peaks.push(lag);
  }
  const best = Math.max(0, ...peaks.map((lag) => alike[lag]));
  const first = peaks.find((lag) => alike[lag] >= best * AS_WELL);
  if (!first) return null;
  const period = refined(flat, first);
  const rough = { period, phase: phaseOf(flat, period) };
  return { ...throughTheMiddles(flat, throughTheMiddles(flat, rough)), sure: Math.min(1, best) };
}

/**
 * Without its slow part (lines are narrow, a dark forest is not), a little blurred (a line's two edges are one, and a
 * cell need not be a whole number of pixels), about zero.
 * @param {Float64Array} profile
 */
function levelled(profile) {
  const reach = BLUR_PX;
  const sharp = profile.map((value, at) => {
    let sum = 0;
    let count = 0;
    for (let near = Math.max(0, at - reach); near <= Math.min(profile.length - 1, at + reach); near += 1, count += 1) sum += profile[near];
    return Math.max(0, value - sum / count);
  });
  const soft = sharp.map((value, at) => ((sharp[at - 1] ?? 0) + 2 * value + (sharp[at + 1] ?? 0)) / 4);
  const mean = soft.reduce((sum, value) => sum + value, 0) / soft.length;
  return soft.map((value) => value - mean);
}

/** The period to a fraction of a pixel: whichever within one pixel puts most of the change on its lines. @param {Float64Array} profile @param {number} about */
function refined(profile, about) {
  const lines = Math.max(1, Math.floor(profile.length / about));
  const fine = 1 / lines; /* what moves the last line by one pixel */
  let best = about;
  let most = -Infinity;
  for (let period = about - 1; period <= about + 1; period += fine / 2) {
    const sum = onLines(profile, period, phaseOf(profile, period));
    if (sum > most) [best, most] = [period, sum];
  }
  return best;
}

/** @param {Float64Array} profile @param {number} period */
function phaseOf(profile, period) {
  let best = 0;
  let most = -Infinity;
  for (let phase = 0; phase < period; phase += 0.5) {
    const sum = onLines(profile, period, phase);
    if (sum > most) [best, most] = [phase, sum];
  }
  return best;
}

/**
 * The grid through the middles of the lines themselves. A drawn line is two changes, one at each edge, and a period that
 * begins on the right edges and ends on the left ones fits them as well: so the middle of what changes about each line is
 * taken, and the straight line through all of these (least squares, weighted by how much changes).
 * @param {Float64Array} profile
 * @param {{period: number, phase: number}} rough
 */
function throughTheMiddles(profile, rough) {
  const reach = Math.min(BLUR_PX, rough.period / 4);
  let [all, lines, middles, squares, products] = [0, 0, 0, 0, 0];
  for (let line = 0; rough.phase + line * rough.period < profile.length; line += 1) {
    const about = rough.phase + line * rough.period;
    let weight = 0;
    let moment = 0;
    for (let at = Math.max(0, Math.ceil(about - reach)); at <= Math.min(profile.length - 1, about + reach); at += 1) {
      weight += Math.max(0, profile[at]);
      moment += Math.max(0, profile[at]) * at;
    }
    all += weight;
    lines += weight * line;
    middles += moment;
    squares += weight * line * line;
    products += moment * line;
  }
  const spread = all * squares - lines * lines;
  if (!(spread > 0)) return rough;
  const period = (all * products - lines * middles) / spread;
  return { period, phase: rest((middles - period * lines) / all, period) };
}

/** The mean change on the lines of a grid. @param {Float64Array} profile @param {number} period @param {number} phase */
function onLines(profile, period, phase) {
  let sum = 0;
  let count = 0;
  for (let at = phase; at < profile.length - 1; at += period, count += 1) {
    const left = Math.floor(at);
    sum += profile[left] + (profile[left + 1] - profile[left]) * (at - left);
  }
  return count ? sum / count : 0;
}
