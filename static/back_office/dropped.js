/** What was dropped or chosen, with the folders it lay in. */

/** @typedef {import("./sorting.js").Found} Found */

/** @param {FileList | null} files of an input; one for folders says each file's way @returns {Found[]} */
export function chosenIn(files) {
  return [...(files ?? [])].map((file) => ({ file, path: file.webkitRelativePath.split("/").slice(0, -1).filter(Boolean) }));
}

/** @param {DataTransfer | null} dropped to be asked at once: what a drop holds is forgotten with its event @returns {Promise<Found[]>} */
export async function droppedIn(dropped) {
  const entries = [...(dropped?.items ?? [])].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry !== null && entry !== undefined);
  if (!entries.length) return chosenIn(dropped?.files ?? null);
  return (await Promise.all(entries.map((entry) => within(entry, [])))).flat();
}

/** @param {FileSystemEntry} entry @param {string[]} path @returns {Promise<Found[]>} */
async function within(entry, path) {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => { /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject); });
    return [{ file, path }];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {FileSystemEntry[]} */
  const inside = [];
  for (;;) { /* a folder is read in portions; an empty one is the end */
    const portion = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
    if (!portion.length) break;
    inside.push(...portion);
  }
  return (await Promise.all(inside.map((one) => within(one, [...path, entry.name])))).flat();
}
