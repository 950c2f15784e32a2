/** What a library's page knows and may do: folders, what lies at the place it shows, and changes to both. */
import { computed, signal } from "../../vendor/ui.js";
import { get, patch, post, remove } from "../http.js";
import { listen } from "./bell.js";
import { placeOf } from "./paths.js";
import { openUploads } from "./uploads.js";

const PAGE = 100;
/** Many that change at once are one question. */
const GATHER_MS = 300;

/** @typedef {ReturnType<typeof openLibrary>} Library */

/**
 * @param {{api: string, socket: string, may_upload: boolean}} urls
 * @param {ReturnType<typeof import("../parts.js").openNotices>} notices
 * @param {import("./shelf.js").Shelf} shelf
 */
export function openLibrary(urls, notices, shelf) {
  const { api } = urls;
  const things = `${api}/${shelf.items}`;
  const shelves = `${api}/${shelf.folders}`;
  const folders = signal(/** @type {import("./paths.js").Folder[] | null} */ (null));
  const items = signal(/** @type {any[] | null} */ (null));
  const more = signal(false);
  const chosen = signal(/** @type {any | null} */ (null));
  const folder = signal(/** @type {string | null} */ (null));
  const words = signal("");
  const order = signal("name");
  const problem = signal("");
  /** What is looked for besides words: as asked of the server, "" and false being any. */
  const filter = signal(/** @type {Record<string, string | boolean>} */ ({ tag: "", duplicates: false, ...shelf.filter }));
  const tags = signal(/** @type {({tag: string} & Record<string, any>)[]} */ ([]));
  const storage = signal(/** @type {{used: number, quota: number} | null} */ (null));
  /** Chosen for something to be done with all of them. */
  const picked = signal(/** @type {Set<string>} */ (new Set()));
  const here = computed(() => (folders.value ?? []).find((one) => one.id === folder.value) ?? null);
  let asked = 0;

  /** Whether the whole library is looked through instead of one folder. */
  const finding = () => words.value.trim() !== "" || Object.values(filter.value).some(Boolean);
  const query = (/** @type {number} */ page) => {
    const asks = new URLSearchParams({ order: order.value, page: String(page), per_page: String(PAGE) });
    if (words.value.trim()) asks.set("q", words.value.trim());
    for (const [name, value] of Object.entries(filter.value)) if (value) asks.set(name, value === true ? "1" : value);
    if (!finding()) asks.set("folder", folder.value ?? "top");
    return `${things}?${asks}`;
  };

  /** Shows an error where the list would be; an answer that a newer question has overtaken is dropped. */
  async function load() {
    const question = ++asked;
    try {
      const [found, known, named] = await Promise.all([get(query(1)), get(`${shelves}?per_page=500`), get(`${things}/tags?per_page=500`)]);
      if (question !== asked) return;
      folders.value = known.data;
      items.value = found.data;
      tags.value = named.data;
      storage.value = found.meta?.storage ?? storage.value;
      picked.value = new Set([...picked.value].filter((id) => found.data.some((/** @type {any} */ one) => one.id === id)));
      more.value = found.data.length === PAGE;
      problem.value = "";
    } catch (error) {
      if (question === asked) problem.value = /** @type {Error} */ (error).message;
    }
  }

  async function loadMore() {
    const known = items.value ?? [];
    const { data } = await get(query(Math.floor(known.length / PAGE) + 1));
    items.value = [...known, ...data.filter((/** @type {any} */ one) => !known.some((old) => old.id === one.id))];
    more.value = data.length === PAGE;
  }

  /** Goes where the address says. */
  async function follow() {
    const place = placeOf(location.hash);
    if (!place.item) {
      chosen.value = null;
      if (folder.value !== place.folder) items.value = null;
      folder.value = place.folder;
      return load();
    }
    try {
      const { data } = await get(`${things}/${place.item}`);
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

  let gathering = 0;
  const loadSoon = () => {
    clearTimeout(gathering);
    gathering = window.setTimeout(load, GATHER_MS);
  };
  const uploads = openUploads(api, shelf, {
    arrived: loadSoon,
    twin: (name) => notices.toast(shelf.words.twin(name)),
  });
  if (urls.may_upload) uploads.load().catch(() => undefined);
  listen(urls.socket, {
    back: loadSoon,
    heard: (frame) => {
      if (frame.type === "changed" && frame.what !== "upload") loadSoon();
      else if (frame.type === "job") {
        uploads.told(frame.id, frame.data);
        if (frame.data.state === "done") loadSoon();
      }
    },
  });
  return {
    shelf, folders, items, more, chosen, folder, here, words, order, problem, filter, tags, storage, picked, uploads, notices, finding,
    load, loadMore, follow, open,
    mayUpload: urls.may_upload,
    /** @param {string} id @param {object} fields */
    changeItem: (id, fields) => attempt(() => patch(`${things}/${id}`, fields)),
    /** @param {string} id */
    usage: (id) => get(`${things}/${id}/usage`).then(({ data }) => data),
    /** All that are picked, or none. @param {object} what of `bulk` @returns {Promise<any>} null when it failed */
    async changePicked(what) {
      /** @type {any} */
      let answer = null;
      await attempt(async () => { answer = (await post(`${things}/bulk`, { ids: [...picked.value], ...what })).data; });
      if (answer) picked.value = new Set();
      return answer;
    },
    /** @param {string} id */
    deleteItem: (id) => attempt(() => remove(`${things}/${id}`)),
    attempt,
    /** @param {string} name @param {string | null} parent */
    createFolder: (name, parent) => attempt(() => post(shelves, { name, parent })),
    /** @param {string} id @param {object} fields */
    changeFolder: (id, fields) => attempt(() => patch(`${shelves}/${id}`, fields)),
    /** Afterwards the page shows what lay around it. @param {import("./paths.js").Folder} gone */
    deleteFolder: (gone) => attempt(() => remove(`${shelves}/${gone.id}`), () => open(gone.parent)),
  };
}
