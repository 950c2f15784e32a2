/** What every sounding thing passes: the loudness of its file, its volume, its fade; then the gain of its group. */
import { fadeCurve, gainAt, levelled } from "./schedule.js";

/** Out and in at a cut: too short to be heard as a fade, long enough not to click. */
export const CUT = 0.015;
/** What is stopped is gone within this: torn off it would sound like a fault. */
export const LEAVE = 0.3;

/** @typedef {import("./schedule.js").Sound} Sound */

export class Channel {
  /** @param {import("./output.js").Output} output @param {import("./time.js").Time} time @param {Sound} sound */
  constructor(output, time, sound) {
    this.output = output;
    this.time = time;
    this.level = output.context.createGain();
    this.fade = output.context.createGain();
    this.level.gain.value = levelled(sound.track.loudness);
    this.level.connect(this.fade).connect(output.into(sound.group));
    this.fade.gain.value = gainAt(sound, time.now());
    this.#loudAs(sound);
    this.known = sound;
  }

  /** @param {Sound} sound */
  update(sound) {
    this.output.set(this.level.gain, levelled(sound.track.loudness));
    if (sound.group !== this.known.group) {
      this.fade.disconnect();
      this.fade.connect(this.output.into(sound.group));
    }
    if (sound.volume !== this.known.volume || JSON.stringify(sound.fade) !== JSON.stringify(this.known.fade)) this.#loudAs(sound);
    this.known = sound;
  }

  /** @param {Sound} sound */
  #loudAs(sound) {
    const { currentTime } = this.output.context;
    const now = this.time.server(currentTime);
    const rest = fadeCurve(sound, now);
    const { gain } = this.fade;
    const is = gain.value;
    gain.cancelScheduledValues(0);
    gain.setValueAtTime(is, currentTime);
    if (!rest) return this.output.set(gain, gainAt(sound, now));
    rest.gains[0] = is; /* from where it is, should a fade be cut short by another */
    gain.setValueCurveAtTime(rest.gains, Math.max(currentTime, this.time.context(now + rest.wait)) + 0.001, rest.seconds);
  }

  /** A source's own gain, for a cut without a click. @param {number} at when it comes in */
  cutIn(at) {
    const gain = this.output.context.createGain();
    gain.gain.setValueAtTime(0, this.output.context.currentTime);
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(1, at + CUT);
    gain.connect(this.level);
    return gain;
  }

  /** @param {GainNode} gain of `cutIn` @param {number} [seconds] */
  cutOut(gain, seconds = CUT) {
    const now = this.output.context.currentTime;
    gain.gain.cancelScheduledValues(now);
    gain.gain.setTargetAtTime(0, now, seconds / 4);
  }

  close() {
    this.level.disconnect();
    this.fade.disconnect();
  }
}
