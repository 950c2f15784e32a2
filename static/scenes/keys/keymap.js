/**
 * Which key does what, by chords as `base/chords.js` writes them. Pure but for what a browser keeps.
 *
 * @typedef {Record<string, string[]>} Keymap the keys of commands that are not as they were given, by the command's name
 * @typedef {{name: string, keys: string[], label: string, fixed?: boolean, rival?: string}} Named
 *   `fixed`: its keys stay; `rival`: commands of the same word share keys on purpose, as one or the other can be done
 */

const STORED = "dreamtable:keys";

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
