/** `@{selected|attribute}` in a macro: of the token that is selected on this page. */

/** @param {import("../model.js").Scene} scene @returns {(text: string) => string} */
export const withSelected = (scene) => (text) => {
  const [token] = scene.chosen.value;
  return token?.name ? text.replace(/@\{\s*selected\s*\|/gi, `@{${token.name}|`) : text;
};
