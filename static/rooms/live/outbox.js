/**
 * Commands that were not answered yet. They keep their id, so sending one again is harmless: the server gives its first
 * answer again. They also outlive a reload of the page (sessionStorage), so a typed message is not lost with it.
 *
 * @typedef {{id: string, type: string, data: object, at: number}} Command
 * @typedef {{resolve: (answer: object) => void, reject: (error: object) => void}} Waiting
 */

/** After this long a command left by an earlier page is given back as unsent: a token must not jump an hour later. */
const STALE_MS = 5 * 60_000;

export class Outbox {
  /**
   * @param {{storage?: Storage | null, key?: string, now?: () => number}} [options]
   */
  constructor({ storage = null, key = "outbox", now = Date.now } = {}) {
    this.storage = storage;
    this.key = key;
    this.now = now;
    /** @type {Map<string, Command>} in the order they were given */
    this.commands = new Map();
    /** @type {Map<string, Waiting>} */
    this.waiting = new Map();
    /** @type {Command[]} what an earlier page left too long ago */
    this.stale = [];
    for (const command of this.#read()) {
      if (this.now() - command.at < STALE_MS) this.commands.set(command.id, command);
      else this.stale.push(command);
    }
    this.#write();
  }

  /**
   * @param {string} id
   * @param {string} type
   * @param {object} data
   * @returns {Promise<object>} the server's answer; rejects with `{code, message, fields}`
   */
  add(id, type, data) {
    this.commands.set(id, { id, type, data, at: this.now() });
    this.#write();
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  /** @returns {Command[]} what to send again after a reconnect, in order */
  unanswered() {
    return [...this.commands.values()];
  }

  /**
   * @param {string} id
   * @param {object} answer the kept entry, or `{re, seq}`
   * @returns {Command | undefined} undefined for an answer to somebody else or a repeated one
   */
  accept(id, answer) {
    const command = this.#take(id);
    this.waiting.get(id)?.resolve(answer);
    this.waiting.delete(id);
    return command;
  }

  /**
   * @param {string} id
   * @param {object} error
   * @returns {Command | undefined}
   */
  refuse(id, error) {
    const command = this.#take(id);
    this.waiting.get(id)?.reject(error);
    this.waiting.delete(id);
    return command;
  }

  /** @param {string} id */
  #take(id) {
    const command = this.commands.get(id);
    if (command) {
      this.commands.delete(id);
      this.#write();
    }
    return command;
  }

  /** @returns {Command[]} */
  #read() {
    try {
      return JSON.parse(this.storage?.getItem(this.key) ?? "[]");
    } catch {
      return [];
    }
  }

  #write() {
    try {
      if (this.commands.size) this.storage?.setItem(this.key, JSON.stringify(this.unanswered()));
      else this.storage?.removeItem(this.key);
    } catch {
      /* a full or forbidden storage only costs the comfort of surviving a reload */
    }
  }
}
