/** Keys of tokens besides moving: copy, cut, paste, duplicate, lock, defeated. */
import { on } from "../../base/dom.js";
import { t } from "../../base/i18n.js";
import { toWorld } from "../camera.js";
import { duplicate, held, paste, take } from "./clipboard.js";

/**
 * @param {import("../model.js").Scene} scene
 * @param {{stage: import("../stage.js").Stage}} view
 * @returns {import("../commands.js").Command[]}
 */
export function tokenCommands(scene, { stage }) {
  /** where the pointer was last: there one pastes @type {{x: number, y: number} | null} */
  let pointed = null;
  on(stage.canvas, "pointermove", (event) => { pointed = { x: event.offsetX, y: event.offsetY }; });
  const place = () => toWorld(stage.camera.value, pointed ?? { x: stage.viewport.value.width / 2, y: stage.viewport.value.height / 2 });
  const edits = () => scene.edits.value;
  const chosen = () => edits() && scene.selection.value.size > 0;
  const lock = () => {
    const locked = !scene.selected.value.every((token) => token.locked);
    for (const token of scene.selected.value) scene.room.send("token.update", { token: token.id, locked });
  };
  const defeat = () => {
    for (const token of scene.selected.value.filter(scene.mayMove)) {
      scene.room.send("token.condition", { token: token.id, name: "dead", on: !token.conditions.some((/** @type {any} */ one) => one.name === "dead") });
    }
  };
  return [
    { name: "copy", label: t("Copy the selected tokens"), keys: ["Ctrl+c"], shown: "Ctrl+C", group: "tokens", canvas: true, allowed: chosen, run: () => take(scene, false) },
    { name: "cut", label: t("Cut the selected tokens: they move when they are pasted"), keys: ["Ctrl+x"], shown: "Ctrl+X", group: "tokens", canvas: true, allowed: chosen, run: () => take(scene, true) },
    { name: "paste", label: t("Paste tokens, also into another scene"), keys: ["Ctrl+v"], shown: "Ctrl+V", group: "tokens", canvas: true, allowed: () => edits() && held.value !== null, run: () => void paste(scene, place()) },
    { name: "duplicate", label: t("Duplicate the selected tokens; dragging with Ctrl does too"), keys: ["Ctrl+d"], shown: "Ctrl+D", group: "tokens", canvas: true, allowed: chosen, run: () => duplicate(scene) },
    { name: "lock", label: t("Lock the selected tokens in their place, or free them"), keys: ["Ctrl+l"], shown: "Ctrl+L", group: "tokens", canvas: true, allowed: chosen, run: lock },
    { name: "defeated", label: t("Mark the selected tokens as dead, or take it back"), keys: ["x"], shown: "X", group: "tokens", canvas: true, run: defeat },
    /* tools/select.js listens while one drags */
    { name: "waypoint", label: t("While dragging: go by here"), keys: [], shown: t("Space, Ctrl"), group: "tokens", run: () => false },
  ];
}
