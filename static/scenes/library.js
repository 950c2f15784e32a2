/** The viewer's maps, from REST: list, folders, upload with progress; a very large picture is prepared by a job. */
import { signal } from "../vendor/ui.js";
import { get, upload } from "../base/http.js";
import { newId } from "../base/ids.js";
import { t } from "../base/i18n.js";
import { finished } from "../base/jobs.js";

/** @typedef {ReturnType<typeof openLibrary>} Library */

/** @param {import("../rooms/store.js").Room} room */
export function openLibrary(room) {
  const maps = signal(/** @type {any[] | null} */ (null));
  const folders = signal(/** @type {any[]} */ ([]));
  const problem = signal("");
  const uploads = signal(/** @type {{id: string, name: string, part: number, doing: string, problem: string}[]} */ ([]));

  /** @param {string} id @param {object} fields */
  const update = (id, fields) => { uploads.value = uploads.value.map((one) => (one.id === id ? { ...one, ...fields } : one)); };

  async function load() {
    try {
      const [found, known] = await Promise.all([get(`${room.page.api}/maps?order=new&per_page=200`), get(`${room.page.api}/map-folders?per_page=200`)]);
      maps.value = found.data;
      folders.value = known.data;
      problem.value = "";
    } catch (error) {
      problem.value = /** @type {Error} */ (error).message;
    }
  }

  /** @param {File} file @returns {Promise<any>} the map; null when it failed, which is shown */
  async function add(file) {
    const id = newId();
    uploads.value = [...uploads.value, { id, name: file.name, part: 0, doing: t("uploading"), problem: "" }];
    const form = new FormData();
    form.append("file", file);
    try {
      const { data } = await upload(`${room.page.api}/maps`, form, (part) => update(id, { part: part * 0.8, doing: part < 1 ? t("uploading") : t("preparing the picture") }));
      const map = data.job ? await prepared(data.job, (part, doing) => update(id, { part: 0.8 + part * 0.2, doing })) : data;
      uploads.value = uploads.value.filter((one) => one.id !== id);
      await load();
      return map;
    } catch (error) {
      update(id, { problem: /** @type {any} */ (error).fields?.file?.[0] ?? /** @type {Error} */ (error).message });
      return null;
    }
  }

  /** @param {string} job @param {(part: number, doing: string) => void} progress */
  async function prepared(job, progress) {
    const { api } = room.page;
    const { map } = await finished(api, job, t("The picture could not be prepared."), (part, note) => progress(part, note || t("preparing the picture")));
    return (await get(`${api}/maps/${map}`)).data;
  }

  return {
    maps, folders, problem, uploads, load, add,
    /** @param {string} id */
    dismiss: (id) => { uploads.value = uploads.value.filter((one) => one.id !== id); },
  };
}
