/**
 * Pointing at a place: hold the main button or a finger still for half a second; with Alt it is urgent, with Shift those
 * who lead bring everybody's view there.
 *
 * @typedef {import("../input.js").Pointer} Pointer
 * @typedef {import("../table_view.js").Context} Context
 */

/** @param {Pointer} pointer @param {Context} context @returns {boolean} whether it was meant */
export function holdToPing(pointer, context) {
  const { scene, stage } = context;
  if (!scene.id.value || !scene.marks.draws.value || context.tokenAt(pointer)) return false;
  const place = { scene: scene.id.value, x: Math.round(pointer.world.x), y: Math.round(pointer.world.y) };
  if (pointer.shift && scene.marks.leads.value) scene.room.pass("camera.pull", { ...place, zoom: Math.round(stage.camera.value.zoom * 1000) / 1000 });
  scene.room.pass("ping.show", { ...place, alert: pointer.alt });
  return true;
}
