/**
 * The universe's endless piece on this page: bars are fetched ahead by their revision, put in time by the server's clock,
 * and played by the synthesiser. Everybody who listens hears the same bar; a change is heard from the bar on that the
 * server names.
 */
import { effect, signal } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { openOutput } from "../../audio/output.js";
import { openTime } from "../../audio/time.js";
import { gainsOf } from "../../audio/mix.js";
import { BarClock } from "./bars.js";
import { heardCollision } from "./collisions.js";
import { openBand } from "./band.js";

const TEND_MS = 200;
/** Bars are put on the sound card's clock this long before they sound; a browser lets pages in the background look only once a second. */
const AHEAD = 1.6;
const BLOCK = 8;
const KEPT_BLOCKS = 24;
/** Each bar as it is put on the clock, for who measures from outside: it is heard when clocks show `heard`. */
const MARK = "dreamtable:bar";

/** @typedef {ReturnType<typeof openPlayer>} Player */

/** @param {import("../world.js").World} world @param {import("../../audio/mix.js").Mix} mix */
export function openPlayer(world, mix) {
  const { room } = world;
  const clock = new BarClock();
  const listening = signal(false);
  const bar = signal(/** @type {any} */ (null));
  const problem = signal("");
  /** @type {Map<string, any[] | Promise<void>>} by revision and number of the block; without bars when that revision is over */
  const blocks = new Map();
  /** @type {Map<number, {revision: string, at: number, playing: ReturnType<ReturnType<typeof openBand>["play"]>}>} */
  const scheduled = new Map();
  /** @type {null | {output: import("../../audio/output.js").Output, time: import("../../audio/time.js").Time, band: ReturnType<typeof openBand>, analyser: AnalyserNode}} */
  let open = null;

  effect(() => {
    const music = world.music.value;
    if (!music || !clock.told(music)) return;
    /* What was over may be heard again: somebody has undone what ended it. */
    for (const [key, bars] of blocks) if (Array.isArray(bars) && !bars.length) blocks.delete(key);
    if (open) tend();
  });
  room.onPassing((event) => {
    if (event.type === "simulation.collisions") collide(event.data.collisions);
  });

  function opened() {
    if (open) return open;
    const output = openOutput();
    const time = openTime(room, output.context, () => mix.own.peek().delay);
    const analyser = new AnalyserNode(output.context, { fftSize: 2048, smoothingTimeConstant: 0.6 });
    const into = output.into("music");
    into.connect(analyser);
    open = { output, time, analyser, band: openBand(output.context, into) };
    effect(() => output.mix(gainsOf(mix.own.value, undefined)));
    return open;
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
      const { data } = await get(`${room.page.api}/universes/${world.about.value.id}/bars?revision=${revision}&from=${first}&count=${BLOCK}`);
      blocks.set(key, data.bars);
      const [one] = data.bars;
      if (!one) return;
      clock.measured(revision, (one.beats * 60) / one.tempo);
      problem.value = "";
      for (const old of [...blocks.keys()].slice(0, -KEPT_BLOCKS)) blocks.delete(old);
      if (open) tend();
    } catch (error) {
      blocks.delete(key);
      problem.value = /** @type {Error} */ (error).message;
    }
  }

  function tend() {
    if (!open) return;
    const { time, band, output } = open;
    time.read();
    if (!listening.peek() || !time.ready() || output.blocked.peek()) return;
    const now = time.now();
    for (const { revision, bar: first } of clock.unknown) barOf(revision, first);
    const due = clock.between(now - 8, now + AHEAD);
    for (const [number, one] of scheduled) {
      if (one.at + 30 < now) scheduled.delete(number);
      else if (one.at > now && !due.some((other) => other.number === number && other.revision === one.revision && other.at === one.at)) {
        one.playing.stop();
        scheduled.delete(number);
      }
    }
    for (const { number, at, seconds, revision } of due) {
      const written = barOf(revision, number);
      if (at <= now && at + seconds > now && written) bar.value = written;
      if (!written || scheduled.has(number) || at + seconds < now) continue;
      const second = time.context(at);
      scheduled.set(number, { revision, at, playing: band.play(written, second) });
      performance.clearMarks(MARK);
      performance.mark(MARK, { detail: { number, revision, mood: world.music.peek()?.mood, heard: performance.timeOrigin / 1000 + time.page(second) } });
    }
    const soon = due.at(-1);
    if (soon) barOf(soon.revision, soon.number + 2);
  }

  /** @param {{a: string, b: string | null, x: number, impulse: number}[]} collisions */
  function collide(collisions) {
    if (!open || !listening.peek() || !bar.peek()) return;
    const bodies = room.kind("body").peek();
    const width = world.physics.peek()?.width ?? 40;
    for (const one of collisions.slice(0, 12)) {
      const note = heardCollision(one, [bodies[one.a], one.b && bodies[one.b]], width, bar.peek());
      if (note) open.band.strike(note, open.output.context.currentTime + 0.02);
    }
  }

  setInterval(tend, TEND_MS);
  return {
    listening, bar, problem,
    /** For pictures of what is heard; null as long as nobody listens. */
    analyser: () => open?.analyser ?? null,
    toggle() {
      listening.value = !listening.value;
      const { output, band } = opened();
      if (listening.value) {
        output.wake();
        tend();
      } else {
        scheduled.clear();
        band.silence();
        bar.value = null;
      }
    },
  };
}
