/**
 * The players: a note becomes nodes of the page's sound. Struck and plucked ones are samples that are computed once for a
 * pitch (`samples.js`), standing ones are oscillators under an envelope (`standing.js`); all go through one room.
 */
import { ofDecibels } from "../../audio/schedule.js";
import { roomResponse, wetness } from "./room.js";
import { SAMPLED, sampleOf } from "./samples.js";
import { STANDING, stand } from "./standing.js";

/** Of all notes: with the server's levels of the moods, a piece at the usual volume is about -19 LUFS, as what is rendered. */
const LEVEL = 2;
const FADE = 0.03;
/** The share of its length after which a note that swells is fullest, as in what is rendered. */
const FULLEST = 0.55;

/** @param {number} pitch a MIDI number, also between keys */
export const hertz = (pitch) => 440 * 2 ** ((pitch - 69) / 12);
/** How loud a velocity is, as in what is rendered: twice of it 9 dB more. @param {number} velocity */
const strength = (velocity) => (velocity / 100) ** 1.5;

/** @param {BaseAudioContext} context @param {AudioNode} into */
export function openBand(context, into) {
  const tone = new BiquadFilterNode(context, { type: "lowpass", frequency: 12_000, Q: 0.5 });
  const dry = context.createGain();
  const wet = new GainNode(context, { gain: 0.3 });
  const hall = new ConvolverNode(context, { disableNormalization: true });
  tone.connect(into);
  dry.connect(tone);
  hall.connect(wet).connect(tone);
  /** @type {Map<string, AudioBuffer>} */
  const samples = new Map();
  let place = "";

  /** @param {any} bar @param {number} at */
  function furnish(bar, at) {
    if (bar.room !== place) {
      place = bar.room;
      hall.buffer = roomResponse(context, place);
    }
    wet.gain.setTargetAtTime(wetness(place) * bar.wet, at, 0.1);
    tone.frequency.setTargetAtTime(Math.min(bar.cutoff, context.sampleRate / 2.1), at, 0.1);
    dry.gain.setTargetAtTime(1, at, 0.1);
  }

  /**
   * @param {string} instrument @param {{pitch: number, velocity: number, seconds: number}} note @param {number} at
   * @param {AudioNode} out
   */
  function sound(instrument, { pitch, velocity, seconds }, at, out) {
    const loud = strength(velocity);
    if (instrument in SAMPLED) {
      const key = `${instrument}/${Math.round(pitch * 4)}`;
      let sample = samples.get(key);
      if (!sample) samples.set(key, (sample = sampleOf(context, instrument, hertz(pitch), pitch)));
      const envelope = new GainNode(context, { gain: loud * SAMPLED[instrument].level });
      const rolls = pitch >= (SAMPLED[instrument].rolls ?? Infinity);
      const source = new AudioBufferSourceNode(context, { buffer: sample, loop: rolls });
      source.connect(envelope).connect(out);
      source.start(at);
      const held = rolls ? 0.35 : SAMPLED[instrument].held;
      if (rolls) {
        envelope.gain.setValueAtTime(0.001, at);
        envelope.gain.exponentialRampToValueAtTime(loud * SAMPLED[instrument].level, at + seconds);
      }
      if (held) {
        envelope.gain.setValueAtTime(loud * SAMPLED[instrument].level, at + seconds);
        envelope.gain.setTargetAtTime(0, at + seconds, held);
        source.stop(at + seconds + held * 7);
      }
      source.onended = () => envelope.disconnect();
    } else {
      stand(context, STANDING[instrument] ?? STANDING.warm_pad, hertz(pitch), { loud, effort: velocity / 127 }, at, seconds, out);
    }
  }

  /** The way of a note that begins and ends softer than it is in between. @param {number} decibels @param {number} at @param {number} seconds @param {AudioNode} out */
  function swelling(decibels, at, seconds, out) {
    const soft = ofDecibels(-decibels);
    const way = new GainNode(context, { gain: soft });
    way.gain.setValueAtTime(soft, at);
    way.gain.exponentialRampToValueAtTime(1, at + FULLEST * seconds);
    way.gain.exponentialRampToValueAtTime(soft, at + seconds);
    way.connect(out);
    return way;
  }

  /** @param {number} level @param {number} pan @param {number} send */
  function channel(level, pan, send) {
    const way = new GainNode(context, { gain: level });
    const side = new StereoPannerNode(context, { pan });
    const share = new GainNode(context, { gain: send });
    way.connect(side);
    side.connect(dry);
    side.connect(share).connect(hall);
    return { way, close: () => { way.disconnect(); side.disconnect(); share.disconnect(); } };
  }

  return {
    /** Puts a bar on the sound card's clock: it begins at its second `at`. @param {any} bar @param {number} at */
    play(bar, at) {
      const beat = 60 / bar.tempo;
      furnish(bar, Math.max(at, context.currentTime));
      const channels = bar.voices.map((/** @type {any} */ voice) => {
        const one = channel(LEVEL * ofDecibels(voice.volume) * bar.volume, voice.pan, voice.send);
        for (const note of voice.notes) {
          const begins = at + note.at * beat + note.late / 1000;
          if (begins < context.currentTime - 0.05) continue; /* who comes in the middle of a bar hears the rest of it */
          const tuning = SAMPLED[voice.instrument]?.drum ? 0 : bar.tuning;
          const first = Math.max(begins, context.currentTime);
          const seconds = note.lasts * beat;
          const out = note.swell ? swelling(note.swell, first, seconds, one.way) : one.way;
          sound(voice.instrument, { pitch: note.pitch + tuning, velocity: note.velocity, seconds }, first, out);
        }
        return one;
      });
      setTimeout(() => channels.forEach((/** @type {any} */ one) => one.close()), 1000 * Math.max(0, at - context.currentTime + bar.beats * beat + 14));
      return {
        /** Not to be heard after all. */
        stop: () => channels.forEach((/** @type {any} */ one) => { one.way.gain.setTargetAtTime(0, context.currentTime, FADE); }),
      };
    },
    /** @param {{pitch: number, velocity: number, pan: number}} note @param {number} at */
    strike({ pitch, velocity, pan }, at) {
      const one = channel(LEVEL, pan, 0.4);
      sound("celesta", { pitch, velocity, seconds: 1 }, at, one.way);
      setTimeout(one.close, 4000);
    },
  };
}
