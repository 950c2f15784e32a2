/** The story of a universe, told by the server's clock: where it is now, and how its parameters go from point to point. */
import { computed, effect, signal } from "../vendor/ui.js";
import { ServerClock } from "../audio/clock.js";

const FIRST_EVERY_MS = 200;
const THEN_EVERY_MS = 10_000;
const FIRST = 5;

/** @typedef {ReturnType<typeof openStory>} Story */
/** @typedef {{id: string, place: number, title: string, text: string, at: number, changes: {physics?: any, music?: any}}} Point */
/** @typedef {{since: number | null, second: number, rate: number}} Timeline */

/** Where the story is when the server's clock shows `now`. Pure. @param {Timeline | null} timeline @param {number | null} now @param {number} end */
export function secondAt(timeline, now, end) {
  if (!timeline) return 0;
  const far = timeline.since === null || now === null ? 0 : Math.max(0, now - timeline.since) * timeline.rate;
  return Math.max(0, Math.min(timeline.second + far, Math.max(end, timeline.second)));
}

/**
 * The ways that numbers go over the whole story, one lane for each parameter that a point names. Pure.
 * @param {Point[]} points @param {{what: "physics" | "music", name: string, words: string, unit: string}[]} rows
 */
export function lanesOf(points, rows) {
  const inTime = [...points].sort((a, b) => a.at - b.at || a.place - b.place);
  const end = inTime.at(-1)?.at ?? 0;
  return rows.flatMap((row) => {
    const stops = inTime.filter((point) => typeof point.changes[row.what]?.[row.name] === "number").map((point) => ({ at: point.at, value: /** @type {number} */ (point.changes[row.what][row.name]) }));
    if (!stops.length) return [];
    const [least, most] = [Math.min(...stops.map(({ value }) => value)), Math.max(...stops.map(({ value }) => value))];
    const high = (/** @type {number} */ value) => (most > least ? (value - least) / (most - least) : 0.5);
    return [{ ...row, least, most, stops: stops.map(({ at, value }) => ({ x: end ? at / end : 0, y: high(value) })) }];
  });
}

/** @param {import("./world.js").World} world */
export function openStory(world) {
  const { room } = world;
  const clock = new ServerClock();
  const points = computed(() => /** @type {Point[]} */ (Object.values(room.kind("story_point").value)).sort((a, b) => a.place - b.place));
  const timeline = computed(() => /** @type {Timeline | null} */ (Object.values(room.kind("timeline").value)[0] ?? null));
  const end = computed(() => Math.max(0, ...points.value.map(({ at }) => at)));
  const playing = computed(() => timeline.value?.since != null);
  /** Which point is open in the list. */
  const chosen = signal("");
  /** Rises with each answer about the time. */
  const measured = signal(0);
  let asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let next;
  const pageNow = () => performance.now() / 1000;

  room.onPassing((event) => {
    if (event.type !== "clock" || !clock.add(event.data.t0, event.data.t1, pageNow())) return;
    if (measured.peek() < FIRST) measured.value += 1;
  });
  function ask() {
    clearTimeout(next);
    room.pass("clock", { t0: pageNow() });
    asked += 1;
    next = setTimeout(ask, asked < FIRST ? FIRST_EVERY_MS : THEN_EVERY_MS);
  }
  /** The time is asked for only while a story is told. */
  effect(() => {
    clearTimeout(next);
    if (!playing.value || room.status.value.phase !== "live") return;
    asked = 0;
    ask();
  });

  return {
    points, timeline, end, playing, chosen, measured,
    second: () => secondAt(timeline.peek(), clock.server(pageNow()), end.peek()),
    /** @param {{second?: number, story_point?: string, rate?: number}} [from] */
    play: (from = {}) => room.send("story.play", { rate: timeline.peek()?.rate ?? 1, ...from }),
    stop: () => room.send("story.stop", {}),
    go: (/** @type {Point} */ point) => room.send("story.go", { story_point: point.id }),
  };
}
