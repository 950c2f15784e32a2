/** A character taken out of the list with the mouse: where it is dropped on the map, one of its tokens stands. */

export const CHARACTER = "application/x-dreamtable-character";

/**
 * What makes a row of the list something to be dragged.
 * @param {import("../model.js").Scene} scene
 * @param {any} character
 * @param {() => void} take the place tool with a token of this character
 */
export const carried = (scene, character, take) => ({
  draggable: true,
  onDragStart: (/** @type {DragEvent} */ event) => {
    event.dataTransfer?.setData(CHARACTER, character.id);
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "copy";
    take();
  },
  onDragEnd: () => {
    if (scene.tool.value === "place") scene.tool.value = "select"; /* dropped beside the map */
  },
});
