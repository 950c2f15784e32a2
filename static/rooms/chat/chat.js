/** The chat: what was said as the table knows it, and what one is about to do with it. The panel is in chat_panel.js. */
import { batch, computed, effect, signal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { openComposer } from "./composer.js";
import { openDirect } from "./direct.js";
import { openHistory } from "../past/history.js";
import { askPrompts } from "../dice/prompts.js";
import { openOriginals } from "./reply.js";
import { openTyping } from "./typing.js";

export { ChatPanel } from "./chat_panel.js";

const LIT_MS = 1_800;

/** @typedef {ReturnType<typeof openChat>} Chat */

/** @param {import("../store.js").Room} room @param {{presence: import("../live/presence.js").Presence}} who comes and goes stands in the talk */
export function openChat(room, { presence }) {
  const history = openHistory(room);
  const { messages } = history;
  const lit = signal(/** @type {{id: string, seq: number} | null} */ (null));
  const editing = signal("");
  const menu = signal(/** @type {{message: any, near: HTMLElement} | null} */ (null));
  const reporting = signal(/** @type {{message?: any, user?: any} | null} */ (null));
  const byId = computed(() => new Map(messages.value.map((message) => [message.id, message])));
  /** The last message one wrote oneself. */
  const lastOwn = () => [...messages.value].reverse().find((message) => message.by?.user === room.you.value.user && !message.deleted)?.text ?? "";
  const composer = openComposer(room, { lastOwn });
  const direct = openDirect(room);

  effect(() => {
    const to = composer.to.value; /* what is for others too does not belong into a conversation of two */
    if (direct.other.peek() && !(Array.isArray(to) && to.length === 1 && to[0] === direct.other.peek())) direct.close();
  });

  /** @param {number | null | undefined} seq */
  function light(seq) {
    const message = messages.value.find((one) => one.seq === seq);
    if (!message) return;
    const found = { id: message.id, seq: message.seq };
    lit.value = found;
    setTimeout(() => { if (lit.value === found) lit.value = null; }, LIT_MS);
  }

  return {
    room, history, messages, unread: history.unread, composer, direct, lit, editing, menu, reporting, lastOwn,
    /** What happened beside the talk in this sitting; nothing of it belongs to the past that a replay shows. */
    notes: computed(() => (room.replaying.value ? [] : [...presence.lines.value.map(({ id, text, at }) => ({ key: id, text, at, icon: "user-round" })), ...sessionNotes(room)])),
    originals: openOriginals(room),
    typing: openTyping(room),
    /** @param {string} id */
    find: (id) => byId.value.get(id) ?? direct.earlier.value.find((message) => message.id === id),
    /** Show a message, or a day, where it stands in the talk; lit for a moment. @param {number | string} place a message's number, or a day */
    async jumpTo(place) {
      direct.close();
      const seq = await history.jumpTo(place);
      if (seq === undefined && history.problem.value) room.toast(history.problem.value, "bad");
      light(seq);
      return seq;
    },
    /** Throw what a button in a message offers. @param {string} command */
    async run(command) {
      const why = composer.forbidden();
      if (why) return room.toast(why);
      const answered = await askPrompts(command);
      if (answered !== null) composer.post(answered);
      return undefined;
    },
    /** Write to one person alone, and see what was said between the two. @param {string} user */
    whisperTo(user) {
      batch(() => {
        composer.to.value = [user];
        composer.panel.value = "";
        direct.open(user);
      });
      requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-chat-input]"))?.focus());
    },
    leaveDirect: () => batch(() => {
      direct.close();
      composer.to.value = null;
    }),
    /** @param {any} message @param {HTMLElement} near */
    openMenu: (message, near) => { menu.value = { message, near }; },
    closeMenu() {
      const near = menu.value?.near;
      menu.value = null;
      const line = near?.closest(".line");
      if (line instanceof HTMLElement) line.focus({ preventScroll: true });
    },
    stopEditing() {
      const id = editing.value;
      editing.value = "";
      requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(`[data-message="${id}"]`))?.focus({ preventScroll: true }));
    },
    /** @param {any} message */
    async remove(message) {
      if (await room.confirm(t("Delete this message?"), t("Delete"))) room.send("chat.delete", { message: message.id });
    },
  };
}

/** When the group began and stopped to play. @param {import("../store.js").Room} room @returns {import("./rows.js").Note[]} */
function sessionNotes(room) {
  return Object.values(room.kind("session").value).flatMap(({ id, title, started_at: began, ended_at: ended }) => [
    ...(began ? [{ key: `${id} began`, at: began, text: t("{session} begins.", { session: title || t("The session") }), icon: "play" }] : []),
    ...(ended ? [{ key: `${id} ended`, at: ended, text: t("{session} is over.", { session: title || t("The session") }), icon: "check" }] : []),
  ]);
}
