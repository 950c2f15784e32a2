/**
 * Which key does what. Pure but for what a browser keeps. A chord is written "Ctrl+Shift+z", "Alt+[", "?", "ArrowUp" or
 * "Numpad7"; a letter or sign alone stands for itself with or without Shift.
 *
 * @typedef {Record<string, string[]>} Keymap the keys of commands that are not as they were given, by the command's name
 * @typedef {{name: string, keys: string[], label: string, fixed?: boolean, rival?: string}} Named
 *   `fixed`: its keys stay; `rival`: commands of the same word share keys on purpose, as one or the other can be done
 */

const STORED = "dreamtable:keys";
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

/** The keys a command has now. @param {Named} command @param {Keymap} keymap */
export const keysOf = (command, keymap) => keymap[command.name] ?? command.keys;

/**
 * Who has this key besides: those that would be in the way, without those that share it on purpose.
 * @template {Named} T
 * @param {T[]} commands @param {Keymap} keymap @param {T} command @param {string} chord
 * @returns {T[]}
 */
export function conflicts(commands, keymap, command, chord) {
  const shares = (/** @type {Named} */ other) => command.keys.includes(chord) && other.keys.includes(chord);
  return commands.filter((other) => other.name !== command.name && keysOf(other, keymap).includes(chord) && !shares(other));
}

/**
 * The keymap once a command has the key; those that had it have it no more. A command given its own keys is as it was.
 * @param {Named[]} commands @param {Keymap} keymap @param {Named} command @param {string} chord
 * @returns {Keymap}
 */
export function remapped(commands, keymap, command, chord) {
  const next = { ...keymap, [command.name]: [chord] };
  for (const other of conflicts(commands, keymap, command, chord)) next[other.name] = keysOf(other, keymap).filter((key) => key !== chord);
  if (command.keys.length === 1 && command.keys[0] === chord) delete next[command.name];
  return next;
}

/** What this browser keeps; nothing of it is trusted. @param {Pick<Storage, "getItem"> | null} storage @returns {Keymap} */
export function readKeymap(storage) {
  try {
    const kept = JSON.parse(storage?.getItem(STORED) ?? "{}");
    return Object.fromEntries(Object.entries(kept).filter(([, keys]) => Array.isArray(keys) && keys.every((key) => typeof key === "string")));
  } catch {
    return {};
  }
}

/** @param {Pick<Storage, "setItem"> | null} storage @param {Keymap} keymap */
export function keepKeymap(storage, keymap) {
  try {
    storage?.setItem(STORED, JSON.stringify(keymap));
  } catch {
    /* a full or forbidden storage: then it lasts as long as the page */
  }
}
