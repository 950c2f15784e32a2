/**
 * The server's clock as this page knows it, and where a moment of it lies on the clock of the sound card. Pure: readings
 * in, numbers out; all times are seconds.
 *
 * Each question gives a sample: asked at `t0` and answered at `t2` by the page's clock (which never jumps), `t1` by the
 * server's between them. As in NTP's clock filter (RFC 5905, 10) the sample with the shortest way is believed: its offset
 * is wrong by at most half that way.
 */

/** So many of the newest samples are looked at. */
export const WINDOW = 8;
/** Best samples kept for the drift, and how far apart they must lie before it is believed. */
const KEPT = 24;
const DRIFT_SPAN = 60;
/** Quartz is off by less than this; more is a disturbed measurement. */
const DRIFT_MAX = 200e-6;
/** A server clock that was set anew: the samples from before it say nothing. */
const JUMP = 0.25;

/** @typedef {{at: number, offset: number, way: number}} Sample */

export class ServerClock {
  constructor() {
    /** @type {Sample[]} */
    this.window = [];
    /** @type {Sample[]} the best of each moment, oldest first */
    this.best = [];
  }

  /** @param {number} t0 @param {number} t1 @param {number} t2 @returns {boolean} false: no answer of this page's question */
  add(t0, t1, t2) {
    const way = t2 - t0;
    if (![t0, t1, t2].every(Number.isFinite) || way < 0) return false;
    const sample = { at: (t0 + t2) / 2, offset: t1 - (t0 + t2) / 2, way };
    const known = this.sample;
    if (known && Math.abs(sample.offset - known.offset) > JUMP + (way + known.way) / 2) this.forget();
    this.window = [...this.window, sample].slice(-WINDOW);
    const best = /** @type {Sample} */ (this.sample);
    if (this.best.at(-1) !== best) this.best = [...this.best, best].slice(-KEPT);
    return true;
  }

  /** After a long sleep or another server, what was measured does not hold. */
  forget() {
    this.window = [];
    this.best = [];
  }

  /** @returns {Sample | null} the one with the shortest way among the newest */
  get sample() {
    return this.window.reduce((/** @type {Sample | null} */ best, one) => (best && best.way <= one.way ? best : one), null);
  }

  /** How far the two clocks may be misjudged; null before the first answer. */
  get uncertainty() {
    return this.sample && this.sample.way / 2;
  }

  /** How much faster the server's clock runs, a second a second: the slope of the best samples' offsets, by least squares. */
  get drift() {
    const [first] = this.best;
    const last = this.best.at(-1);
    if (!first || !last || last.at - first.at < DRIFT_SPAN) return 0;
    const mean = (/** @type {(one: Sample) => number} */ of) => this.best.reduce((sum, one) => sum + of(one), 0) / this.best.length;
    const at = mean((one) => one.at);
    const offset = mean((one) => one.offset);
    const slope = mean((one) => (one.at - at) * (one.offset - offset)) / mean((one) => (one.at - at) ** 2);
    return Math.max(-DRIFT_MAX, Math.min(DRIFT_MAX, slope));
  }

  /** The server's time when the page's clock shows `page`; null before the first answer. @param {number} page */
  server(page) {
    const best = this.sample;
    return best && page + best.offset + this.drift * (page - best.at);
  }

  /** The page's time when the server's clock shows `server`; null before the first answer. @param {number} server */
  page(server) {
    const best = this.sample;
    return best && (server - best.offset + this.drift * best.at) / (1 + this.drift);
  }
}

/**
 * A reading of the sound card: which second of the context is at the loudspeaker when the page's clock shows `page`.
 * The browser's own stamp says it where it is sound; else what is computed now is heard later by the latency it tells of.
 * @param {{currentTime: number, outputLatency?: number, baseLatency?: number}} context
 * @param {{contextTime?: number, performanceTime?: number}} stamp of `getOutputTimestamp`, in seconds and milliseconds
 * @param {number} now the page's clock
 * @returns {{context: number, page: number}}
 */
export function heardOf(context, stamp, now) {
  const { contextTime = 0, performanceTime = 0 } = stamp;
  const page = performanceTime / 1000;
  if (contextTime > 0 && contextTime <= context.currentTime + 0.1 && Math.abs(page - now) < 1) return { context: contextTime, page };
  return { context: context.currentTime - (context.outputLatency || context.baseLatency || 0), page: now };
}

/** How many readings of the sound card are kept: each is off by the length of a block. */
const READINGS = 15;

/** Where the page's clock lies on that of the sound card: the median of the newest readings. */
export class SoundCard {
  constructor() {
    /** @type {number[]} */
    this.apart = [];
  }

  /** @param {{context: number, page: number}} reading */
  add({ context, page }) {
    this.apart = [...this.apart, context - page].slice(-READINGS);
  }

  /** The context stood still: it was suspended, or the device changed. */
  forget() {
    this.apart = [];
  }

  get ready() {
    return this.apart.length > 0;
  }

  /** The context's second that is heard when the page's clock shows `page`. @param {number} page */
  context(page) {
    return page + middle(this.apart);
  }

  /** The page's time when this second of the context is heard. @param {number} context */
  page(context) {
    return context - middle(this.apart);
  }
}

/** @param {number[]} numbers at least one */
function middle(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
