/**
 * The page's half of the live protocol (rooms/live/SPEC.md): one socket, numbered entries folded in order, gaps asked
 * for again, silence noticed, commands answered exactly once. It knows no panel and no canvas; it calls what it is given.
 *
 * @typedef {import("./reducer.js").State} State
 * @typedef {import("./reducer.js").Entry} Entry
 * @typedef {{member: string | null, user: string | null, role: string, sight: string, rights: string[]}} You
 * @typedef {{phase: "connecting" | "live" | "waiting" | "closed", code?: number, retryIn?: number}} Status
 * @typedef {object} Listeners
 * @property {(state: State | null) => void} [state] null when the viewer has lost the right to see it
 * @property {(entry: Entry) => void} [entry] each kept entry once, after it was folded
 * @property {(event: {type: string, by?: any, data: any}) => void} [passing]
 * @property {(status: Status) => void} [status]
 * @property {(you: You) => void} [you]
 * @property {(command: {id: string, type: string, data: any} | undefined, error: {code: string, message: string, fields?: any}) => void} [refused]
 * @property {() => void} [outbox] the list of unanswered commands changed
 */
import { newId } from "../../base/ids.js";
import { waitBefore } from "../../base/backoff.js";
import { fold, standing } from "./reducer.js";

const PROTOCOL = 1;
/** Codes after which nothing of the room is this viewer's to see: what is known of it is forgotten. */
const ENDED = new Set([4001, 4003, 4004]);
/** Our own code: the server speaks another version than this page. */
export const OLD_PAGE = 0;
/** Codes after which trying again cannot help; 4009 waits for a click, else two pages would push each other out. */
const FINAL = new Set([4001, 4003, 4004, 4009, OLD_PAGE]);
const SILENCE_MS = 35_000;
const HELLO_MS = 10_000;
const ACK_MS = 2_000;
const ACK_ENTRIES = 64;
const ASK_AGAIN_MS = 5_000;
const FRAME_BYTES = 16_000;
const AHEAD_MAX = 512;

export class Live {
  /**
   * @param {string} url
   * @param {import("./outbox.js").Outbox} outbox
   * @param {Listeners} listeners
   * @param {{open?: (url: string) => WebSocket, now?: () => number, random?: () => number}} [platform]
   */
  constructor(url, outbox, listeners, { open = (address) => new WebSocket(address), now = Date.now, random = Math.random } = {}) {
    this.url = url;
    this.outbox = outbox;
    this.listeners = listeners;
    this.open = open;
    this.now = now;
    this.random = random;
    /** @type {State | null} */
    this.state = null;
    /** @type {string | null} the scene asked for; null follows what is shown to the players */
    this.scene = null;
    /** @type {WebSocket | null} */
    this.socket = null;
    this.attempt = 0;
    this.ready = false;
    /** @type {Map<number, Entry>} entries after a gap, kept until it is filled */
    this.ahead = new Map();
    this.unacknowledged = 0;
    this.snapshotAsked = 0;
    this.resumeAsked = 0;
    this.snapshotId = "";
    this.lastFrame = 0;
    /** @type {any} */
    this.retry = null;
    /** @type {any[]} */
    this.timers = [];
  }

