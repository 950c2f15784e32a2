/**
 * A long track as the browser streams it. An element begins some moments after it was told to; what it costs here is
 * learnt from the first start, so that the next one lands.
 */
import { addressesOf } from "./addresses.js";
import { CUT, Channel, LEAVE } from "./channel.js";
import { ahead, correction, isHeard, jumped, playhead, startOf } from "./schedule.js";

/** After a seek an element's clock is not to be believed for a moment, and seeking again at once would never end. */
const SETTLE_MS = 400;
const SEEK_EVERY_MS = 1_500;
/** What a start costs at first, and how quickly is learnt. */
const FIRST_COST = 0.05;
const LEARN = 0.6;
/** A place in an MP3 is sought by the frame: what is heard may lie one beside what the element says, 1152 samples at 44.1 kHz. */
const MP3_FRAME = 0.026;
const EXACT = ["flac", "wav"];

export class StreamedVoice {
  /**
   * @param {import("./output.js").Output} output
   * @param {import("./time.js").Time} time
   * @param {import("./schedule.js").Sound} sound
   */
  constructor(output, time, sound) {
    this.output = output;
    this.time = time;
    this.sound = sound;
    this.channel = new Channel(output, time, sound);
    this.problem = false;
    this.grain = 0;
    this.cost = FIRST_COST;
    this.began = 0;
    this.sought = 0;
    this.element = new Audio();
    this.element.preload = "auto";
    this.element.preservesPitch = false;
    const [best, ...others] = addressesOf(sound.track);
    this.element.src = best;
    this.grain = others.length || EXACT.includes(sound.track.format ?? "") ? 0 : MP3_FRAME;
    this.element.addEventListener("error", () => {
      const next = others.shift();
      this.problem = next === undefined;
      if (!next) return;
      this.element.src = next;
      this.grain = MP3_FRAME;
    });
    this.source = output.context.createMediaElementSource(this.element);
    this.gain = this.channel.cutIn(output.context.currentTime);
    this.source.connect(this.gain);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.waiting = undefined;
    this.element.addEventListener("loadedmetadata", () => this.begin());
  }

  /** @param {import("./schedule.js").Sound} sound */
  update(sound) {
    const jump = jumped(this.sound, sound, this.time.now());
    this.sound = sound;
    this.channel.update(sound);
    if (!jump) return;
    this.sought = 0;
    this.begin();
  }

  begin() {
    clearTimeout(this.waiting);
    if (!this.element.duration || !this.time.ready()) return;
    const lead = this.#lead();
    const now = this.time.now();
    const start = startOf(this.sound, now, lead);
    if (!start) return this.element.pause();
    this.began = performance.now();
    this.element.loop = this.sound.loop;
    this.element.playbackRate = this.sound.rate;
    const run = () => this.element.play().catch(() => undefined);
    if (start.wait <= lead + CUT) {
      this.element.currentTime = this.#place(start.offset + this.cost);
      run();
    } else {
      this.element.pause();
      this.element.currentTime = this.#place(start.offset);
      this.waiting = setTimeout(run, Math.max(0, start.wait - lead) * 1000);
    }
  }

  /** What is played now is heard so much later. */
  #lead() {
    return Math.max(0, this.time.server(this.output.context.currentTime) - this.time.now());
  }

  /** @param {number} at */
  #place(at) {
    const { duration } = this.sound.track;
    return this.sound.loop ? at % duration : Math.min(at, Math.max(0, duration - 0.05));
  }

  /** How far it is ahead of where it should be, after having set it right; null while nothing is heard of it. */
  tend() {
    const second = this.output.context.currentTime;
    const now = this.time.server(second);
    const should = playhead(this.sound, now);
    if (should === null || !isHeard(this.sound, now)) {
      this.element.pause();
      return null;
    }
    if (this.sound.state === "playing" && now < this.sound.started) return null;
    if (this.element.paused) {
      if (performance.now() - this.began > SEEK_EVERY_MS) this.begin();
      return null;
    }
    if (this.element.seeking || this.element.readyState < 3 || performance.now() - this.began < SETTLE_MS) return null;
    const position = this.element.currentTime;
    const error = ahead(position, should, this.sound.loop ? this.sound.track.duration : null);
    const done = correction(error, this.sought);
    if (!done.seek) this.element.playbackRate = this.sound.rate * done.rate;
    else if (performance.now() - this.began > SEEK_EVERY_MS) {
      if (Math.abs(error) < 1) this.cost = Math.max(0, this.cost - error * LEARN);
      this.sought += 1;
      this.begin();
    }
    return { error, second, position };
  }

  close() {
    clearTimeout(this.waiting);
    this.channel.cutOut(this.gain, LEAVE);
    setTimeout(() => {
      this.element.pause();
      this.element.removeAttribute("src");
      this.element.load();
      this.source.disconnect();
      this.channel.close();
    }, 2 * LEAVE * 1000);
  }
}
