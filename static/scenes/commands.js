/**
 * What can be done with a key at the table, declared once: the shortcut overlay, the rail's titles and the keyboard read
 * the same list. Letters are tools; arrows and the number pad move.
 *
 * @typedef {{name: string, label: string, keys: string[], shown: string, group: "view" | "tokens" | "tools" | "panels",
 *   allowed?: () => boolean, run: (event: KeyboardEvent) => boolean | void, canvas?: boolean, fixed?: boolean}} Command
 *   `run` answers false when the key shall keep its ordinary meaning; `canvas`: only while the canvas has the focus;
 *   `fixed`: which key it is says what it does, so nobody changes it
 */
import { isTyping, on } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { runMacro } from "../rooms/dice/macros.js";
import { fightCommands } from "./encounter/pill.js";
import { markCommands } from "./drawings/mark_commands.js";
import { tokenCommands } from "./tokens/token_commands.js";
import { keymap } from "./keys/keymap_here.js";
import { chordOf } from "../base/chords.js";
import { keysOf } from "./keys/keymap.js";
import { mayPause, togglePause } from "../rooms/people/pause.js";

const STEPS = {
  ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0],
  Numpad8: [0, -1], Numpad2: [0, 1], Numpad4: [-1, 0], Numpad6: [1, 0],
  Numpad7: [-1, -1], Numpad9: [1, -1], Numpad1: [-1, 1], Numpad3: [1, 1],
};
const PAN_PX = 80;

/**
 * @param {{scene: import("./model.js").Scene, moves: any, view: any, cancel: () => void, edit: () => void,
 *   toggleDock: () => void, toggleHelp: () => void, focusChat: () => void, see: () => void, useDoor: () => void}} table
 * @returns {Command[]}
 */
export function tableCommands({ scene, moves, view, cancel, edit, toggleDock, toggleHelp, focusChat, see, useDoor }) {
  const edits = () => scene.edits.value;
  const tool = (/** @type {string} */ name) => () => { scene.tool.value = name; };
  return [
    ...markCommands(scene),
    ...tokenCommands(scene, view),
    ...fightCommands(scene),
    { name: "step", label: t("Move the selected tokens one cell; Alt: one pixel"), keys: Object.keys(STEPS), shown: t("Arrows, number pad"), group: "tokens", canvas: true, fixed: true, run: (event) => walk(event, scene, moves, view) },
    { name: "face", label: t("Turn the selected tokens that way"), keys: Object.keys(STEPS).map((key) => `Shift+${key}`), shown: t("Shift and arrows"), group: "tokens", canvas: true, fixed: true, run: (event) => face(event, scene) },
    { name: "next", label: t("Select the next of your tokens"), keys: ["Tab", "Shift+Tab"], shown: "Tab", group: "tokens", canvas: true, fixed: true, run: (event) => moves.cycle(event.shiftKey ? -1 : 1) },
    { name: "all", label: t("Select every token"), keys: ["Ctrl+a"], shown: "Ctrl+A", group: "tokens", canvas: true, run: () => scene.select(scene.tokens.value.map((token) => token.id)) },
    { name: "left", label: t("Turn left"), keys: ["["], shown: "[", group: "tokens", run: () => moves.rotate(-45) },
    { name: "right", label: t("Turn right"), keys: ["]"], shown: "]", group: "tokens", run: () => moves.rotate(45) },
    { name: "edit", label: t("Show what is known of the token"), keys: ["Enter"], shown: "Enter", group: "tokens", canvas: true, run: () => scene.selection.value.size > 0 && edit() },
    { name: "delete", label: t("Delete the selected tokens"), keys: ["Delete", "Backspace"], shown: t("Delete"), group: "tokens", canvas: true, allowed: edits, run: () => void moves.removeSelected() },
    { name: "hide", label: t("Hide or show the selected tokens"), keys: ["h"], shown: "H", group: "tokens", allowed: edits, run: () => moves.hide(scene.selected.value.some((token) => !token.hidden)) },
    /* rooms/past/undo.js listens for these: a room that only talks has them too */
    { name: "undo", label: t("Undo what you did last"), keys: [], shown: "Ctrl+Z", group: "tokens", fixed: true, run: () => false },
    { name: "redo", label: t("Do again what you undid"), keys: [], shown: t("Ctrl+Shift+Z, Ctrl+Y"), group: "tokens", fixed: true, run: () => false },
    { name: "see", label: t("What does my token see?"), keys: ["i"], shown: "I", group: "tokens", run: see },
    { name: "door", label: t("Open or close the nearest door"), keys: ["u"], shown: "U", group: "tokens", canvas: true, run: useDoor },
    { name: "escape", label: t("Stop, select nothing, leave the map"), keys: ["Escape"], shown: t("Escape"), group: "tools", canvas: true, fixed: true, run: () => escape(scene, cancel, focusChat) },
    { name: "select", label: t("Select and move"), keys: ["s"], shown: "S", group: "tools", run: tool("select") },
    { name: "pan", label: t("Move the view"), keys: ["v"], shown: t("V, or hold Space"), group: "tools", run: tool("pan") },
    { name: "wall", label: t("Walls and doors"), keys: ["w"], shown: "W", group: "tools", allowed: edits, run: tool("wall") },
    { name: "light", label: t("Lights"), keys: ["l"], shown: "L", group: "tools", allowed: edits, run: tool("light") },
    { name: "emitter", label: t("Sounds of places"), keys: ["o"], shown: "O", group: "tools", allowed: edits, run: tool("emitter") },
    { name: "fog", label: t("Fog"), keys: ["f"], shown: "F", group: "tools", allowed: edits, run: tool("fog") },
    { name: "arrange", label: t("Arrange maps"), keys: ["m"], shown: "M", group: "tools", allowed: edits, run: tool("arrange") },
    { name: "align", label: t("Align the grid with a map"), keys: ["g"], shown: "G", group: "tools", allowed: edits, run: tool("align") },
    { name: "pause", label: t("Pause the game, or let it go on"), keys: ["p"], shown: "P", group: "panels", canvas: true, allowed: () => mayPause(scene.room), run: () => togglePause(scene.room) },
    { name: "pan_view", label: t("Move the view"), keys: ["Ctrl+ArrowUp", "Ctrl+ArrowDown", "Ctrl+ArrowLeft", "Ctrl+ArrowRight"], shown: t("Ctrl and arrows"), group: "view", canvas: true, fixed: true, run: (event) => pan(event, view) },
    { name: "in", label: t("Nearer"), keys: ["+", "=", "PageUp"], shown: t("+, Page up"), group: "view", run: () => view.zoom(1.25) },
    { name: "out", label: t("Further away"), keys: ["-", "PageDown"], shown: t("-, Page down"), group: "view", run: () => view.zoom(0.8) },
    { name: "home", label: t("Show the whole scene"), keys: ["Home", "Ctrl+0"], shown: t("Home, Ctrl+0"), group: "view", run: () => view.home() },
    { name: "dock", label: t("Fold or open the panels"), keys: ["Ctrl+u", "\\"], shown: "\\", group: "panels", run: toggleDock },
    { name: "chat", label: t("Write a message"), keys: ["/", "c"], shown: "/", group: "panels", run: focusChat },
    { name: "macro", label: t("Run a macro"), keys: ["1", "2", "3", "4", "5"], shown: "1–5", group: "panels", canvas: true, fixed: true, run: (event) => runMacro(Number(event.key)) },
    { name: "help", label: t("These keys"), keys: ["?"], shown: "?", group: "panels", run: toggleHelp },
  ];
}