  start() {
    this.#connect();
    this.timers.push(setInterval(() => this.#supervise(), 2_500));
    this.timers.push(setInterval(() => this.#acknowledge(), ACK_MS));
  }

  stop() {
    for (const timer of this.timers) clearInterval(timer);
    clearTimeout(this.retry);
    this.#leave();
  }

  /** Do not wait any longer: the network is back, the page is shown again, or somebody clicked "try now". */
  wake() {
    if (this.socket) return this.#supervise();
    clearTimeout(this.retry);
    this.#connect();
  }

  /** Come in anew, for instance because the viewer's role changed. */
  reconnect() {
    this.#leave();
    this.state = null;
    this.#connect();
  }

  /**
   * A kept command; it survives a lost line and a reload.
   * @param {string} type
   * @param {object} data
   * @returns {Promise<object>} rejects with `{code, message, fields}`
   */
  send(type, data) {
    const id = newId();
    if (new Blob([JSON.stringify(data)]).size > FRAME_BYTES) {
      const error = { code: "too_large", message: "", fields: {} };
      this.listeners.refused?.({ id, type, data }, error);
      return Promise.reject(error);
    }
    const answer = this.outbox.add(id, type, data);
    this.listeners.outbox?.();
    if (this.ready) this.#up({ id, type, data });
    return answer;
  }

  /**
   * A passing event: worth nothing a moment later, so it is dropped when the line is down.
   * @param {string} type
   * @param {object} data
   */
  pass(type, data) {
    if (this.ready) this.#up({ id: newId(), type, data });
  }

  /** Look at a scene (a game master) or follow the shown one. @param {string | null} scene */
  lookAt(scene) {
    this.scene = scene;
    this.#askSnapshot(true);
  }

  #connect() {
    clearTimeout(this.retry);
    this.#status({ phase: "connecting" });
    this.lastFrame = this.now();
    this.ready = false;
    const socket = this.open(this.url);
    this.socket = socket;
    socket.onmessage = (event) => socket === this.socket && this.#frame(event.data);
    socket.onclose = (event) => socket === this.socket && this.#lost(event.code);
    socket.onerror = () => undefined; /* a close always follows */
  }

  #leave() {
    const socket = this.socket;
    this.socket = null;
    this.ready = false;
    socket?.close();
  }

  /** @param {number} code */
  #lost(code) {
    this.#leave();
    this.snapshotAsked = this.resumeAsked = 0;
    this.ahead.clear();
    if (FINAL.has(code)) this.#status({ phase: "closed", code });
    if (ENDED.has(code)) {
      this.state = null;
      this.listeners.state?.(null);
    }
    if (FINAL.has(code)) return;
    const retryIn = waitBefore(this.attempt, this.random);
    this.attempt += 1;
    this.retry = setTimeout(() => this.#connect(), retryIn);
    this.#status({ phase: "waiting", code, retryIn });
  }

  /** A dead line sends no close: the server beats each 15 s, so longer silence means that it is gone. */
  #supervise() {
    if (!this.socket) return;
    const silence = this.now() - this.lastFrame;
    if (silence > (this.ready ? SILENCE_MS : HELLO_MS)) this.#lost(1006);
    else if (this.ready && !this.state) this.#askSnapshot(false);
  }

  /** @param {string} text */
  #frame(text) {
    this.lastFrame = this.now();
    const frame = JSON.parse(text);
    if (frame.seq !== undefined && frame.ops) this.#entry(frame);
    else if (frame.type === "hello") this.#hello(frame);
    else if (frame.type === "snapshot") this.#snapshot(frame);
    else if (frame.type === "beat") this.#beat(frame);
    else if (frame.type === "level") this.#level(frame);
    else if (frame.type === "resync") this.#askSnapshot(true);
    else if (frame.re !== undefined) this.#answer(frame);
    else if (frame.type !== "pong") this.listeners.passing?.(frame);
  }

