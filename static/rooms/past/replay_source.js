/**
 * The past of the table: a state from REST at any number of the log, and the entries after it, folded one by one as they
 * were folded then. While it is open the page reads it in place of the live state, which goes on behind it.
 *
 * @typedef {import("../live/reducer.js").State} State
 * @typedef {import("../live/reducer.js").Entry & {type: string, at: string, by: {user: string, name: string} | null}} Told
 * @typedef {ReturnType<typeof openReplay>} Replay
 */
import { batch, computed, effect, signal } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { fold } from "../live/reducer.js";

export const SPEEDS = [1, 2, 4, 8, 16];
/** Nobody waits for a table where nothing happens: longer pauses are shortened to this, at speed 1. */
export const LONGEST_PAUSE_MS = 3_000;
const SETTLE_MS = 150;
const PAGE = 200;

/**
 * @param {import("../store.js").Room} room
 * @param {{ask?: typeof get}} [parts] others than the real ones are for tests
 */
export function openReplay(room, { ask = get } = {}) {
  const address = `${room.page.api}/rooms/${room.page.room.id}`;
  const open = signal(false);
  const loading = signal(false);
  const problem = signal("");
  const playing = signal(false);
  const speed = signal(1);
  const at = signal(0);
  const first = signal(0);
  const head = signal(0);
  const time = signal(/** @type {string | null} */ (null));
  /** @type {Told[]} what follows the shown state, as far as it was fetched */
  let ahead = [];
  let aheadTo = 0;
  let asked = 0;
  /** @type {any} */
  let timer;

  effect(() => {
    const { value: past } = room.past;
    if (open.peek() && !loading.peek() && (!past || past.sight !== room.you.value.sight)) close();
  });

  /** @param {number} [seq] the newest without it @returns {Promise<boolean>} whether it is shown now */
  async function load(seq) {
    asked += 1;
    const mine = asked;
    loading.value = true;
    try {
      const { data } = await ask(`${address}/replay${seq === undefined ? "" : `?at=${seq}`}`);
      if (mine !== asked || !open.peek()) return false;
      batch(() => {
        room.past.value = data.state;
        ahead = [];
        aheadTo = data.at;
        at.value = data.at;
        first.value = data.first;
        head.value = Math.max(data.head, head.peek());
        time.value = data.times.at;
        problem.value = "";
      });
      return true;
    } catch (error) {
      if (mine === asked) problem.value = /** @type {Error} */ (error).message;
      return false;
    } finally {
      if (mine === asked) loading.value = false;
    }
  }

  /** Fetch what follows; false when that is the end. */
  async function fetchAhead() {
    const mine = asked;
    const { data, meta } = await ask(`${address}/entries?since=${aheadTo}&limit=${PAGE}`);
    if (mine !== asked) return false;
    ahead = [...ahead, ...data];
    aheadTo = meta.to;
    head.value = Math.max(meta.head, head.peek());
    return data.length > 0;
  }

  async function hasNext() {
    return ahead.length > 0 || fetchAhead();
  }

  /** Fold the next entry; false at the end. */
  async function forward() {
    if (!(await hasNext())) return false;
    const entry = /** @type {Told} */ (ahead.shift());
    const past = room.past.peek();
    if (!past) return false;
    const state = fold(past, entry);
    if (sceneChanged(state)) return load(entry.seq); /* a game master's state holds the things of one scene only */
    batch(() => {
      room.past.value = state;
      at.value = entry.seq;
      time.value = entry.at;
    });
    return true;
  }

  async function tick() {
    const before = time.peek();
    try {
      if (!(await hasNext())) return atEnd();
    } catch (error) {
      problem.value = /** @type {Error} */ (error).message;
      return pause();
    }
    if (!playing.peek()) return undefined;
    const pauseMs = before ? Date.parse(ahead[0].at) - Date.parse(before) : 0;
    timer = setTimeout(async () => {
      if (!playing.peek()) return;
      if (await forward()) tick();
      else pause();
    }, Math.max(0, Math.min(pauseMs, LONGEST_PAUSE_MS)) / speed.peek());
    return undefined;
  }

  function atEnd() {
    at.value = head.peek();
    pause();
  }

  function pause() {
    clearTimeout(timer);
    playing.value = false;
  }

  async function play() {
    problem.value = "";
    if (at.peek() >= head.peek() && !(await load(first.peek()))) return;
    playing.value = true;
    tick();
  }

  function close() {
    pause();
    asked += 1;
    batch(() => {
      open.value = false;
      loading.value = false;
      room.past.value = null;
    });
  }

  /** @param {number} seq shown at once as a place, and as a state when the hand rests */
  function seek(seq) {
    clearTimeout(timer);
    asked += 1;
    at.value = Math.max(first.peek(), Math.min(seq, head.peek()));
    timer = setTimeout(async () => {
      if (await load(at.peek()) && playing.peek()) tick();
    }, SETTLE_MS);
  }

  return {
    open, loading, problem, playing, speed, at, first, head, time, close, play, pause, seek,
    empty: computed(() => open.value && !loading.value && head.value <= first.value),
    async start() {
      head.value = 0;
      open.value = true;
      if (!(await load()) && !room.past.peek()) problem.value ||= "";
    },
    toggle: () => (playing.peek() ? pause() : play()),
    /** @param {number} value */
    setSpeed(value) { speed.value = value; },
    again: () => load(at.peek() || undefined),
    async nextMessage() {
      pause();
      try {
        while (await hasNext()) {
          const says = ahead[0].ops.some(([verb, kind]) => verb === "put" && kind === "message");
          if (!(await forward()) || says) return;
        }
        at.value = head.peek();
      } catch (error) {
        problem.value = /** @type {Error} */ (error).message;
      }
    },
    async previousMessage() {
      pause();
      const said = Object.values(room.past.peek()?.things.message ?? {}).map((message) => message.seq).filter((seq) => seq < at.peek());
      await load(said.length ? Math.max(...said) : first.peek());
    },
  };
}

/** @param {State} state */
function sceneChanged(state) {
  const shown = Object.values(state.things.scene ?? {}).find((scene) => scene.active)?.id ?? null;
  return state.sight === "gm" && shown !== state.scene;
}
