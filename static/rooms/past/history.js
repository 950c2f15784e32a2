/**
 * The chat as one column without holes: the newest messages come with the state, others from REST as one scrolls or
 * jumps. Either the column reaches to the present and grows with it, or it is a stretch of the past that is read on its
 * own, with "newer" ones below. What changes in a message that left the state's window changes here all the same.
 */
import { computed, effect, signal } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { MESSAGE_WINDOW } from "../live/reducer.js";
import { openReading } from "./unread.js";

/** @typedef {{id: string, seq: number, kind: string, text: string, by: {user: string, name: string, colour: string}, at: string, [field: string]: any}} Message */
/** @typedef {ReturnType<typeof openHistory>} History */

const PAGE = 50;
/** As many lines as a page draws with ease; what is farther away is let go and fetched again. */
const MOST_SHOWN = 400;

/**
 * @param {import("../store.js").Room} room
 * @param {{ask?: typeof get, reading?: ReturnType<typeof openReading>, most?: number}} [parts] others than the real ones are for tests
 */
export function openHistory(room, { ask = get, reading = openReading(room), most = MOST_SHOWN } = {}) {
  const address = `${room.page.api}/rooms/${room.page.room.id}/messages`;
  const messages = signal(/** @type {Message[]} */ ([]));
  const olderAvailable = signal(false);
  const newerAvailable = signal(false);
  const loading = signal(/** @type {"" | "older" | "newer" | "place"} */ (""));
  const problem = signal("");
  let again = () => Promise.resolve(/** @type {any} */ (undefined));
  let following = true;
  let opened = false;
  let sight = "";
  /** @type {{[id: string]: Message}} */
  let held = {};
  /** @type {Message[]} */
  let newest = [];

  effect(() => {
    const things = room.kind("message").value;
    if (room.replaying.value) return showPast(things);
    if (!room.state.value) return room.status.peek().phase === "closed" ? forget() : undefined;
    if (opened && things === held) return undefined;
    if (room.state.value.sight !== sight) opened = false; /* who leads no longer keeps nothing of what only leaders read */
    sight = room.state.value.sight;
    const anew = opened && isAnew(held, things);
    const before = newest[newest.length - 1]?.seq ?? 0;
    held = things;
    newest = Object.values(things).sort((a, b) => a.seq - b.seq);
    if (!opened) showPresent();
    else if (newerAvailable.peek()) messages.value = replaced(messages.peek(), newest);
    else showGrown();
    if (!opened || anew) reading.opened(newest[newest.length - 1]?.seq ?? 0);
    else reading.arrived(newest.filter((message) => message.seq > before), following);
    if (anew) refresh();
    opened = true;
    return undefined;
  });
  room.onEntry((entry) => { messages.value = changed(messages.peek(), entry.ops); });

  function forget() {
    opened = false;
    messages.value = newest = [];
    held = {};
    olderAvailable.value = newerAvailable.value = false;
  }

  /** What the table had said at an earlier number: nothing to load, to mark or to keep. @param {{[id: string]: Message}} things */
  function showPast(things) {
    opened = false;
    messages.value = Object.values(things).sort((a, b) => a.seq - b.seq);
    olderAvailable.value = newerAvailable.value = false;
  }

  function showPresent() {
    messages.value = newest;
    olderAvailable.value = newest.length >= MESSAGE_WINDOW;
    newerAvailable.value = false;
  }

  /** So much was said while the line was down that a hole would remain: who reads the past stays there. */
  function showGrown() {
    const known = messages.peek();
    if (!leavesHole(known, newest, MESSAGE_WINDOW)) messages.value = merge(known, newest);
    else if (following) showPresent();
    else newerAvailable.value = true;
  }

  /** What is older than the state's window may have been edited while the line was down. */
  function refresh() {
    const first = messages.peek()[0]?.seq;
    if (first === undefined || (!newerAvailable.peek() && first >= (newest[0]?.seq ?? 0))) return;
    ask(`${address}?after=${first - 1}&limit=${most}`).then(
      ({ data }) => { messages.value = replaced(messages.peek(), data); },
      () => undefined, /* then an edit is seen at the next visit */
    );
  }

  /**
   * @param {"older" | "newer" | "place"} what
   * @param {string} query
   * @param {(page: Message[], cursor: {before: number | null, after: number | null}, target: number | null) => any} show
   */
  async function load(what, query, show) {
    if (loading.peek()) return undefined;
    loading.value = what;
    problem.value = "";
    try {
      const { data, meta } = await ask(`${address}?${query}`);
      return show(data, meta.cursor, meta.target);
    } catch (error) {
      problem.value = /** @type {Error} */ (error).message;
      again = () => load(what, query, show);
      return undefined;
    } finally {
      loading.value = "";
    }
  }

  /** @param {Message[]} page @param {number | null} after where it goes on; null: the page reaches to the present */
  function showDown(page, after) {
    newerAvailable.value = after !== null || leavesHole(page, newest, MESSAGE_WINDOW);
    messages.value = newerAvailable.peek() ? replaced(page, newest) : merge(page, newest);
  }

  /** @param {number | string} place a message's number, or a day: "2026-03-01" */
  async function jumpTo(place) {
    const known = messages.peek();
    if (typeof place === "number" && known.some((message) => message.seq === place)) return place;
    const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);
    const query = typeof place === "number" ? `around=${place}` : `date=${encodeURIComponent(place)}&tz=${zone}`;
    return load("place", `${query}&limit=${PAGE}`, (page, cursor, target) => {
      if (!page.length) return null;
      following = false;
      olderAvailable.value = cursor.before !== null;
      showDown(page, cursor.after);
      return (page.find((message) => message.seq >= (target ?? 0)) ?? page[page.length - 1]).seq;
    });
  }

  return {
    messages, olderAvailable, newerAvailable, loading, problem,
    atPresent: computed(() => !newerAvailable.value),
    firstUnread: reading.first, unread: reading.messages, mentions: reading.mentions,
    markRead: reading.markRead, markUnread: reading.markUnread,
    /** Try again what failed. */
    again: () => again(),
    /** Whether the reader is at the end of the column, so that it may go on without them losing their place. @param {boolean} atEnd */
    follow(atEnd) { following = atEnd; },
    async older() {
      const first = messages.peek()[0];
      if (!first || !olderAvailable.peek()) return;
      await load("older", `before=${first.seq}&limit=${PAGE}`, (page, cursor) => {
        const all = joined(page, messages.peek());
        olderAvailable.value = cursor.before !== null;
        if (all.length > most) newerAvailable.value = true;
        messages.value = all.slice(0, most);
      });
    },
    async newer() {
      const last = messages.peek()[messages.peek().length - 1];
      if (!last || !newerAvailable.peek()) return;
      await load("newer", `after=${last.seq}&limit=${PAGE}`, (page, cursor) => {
        const all = joined(messages.peek(), page);
        if (all.length > most) olderAvailable.value = true;
        showDown(all.slice(-most), cursor.after);
      });
    },
    /** @returns {Promise<number | null | undefined>} the number of the message to show; null: nothing was ever said; undefined: it failed, see `problem` */
    jumpTo,
    toPresent() {
      following = true;
      showPresent();
    },
  };
}

