/**
 * Plucked strings, struck metal and skins as samples, computed once for each pitch: a plucked string is a loop that loses
 * its brightness (Karplus and Strong 1983), metal and skins are sines that die away, each at its own pace.
 */
const TAU = 2 * Math.PI;

/**
 * @typedef {{level: number, held: number, make: (rate: number, hertz: number, pitch: number) => Float32Array}} Sampled
 *   `held` seconds in which it is damped when it is let go; 0 rings on
 * @typedef {{drum?: boolean, rolls?: number}} Struck `drum`: its pitches are keys and follow no tuning; from the key `rolls` on
 *   it swells for as long as it is held
 */

/** @param {{seconds: number, bright: number, loss: number, pick?: number}} how */
const plucked = ({ seconds, bright, loss, pick = 0.2 }) => (/** @type {number} */ rate, /** @type {number} */ hertz) => {
  const period = rate / hertz;
  const whole = Math.max(2, Math.floor(period - 0.5));
  const rest = period - 0.5 - whole; /* the averaging below lasts half a sample; the rest is an all-pass */
  const tune = (1 - rest) / (1 + rest);
  const samples = new Float32Array(Math.ceil(seconds * rate));
  const string = new Float32Array(whole);
  let low = 0;
  for (let n = 0; n < whole; n += 1) string[n] = low += bright * (Math.random() * 2 - 1 - low);
  const comb = Math.max(1, Math.round(whole * pick));
  const picked = string.map((value, n) => value - string[(n + whole - comb) % whole]);
  string.set(picked);
  const keep = 10 ** (-3 / (hertz * loss));
  let at = 0;
  let before = 0;
  let passed = 0;
  let input = 0;
  for (let n = 0; n < samples.length; n += 1) {
    const value = string[at];
    samples[n] = value;
    const average = keep * 0.5 * (value + before);
    before = value;
    passed = tune * average + input - tune * passed;
    input = average;
    string[at] = passed;
    at = (at + 1) % whole;
  }
  return samples;
};

/** @param {{seconds: number, partials: [number, number, number][], noise?: number}} how each partial: times the pitch, strength, seconds to -60 dB */
const struck = ({ seconds, partials, noise = 0 }) => (/** @type {number} */ rate, /** @type {number} */ hertz) => {
  const samples = new Float32Array(Math.ceil(seconds * rate));
  for (const [times, strong, dies] of partials) {
    const turn = (TAU * hertz * times) / rate;
    if (turn > 2.8) continue;
    const fall = 10 ** (-3 / (dies * rate));
    const twice = 2 * Math.cos(turn) * fall;
    let last = 0;
    let now = strong * Math.sin(turn) * fall;
    for (let n = 1; n < samples.length; n += 1) {
      samples[n] += now;
      [last, now] = [now, twice * now - fall * fall * last];
    }
  }
  if (noise) blow(samples, rate, noise, 0.05);
  return samples;
};

/** Noise at the beginning: a stick, a breath. @param {Float32Array} samples @param {number} rate @param {number} strong @param {number} dies */
function blow(samples, rate, strong, dies) {
  const fall = 10 ** (-3 / (dies * rate));
  let level = strong;
  for (let n = 0; n < samples.length && level > 1e-4; n += 1, level *= fall) samples[n] += level * (Math.random() * 2 - 1);
}

/** A skin: its pitch falls a little, its overtones are those of a drum. @param {number} seconds @param {number} noise @param {number} base */
const skin = (seconds, noise, base) => (/** @type {number} */ rate, /** @type {number} */ _hertz, /** @type {number} */ pitch) => {
  const hertz = base * 2 ** ((pitch - 60) / 24);
  const samples = struck({ seconds, partials: [[1, 1, seconds * 0.8], [1.593, 0.4, seconds * 0.5], [2.135, 0.25, seconds * 0.4], [2.917, 0.12, seconds * 0.25]] })(rate, hertz);
  blow(samples, rate, noise, 0.06);
  return samples;
};

/** General MIDI's keys, by what they are made of. */
const kit = (/** @type {number} */ rate, /** @type {number} */ _hertz, /** @type {number} */ pitch) => {
  const samples = new Float32Array(Math.ceil(rate * (pitch >= 49 ? 1.2 : 0.5)));
  if (pitch <= 36) return skin(0.4, 0.05, 62)(rate, 0, 60);
  if (pitch <= 40) { samples.set(skin(0.3, 0, 190)(rate, 0, 60)); blow(samples, rate, 0.7, 0.18); return samples; }
  if ([42, 44].includes(pitch)) { blow(samples, rate, 0.5, 0.06); return high(samples); }
  if (pitch === 46) { blow(samples, rate, 0.5, 0.3); return high(samples); }
  if (pitch < 49) return skin(0.5, 0.1, 110 + (pitch - 41) * 14)(rate, 0, 60);
  blow(samples, rate, 0.4, 0.9);
  return high(samples);
};

