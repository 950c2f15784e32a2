/**
 * The players: a note becomes nodes of the page's sound. Struck and plucked ones are samples that are computed once for a
 * pitch (`samples.js`), standing ones are oscillators under an envelope (`standing.js`); all go through one room.
 */
import { ofDecibels } from "../../audio/schedule.js";
import { roomResponse } from "./room.js";
import { SAMPLED, sampleOf } from "./samples.js";
import { STANDING, stand } from "./standing.js";

/** Notes are this loud where 1 is full: a band of eight stays below the limiter. */
const LEVEL = 0.2;
const FADE = 0.03;

/** @param {number} pitch a MIDI number, also between keys */
export const hertz = (pitch) => 440 * 2 ** ((pitch - 69) / 12);
/** How loud a velocity is: 127 full, half of it a quarter. @param {number} velocity */
const strength = (velocity) => (velocity / 127) ** 2;

/** @param {BaseAudioContext} context @param {AudioNode} into */
export function openBand(context, into) {
  const tone = new BiquadFilterNode(context, { type: "lowpass", frequency: 12_000, Q: 0.5 });
  const dry = context.createGain();
  const wet = new GainNode(context, { gain: 0.3 });
  const hall = context.createConvolver();
  tone.connect(into);
  dry.connect(tone);
  hall.connect(wet).connect(tone);
  /** @type {Map<string, AudioBuffer>} */
  const samples = new Map();
  /** @type {Set<GainNode>} what sounds or is about to */
  const sounding = new Set();
  let place = "";

  /** @param {any} bar @param {number} at */
  function furnish(bar, at) {
    if (bar.room !== place) {
      place = bar.room;
      hall.buffer = roomResponse(context, place);
    }
    wet.gain.setTargetAtTime(place === "none" ? 0 : 0.5 * bar.wet, at, 0.1);
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
      const source = new AudioBufferSourceNode(context, { buffer: sample });
      source.connect(envelope).connect(out);
      source.start(at);
      if (SAMPLED[instrument].held) {
        envelope.gain.setValueAtTime(loud * SAMPLED[instrument].level, at + seconds);
        envelope.gain.setTargetAtTime(0, at + seconds, SAMPLED[instrument].held);
        source.stop(at + seconds + SAMPLED[instrument].held * 7);
      }
      source.onended = () => envelope.disconnect();
    } else {
      stand(context, STANDING[instrument] ?? STANDING.warm_pad, hertz(pitch), loud, at, seconds, out);
    }
  }

  /** @param {number} level @param {number} pan @param {number} send */
  function channel(level, pan, send) {
    const way = new GainNode(context, { gain: level });
    const side = new StereoPannerNode(context, { pan });
    const share = new GainNode(context, { gain: send });
    way.connect(side);
    side.connect(dry);
    side.connect(share).connect(hall);
    sounding.add(way);
    return { way, close: () => { sounding.delete(way); way.disconnect(); side.disconnect(); share.disconnect(); } };
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
          sound(voice.instrument, { pitch: note.pitch + bar.tuning, velocity: note.velocity, seconds: note.lasts * beat }, Math.max(begins, context.currentTime), one.way);
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
    silence() {
      for (const way of sounding) way.gain.setTargetAtTime(0, context.currentTime, FADE);
    },
  };
}
