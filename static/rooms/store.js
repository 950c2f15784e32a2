/**
 * What the page knows of its room, as signals that panels and the canvas read. Only `live` changes the state; panels
 * say what they wish through `send`, and see the result when the server has said it to everybody. While a replay is open
 * they read the past in place of it, and nothing is sent.
 */
import { batch, computed, signal } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { Live } from "./live/live.js";
import { Outbox } from "./live/outbox.js";
import { leads } from "./roles.js";

/** @typedef {ReturnType<typeof openRoom>} Room */

/**
 * @param {{socket: string, api: string, rooms: string, room: {id: string, name: string, kind: string}, user: {id: string | null, name: string, role?: string}} & {[url: string]: any}} page
 * @param {ReturnType<typeof import("../base/parts.js").openNotices>} notices
 */
export function openRoom(page, { toast, confirm }) {
  const now = signal(/** @type {import("./live/reducer.js").State | null} */ (null));
  const past = signal(/** @type {import("./live/reducer.js").State | null} */ (null));
  const state = computed(() => past.value ?? now.value);
  const replaying = computed(() => past.value !== null);
  const status = signal(/** @type {import("./live/live.js").Status} */ ({ phase: "connecting" }));
  const you = signal(/** @type {import("./live/live.js").You} */ ({ member: null, user: page.user.id, role: "spectator", sight: "open", rights: [] }));
  const present = signal(/** @type {any[]} */ ([]));
  /** How many look in without belonging to it; they are not named. */
  const onlookers = signal(0);
  const unsent = signal(/** @type {any[]} */ ([]));
  const failed = signal(/** @type {any[]} */ ([]));
  const entryListeners = new Set();
  const passingListeners = new Set();

  const outbox = new Outbox({ storage: storageOf(), key: `dreamtable:${page.room.id}:${page.user.id}` });
  const live = new Live(socketUrl(page.socket), outbox, {
    state: (next) => {
      now.value = next;
      if (!next) past.value = null; /* who may not see the room any more does not see its past either */
    },
    status: (next) => {
      status.value = next;
      if (next.phase !== "live") batch(() => { present.value = []; onlookers.value = 0; });
    },
    you: (next) => { you.value = next; },
    outbox: () => { unsent.value = outbox.unanswered(); },
    refused: (command, error) => refused(command, error),
    passing: (event) => passing(event),
    entry: (entry) => {
      if (replaying.peek()) return;
      for (const listener of entryListeners) listener(entry);
    },
  });
  unsent.value = outbox.unanswered();
  failed.value = outbox.stale.filter((command) => command.type === "chat.say").map((command) => ({ ...command, message: t("Not sent: the page was closed before.") }));

  /** @param {any} event */
  function passing(event) {
    if (event.type === "presence") batch(() => { present.value = event.data.present; onlookers.value = event.data.onlookers ?? 0; });
    else if (replaying.peek()) return;
    for (const listener of passingListeners) listener(event);
  }

  /** @param {any} command @param {any} error */
  function refused(command, error) {
    const [why] = error.code === "invalid" ? Object.values(error.fields ?? {}).flat() : [];
    const message = why || error.message || t("The server refused that.");
    if (command?.type === "chat.say") failed.value = [...failed.value, { ...command, message: error.code === "too_large" ? t("This message is too long.") : message }];
    else if (command) toast(message, "bad");
  }

  /** @type {Map<string, import("../vendor/ui.js").ReadonlySignal<{[id: string]: any}>>} */
  const kinds = new Map();
  /** All things of a kind by id; changes only when one of that kind does. @param {string} name */
  function kind(name) {
    let known = kinds.get(name);
    if (!known) {
      const none = {};
      known = computed(() => state.value?.things[name] ?? none);
      kinds.set(name, known);
    }
    return known;
  }

  const about = computed(() => kind("room").value[page.room.id] ?? { name: page.room.name, description: "" });
  /** Nothing can be changed here: the room is put away, or what is shown is its past. */
  const archived = computed(() => replaying.value || Boolean(about.value.archived));

  return {
    page, live, state, past, replaying, status, you, present, onlookers, unsent, failed, kind, toast, confirm, about, archived,
    leads: computed(() => leads(you.value.role)),
    paused: computed(() => Boolean(about.value.paused)),
    /** An archived room refuses all but a few, whatever one's rights. */
    may: (/** @type {string} */ right) => !archived.value && you.value.rights.includes(right),
    name: computed(() => about.value.name),
    members: computed(() => Object.values(kind("member").value)),
    /** @param {string} type @param {object} data @returns {Promise<any>} undefined when refused; the refusal is shown already */
    async send(type, data) {
      if (!replaying.value) return live.send(type, data).catch(() => undefined);
      toast(t("This is the past: close the replay first."));
      return undefined;
    },
    /** @param {string} type @param {object} data */
    pass(type, data) {
      if (!replaying.peek() || type === "presence.idle") live.pass(type, data);
    },
    /** @param {(entry: any) => void} listener */
    onEntry: (listener) => listen(entryListeners, listener),
    /** @param {(event: any) => void} listener */
    onPassing: (listener) => listen(passingListeners, listener),
    /** Send a message again that was refused or left behind. @param {any} command */
    retry: (command) => batch(() => {
      failed.value = failed.value.filter((other) => other.id !== command.id);
      live.send(command.type, command.data).catch(() => undefined);
    }),
    /** @param {any} command */
    discard: (command) => { failed.value = failed.value.filter((other) => other.id !== command.id); },
  };
}

/** @param {Set<Function>} listeners @param {Function} listener */
function listen(listeners, listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @param {string} path */
function socketUrl(path) {
  const url = new URL(path, window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

function storageOf() {
  try {
    return window.sessionStorage;
  } catch {
    return null; /* a browser may forbid it; then a reload forgets what was not sent */
  }
}
