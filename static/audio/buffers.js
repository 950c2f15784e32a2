/** Sounds as samples in memory, fetched and decoded once; the longest unused go when there are too many. */
import { addressesOf } from "./addresses.js";

/** 32-bit samples of 48000 a second in stereo: so much is eleven minutes. */
const MOST_BYTES = 256 * 1024 * 1024;
const BYTES_PER_SAMPLE = 4;

/** @typedef {ReturnType<typeof openBuffers>} Buffers */
/** @typedef {import("./schedule.js").Track} Track */

/** @param {BaseAudioContext} context */
export function openBuffers(context) {
  /** @type {Map<string, {loading: Promise<AudioBuffer>, bytes: number}>} the least recently wanted first */
  const kept = new Map();

  /** @param {Track} track @param {boolean} round */
  function fetched(track, round) {
    const decoder = round ? decoderAt(track.sample_rate, context) : context;
    const decoded = async (/** @type {string} */ address) => {
      const answer = await fetch(address, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      return decoder.decodeAudioData(await answer.arrayBuffer());
    };
    const [best, ...others] = addressesOf(track);
    return others.reduce((loading, address) => loading.catch(() => decoded(address)), decoded(best));
  }

  /** @param {string} but */
  function makeRoom(but) {
    let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [key, one] of kept) {
      if (bytes <= MOST_BYTES) return;
      if (key === but) continue;
      kept.delete(key);
      bytes -= one.bytes;
    }
  }

  return {
    /**
     * Refused when it cannot be fetched or decoded; the next one who wants it tries again.
     * @param {Track} track @param {boolean} round whether it is to go round without a seam
     */
    async get(track, round) {
      const key = `${round ? "round" : "once"} ${track.url}`;
      const known = kept.get(key) ?? { loading: fetched(track, round), bytes: 0 };
      kept.delete(key);
      kept.set(key, known);
      try {
        const buffer = await known.loading;
        known.bytes = buffer.length * buffer.numberOfChannels * BYTES_PER_SAMPLE;
        makeRoom(key);
        return buffer;
      } catch (error) {
        if (kept.get(key) === known) kept.delete(key);
        throw error;
      }
    },
  };
}

/**
 * Decoding brings a sound to the rate of the context, and at both ends takes silence to be beside it: a loop of another rate
 * clicks where it turns. At its own rate it stays as it is; the source brings it to the card's rate while it goes round.
 * @param {number | undefined} rate of the file; undefined in what was told before it was known
 * @param {BaseAudioContext} context
 */
function decoderAt(rate, context) {
  if (!rate || rate === context.sampleRate) return context;
  try {
    return new OfflineAudioContext(1, 1, rate);
  } catch {
    return context; /* a rate that this browser does not take */
  }
}
