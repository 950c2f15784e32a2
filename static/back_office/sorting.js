/** Which library a file is for, by the end of its name; the server looks into it and has the last word. Pure. */

/** @typedef {{file: File, path: string[]}} Found `path`: the folders it lay in */
/** @typedef {"maps" | "tracks" | "archive" | "scene" | "unknown"} Kind */

/** @param {string} types as of a shelf, ".png,.jpg" */
const ends = (types) => types.split(",");
const PICTURES = ends(".png,.jpg,.jpeg,.webp,.avif,.gif");

/** @param {string} name @param {string[]} endings */
const hasEnd = (name, endings) => endings.some((end) => name.toLowerCase().endsWith(end));

/** @param {string} name */
export const isPicture = (name) => hasEnd(name, PICTURES);

/** @param {string} name @param {{maps: string, tracks: string}} types of the two shelves @returns {Kind} */
export function kindOf(name, types) {
  if (hasEnd(name, ends(types.maps))) return "maps";
  if (hasEnd(name, ends(types.tracks))) return "tracks";
  if (hasEnd(name, [".zip"])) return "archive";
  return hasEnd(name, [".json"]) ? "scene" : "unknown";
}

/** "Old_crypt-level 1.webp" as a name of somebody: "Old crypt level 1". @param {string} name */
export function nameOf(name) {
  return name.replace(/\.[^.]+$/, "").replace(/[_-]+/g, " ").replace(/\s+/g, " ").trim().slice(0, 50) || "?";
}

/** Whether a saved scene, room or universe of this program or another lies in an archive: it is to be looked at first. @param {{name: string, path: string[]}[]} members */
export const isSaved = (members) => members.some(({ name, path }) => !path.length && hasEnd(name, [".json"]));
