/**
 * Files on their way into a message: sent ahead one by one with their progress, named by the message afterwards. Knows no
 * panel; `attach.js` shows it.
 */
import { computed, signal } from "../../vendor/ui.js";
import { remove as removeRest, upload as uploadRest } from "../../base/http.js";
import { t, tn } from "../../base/i18n.js";
import { newId } from "../../base/ids.js";

const MAX_FILES = 10;
const MAX_MEGABYTES = 25;
const AT_A_TIME = 3;
/* The bar leaves room for what the server does after the last byte has arrived. */
const SENT = 0.85;
/* What the server says of the file itself. */
const REFUSED = [400, 403, 404, 413, 415, 422];

/**
 * @typedef {object} Entry a file of the message being written
 * @property {string} id of this page only
 * @property {File} file
 * @property {boolean} voice
 * @property {string} picture an address of the picture itself, for a small view; "" for other files
 * @property {"waiting" | "sending" | "ready" | "failed"} state
 * @property {number} part of it that was sent, from 0 to 1
 * @property {string} problem in words
 * @property {boolean} again whether another try may help: the line was lost, the storage was full; not for a file that is refused as it is
 * @property {any} row the server's file, once it is ready
 */
/** @typedef {ReturnType<typeof openAttachments>} Attachments */

/**
 * @param {{page: any, toast: (message: string, kind?: "bad" | "good" | "") => void}} room
 * @param {{upload: typeof uploadRest, remove: typeof removeRest}} [rest]
 */
export function openAttachments(room, rest = { upload: uploadRest, remove: removeRest }) {
  const place = `${room.page.api}/rooms/${room.page.room.id}/files`;
  const files = signal(/** @type {Entry[]} */ ([]));
  /** @type {Map<string, AbortController>} */
  const running = new Map();

  /** @param {string} id @param {Partial<Entry>} fields */
  const update = (id, fields) => { files.value = files.value.map((one) => (one.id === id ? { ...one, ...fields } : one)); };
  const find = (/** @type {string} */ id) => files.value.find((one) => one.id === id);

  function startNext() {
    const next = files.value.find((one) => one.state === "waiting");
    if (!next || running.size >= AT_A_TIME) return;
    const ending = new AbortController();
    running.set(next.id, ending);
    update(next.id, { state: "sending" });
    send(next, ending.signal)
      .then((row) => (find(next.id) ? update(next.id, { state: "ready", part: 1, row }) : forget(row)))
      .catch((error) => update(next.id, { state: "failed", problem: error.fields?.file?.[0] ?? error.message, again: !REFUSED.includes(error.status) }))
      .finally(() => { running.delete(next.id); startNext(); });
    startNext();
  }

  /** @param {Entry} entry @param {AbortSignal} ended */
  async function send(entry, ended) {
    const form = new FormData();
    if (entry.voice) form.append("voice", "1");
    form.append("file", entry.file);
    const { data } = await rest.upload(place, form, (part) => update(entry.id, { part: part * SENT }), ended);
    return data;
  }

  /** Somebody changed their mind: the server need not keep it for a day. @param {any} row */
  function forget(row) {
    rest.remove(row.url).catch(() => undefined);
  }

  /** @param {File} file @param {boolean} voice @returns {Entry} */
  function entryOf(file, voice) {
    const tooLarge = file.size > MAX_MEGABYTES * 1024 * 1024;
    const problem = !file.size ? t("This file is empty.") : tooLarge ? t("Larger than {megabytes} MB.", { megabytes: MAX_MEGABYTES }) : "";
    const picture = !problem && file.type.startsWith("image/") ? URL.createObjectURL(file) : "";
    return { id: newId(), file, voice, picture, state: problem ? "failed" : "waiting", part: 0, problem, again: false, row: null };
  }

  return {
    files,
    busy: computed(() => files.value.some((one) => one.state === "waiting" || one.state === "sending")),
    /** @param {Iterable<File>} list @param {{voice?: boolean}} [as] */
    add(list, { voice = false } = {}) {
      const wanted = [...list];
      const fitting = wanted.slice(0, MAX_FILES - files.value.length);
      const left = wanted.length - fitting.length;
      if (left) room.toast(tn("Ten files at most go with one message: one was left out.", "Ten files at most go with one message: {count} were left out.", left), "bad");
      files.value = [...files.value, ...fitting.map((file) => entryOf(file, voice))];
      startNext();
    },
    /** @param {string} id */
    remove(id) {
      const entry = find(id);
      if (!entry) return;
      files.value = files.value.filter((one) => one.id !== id);
      running.get(id)?.abort();
      if (entry.row) forget(entry.row);
      if (entry.picture) URL.revokeObjectURL(entry.picture);
    },
    /** @param {string} id */
    retry(id) {
      update(id, { state: "waiting", part: 0, problem: "" });
      startNext();
    },
    /** What `chat.say` names. */
    ids: () => files.value.filter((one) => one.row).map((one) => /** @type {string} */ (one.row.id)),
    /** After they were named: what was sent goes from the line; what failed stays. @returns {Entry[]} for `restore` */
    clear() {
      const sent = files.value.filter((one) => one.row);
      files.value = files.value.filter((one) => !one.row);
      return sent;
    },
    /** The message was refused: its files are back in the line. @param {Entry[]} entries */
    restore(entries) {
      files.value = [...entries, ...files.value];
    },
    /** Resolves when nothing is on its way any more. @returns {Promise<void>} */
    settled() {
      return new Promise((resolve) => {
        const stop = files.subscribe((list) => {
          if (list.some((one) => one.state === "waiting" || one.state === "sending")) return;
          queueMicrotask(() => stop());
          resolve();
        });
      });
    },
  };
}
