/**
 * Key presses by name. A chord is written "Ctrl+Shift+z", "Alt+[", "?", "ArrowUp" or "Numpad7"; a letter or sign alone
 * stands for itself with or without Shift. Pure.
 */

const MODIFIERS = new Set(["Control", "Shift", "Alt", "Meta", "AltGraph", "CapsLock", "Dead", "Process", "Unidentified"]);

/**
 * The chord of a key press; null for a modifier alone.
 * @param {{key: string, code?: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean, shiftKey?: boolean}} event
 */
export function chordOf({ key, code = "", ctrlKey, metaKey, altKey, shiftKey }) {
  if (MODIFIERS.has(key)) return null;
  const numpad = /^Numpad\d$/.test(code);
  const name = numpad ? code : key === " " ? "Space" : key.length === 1 ? key.toLowerCase() : key;
  const letter = key.length === 1 && key.toLowerCase() !== key.toUpperCase();
  const command = Boolean(ctrlKey || metaKey);
  const shown = shiftKey && (letter ? command || altKey : key.length > 1 || numpad);
  return [command && "Ctrl", altKey && "Alt", shown && "Shift", name].filter(Boolean).join("+");
}

/** A chord as one writes it for people. @param {string} chord */
export function written(chord) {
  const names = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };
  return chord.split(/\+(?=.)/).map((part) => names[/** @type {keyof typeof names} */ (part)] ?? (part.length === 1 ? part.toUpperCase() : part)).join("+");
}
