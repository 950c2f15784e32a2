/** Bowed, blown and standing sounds: a few oscillators a little apart, under an envelope, through a filter that breathes with it. */

/**
 * @typedef {{level: number, partials: number[], voices: number, apart: number, attack: number, release: number, cutoff: number, bloom: number, vibrato: number, noise?: number}} Standing
 *   `partials` strengths of the harmonics; `apart` cents between the voices; `cutoff` of the filter in multiples of the pitch,
 *   `bloom` how far loudness opens it; `vibrato` in cents; `noise` how much breath
 */

/** @type {Record<string, Standing>} */
export const STANDING = {
  warm_pad: { level: 0.15, partials: [1, 0.5, 0.33, 0.2, 0.14, 0.1], voices: 3, apart: 9, attack: 0.5, release: 0.9, cutoff: 2.2, bloom: 2, vibrato: 0 },
  strings: { level: 0.198, partials: [1, 0.6, 0.45, 0.3, 0.22, 0.18, 0.13, 0.1], voices: 3, apart: 11, attack: 0.16, release: 0.35, cutoff: 2.2, bloom: 1.2, vibrato: 6 },
  cello: { level: 0.998, partials: [1, 0.8, 0.5, 0.45, 0.25, 0.2, 0.12, 0.1], voices: 1, apart: 0, attack: 0.1, release: 0.25, cutoff: 1.8, bloom: 1.2, vibrato: 14 },
  fiddle: { level: 0.475, partials: [1, 0.7, 0.6, 0.4, 0.35, 0.25, 0.2, 0.14], voices: 1, apart: 0, attack: 0.04, release: 0.12, cutoff: 1.7, bloom: 1.3, vibrato: 10 },
  brass: { level: 0.48, partials: [1, 0.9, 0.75, 0.55, 0.4, 0.3, 0.2, 0.12], voices: 2, apart: 6, attack: 0.06, release: 0.18, cutoff: 1.4, bloom: 2, vibrato: 4 },
  trumpet: { level: 0.424, partials: [0.7, 0.9, 1, 0.85, 0.65, 0.5, 0.36, 0.26, 0.18, 0.12], voices: 2, apart: 5, attack: 0.035, release: 0.13, cutoff: 1.4, bloom: 3, vibrato: 5 },
  drone: { level: 0.269, partials: [1, 0.7, 0.3, 0.25, 0.12, 0.1, 0.06], voices: 2, apart: 5, attack: 0.9, release: 1.2, cutoff: 4, bloom: 1, vibrato: 0 },
  sub_bass: { level: 0.324, partials: [1, 0.25, 0.06], voices: 1, apart: 0, attack: 0.03, release: 0.15, cutoff: 4, bloom: 2, vibrato: 0 },
  breath: { level: 0.15, partials: [1, 0.15, 0.05], voices: 1, apart: 0, attack: 0.3, release: 0.6, cutoff: 3, bloom: 2, vibrato: 8, noise: 0.5 },
};

/** @type {WeakMap<BaseAudioContext, Map<Standing, PeriodicWave>>} */
const waves = new WeakMap();

/** @param {BaseAudioContext} context @param {Standing} how */
function waveOf(context, how) {
  let known = waves.get(context);
  if (!known) waves.set(context, (known = new Map()));
  let wave = known.get(how);
  if (!wave) {
    const imag = new Float32Array([0, ...how.partials]);
    known.set(how, (wave = context.createPeriodicWave(new Float32Array(imag.length), imag)));
  }
  return wave;
}

/** @type {WeakMap<BaseAudioContext, AudioBuffer>} */
const noises = new WeakMap();

/** Two seconds of noise, looped. @param {BaseAudioContext} context */
function noiseOf(context) {
  let noise = noises.get(context);
  if (!noise) {
    noise = new AudioBuffer({ length: context.sampleRate * 2, sampleRate: context.sampleRate });
    const samples = noise.getChannelData(0);
    for (let n = 0; n < samples.length; n += 1) samples[n] = Math.random() * 2 - 1;
    noises.set(context, noise);
  }
  return noise;
}

/**
 * @param {BaseAudioContext} context @param {Standing} how @param {number} hertz
 * @param {{loud: number, effort: number}} played how loud it is, and how hard it is played, 0 to 1: the harder, the brighter
 * @param {number} at second of the context @param {number} seconds held @param {AudioNode} out
 */
export function stand(context, how, hertz, { loud, effort }, at, seconds, out) {
  const attack = Math.min(how.attack, seconds * 0.6);
  const ends = at + seconds + how.release * 5;
  const envelope = new GainNode(context, { gain: 0 });
  const filter = new BiquadFilterNode(context, { type: "lowpass", Q: 0.6 });
  const open = Math.min(hertz * (how.cutoff + how.bloom * effort), context.sampleRate / 2.2);
  filter.frequency.setValueAtTime(open * 0.5, at);
  filter.frequency.linearRampToValueAtTime(open, at + attack * 1.3);
  envelope.gain.setValueAtTime(0, at);
  envelope.gain.linearRampToValueAtTime(loud * how.level, at + attack);
  envelope.gain.setValueAtTime(loud * how.level, at + Math.max(seconds, attack));
  envelope.gain.setTargetAtTime(0, at + Math.max(seconds, attack), how.release / 2);
  filter.connect(envelope).connect(out);
  /** @type {AudioScheduledSourceNode[]} */
  const sources = [];
  for (let voice = 0; voice < how.voices; voice += 1) {
    const detune = how.voices === 1 ? 0 : how.apart * ((2 * voice) / (how.voices - 1) - 1);
    const source = new OscillatorNode(context, { frequency: hertz, detune });
    source.setPeriodicWave(waveOf(context, how));
    /* Those of a section sit beside each other. */
    if (how.voices > 1) source.connect(new StereoPannerNode(context, { pan: 0.6 * ((2 * voice) / (how.voices - 1) - 1) })).connect(filter);
    else source.connect(filter);
    sources.push(source);
  }
  if (how.vibrato && seconds > 0.4) {
    const wave = new OscillatorNode(context, { frequency: 5.2 });
    const depth = new GainNode(context, { gain: 0 });
    depth.gain.setValueAtTime(0, at + 0.2);
    depth.gain.linearRampToValueAtTime(how.vibrato, at + 0.6);
    wave.connect(depth);
    for (const source of sources) depth.connect(/** @type {OscillatorNode} */ (source).detune);
    sources.push(wave);
  }
  if (how.noise) {
    const air = new AudioBufferSourceNode(context, { buffer: noiseOf(context), loop: true });
    const band = new BiquadFilterNode(context, { type: "bandpass", frequency: hertz * 2, Q: 2 });
    air.connect(band).connect(new GainNode(context, { gain: how.noise })).connect(envelope);
    sources.push(air);
  }
  for (const source of sources) {
    source.start(at);
    source.stop(ends);
  }
  sources[0].onended = () => envelope.disconnect();
}