  /** @param {{protocol: number, head: number, you: You}} frame */
  #hello(frame) {
    if (frame.protocol !== PROTOCOL) return this.#lost(OLD_PAGE);
    this.ready = true;
    this.attempt = 0;
    this.listeners.you?.(frame.you);
    const stale = this.state && (frame.head < this.state.seq || frame.you.sight !== this.state.sight);
    if (stale) this.state = null; /* another database, or we may see other things now: what we know is not true here */
    if (!this.state) this.#askSnapshot(true);
    else this.#askResume(); /* also when nothing was missed: until it is asked the server sends nothing (SPEC C4) */
    for (const { id, type, data } of this.outbox.unanswered()) this.#up({ id, type, data });
    this.#status({ phase: "live" });
  }

  /** @param {any} frame */
  #snapshot(frame) {
    if (frame.re && frame.re !== this.snapshotId) return;
    this.snapshotAsked = 0;
    this.state = { seq: frame.seq, scene: frame.scene ?? null, sight: frame.sight, things: frame.things };
    this.#drain();
    this.listeners.state?.(this.state);
  }

  /** @param {Entry} entry */
  #entry(entry) {
    if (this.state) {
      this.#keep(entry);
      this.#drain();
    } else if (this.ahead.size < AHEAD_MAX) this.ahead.set(entry.seq, entry);
    if (entry.re) this.#accepted(entry.re, entry);
  }

  /** @param {Entry} entry */
  #keep(entry) {
    const where = this.state && standing(this.state.seq, entry);
    if (where === "gap") {
      if (this.ahead.size < AHEAD_MAX) this.ahead.set(entry.seq, entry);
      this.#askResume();
    } else if (where === "next") this.#fold(entry);
  }

  /** @param {Entry} entry */
  #fold(entry) {
    if (!this.state) return;
    this.state = fold(this.state, entry);
    this.unacknowledged += 1;
    if (this.unacknowledged >= ACK_ENTRIES) this.#acknowledge();
    this.listeners.state?.(this.state);
    this.listeners.entry?.(entry);
  }

  /** Fold what waited behind a gap, as far as it now follows. */
  #drain() {
    for (const seq of [...this.ahead.keys()].sort((a, b) => a - b)) {
      const entry = this.ahead.get(seq);
      const where = this.state && entry && standing(this.state.seq, entry);
      if (!entry || where === "gap") return;
      this.ahead.delete(seq);
      if (where === "next") this.#fold(entry);
    }
  }

  /** @param {{head: number}} frame */
  #beat(frame) {
    if (this.state) this.#up({ type: "ack", seq: this.state.seq, beat: true }); /* so that who leads knows how fast the line is */
    if (this.state && frame.head > this.state.seq) this.#askResume();
  }

  /** @param {{seq: number}} frame a resume is over: everything up to this number was sent or is not for us */
  #level(frame) {
    this.resumeAsked = 0;
    if (!this.state) return;
    if (frame.seq > this.state.seq) this.state = { ...this.state, seq: frame.seq };
    this.#drain();
    this.#acknowledge(true);
  }

  /** @param {{re: string, error?: any}} frame */
  #answer(frame) {
    if (!frame.error) return this.#accepted(frame.re, frame);
    if (frame.re === this.snapshotId) {
      this.snapshotAsked = 0;
      if (this.scene) this.lookAt(null); /* the scene looked at is gone: follow the shown one */
      return;
    }
    const command = this.outbox.refuse(frame.re, frame.error);
    this.listeners.refused?.(command, frame.error);
    this.listeners.outbox?.();
  }

  /** @param {string} id @param {object} answer */
  #accepted(id, answer) {
    if (this.outbox.accept(id, answer)) this.listeners.outbox?.();
  }

  /** @param {boolean} now also when one was asked for a moment ago */
  #askSnapshot(now) {
    if (!this.ready || (!now && this.now() - this.snapshotAsked < ASK_AGAIN_MS)) return;
    this.snapshotAsked = this.now();
    this.snapshotId = newId();
    this.#up({ type: "snapshot", id: this.snapshotId, scene: this.scene });
  }

  #askResume() {
    if (!this.ready || !this.state || this.now() - this.resumeAsked < ASK_AGAIN_MS) return;
    this.resumeAsked = this.now();
    this.#up({ type: "resume", since: this.state.seq, sight: this.state.sight });
  }

  #acknowledge(always = false) {
    if (!this.ready || !this.state || (!this.unacknowledged && !always)) return;
    this.unacknowledged = 0;
    this.#up({ type: "ack", seq: this.state.seq });
  }

  /** @param {object} frame */
  #up(frame) {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(frame));
  }

  /** @param {Status} status */
  #status(status) {
    this.listeners.status?.(status);
  }
}
