/**
 * An endless piece as a page plays it: bars are fetched ahead by their revision, put in time by the server's clock, and played
 * by the synthesiser. Everybody who listens hears the same bar; a change is heard from the bar on that the server names. Who
 * opens one says what is told of it, where its bars come from, and the way out.
 *
 * @typedef {{revision: string, bar: number, bar_at: number, piece?: string, mood?: string}} Told
 * @typedef {{output: import("../../audio/output.js").Output, time: import("../../audio/time.js").Time, into: AudioNode}} Ways
 *   opened at the first sound and not before
 */
import { effect, signal } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { openBand } from "./band.js";
import { BarClock, FADE } from "./bars.js";

const TEND_MS = 200;
/** Bars are put on the sound card's clock this long before they sound; a browser lets pages in the background look only once a second. */
const AHEAD = 1.6;
const BLOCK = 8;
const KEPT_BLOCKS = 24;
/** How quickly music that is ended goes. */
const HUSH = 0.3;
/** Until the last note of a piece that was left has rung, in milliseconds. */
const RINGS_MS = 15_000;
/** Each bar as it is put on the clock, for who measures from outside: it is heard when clocks show `heard`. */
const MARK = "dreamtable:bar";

/** @typedef {ReturnType<typeof openPiece>} Piece */

/**
 * @param {{told: import("../../vendor/ui.js").ReadonlySignal<Told | null>, address: () => string, ways: () => Ways}} source
 *   `told`: null is silence. `address` of the bars, without a query
 */
export function openPiece({ told, address, ways }) {
  const clock = new BarClock();
  const listening = signal(false);
  const bar = signal(/** @type {any} */ (null));
  const problem = signal("");
  /** @type {Map<string, any[] | Promise<void>>} by revision and number of the block; without bars when that revision is over */
  const blocks = new Map();
  /** @type {Map<string, {number: number, revision: string, at: number, playing: ReturnType<ReturnType<typeof openBand>["play"]>}>} by piece and number */
  const scheduled = new Map();
  /** @type {Map<string, {band: ReturnType<typeof openBand>, gain: GainNode, fades: string}>} by piece; `fades`: what its gain was told last */
  const lanes = new Map();
  /** @type {Ways | null} */
  let open = null;

  effect(() => {
    const music = told.value;
    if (!music) return hush();
    if (!clock.told(music)) return;
    /* What was over may be heard again: somebody has undone what ended it. */
    for (const [key, bars] of blocks) if (Array.isArray(bars) && !bars.length) blocks.delete(key);
    tend();
  });

  /** @param {string} piece */
  function laneOf(piece) {
    const known = lanes.get(piece);
    if (known) return known;
    const { output: { context }, into } = /** @type {Ways} */ (open);
    const gain = new GainNode(context);
    gain.connect(into);
    const lane = { band: openBand(context, gain), gain, fades: "" };
    lanes.set(piece, lane);
    return lane;
  }

  /** Where another piece begins, the former one goes as that one comes. @param {Ways} way */
  function crossfade({ time }) {
    const changes = clock.changes;
    for (const { from, to, at } of changes) {
      const second = time.context(at);
      ramp(from, `from ${at}`, second, 1, 0);
      ramp(to, `to ${at}`, second, 0, 1);
    }
    const newest = clock.stretches.at(-1)?.piece;
    for (const piece of lanes.keys()) if (piece !== newest && !changes.some(({ from }) => from === piece)) leave(piece);
  }

  /** @param {string} piece @param {string} fades @param {number} second @param {number} from @param {number} to */
  function ramp(piece, fades, second, from, to) {
    const lane = laneOf(piece);
    if (lane.fades === fades) return;
    lane.fades = fades;
    const { gain } = lane.gain;
    const now = lane.gain.context.currentTime;
    gain.cancelScheduledValues(now);
    gain.setValueAtTime(from, Math.max(second, now));
    gain.linearRampToValueAtTime(to, Math.max(second, now) + FADE);
  }

  /** @param {string} piece */
  function leave(piece) {
    const lane = lanes.get(piece);
    lanes.delete(piece);
    setTimeout(() => lane?.gain.disconnect(), RINGS_MS);
  }

  function hush() {
    clock.ended();
    scheduled.clear();
    for (const [piece, { gain }] of lanes) {
      gain.gain.cancelScheduledValues(0);
      gain.gain.setTargetAtTime(0, gain.context.currentTime, HUSH);
      leave(piece);
    }
    bar.value = null;
  }

  /** @param {string} revision @param {number} number @returns {any} null as long as it is on its way */
  function barOf(revision, number) {
    const first = Math.floor(number / BLOCK) * BLOCK;
    const key = `${revision}/${first}`;
    const known = blocks.get(key);
    if (Array.isArray(known)) return known[number - first] ?? null;
    if (!known) blocks.set(key, fetchBlock(revision, first, key));
    return null;
  }

  /** @param {string} revision @param {number} first @param {string} key */
  async function fetchBlock(revision, first, key) {
    try {
      const { data } = await get(`${address()}?revision=${revision}&from=${first}&count=${BLOCK}`);
      blocks.set(key, data.bars);
      const [one] = data.bars;
      if (!one) return;
      clock.measured(revision, (one.beats * 60) / one.tempo);
      problem.value = "";
      for (const old of [...blocks.keys()].slice(0, -KEPT_BLOCKS)) blocks.delete(old);
      tend();
    } catch (error) {
      blocks.delete(key);
      problem.value = /** @type {Error} */ (error).message;
    }
  }

  function tend() {
    if (!open || !listening.peek()) return;
    const { time, output } = open;
    time.read();
    if (!time.ready() || output.blocked.peek()) return;
    const now = time.now();
    for (const { revision, bar: first } of clock.unknown) barOf(revision, first);
    const due = clock.between(now - 8, now + AHEAD);
    crossfade(open);
    for (const [key, one] of scheduled) {
      if (one.at + 30 < now) scheduled.delete(key);
      else if (one.at > now && !due.some((other) => other.number === one.number && other.revision === one.revision && other.at === one.at)) {
        one.playing.stop();
        scheduled.delete(key);
      }
    }
    const newest = clock.stretches.at(-1);
    for (const { number, at, seconds, revision, piece } of due) {
      const written = barOf(revision, number);
      const heard = at <= now && at + seconds > now;
      if (heard && written && (piece === newest?.piece || (newest && now < newest.at))) bar.value = written;
      const key = `${piece}/${number}`;
      if (!written || scheduled.has(key) || at + seconds < now) continue;
      const second = time.context(at);
      scheduled.set(key, { number, revision, at, playing: laneOf(piece).band.play(written, second) });
      performance.clearMarks(MARK);
      performance.mark(MARK, { detail: { number, revision, mood: told.peek()?.mood, heard: performance.timeOrigin / 1000 + time.page(second) } });
    }
    const last = due.filter(({ piece }) => piece === newest?.piece).at(-1);
    if (last) barOf(last.revision, last.number + 2);
  }

  setInterval(tend, TEND_MS);
  return {
    listening, bar, problem,
    /** The players of what is heard now; null as long as nobody listens. */
    band: () => (newestLane() ?? null)?.band ?? null,
    /** @param {boolean} so */
    listen(so) {
      listening.value = so;
      if (so) {
        open ??= ways();
        open.output.wake();
        const music = told.peek();
        if (music) clock.told(music);
        tend();
      } else hush();
    },
  };

  function newestLane() {
    const newest = clock.stretches.at(-1);
    return newest && lanes.get(newest.piece);
  }
}
