/**
 * When which bar sounds. Pure. A stretch says: from bar `bar` on, which begins at `at` (the server's clock), what `revision`
 * names is heard; how long its bars are is known once one of them is.
 *
 * @typedef {{bar: number, at: number, revision: string, seconds: number | null}} Stretch
 */

export class BarClock {
  constructor() {
    /** @type {Stretch[]} oldest first */
    this.stretches = [];
  }

  /** What the server says is heard, now or from the next bar on. @param {{bar: number, bar_at: number, revision: string}} music @returns {boolean} whether that is news */
  told({ bar, bar_at, revision }) {
    const newest = this.stretches.at(-1);
    if (newest && newest.bar === bar && newest.at === bar_at && newest.revision === revision) return false;
    const seconds = this.stretches.find((one) => one.revision === revision)?.seconds ?? null;
    this.stretches = [...this.stretches.filter((one) => one.bar < bar), { bar, at: bar_at, revision, seconds }].slice(-4);
    return true;
  }

  /** @param {string} revision @param {number} seconds */
  measured(revision, seconds) {
    this.stretches = this.stretches.map((one) => (one.revision === revision ? { ...one, seconds } : one));
  }

  /** The stretches whose bars' length is not known yet. */
  get unknown() {
    return this.stretches.filter((one) => one.seconds === null);
  }

  /**
   * The bars that begin from `from` to `until` (the server's clock), each with when.
   * @param {number} from @param {number} until @returns {{number: number, at: number, seconds: number, revision: string}[]}
   */
  between(from, until) {
    const found = [];
    for (const [index, { bar, at, seconds, revision }] of this.stretches.entries()) {
      if (seconds === null) continue;
      const next = this.stretches[index + 1];
      const last = Math.min(next ? next.bar : Infinity, bar + Math.ceil((until - at) / seconds));
      for (let number = Math.max(bar, bar + Math.ceil((from - at) / seconds - 1e-9)); number < last; number += 1) {
        found.push({ number, at: at + (number - bar) * seconds, seconds, revision });
      }
    }
    return found;
  }
}