/**
 * @param {Command[]} commands
 * @param {HTMLElement} canvas
 * @returns {() => void} stop listening
 */
export function useKeys(commands, canvas) {
  return on(window, "keydown", (event) => {
    if (event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const onCanvas = document.activeElement === canvas;
    const chords = chordsOf(event);
    const command = commands.find((one) => keysOf(one, keymap.value).some((key) => chords.includes(key)) && (!one.canvas || onCanvas) && (one.allowed?.() ?? true));
    if (command && command.run(event) !== false) event.preventDefault();
  });
}

/**
 * What a key press may be called in the list: Alt makes a step finer instead of another key of it, and without its lamp
 * the number pad says `ArrowUp` of its own key.
 * @param {KeyboardEvent} event
 */
function chordsOf(event) {
  const exact = chordOf(event);
  const stepping = event.code in STEPS || event.key in STEPS;
  const plain = stepping && event.altKey ? chordOf({ key: event.key, code: event.code, shiftKey: event.shiftKey }) : null;
  return [exact, plain, stepping && !event.ctrlKey && !event.metaKey && !event.shiftKey ? event.key : null];
}

/** @param {KeyboardEvent} event @param {import("./model.js").Scene} scene @param {any} moves @param {any} view */
function walk(event, scene, moves, view) {
  if (!moves.movable().length) return pan(event, view);
  const [dx, dy] = stepOf(event);
  return moves.nudge(dx, dy, event.altKey);
}

/** @param {KeyboardEvent} event */
const stepOf = (event) => STEPS[/** @type {keyof typeof STEPS} */ (event.code in STEPS ? event.code : event.key)] ?? [0, 0];

/** Up is 0 degrees, and they go on clockwise. @param {KeyboardEvent} event @param {import("./model.js").Scene} scene */
function face(event, scene) {
  const [dx, dy] = stepOf(event);
  const rotation = (Math.round((Math.atan2(dy, dx) * 180) / Math.PI) + 90 + 360) % 360;
  for (const token of scene.selected.value.filter(scene.mayMove)) scene.room.send("token.face", { token: token.id, rotation });
}

/** @param {KeyboardEvent} event @param {any} view */
function pan(event, { stage }) {
  const [dx, dy] = stepOf(event);
  stage.camera.value = { ...stage.camera.value, x: stage.camera.value.x + (dx * PAN_PX) / stage.camera.value.zoom, y: stage.camera.value.y + (dy * PAN_PX) / stage.camera.value.zoom };
}

/** @param {import("./model.js").Scene} scene @param {() => void} cancel @param {() => void} leave */
function escape(scene, cancel, leave) {
  cancel();
  if (scene.tool.value !== "select") scene.tool.value = "select";
  else if (scene.selection.value.size || scene.selectedMap.value) {
    scene.select([]);
    scene.selectedMap.value = null;
  } else leave();
}
