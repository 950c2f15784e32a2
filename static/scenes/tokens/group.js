/** Tokens of one group are chosen together. */
import { knownOf } from "./known.js";

/**
 * The ids of a token's group in the scene in view, itself among them.
 * @param {import("../model.js").Scene} scene
 * @param {any} token
 * @returns {string[]}
 */
export function groupOf(scene, token) {
  const name = knownOf(scene, token).group;
  if (!name) return [token.id];
  return scene.tokens.value.filter((one) => knownOf(scene, one).group === name).map((one) => one.id);
}
