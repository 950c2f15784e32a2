/**
 * What can be measured of a sound at a moment: the page's twin of `universes/visuals/analysis.py`, held to the same cases.
 * Pure: samples are -1 to 1, 4,096 of them at a time.
 */

export const WINDOW = 4096;
const LOWEST = 30;
const HIGHEST = 16_000;
export const FLOOR_DB = -80;
const LOW_BELOW = 250;
const HIGH_ABOVE = 4_000;
/** Features are measured over this part of a second. */
export const STEP = 1 / 30;

const HANN = Float64Array.from({ length: WINDOW }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / (WINDOW - 1)));
const HANN_SUM = HANN.reduce((sum, value) => sum + value, 0);
const COS = Float64Array.from({ length: WINDOW / 2 }, (_, n) => Math.cos((2 * Math.PI * n) / WINDOW));
const SIN = Float64Array.from({ length: WINDOW / 2 }, (_, n) => Math.sin((2 * Math.PI * n) / WINDOW));
const REVERSED = Uint16Array.from({ length: WINDOW }, (_, n) => parseInt(n.toString(2).padStart(12, "0").split("").reverse().join(""), 2));

/**
 * Amplitude (a full sine is 1) of each frequency: entry n is n * rate / 4096 Hz, 2,049 of them. The transform is that of
 * Cooley and Tukey (1965), radix 2.
 * @param {ArrayLike<number>} samples
 */
export function magnitudes(samples) {
  const real = new Float64Array(WINDOW);
  const imaginary = new Float64Array(WINDOW);
  for (let n = 0; n < WINDOW; n += 1) real[REVERSED[n]] = samples[n] * HANN[n];
  for (let half = 1; half < WINDOW; half *= 2) {
    const stride = WINDOW / (2 * half);
    for (let first = 0; first < WINDOW; first += 2 * half) {
      for (let n = 0; n < half; n += 1) {
        const [a, b] = [first + n, first + n + half];
        const [cos, sin] = [COS[n * stride], SIN[n * stride]];
        const re = real[b] * cos + imaginary[b] * sin;
        const im = imaginary[b] * cos - real[b] * sin;
        real[b] = real[a] - re;
        imaginary[b] = imaginary[a] - im;
        real[a] += re;
        imaginary[a] += im;
      }
    }
  }
  return Float64Array.from({ length: WINDOW / 2 + 1 }, (_, n) => (Math.hypot(real[n], imaginary[n]) * 2) / HANN_SUM);
}

/** Relative to a full sine, held at -80. @param {number} amplitude */
export const decibels = (amplitude) => 20 * Math.log10(Math.max(amplitude, 10 ** (FLOOR_DB / 20)));

/** The strongest amplitude in each of `bars` equal steps of pitch from 30 Hz to 16 kHz. @param {Float64Array} amplitudes @param {number} rate @param {number} bars */
export function banded(amplitudes, rate, bars) {
  const bound = (/** @type {number} */ n) => (LOWEST * (HIGHEST / LOWEST) ** (n / bars) * WINDOW) / rate;
  return Float64Array.from({ length: bars }, (_, n) => {
    const [from, to] = [bound(n), bound(n + 1)];
    const last = Math.min(Math.ceil(to), amplitudes.length);
    let strongest = 0;
    for (let index = Math.ceil(from); index < last; index += 1) strongest = Math.max(strongest, amplitudes[index]);
    if (Math.ceil(from) < last) return strongest;
    /* a narrow low band lies between two frequencies */
    const middle = Math.sqrt(from * to);
    const left = Math.floor(middle);
    return (amplitudes[left] ?? 0) + ((amplitudes[left + 1] ?? 0) - (amplitudes[left] ?? 0)) * (middle - left);
  });
}

/** @param {ArrayLike<number>} samples @param {number} from @param {number} to */
function rms(samples, from, to) {
  let sum = 0;
  for (let n = from; n < to; n += 1) sum += samples[n] ** 2;
  return Math.sqrt(sum / Math.max(to - from, 1));
}

/**
 * The numbers that mappings know as `audio.…`, of the step that ends at sample `end` and the window about it.
 * @param {ArrayLike<number>} samples @param {Float64Array} amplitudes of them @param {number} rate @param {number} [end]
 */
export function features(samples, amplitudes, rate, end = WINDOW) {
  const length = Math.round(rate * STEP);
  const level = rms(samples, end - length, end);
  const earlier = rms(samples, end - 2 * length, end - length);
  let [total, weighted, low, middle, high, peak] = [0, 0, 0, 0, 0, 0];
  for (let n = end - length; n < end; n += 1) peak = Math.max(peak, Math.abs(samples[n]));
  amplitudes.forEach((amplitude, n) => {
    const power = amplitude ** 2 / 2;
    const hertz = (n * rate) / WINDOW;
    total += power;
    weighted += power * hertz;
    if (hertz < LOW_BELOW) low += power;
    else if (hertz < HIGH_ABOVE) middle += power;
    else high += power;
  });
  /* A Hann window spreads a sine over bins whose powers add up to 1.5 of its own. */
  const band = (/** @type {number} */ power) => Math.sqrt(power / 1.5);
  return {
    level, peak, low: band(low), middle: band(middle), high: band(high),
    brightness: total > 1e-12 ? weighted / total : 0,
    onset: level > 1e-6 ? Math.max(level - earlier, 0) / level : 0,
  };
}

/** Lowest and highest sample of each of `columns` equal stretches of the last `length` samples. @param {ArrayLike<number>} samples @param {number} length @param {number} columns @returns {[number, number][]} */
export function envelope(samples, length, columns) {
  const first = samples.length - length;
  return Array.from({ length: columns }, (_, column) => {
    let [low, high] = [Infinity, -Infinity];
    for (let n = first + Math.floor((column * length) / columns); n < first + Math.floor(((column + 1) * length) / columns); n += 1) {
      low = Math.min(low, samples[n]);
      high = Math.max(high, samples[n]);
    }
    return [low, high];
  });
}
