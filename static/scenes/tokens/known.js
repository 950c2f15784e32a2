/** All that this viewer knows of a token: what everybody sees and, of one's own, what the server tells owners besides. */

/**
 * @param {import("../model.js").Scene} scene
 * @param {any} token
 */
export function knownOf(scene, token) {
  const control = scene.room.kind("control").value[token.id];
  return control && !scene.edits.value ? { ...token, ...control, id: token.id, scene: token.scene } : token;
}

/** Whether it stays where it is for everybody, until it is unlocked. @param {import("../model.js").Scene} scene @param {any} token */
export const isLocked = (scene, token) => Boolean(knownOf(scene, token).locked);
