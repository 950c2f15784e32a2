/** Taking back what one did at the table, and doing it again: keys, and words for what was taken back. */
import { isTyping, on } from "../../base/dom.js";
import { t } from "../../base/i18n.js";

/** @typedef {ReturnType<typeof openUndo>} Undo */

/** @param {import("../store.js").Room} room */
export function openUndo(room) {
  /** The server says in words why not: nothing left, changed by somebody else, not allowed any more. */
  async function undo() {
    const answer = await room.send("history.undo", {});
    if (answer) room.toast(t("Undone: {what}", { what: whatWords(answer.of) }));
  }
  async function redo() {
    const answer = await room.send("history.redo", {});
    if (answer) room.toast(t("Done again: {what}", { what: whatWords(answer.of) }));
  }
  return {
    undo, redo,
    /** Whoever only watches has nothing to take back. */
    may: () => Boolean(room.you.value.member) && room.you.value.role !== "spectator" && !room.archived.value,
  };
}

/** Ctrl+Z; Ctrl+Shift+Z and Ctrl+Y; a field keeps its own. @param {Undo} actions @returns {() => void} stop listening */
export function listenForUndo({ undo, redo, may }) {
  return on(window, "keydown", (event) => {
    const control = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (!control || event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog[open]") || !may()) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && !(key === "y" && !event.shiftKey)) return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) redo();
    else undo();
  });
}

/** @param {string | undefined} type of the command that was taken back; unknown when one sees nothing of it */
function whatWords(type) {
  return {
    "token.create": t("a new token"),
    "token.move": t("a token's move"),
    "token.update": t("a change of a token"),
    "token.hide": t("a token hidden or shown"),
    "token.own": t("who moves a token"),
    "token.delete": t("a token deleted"),
    "map.place": t("a map placed"),
    "map.update": t("a change of a map"),
    "map.take": t("a map taken away"),
    "scene.create": t("a new scene"),
    "scene.update": t("a change of a scene"),
    "scene.activate": t("another scene on the table"),
    "room.update": t("a change of the room"),
  }[type ?? ""] ?? t("your last action");
}