/** Without what is low. @param {Float32Array} samples */
function high(samples) {
  for (let n = samples.length - 1; n > 0; n -= 1) samples[n] -= samples[n - 1];
  return samples;
}

/** The orchestra's cymbals: struck together, tapped, and from key 55 on the steady wash of a roll. */
const cymbals = (/** @type {number} */ rate, /** @type {number} */ _hertz, /** @type {number} */ pitch) => {
  const samples = new Float32Array(Math.ceil(rate * (pitch >= ROLL ? 4 : pitch >= 51 ? 0.9 : 3)));
  blow(samples, rate, 0.5, pitch >= ROLL ? 400 : pitch >= 51 ? 0.6 : 2.6);
  return pitch >= ROLL ? samples : high(samples);
};
const ROLL = 55;

/** @type {Record<string, Sampled & Struck>} */
export const SAMPLED = {
  harp: { level: 1.6, held: 0.5, make: plucked({ seconds: 4, bright: 0.08, loss: 3.2, pick: 0.35 }) },
  lute: { level: 1.4, held: 0.08, make: plucked({ seconds: 2.5, bright: 0.1, loss: 1.6, pick: 0.15 }) },
  soft_keys: { level: 0.7, held: 0.15, make: struck({ seconds: 4, partials: [[1, 1, 3], [2.002, 0.45, 2], [3.01, 0.22, 1.3], [4.02, 0.14, 1.1], [5.03, 0.09, 0.8], [7.1, 0.03, 0.2]], noise: 0.02 }) },
  celesta: { level: 0.55, held: 0.6, make: struck({ seconds: 3, partials: [[1, 1, 2], [2.76, 0.1, 0.5], [4, 0.22, 0.9], [5.4, 0.05, 0.3]], noise: 0.01 }) },
  bell: { level: 0.45, held: 0, make: struck({ seconds: 6, partials: [[0.5, 0.4, 6], [1, 1, 4.5], [1.2, 0.5, 3], [1.5, 0.3, 2.5], [2, 0.45, 2.2], [2.74, 0.2, 1.2], [4.1, 0.1, 0.7]] }) },
  bowed_metal: { level: 0.555, held: 1.2, make: swelled(struck({ seconds: 7, partials: [[1, 0.8, 7], [1.47, 0.5, 6], [2.09, 0.5, 6], [2.56, 0.3, 5], [3.7, 0.12, 4]] })) },
  frame_drum: { level: 1.26, held: 0, drum: true, make: skin(0.6, 0.12, 105) },
  toms: { level: 1.99, held: 0, drum: true, make: skin(0.8, 0.08, 95) },
  snare: { level: 1.5, held: 0, drum: true, make: (rate) => { const samples = skin(0.35, 0, 185)(rate, 0, 60); blow(samples, rate, 0.8, 0.2); return samples; } },
  drum_kit: { level: 1.31, held: 0, drum: true, make: kit },
  cymbals: { level: 0.555, held: 0, drum: true, rolls: ROLL, make: cymbals },
};

/** Comes up slowly, as under a bow. @param {(rate: number, hertz: number) => Float32Array} make */
function swelled(make) {
  return (/** @type {number} */ rate, /** @type {number} */ hertz) => {
    const samples = make(rate, hertz);
    const rise = rate * 1.2;
    for (let n = 0; n < rise; n += 1) samples[n] *= (n / rise) ** 2;
    return samples;
  };
}

/** @param {BaseAudioContext} context @param {string} instrument @param {number} hertz @param {number} pitch @returns {AudioBuffer} its last hundredth of a second fades, so that nothing ends in a click */
export function sampleOf(context, instrument, hertz, pitch) {
  const samples = SAMPLED[instrument].make(context.sampleRate, hertz, pitch);
  const out = Math.round(context.sampleRate * 0.01);
  let top = 1e-6;
  for (const value of samples) top = Math.max(top, Math.abs(value));
  for (let n = 0; n < samples.length; n += 1) samples[n] *= Math.min(1, (samples.length - n) / out) / top;
  const buffer = new AudioBuffer({ length: samples.length, sampleRate: context.sampleRate });
  buffer.copyToChannel(/** @type {Float32Array<ArrayBuffer>} */ (samples), 0);
  return buffer;
}
