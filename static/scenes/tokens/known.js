/** All that this viewer knows of a token: what everybody sees and, of one's own, what the server tells owners besides. */

/**
 * @param {import("../model.js").Scene} scene
 * @param {any} token
 */
export function knownOf(scene, token) {
  return known(token, controlsOf(scene)[token.id]);
}

const NONE = {};

/** What the server tells owners of theirs, by token; those who lead read it in the tokens. @param {import("../model.js").Scene} scene @returns {{[token: string]: any}} */
export const controlsOf = (scene) => (scene.edits.value ? NONE : scene.room.kind("control").value);

/** @param {any} token @param {any} control what its owner is told, if anything */
export const known = (token, control) => (control ? { ...token, ...control, id: token.id, scene: token.scene } : token);

/** Whether it stays where it is for everybody, until it is unlocked. @param {import("../model.js").Scene} scene @param {any} token */
export const isLocked = (scene, token) => Boolean(knownOf(scene, token).locked);
