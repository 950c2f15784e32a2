/** Doors as everybody knows them: those who lead have walls that are doors, others the doors they have seen. */
import { computed } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { cellOf } from "../grid.js";
import { middleOf, nearest } from "./snapping.js";

const REACH_PX = { mouse: 15, pen: 18, touch: 24 };

/** @typedef {{id: string, x1: number, y1: number, x2: number, y2: number, x: number, y: number, open: boolean, locked: boolean, secret: boolean}} Door */

/** @type {WeakMap<object, import("../../vendor/ui.js").ReadonlySignal<Door[]>>} */
const known = new WeakMap();

/** @param {import("../model.js").Scene} scene */
export function doorsOf(scene) {
  let doors = known.get(scene);
  if (!doors) {
    doors = computed(() => [
      ...scene.kindHere("wall").value.filter(({ kind }) => kind === "door" || kind === "secret").map((wall) => ({ ...wall, ...middleOf(wall), open: wall.state === "open", locked: wall.state === "locked", secret: wall.kind === "secret" })),
      ...scene.kindHere("door").value.map((door) => ({ ...door, ...middleOf(door), secret: false })),
    ]);
    known.set(scene, doors);
  }
  return doors;
}

/** @param {import("../model.js").Scene} scene @param {Door} door */
export function toggleDoor(scene, door) {
  if (door.locked && !scene.room.leads.value) scene.room.toast(t("This door is locked."));
  else scene.room.send("door.open", { door: door.id, open: !door.open });
}

/** @param {import("../model.js").Scene} scene @param {Door} door */
export function toggleLock(scene, door) {
  if (scene.room.leads.value) scene.room.send("door.lock", { door: door.id, locked: !door.locked });
}

/**
 * A click opens or closes a door; Shift, a right click or holding it locks it, for those who lead.
 * @param {import("../input.js").Pointer} pointer
 * @param {import("../table_view.js").Context} context
 * @returns {import("../input.js").Press | null}
 */
export function pressDoor(pointer, { scene, stage, tokenAt }) {
  if (scene.room.archived.value) return null;
  const door = nearest(doorsOf(scene).value, pointer.world, (REACH_PX[pointer.kind] ?? REACH_PX.mouse) / stage.camera.value.zoom);
  if (!door || tokenAt(pointer)) return null; /* who stands in the doorway can still be taken */
  return {
    click: ({ shift }) => (shift && scene.room.leads.value ? toggleLock(scene, door) : toggleDoor(scene, door)),
    menu: scene.room.leads.value ? () => toggleLock(scene, door) : undefined,
  };
}

/** What a door is and where, in words. @param {import("../model.js").Scene} scene @param {Door} door */
export function wordsOf(scene, door) {
  const { col, row } = cellOf(scene.grid.value, door);
  const place = { column: col + 1, row: row + 1 };
  if (door.secret) return door.open ? t("Secret door, open, column {column}, row {row}", place) : t("Secret door, closed, column {column}, row {row}", place);
  if (door.locked) return t("Door, locked, column {column}, row {row}", place);
  return door.open ? t("Door, open, column {column}, row {row}", place) : t("Door, closed, column {column}, row {row}", place);
}
