/** Folders as a tree. Pure: plain lists in, plain lists out. */
import { language } from "../times.js";

/** @typedef {{id: string, name: string, parent: string | null, [counted: string]: any}} Folder */

/**
 * The folders directly in `parent`, null being the top level.
 * @param {Folder[]} folders
 * @param {string | null} parent
 */
export function childrenOf(folders, parent) {
  return folders.filter((folder) => folder.parent === parent);
}

/**
 * The folders from the top level down to `id`, which comes last; empty on the top level.
 * @param {Folder[]} folders
 * @param {string | null} id
 * @returns {Folder[]}
 */
export function pathTo(folders, id) {
  const path = [];
  let found = folders.find((folder) => folder.id === id);
  while (found && !path.includes(found)) {
    path.unshift(found);
    const above = found.parent;
    found = folders.find((folder) => folder.id === above);
  }
  return path;
}

/**
 * Every folder with how deep it lies, in the order of a tree; without `except` and what is in it.
 * @param {Folder[]} folders
 * @param {string | null} [except]
 * @param {string | null} [parent]
 * @param {number} [depth]
 * @returns {{folder: Folder, depth: number}[]}
 */
export function places(folders, except = null, parent = null, depth = 0) {
  return childrenOf(folders, parent)
    .filter((folder) => folder.id !== except)
    .flatMap((folder) => [{ folder, depth }, ...places(folders, except, folder.id, depth + 1)]);
}

/**
 * Where the page is, from the address: `#/folder/<id>`, `#/item/<id>`, or the top level.
 * @param {string} hash
 * @returns {{folder: string | null, item: string | null}}
 */
export function placeOf(hash) {
  const found = /^#\/(folder|item)\/([0-9a-f-]{36})$/.exec(hash);
  return { folder: found?.[1] === "folder" ? found[2] : null, item: found?.[1] === "item" ? found[2] : null };
}

/** Rounded up, so that no file has nothing. @param {number} bytes */
export function megabytes(bytes) {
  const tenths = Math.ceil(bytes / 100_000) / 10;
  return (tenths < 10 ? tenths : Math.ceil(tenths)).toLocaleString(language());
}

/** Tags as they are written, "cave, dark": each once, whatever its case. @param {string} text */
export function tagsFrom(text) {
  /** @type {Map<string, string>} */
  const tags = new Map();
  for (const part of text.split(",")) {
    const tag = part.trim().replace(/\s+/g, " ");
    if (tag && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
  }
  return [...tags.values()];
}
