/** Sounds as samples in memory, fetched and decoded once; the longest unused go when there are too many. */

/** 32-bit samples of 48000 a second in stereo: so much is eleven minutes. */
const MOST_BYTES = 256 * 1024 * 1024;
const BYTES_PER_SAMPLE = 4;

/** @typedef {ReturnType<typeof openBuffers>} Buffers */

/** @param {BaseAudioContext} context */
export function openBuffers(context) {
  /** @type {Map<string, {loading: Promise<AudioBuffer>, bytes: number}>} the least recently wanted first */
  const kept = new Map();

  /** @param {string} url */
  async function fetched(url) {
    const answer = await fetch(url, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    return context.decodeAudioData(await answer.arrayBuffer());
  }

  /** @param {string} but */
  function makeRoom(but) {
    let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [url, one] of kept) {
      if (bytes <= MOST_BYTES) return;
      if (url === but) continue;
      kept.delete(url);
      bytes -= one.bytes;
    }
  }

  return {
    /** Refused when it cannot be fetched or decoded; the next one who wants it tries again. @param {string} url */
    async get(url) {
      const known = kept.get(url) ?? { loading: fetched(url), bytes: 0 };
      kept.delete(url);
      kept.set(url, known);
      try {
        const buffer = await known.loading;
        known.bytes = buffer.length * buffer.numberOfChannels * BYTES_PER_SAMPLE;
        makeRoom(url);
        return buffer;
      } catch (error) {
        if (kept.get(url) === known) kept.delete(url);
        throw error;
      }
    },
  };
}
