/** The sound of this page, measured as it sounds: the newest samples, and what mappings ask of them now and a little ago. */
import { STEP, WINDOW, features, magnitudes } from "./hearing.js";

const KEPT_SECONDS = 4;
const SILENCE = new Float32Array(WINDOW);

export class Ear {
  /** @param {() => AnalyserNode | null} analyser what is heard, once somebody listens */
  constructor(analyser) {
    this.analyser = analyser;
    /** @type {AnalyserNode | null} an analyser of its own, which does not smooth */
    this.node = null;
    this.samples = SILENCE;
    this.rate = 44_100;
    /** @type {Float64Array} */
    this.amplitudes = new Float64Array(WINDOW / 2 + 1);
    /** @type {Map<number, Record<string, number>>} features by the step of time, oldest first */
    this.known = new Map();
  }

  /** Measures what sounds at `time`, seconds by the page's own clock. @param {number} time */
  listen(time) {
    const heard = this.analyser();
    if (heard && !this.node) {
      this.node = new AnalyserNode(heard.context, { fftSize: WINDOW, smoothingTimeConstant: 0 });
      heard.connect(this.node);
    }
    if (!this.node) return;
    if (this.samples === SILENCE) this.samples = new Float32Array(WINDOW);
    this.node.getFloatTimeDomainData(this.samples);
    this.rate = this.node.context.sampleRate;
    this.amplitudes = magnitudes(this.samples);
    this.known.set(Math.floor(time / STEP), features(this.samples, this.amplitudes, this.rate));
    for (const step of this.known.keys()) {
      if (step >= (time - KEPT_SECONDS) / STEP) break;
      this.known.delete(step);
    }
  }

  /** The features of the newest step that is not after `time`. @param {number} time */
  at(time) {
    const wanted = Math.floor(time / STEP);
    for (let step = wanted; step > wanted - 6; step -= 1) {
      const found = this.known.get(step);
      if (found) return found;
    }
    return null;
  }

  close() {
    const heard = this.analyser();
    if (heard && this.node) heard.disconnect(this.node);
  }
}
