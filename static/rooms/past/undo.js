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
const whatWords = (type) => undoneWords(type ?? "") ?? t("your last action");

/** What a command did, as a thing. @param {string} type @returns {string | undefined} nothing for what cannot be undone */
export function undoneWords(type) {
  return /** @type {Record<string, string>} */ ({
    "token.create": t("a new token"),
    "token.move": t("a token's move"),
    "token.update": t("a change of a token"),
    "token.hide": t("a token hidden or shown"),
    "token.own": t("who moves a token"),
    "token.delete": t("a token deleted"),
    "token.create_many": t("new tokens"),
    "token.move_many": t("a move of tokens"),
    "token.delete_many": t("tokens deleted"),
    "token.face": t("a token turned"),
    "token.bar": t("a change of a token's bar"),
    "token.condition": t("a condition of a token"),
    "token.picture": t("a token's picture"),
    "character.create": t("a new character"),
    "character.update": t("a change of a character"),
    "character.portrait": t("a character's picture"),
    "character.give": t("who plays a character"),
    "character.delete": t("a character deleted"),
    "wall.create": t("new walls"),
    "wall.update": t("a change of walls"),
    "wall.move": t("walls moved"),
    "wall.split": t("a wall split"),
    "wall.delete": t("walls deleted"),
    "door.open": t("a door opened or closed"),
    "door.lock": t("a door locked or unlocked"),
    "light.create": t("a new light"),
    "light.update": t("a change of a light"),
    "light.move": t("a light moved"),
    "light.delete": t("a light deleted"),
    "fog.paint": t("a stroke of fog"),
    "fog.change": t("a change of a stroke of fog"),
    "fog.erase": t("a stroke of fog deleted"),
    "fog.reset": t("the fog begun anew"),
    "area.create": t("a new area"),
    "area.update": t("a change of an area"),
    "area.move": t("an area moved"),
    "area.reveal": t("an area shown"),
    "area.delete": t("an area deleted"),
    "drawing.create": t("a new drawing"),
    "drawing.update": t("a change of a drawing"),
    "drawing.delete": t("a drawing deleted"),
    "note.create": t("a new note"),
    "note.update": t("a change of a note"),
    "note.share": t("who reads a note"),
    "note.delete": t("a note deleted"),
    "handout.update": t("a change of a handout"),
    "handout.share": t("who sees a handout"),
    "handout.delete": t("a handout deleted"),
    "encounter.start": t("a fight begun"),
    "encounter.end": t("a fight ended"),
    "encounter.add": t("who joined the fight"),
    "encounter.bulk": t("the enemies who joined the fight"),
    "encounter.next": t("the next turn"),
    "encounter.previous": t("the turn before"),
    "encounter.roll": t("throws for initiative"),
    "encounter.sort": t("the order of the fight"),
    "encounter.clear": t("the killed cleared away"),
    "combatant.update": t("a change in the fight"),
    "combatant.order": t("the order of the fight"),
    "combatant.hurt": t("harm or healing"),
    "combatant.kill": t("who is out of the fight"),
    "combatant.revive": t("who is back in the fight"),
    "combatant.remove": t("who left the fight"),
    "combatant.condition": t("a condition in the fight"),
    "scene.folder_create": t("a new folder"),
    "scene.folder_rename": t("a folder renamed or moved"),
    "scene.order": t("the order of the scenes"),
    "map.place": t("a map placed"),
    "map.update": t("a change of a map"),
    "map.take": t("a map taken away"),
    "scene.create": t("a new scene"),
    "scene.update": t("a change of a scene"),
    "scene.physics": t("physics of a scene"),
    "scene.music": t("music of a scene"),
    "scene.activate": t("another scene on the table"),
    "room.update": t("a change of the room"),
  })[type];
}
