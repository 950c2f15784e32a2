/**
 * A sound from samples in memory: begins and loops on the sample. The sound card's quartz is not the server's, so the
 * playhead is looked at again and again, and caught up by a rate that nobody hears.
 */
import { CUT, Channel, LEAVE } from "./channel.js";
import { ahead, correction, isHeard, jumped, playhead, startOf, turnOf } from "./schedule.js";

/** So much the sound card is given to begin. */
const LEAD = 0.03;
/** So long a page that has just come may misjudge the server's clock. */
const SETTLE = 1.5;

export class DecodedVoice {
  /**
   * @param {import("./output.js").Output} output
   * @param {import("./time.js").Time} time
   * @param {import("./buffers.js").Buffers} buffers
   * @param {import("./schedule.js").Sound} sound
   */
  constructor(output, time, buffers, sound) {
    this.output = output;
    this.time = time;
    this.sound = sound;
    this.channel = new Channel(output, time, sound);
    /** @type {AudioBuffer | null} */
    this.buffer = null;
    this.problem = false;
    /** How far its place may be misjudged besides: not at all. */
    this.grain = 0;
    /** @type {null | {source: AudioBufferSourceNode, gain: GainNode, context: number, position: number, rate: number}} */
    this.running = null;
    this.closed = false;
    this.sought = 0;
    this.begun = 0;
    buffers.get(sound.track, sound.loop).then((buffer) => {
      this.buffer = buffer;
      if (!this.closed) this.begin();
    }, () => { this.problem = true; });
  }

  /** @param {import("./schedule.js").Sound} sound */
  update(sound) {
    const jump = jumped(this.sound, sound, this.time.now());
    this.sound = sound;
    this.channel.update(sound);
    if (jump) {
      this.sought = 0;
      this.begin();
    } else if (this.running && sound.ends !== null) {
      this.running.source.stop(this.time.context(sound.ends));
    }
  }

  begin() {
    this.halt();
    const { context } = this.output;
    if (!this.buffer || !this.time.ready()) return;
    const now = this.time.now();
    const start = startOf(this.sound, now, Math.max(0, this.time.server(context.currentTime + LEAD) - now));
    if (!start) return;
    const at = this.time.context(now + start.wait);
    const source = context.createBufferSource();
    const gain = this.channel.cutIn(at);
    source.buffer = this.buffer;
    source.loop = this.sound.loop;
    source.loopEnd = turnOf(this.sound.track.duration, this.buffer.duration);
    source.playbackRate.value = this.sound.rate;
    source.connect(gain);
    source.onended = () => gain.disconnect();
    source.start(at, start.offset);
    if (this.sound.ends !== null) source.stop(Math.max(at, this.time.context(this.sound.ends)));
    this.running = { source, gain, context: at, position: start.offset, rate: this.sound.rate };
    this.begun = at;
  }

  halt(seconds = CUT) {
    if (!this.running) return;
    const { source, gain } = this.running;
    this.channel.cutOut(gain, seconds);
    source.stop(this.output.context.currentTime + 2 * seconds);
    this.running = null;
  }

  /** How far it is ahead of where it should be, after having set it right; null while nothing is heard of it. */
  tend() {
    const second = this.output.context.currentTime;
    if (!this.running) {
      if (isHeard(this.sound, this.time.now())) this.begin();
      return null;
    }
    if (!isHeard(this.sound, this.time.server(second))) {
      this.halt();
      return null;
    }
    const should = playhead(this.sound, this.time.server(second));
    if (should === null || second < this.running.context) return null;
    const { context, position, rate } = this.running;
    const round = this.sound.loop ? this.sound.track.duration : null;
    const is = position + (second - context) * rate;
    const error = ahead(is, should, round);
    const done = correction(error, second - this.begun > SETTLE ? this.sought : undefined);
    if (done.seek) {
      this.sought += 1;
      this.begin();
    } else {
      this.running = { ...this.running, context: second, position: is, rate: this.sound.rate * done.rate };
      this.running.source.playbackRate.setValueAtTime(this.running.rate, second);
    }
    return { error, second, position: is };
  }

  close() {
    this.closed = true;
    this.halt(LEAVE);
    setTimeout(() => this.channel.close(), 3 * LEAVE * 1000);
  }
}
