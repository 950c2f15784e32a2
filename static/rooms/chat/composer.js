/**
 * What is about to be said, and how: the text, its readers, its kind, the name above it, what it answers. A command that
 * the server refuses comes back to the line with the reason; nobody else hears of it.
 */
import { batch, signal } from "../../vendor/ui.js";
import { newId } from "../../base/ids.js";
import { t, tn } from "../../base/i18n.js";
import { openAttachments } from "../files/attachments.js";
import { asksForHelp, isBlind, splitCommands } from "./commands.js";
import { askPrompts } from "../dice/prompts.js";

/** @typedef {ReturnType<typeof openComposer>} Composer */

export const LONGEST = 2000;
/** Characters as the server counts them: an emoji is one. @param {string} text */
export const lengthOf = (text) => [...text].length;
const REMEMBERED = 30;
/** Refusals that say nothing against the words: they are kept as a card that can be sent again. */
const PASSING_REFUSALS = new Set(["slow_down", "unavailable", "internal"]);

/** @param {import("../store.js").Room} room @param {{lastOwn: () => string}} chat */
export function openComposer(room, chat) {
  const draft = signal("");
  const to = signal(/** @type {import("./recipients.js").Whom} */ (null));
  const kind = signal("say");
  const speaker = signal("");
  const reply = signal(/** @type {any} */ (null));
  const refusal = signal("");
  const panel = signal(/** @type {"" | "manner" | "dice"} */ (""));
  const help = signal(false);
  const attachments = openAttachments(room);
  /** What is said waits for its files. */
  const held = signal(false);
  /** @type {string[]} oldest first */
  const said = [];
  let recalled = 0;

  /** @param {string} text */
  function remember(text) {
    if (said[said.length - 1] !== text) said.push(text);
    if (said.length > REMEMBERED) said.shift();
    recalled = said.length;
  }

  /** @param {string} text @param {import("../files/attachments.js").Entry[]} [files] */
  function post(text, files = []) {
    const own = text.startsWith("/");
    const data = {
      text,
      ...((own || text.includes("[[")) && { salt: newId() }), /* the page's part in verifiable dice */
      ...(!own && kind.value !== "say" && { kind: kind.value }),
      ...(to.value && { to: to.value }),
      ...(speaker.value.trim() && { speaker: speaker.value.trim() }),
      ...(reply.value && { reply_to: reply.value.id }),
      ...(files.length && { files: files.map((file) => file.row.id) }),
    };
    room.live.send("chat.say", data).then(
      () => isBlind(text) && !room.leads.value && room.toast(t("Thrown. Only the game masters see what."), "good"),
      (error) => takeBack(data, files, error),
    );
  }

  /** @param {{text: string}} data @param {import("../files/attachments.js").Entry[]} files @param {{code: string, message: string, fields?: {[field: string]: string[]}}} error */
  function takeBack(data, files, error) {
    const command = room.failed.value.find((one) => one.data === data);
    if (!command || PASSING_REFUSALS.has(error.code) || draft.value) return;
    batch(() => {
      room.discard(command);
      draft.value = data.text;
      attachments.restore(files);
      refusal.value = Object.values(error.fields ?? {}).flat()[0] || command.message;
    });
  }

  return {
    room, draft, to, kind, speaker, reply, refusal, panel, help, attachments, held, post,
    /** Sends what stands in the line. @returns {Promise<boolean>} false when nothing was sent */
    async send() {
      if (held.value) return false;
      if (attachments.busy.value) {
        held.value = true;
        await attachments.settled();
        held.value = false;
        if (attachments.files.value.some((file) => file.state === "failed")) {
          refusal.value = t("Not every file could be attached. Send again to go without those.");
          return false;
        }
      }
      const text = draft.value.trim();
      if (!text && !attachments.ids().length) return false;
      if (asksForHelp(text)) {
        batch(() => { draft.value = ""; help.value = true; });
        return false;
      }
      const lines = [];
      for (const line of splitCommands(text)) {
        const answered = await askPrompts(line);
        if (answered === null) return false;
        lines.push(answered);
      }
      const over = Math.max(0, ...lines.map((line) => lengthOf(line) - LONGEST));
      if (over) {
        refusal.value = tn("This message is too long by one character.", "This message is too long by {count} characters.", over);
        return false;
      }
      batch(() => {
        draft.value = "";
        refusal.value = "";
        panel.value = "";
        if (text) remember(text);
        const files = attachments.clear();
        lines.forEach((line, at) => post(line, at ? [] : files));
        reply.value = null;
      });
      return true;
    },
    /** What one said before, one further back with every call; 1 comes forward again. @param {-1 | 1} step */
    recall(step) {
      if (!said.length && chat.lastOwn()) remember(chat.lastOwn());
      recalled = Math.min(said.length, Math.max(0, recalled + step));
      draft.value = said[recalled] ?? "";
    },
    /** Whether the line holds nothing, or only what was recalled. */
    recalling: () => !draft.value || draft.value === said[recalled],
    /** @param {string} user */
    toggleReader(user) {
      const named = Array.isArray(to.value) ? to.value : [];
      const next = named.includes(user) ? named.filter((one) => one !== user) : [...named, user];
      to.value = next.length ? next : null;
    },
    /** Whom the line is for, also where an answer to a whisper says it. @returns {import("./recipients.js").Whom} */
    readers() {
      const answered = reply.value?.to;
      if (to.value || !answered) return to.value;
      return answered.gm ? "gm" : [...new Set([reply.value.by?.user, ...answered.users])].filter((user) => user && user !== room.you.value.user);
    },
    plainly: () => batch(() => { to.value = null; kind.value = "say"; speaker.value = ""; }),
    closePanel: () => { panel.value = ""; },
    /** Names one may speak as: one's own tokens; game masters may take any. */
    speakers() {
      const own = new Set(Object.values(room.kind("control").value).map((control) => control.token));
      const names = Object.values(room.kind("token").value).filter((token) => token.name && (room.leads.value || own.has(token.id))).map((token) => token.name);
      return [...new Set(names)].sort();
    },
    /** Why one cannot write here now; empty when one can. */
    forbidden() {
      const about = room.kind("room").value[room.page.room.id];
      const own = room.members.value.find((member) => member.user === room.you.value.user);
      if (room.replaying.value) return t("This is the past: close the replay to write.");
      if (about?.archived) return t("This room is archived: it can be read, but nobody writes in it any more.");
      if (own?.muted) return t("A game master has muted you: you can read along, but not write.");
      if (!room.may("rooms.say")) return t("You watch: spectators read along.");
      return "";
    },
  };
}
