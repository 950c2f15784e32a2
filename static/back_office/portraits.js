/** Pictures of people and creatures: each becomes a character of a room, whose tokens begin with it. */
import { signal } from "../vendor/ui.js";
import { post, remove, upload } from "../base/http.js";
import { newId } from "../base/ids.js";
import { t } from "../base/i18n.js";
import { nameOf } from "./sorting.js";

const AT_A_TIME = 2;

/** @typedef {import("../base/library/uploads.js").Upload} Upload */

/** The same face as a library's uploads. @param {string} api @param {(character: {room: string, name: string, portrait: string}) => void} arrived */
export function openPortraits(api, arrived) {
  const list = signal(/** @type {Upload[]} */ ([]));
  const unfinished = signal([]);
  /** @type {Map<string, AbortController>} */
  const lines = new Map();
  const update = (/** @type {string} */ id, /** @type {Partial<Upload>} */ fields) => { list.value = list.value.map((one) => (one.id === id ? { ...one, ...fields } : one)); };
  const dismiss = (/** @type {string} */ id) => {
    lines.get(id)?.abort();
    list.value = list.value.filter((one) => one.id !== id);
    startNext();
  };

  function startNext() {
    const next = list.value.find(({ state }) => state === "waiting");
    if (!next || list.value.filter(({ state }) => state === "going").length >= AT_A_TIME) return;
    update(next.id, { state: "going", doing: t("uploading"), problem: "" });
    send(next).then(() => dismiss(next.id), (error) => {
      const [why] = Object.values(error.fields ?? {}).flat();
      update(next.id, { state: "failed", problem: String(why ?? error.message) });
    }).finally(startNext);
    startNext();
  }

  /** A character without its picture would be half of what was meant: it goes again. @param {Upload} one */
  async function send(one) {
    const line = new AbortController();
    lines.set(one.id, line);
    const room = /** @type {string} */ (one.folder);
    const characters = `${api}/rooms/${room}/characters`;
    const made = (await post(characters, { name: nameOf(one.name) })).data;
    const form = new FormData();
    form.append("file", /** @type {File} */ (one.file));
    try {
      const { data } = await upload(`${characters}/${made.id}/portrait`, form, (part) => update(one.id, { part }), line.signal);
      arrived({ room, name: data.name, portrait: data.portrait });
    } catch (error) {
      await remove(`${characters}/${made.id}`).catch(() => undefined);
      throw error;
    }
  }

  return {
    list, unfinished, dismiss,
    busy: () => list.value.some(({ state }) => state === "waiting" || state === "going"),
    /** @param {File} file @param {string} room */
    add(file, room) {
      list.value = [...list.value, { id: newId(), file, folder: room, name: file.name, part: 0, doing: "", problem: "", state: "waiting", upload: "", job: "" }];
      startNext();
    },
    /** @param {string} id */
    goOn(id) {
      update(id, { state: "waiting", problem: "" });
      startNext();
    },
    holds: () => false,
    hold: () => undefined,
    forget: async () => undefined,
  };
}
