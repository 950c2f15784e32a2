/** What the library's page knows and may do: folders, the maps of the place it shows, and changes to both. */
import { computed, signal } from "../vendor/ui.js";
import { get, patch, post, remove } from "../base/http.js";
import { placeOf } from "./paths.js";
import { openUploads } from "./uploads.js";

const PAGE = 100;

/** @typedef {ReturnType<typeof openLibrary>} Library */

/**
 * @param {{api: string, may_upload: boolean}} urls
 * @param {ReturnType<typeof import("../base/parts.js").openNotices>} notices
 */
export function openLibrary(urls, notices) {
  const { api } = urls;
  const folders = signal(/** @type {import("./paths.js").Folder[] | null} */ (null));
  const maps = signal(/** @type {any[] | null} */ (null));
  const more = signal(false);
  const chosen = signal(/** @type {any | null} */ (null));
  const folder = signal(/** @type {string | null} */ (null));
  const words = signal("");
  const order = signal("name");
  const problem = signal("");
  const here = computed(() => (folders.value ?? []).find((one) => one.id === folder.value) ?? null);
  let asked = 0;

  const query = (/** @type {number} */ page) => {
    const asks = new URLSearchParams({ order: order.value, page: String(page), per_page: String(PAGE) });
    if (words.value.trim()) asks.set("q", words.value.trim());
    else asks.set("folder", folder.value ?? "top");
    return `${api}/maps?${asks}`;
  };

  /** Shows an error where the list would be; an answer that a newer question has overtaken is dropped. */
  async function load() {
    const question = ++asked;
    try {
      const [found, known] = await Promise.all([get(query(1)), get(`${api}/map-folders?per_page=500`)]);
      if (question !== asked) return;
      folders.value = known.data;
      maps.value = found.data;
      more.value = found.data.length === PAGE;
      problem.value = "";
    } catch (error) {
      if (question === asked) problem.value = /** @type {Error} */ (error).message;
    }
  }

  async function loadMore() {
    const known = maps.value ?? [];
    const { data } = await get(query(Math.floor(known.length / PAGE) + 1));
    maps.value = [...known, ...data.filter((/** @type {any} */ one) => !known.some((old) => old.id === one.id))];
    more.value = data.length === PAGE;
  }

  /** Goes where the address says. */
  async function follow() {
    const place = placeOf(location.hash);
    if (!place.map) {
      chosen.value = null;
      if (folder.value !== place.folder) maps.value = null;
      folder.value = place.folder;
      return load();
    }
    try {
      const { data } = await get(`${api}/maps/${place.map}`);
      folder.value = data.folder;
      await load();
      chosen.value = data;
    } catch (error) {
      notices.toast(/** @type {Error} */ (error).message, "bad");
      open(null);
    }
  }

  /** @param {string | null} id */
  const open = (id) => { location.hash = id ? `#/folder/${id}` : "#/"; };

  /** Tries, says what went wrong, and tells whether it worked. @param {() => Promise<any>} change @param {() => any} [then] */
  async function attempt(change, then = load) {
    try {
      await change();
      await then();
      return true;
    } catch (error) {
      const fields = Object.values(/** @type {any} */ (error).fields ?? {}).flat();
      notices.toast(String(fields[0] ?? /** @type {Error} */ (error).message), "bad");
      return false;
    }
  }

  const uploads = openUploads(api, load);
  return {
    folders, maps, more, chosen, folder, here, words, order, problem, uploads, notices, load, loadMore, follow, open,
    mayUpload: urls.may_upload,
    /** @param {string} id @param {object} fields */
    changeMap: (id, fields) => attempt(() => patch(`${api}/maps/${id}`, fields)),
    /** @param {string} id */
    deleteMap: (id) => attempt(() => remove(`${api}/maps/${id}`)),
    /** @param {string} name @param {string | null} parent */
    createFolder: (name, parent) => attempt(() => post(`${api}/map-folders`, { name, parent })),
    /** @param {string} id @param {object} fields */
    changeFolder: (id, fields) => attempt(() => patch(`${api}/map-folders/${id}`, fields)),
    /** Afterwards the page shows what lay around it. @param {import("./paths.js").Folder} gone */
    deleteFolder: (gone) => attempt(() => remove(`${api}/map-folders/${gone.id}`), () => open(gone.parent)),
  };
}