/**
 * A column that reaches to the window, with the window's messages as they are now. What the window no longer has although
 * it would hold it is gone.
 * @param {Message[]} known in order, oldest first
 * @param {Message[]} window the state's newest messages, oldest first
 * @returns {Message[]}
 */
export function merge(known, window) {
  const oldest = window[0]?.seq ?? 0;
  return [...known.filter((message) => message.seq < oldest), ...window];
}

/**
 * Whether messages may be missing between a column and the window.
 * @param {Message[]} known
 * @param {Message[]} window
 * @param {number} size how many the window holds when it is full
 */
export function leavesHole(known, window, size) {
  const last = known[known.length - 1];
  return window.length >= size && last !== undefined && last.seq < window[0].seq;
}

/**
 * Two stretches as one, in order and each message once; of a message known twice the later word counts.
 * @param {Message[]} one
 * @param {Message[]} other
 * @returns {Message[]}
 */
export function joined(one, other) {
  const all = new Map([...one, ...other].map((message) => [message.id, message]));
  return [...all.values()].sort((a, b) => a.seq - b.seq);
}

/**
 * The column with those of its messages that `fresh` knows too as `fresh` knows them.
 * @param {Message[]} known
 * @param {Message[]} fresh
 * @returns {Message[]} the same array when nothing changes
 */
export function replaced(known, fresh) {
  const by = new Map(fresh.map((message) => [message.id, message]));
  return known.some((message) => by.has(message.id) && by.get(message.id) !== message)
    ? known.map((message) => by.get(message.id) ?? message)
    : known;
}

/**
 * The column after an entry: the state forgets what leaves its window, and so would not see an edit of it.
 * @param {Message[]} known
 * @param {import("../live/reducer.js").Op[]} ops
 * @returns {Message[]} the same array when none of its messages is touched
 */
export function changed(known, ops) {
  let now = known;
  for (const [verb, kind, id, data] of ops) {
    const index = kind === "message" ? now.findIndex((message) => message.id === id) : -1;
    if (index < 0) continue;
    if (verb === "gone") now = now.toSpliced(index, 1);
    else now = now.with(index, /** @type {Message} */ (verb === "put" ? data : { ...now[index], ...data }));
  }
  return now;
}

/**
 * A fold keeps all messages but those it touches; a snapshot brings every one anew.
 * @param {{[id: string]: Message}} before
 * @param {{[id: string]: Message}} now
 */
function isAnew(before, now) {
  const ids = Object.keys(before);
  return ids.length > 0 && ids.every((id) => before[id] !== now[id]);
}
