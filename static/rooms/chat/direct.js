/**
 * A conversation of two: what was whispered between oneself and one other person, out of everything else. It is a view
 * of the same messages, not another room: what one writes in it is a whisper like any other.
 */
import { html, signal } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { nameOf } from "./recipients.js";

/** @typedef {ReturnType<typeof openDirect>} Direct */

/**
 * Whether a message is between these two and nobody else reads it.
 * @param {any} message
 * @param {string | null} me
 * @param {string} other
 */
export function isBetween(message, me, other) {
  const { to, by } = message;
  if (!to || to.gm) return false;
  const people = new Set([by?.user, ...to.users]);
  return people.size === 2 && people.has(me) && people.has(other);
}

/** @param {import("../store.js").Room} room */
export function openDirect(room) {
  const other = signal(/** @type {string | null} */ (null));
  const earlier = signal(/** @type {any[]} */ ([]));
  const more = signal(false);
  const loading = signal(false);
  const problem = signal("");

  async function older() {
    const user = other.value;
    if (!user || loading.value) return;
    loading.value = true;
    problem.value = "";
    try {
      const before = earlier.value.length ? `&before=${earlier.value[0].seq}` : "";
      const { data, meta } = await get(`${room.page.api}/rooms/${room.page.room.id}/messages?with=${user}&limit=50${before}`);
      if (other.value !== user) return;
      const known = new Set(earlier.value.map((message) => message.id));
      earlier.value = [...data.filter((/** @type {any} */ message) => !known.has(message.id)), ...earlier.value].sort((a, b) => a.seq - b.seq);
      more.value = Boolean(meta?.cursor?.before);
    } catch (error) {
      problem.value = /** @type {Error} */ (error).message;
    } finally {
      loading.value = false;
    }
  }

  return {
    other, earlier, more, loading, problem, older,
    /** @param {string} user */
    open(user) {
      if (other.value === user) return;
      other.value = user;
      earlier.value = [];
      more.value = true;
      loading.value = false;
      older();
    },
    close: () => { other.value = null; },
    /** The conversation, from what was loaded for it and what the column has. @param {any[]} messages */
    of(messages) {
      const user = other.value;
      if (!user) return messages;
      const found = new Map(earlier.value.map((message) => [message.id, message]));
      for (const message of messages) if (isBetween(message, room.you.value.user, user)) found.set(message.id, message);
      return [...found.values()].sort((a, b) => a.seq - b.seq);
    },
  };
}

/** @param {{chat: import("./chat.js").Chat}} props */
export function DirectBar({ chat }) {
  const user = chat.direct.other.value;
  if (!user) return null;
  return html`<div class="direct-bar"><${Icon} name="lock" /><span class="grow truncate">${t("Only you and {name}", { name: nameOf(chat.room, user) })}</span>
    <button type="button" class="btn btn-s" onClick=${chat.leaveDirect}>${t("Back to everything")}</button></div>`;
}
