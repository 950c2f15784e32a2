/** The folders of a library made as files lay in them. */
import { get, post } from "../base/http.js";

/**
 * @param {string} url of the library's folders
 * @returns {(path: string[]) => Promise<string | null>} the id of the folder at the end of a way; null is the top level
 */
export function openFolders(url) {
  /** @type {Promise<{id: string, name: string, parent: string | null}[]> | null} */
  let known = null;
  /** One way after the other: two files of one folder must not make it twice. @type {Promise<any>} */
  let last = Promise.resolve();

  /** @param {string[]} path */
  async function walk(path) {
    known ??= get(`${url}?per_page=500`).then(({ data }) => data);
    const folders = await known;
    /** @type {string | null} */
    let parent = null;
    for (const name of path) {
      let found = folders.find((one) => one.parent === parent && one.name.toLowerCase() === name.toLowerCase());
      if (!found) {
        found = /** @type {{id: string, name: string, parent: string | null}} */ ((await post(url, { name, parent })).data);
        folders.push(found);
      }
      parent = found.id;
    }
    return parent;
  }
  return (path) => {
    const next = last.catch(() => undefined).then(() => walk(path));
    last = next;
    return next;
  };
}
