/**
 * Copy, cut, paste, duplicate. What is copied is remembered by id: the server copies all that it knows of a token. Cut
 * tokens stay where they are, pale, until they are pasted, so that nothing is lost by a changed mind.
 */
import { signal } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { snap } from "../grid.js";

const AT_ONCE = 100;

/** @typedef {{tokens: {id: string, x: number, y: number, size: number}[], cut: boolean}} Held */

/** What was copied or cut last, across scenes. */
export const held = signal(/** @type {Held | null} */ (null));

/** @param {import("../model.js").Scene} scene @param {boolean} cut */
export function take(scene, cut) {
  const tokens = scene.selected.value.slice(0, AT_ONCE).map(({ id, x, y, size }) => ({ id, x, y, size }));
  if (!scene.edits.value || !tokens.length) return false;
  held.value = { tokens, cut };
  scene.room.toast(cut ? tn("{count} token cut: paste it where it shall stand.", "{count} tokens cut: paste them where they shall stand.", tokens.length)
    : tn("{count} token copied.", "{count} tokens copied.", tokens.length));
  return true;
}

/**
 * Paste around a place, in the order in which they stood to each other.
 * @param {import("../model.js").Scene} scene
 * @param {{x: number, y: number}} at
 */
export async function paste(scene, at) {
  const from = held.value;
  if (!scene.edits.value || !from || !scene.id.value) return false;
  const [first] = from.tokens;
  const target = snap(scene.grid.value, at, first.size);
  const places = from.tokens.map(({ id, x, y }) => ({ like: id, x: target.x + x - first.x, y: target.y + y - first.y }));
  if (from.cut) held.value = null;
  await put(scene, places, from.cut);
  return true;
}

/** Copies of the selected ones, each beside its model. @param {import("../model.js").Scene} scene */
export function duplicate(scene) {
  const { size } = scene.grid.value;
  const tokens = scene.selected.value.slice(0, AT_ONCE);
  if (!scene.edits.value || !tokens.length) return false;
  put(scene, tokens.map(({ id, x, y }) => ({ like: id, x: x + size, y: y + size })));
  return true;
}

/** @param {import("../model.js").Scene} scene @param {{like: string, x: number, y: number}[]} places @param {boolean} [instead] */
export async function put(scene, places, instead = false) {
  const entry = await scene.room.send("token.create_many", { scene: scene.id.value, tokens: places, instead });
  const made = (entry?.ops ?? []).filter((/** @type {any} */ op) => op[0] === "put" && op[1] === "token").map((/** @type {any} */ op) => op[2]);
  if (made.length) scene.select(made);
  else if (!entry && instead) scene.room.toast(t("They stay where they were."));
}
