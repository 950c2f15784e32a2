/** What every sounding thing passes: the loudness of its file, its volume, its fade; then the gain of its group. */
import { cutoff } from "./nearby.js";
import { fadeCurve, gainAt, levelled } from "./schedule.js";

/** Out and in at a cut: too short to be heard as a fade, long enough not to click. */
export const CUT = 0.015;
/** What is stopped is gone within this: torn off it would sound like a fault. */
export const LEAVE = 0.3;

/** A token that walks is heard to walk, not to jump. */
const WALK = 0.15;

/** @typedef {import("./schedule.js").Sound} Sound */

export class Channel {
  /** @param {import("./output.js").Output} output @param {import("./time.js").Time} time @param {Sound} sound */
  constructor(output, time, sound) {
    this.output = output;
    this.time = time;
    this.level = output.context.createGain();
    this.fade = output.context.createGain();
    this.level.gain.value = levelled(sound.track.loudness);
    /** @type {null | {filter: BiquadFilterNode, pan: StereoPannerNode}} */
    this.place = sound.from ? { filter: new BiquadFilterNode(output.context, { type: "lowpass", frequency: cutoff(sound.from.muffle) }), pan: new StereoPannerNode(output.context, { pan: sound.from.pan }) } : null;
    this.level.connect(this.fade);
    if (this.place) this.fade.connect(this.place.filter).connect(this.place.pan);
    this.end.connect(output.into(sound.group));
    this.fade.gain.value = gainAt(sound, time.now());
    this.#loudAs(sound);
    this.known = sound;
  }

  /** The last of its nodes. */
  get end() {
    return this.place ? this.place.pan : this.fade;
  }

  /** @param {Sound} sound */
  update(sound) {
    if (this.place && sound.from) {
      this.output.set(this.place.filter.frequency, cutoff(sound.from.muffle), WALK);
      this.output.set(this.place.pan.pan, sound.from.pan, WALK);
    }
    this.output.set(this.level.gain, levelled(sound.track.loudness));
    if (sound.group !== this.known.group) {
      this.end.disconnect();
      this.end.connect(this.output.into(sound.group));
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
    if (!rest) return this.output.set(gain, gainAt(sound, now), sound.from ? WALK : undefined);
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
    this.place?.filter.disconnect();
    this.end.disconnect();
  }
}
