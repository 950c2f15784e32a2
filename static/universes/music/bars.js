/**
 * When which bar sounds. Pure. A stretch says: from bar `bar` on, which begins at `at` (the server's clock), what `revision`
 * names is heard; how long its bars are is known once one of them is. Where another `piece` begins, the former one is still
 * played for a while, so that one fades into the other.
 *
 * @typedef {{bar: number, at: number, revision: string, piece: string, seconds: number | null}} Stretch
 * @typedef {{number: number, at: number, seconds: number, revision: string, piece: string}} Due
 */

/** For so many seconds a piece is heard beyond the bar line at which another begins. */
export const FADE = 3;

export class BarClock {
  constructor() {
    /** @type {Stretch[]} oldest first */
    this.stretches = [];
  }

  /**
   * What the server says is heard, now or from the next bar on.
   * @param {{bar: number, bar_at: number, revision: string, piece?: string}} music
   * @returns {boolean} whether that is news
   */
  told({ bar, bar_at, revision, piece = "" }) {
    const newest = this.stretches.at(-1);
    if (newest && newest.bar === bar && newest.at === bar_at && newest.revision === revision && newest.piece === piece) return false;
    const seconds = this.stretches.find((one) => one.revision === revision)?.seconds ?? null;
    this.stretches = [...this.stretches.filter((one) => one.bar < bar), { bar, at: bar_at, revision, piece, seconds }].slice(-4);
    return true;
  }

  /** Nothing is heard any more. */
  ended() {
    this.stretches = [];
  }

  /** @param {string} revision @param {number} seconds */
  measured(revision, seconds) {
    this.stretches = this.stretches.map((one) => (one.revision === revision ? { ...one, seconds } : one));
  }

  /** The stretches whose bars' length is not known yet. */
  get unknown() {
    return this.stretches.filter((one) => one.seconds === null);
  }

  /** Where one piece makes way for another, oldest first: from which to which, and when. */
  get changes() {
    return this.stretches.slice(1).flatMap((one, index) => {
      const before = this.stretches[index];
      return before.piece === one.piece ? [] : [{ from: before.piece, to: one.piece, at: one.at }];
    });
  }

  /**
   * The bars that begin from `from` to `until` (the server's clock), each with when; those of a piece that fades come last.
   * @param {number} from @param {number} until @returns {Due[]}
   */
  between(from, until) {
    /** @type {Due[]} */
    const found = [];
    /** @type {Due[]} */
    const fading = [];
    for (const [index, { bar, at, seconds, revision, piece }] of this.stretches.entries()) {
      if (seconds === null) continue;
      const next = this.stretches[index + 1];
      const last = Math.min(next ? next.bar : Infinity, bar + Math.ceil((until - at) / seconds));
      for (let number = Math.max(bar, bar + Math.ceil((from - at) / seconds - 1e-9)); number < last; number += 1) {
        found.push({ number, at: at + (number - bar) * seconds, seconds, revision, piece });
      }
      if (!next || next.piece === piece) continue;
      for (let number = next.bar, begins = next.at; begins < Math.min(until, next.at + FADE); number += 1, begins += seconds) {
        if (begins >= from) fading.push({ number, at: begins, seconds, revision, piece });
      }
    }
    return [...found, ...fading];
  }
}
