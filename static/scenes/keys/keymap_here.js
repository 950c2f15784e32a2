/** The keymap of this page, kept in this browser. */
import { signal } from "../../vendor/ui.js";
import { keepKeymap, readKeymap } from "./keymap.js";

const storage = (() => {
  try {
    return window.localStorage;
  } catch {
    return null; /* a browser may forbid it */
  }
})();

export const keymap = signal(readKeymap(storage));

/** @param {import("./keymap.js").Keymap} next */
export function changeKeymap(next) {
  keymap.value = next;
  keepKeymap(storage, next);
}
