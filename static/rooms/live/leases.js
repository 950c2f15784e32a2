/**
 * Passing events end by themselves: who is typing or dragging says so again and again, and silence for three seconds
 * means that it is over (the line broke, the page was closed).
 */
const LEASE_MS = 3_000;

/** @template T */
export class Leases {
  /**
   * @param {(held: Map<string, T>) => void} changed
   * @param {number} [ms]
   */
  constructor(changed, ms = LEASE_MS) {
    this.changed = changed;
    this.ms = ms;
    /** @type {Map<string, T>} */
    this.held = new Map();
    /** @type {Map<string, any>} */
    this.timers = new Map();
  }

  /** @param {string} key @param {T} value */
  renew(key, value) {
    clearTimeout(this.timers.get(key));
    this.timers.set(key, setTimeout(() => this.end(key), this.ms));
    this.held.set(key, value);
    this.changed(this.held);
  }

  /** @param {string} key */
  end(key) {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    if (this.held.delete(key)) this.changed(this.held);
  }
}
