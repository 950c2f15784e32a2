/** What a monitor keeps of a room: what happened last, who was heard of when, how fast each line is, what was refused. */
import { effect, signal } from "../vendor/ui.js";
import { get } from "../base/http.js";
import { t } from "../base/i18n.js";
import { fromNow } from "../base/times.js";

const MOST = 100;
const EARLIER = 60;
const MOST_REFUSALS = 30;
const TICK_MS = 20_000;
/** A slower line is told in seconds. */
const SECOND_MS = 1_000;

/** @typedef {ReturnType<typeof openWatch>} Watch */
/** @typedef {{seq: number, type: string, at: string, by?: {user: string, name: string} | null}} Happening */

/** Two lists of one log as one, newest first, each number once. Pure. @param {Happening[]} known @param {Happening[]} more @returns {Happening[]} */
export function together(known, more) {
  const bySeq = new Map([...known, ...more].map((one) => [one.seq, one]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq).slice(0, MOST);
}

/** The later of two moments, as the server writes them. @param {string | undefined} a @param {string} b */
const later = (a, b) => (a && Date.parse(a) > Date.parse(b) ? a : b);

/**
 * @param {import("../rooms/store.js").Room} room
 * @param {Record<string, string>} before by user: when they were last heard of before this page was opened
 */
export function openWatch(room, before) {
  const log = signal(/** @type {Happening[]} */ ([]));
  const heard = signal({ ...before });
  const delays = signal(/** @type {Record<string, number>} */ ({}));
  const refusals = signal(/** @type {any[]} */ ([]));
  const now = signal(new Date());
  let asked = false;

  const hear = (/** @type {Happening[]} */ entries) => {
    log.value = together(log.peek(), entries);
    const next = { ...heard.peek() };
    for (const { by, at } of entries) if (by) next[by.user] = later(next[by.user], at);
    heard.value = next;
  };
  room.onEntry((entry) => hear([{ ...entry, at: entry.at ?? new Date().toISOString() }]));
  room.onPassing(({ type, data }) => {
    if (type === "room.delays") delays.value = { ...delays.peek(), ...data.delays };
    else if (type === "room.refused") refusals.value = [data, ...refusals.peek()].slice(0, MOST_REFUSALS);
  });
  effect(() => {
    const state = room.state.value;
    if (!state || asked) return;
    asked = true;
    const since = Math.max(0, state.seq - EARLIER);
    get(`${room.page.api}/rooms/${room.page.room.id}/entries?since=${since}&limit=${EARLIER}`).then(({ data }) => hear(data), () => { asked = false; });
  });
  setInterval(() => { now.value = new Date(); }, TICK_MS);

  /** What is said of a member below their name. @param {{user: string}} member @param {any} present @returns {string[]} */
  function factsOf({ user }, present) {
    const delay = delays.value[user];
    if (present) return delay === undefined ? [] : [delayWords(delay)];
    const at = heard.value[user];
    return [at ? t("last heard of {when}", { when: fromNow(new Date(at), now.value) }) : t("not heard of yet")];
  }

  return { log, refusals, now, factsOf };
}

/** @param {number} ms there and back @returns {string} */
export function delayWords(ms) {
  return ms < SECOND_MS ? t("{ms} ms", { ms: Math.round(ms) }) : t("{seconds} s", { seconds: (ms / SECOND_MS).toFixed(1) });
}
