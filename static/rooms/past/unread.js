/**
 * What one has read. The server keeps the mark for all of one's devices; here it moves when the newest lines have been
 * on the screen for a moment. The line "New" stays where it was when one came, so that it does not run away while one reads.
 */
import { html, signal } from "../../vendor/ui.js";
import { get, post } from "../../base/http.js";
import { t } from "../../base/i18n.js";

/** @typedef {ReturnType<typeof openReading>} Reading */

const SEEN_MS = 800;
const COUNTED = 100;

/**
 * @param {import("../store.js").Room} room
 * @param {{ask?: typeof get, tell?: typeof post, isShown?: () => boolean, wait?: number}} [parts] others than the real ones are for tests
 */
export function openReading(room, { ask = get, tell = post, isShown = pageIsShown, wait = SEEN_MS } = {}) {
  const address = `${room.page.api}/rooms/${room.page.room.id}`;
  const first = signal(/** @type {number | null} */ (null));
  const messages = signal(0);
  const mentions = signal(0);
  let read = 0;
  let seen = 0;
  let newest = 0;
  let known = false;
  let held = false;
  /** @type {any} */
  let timer = null;

  room.onPassing((event) => {
    if (event.type !== "chat.read") return;
    if (event.data.read < read) first.value = event.data.first;
    take(event.data);
  });

  /** @param {{read: number, messages: number, mentions: number}} position */
  function take(position) {
    read = position.read;
    messages.value = position.messages;
    mentions.value = position.mentions;
  }

  function write() {
    timer = null;
    /* Whom the room has shut out reads nothing more there. */
    if (held || seen <= read || room.status.peek().phase === "closed") return;
    tell(`${address}/read`, { seq: seen }).then(({ data }) => take(data), () => undefined); /* the next line one reads tries again */
  }

  return {
    first, messages, mentions,
    /** The room opens, or is there again after a time away; the newest message is of this number. @param {number} seq */
    opened(seq) {
      newest = Math.max(newest, seq);
      return ask(`${address}/unread`).then(({ data }) => {
        take(data);
        if ((first.peek() ?? 0) <= data.read) first.value = data.first;
        known = true;
      }, () => undefined); /* then nothing is marked until the next visit */
    },
    /**
     * New lines came while the room was open.
     * @param {any[]} fresh
     * @param {boolean} following whether the end of the talk is on the screen
     */
    arrived(fresh, following) {
      const you = room.you.peek().user;
      const foreign = fresh.filter((message) => message.by?.user !== you);
      newest = Math.max(newest, ...fresh.map((message) => message.seq));
      if (fresh.length > foreign.length) held = false; /* who speaks has read */
      if (!foreign.length) return;
      messages.value = Math.min(messages.peek() + foreign.length, COUNTED);
      mentions.value = Math.min(mentions.peek() + foreign.filter((message) => message.mentions?.includes(you)).length, COUNTED);
      const passed = (first.peek() ?? 0) <= read;
      if (passed && !(following && isShown())) first.value = foreign[0].seq;
    },
    /** The message of this number is on the screen. @param {number} seq */
    markRead(seq) {
      if (!known || !isShown() || (seq <= seen && seq <= read)) return;
      seen = Math.max(seen, seq);
      if (!held && seen >= newest && seen > read) messages.value = mentions.value = 0;
      if (!held && timer === null) timer = setTimeout(write, wait);
    },
    /** Everything from this number on is to be read again; reading on does not undo it until one speaks. @param {number} seq */
    async markUnread(seq) {
      held = true;
      clearTimeout(timer);
      timer = null;
      seen = 0;
      const { data } = await tell(`${address}/read`, { seq, unread: true });
      take(data);
      first.value = data.first;
    },
  };
}

function pageIsShown() {
  return document.visibilityState === "visible";
}

/** The line above the first message one has not read. */
export function UnreadDivider() {
  return html`<div class="chat-unread-line" role="separator" aria-label=${t("New messages begin here")}><span>${t("New")}</span></div>`;
}
