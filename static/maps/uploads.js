/** Files on their way into the library: three at a time, each with its progress; large pictures go on as jobs. */
import { signal } from "../vendor/ui.js";
import { get, upload } from "../base/http.js";
import { newId } from "../base/ids.js";
import { t } from "../base/i18n.js";

const AT_A_TIME = 3;
const ASK_MS = 1_000;
/* The bar leaves room for what the server does after the last byte has arrived. */
const SENT = 0.8;

/** @typedef {{id: string, file: File, folder: string | null, name: string, part: number, doing: string, problem: string}} Upload */

/**
 * @param {string} api
 * @param {() => void} onArrived called after each map that is ready
 */
export function openUploads(api, onArrived) {
  const list = signal(/** @type {Upload[]} */ ([]));
  let running = 0;

  /** @param {string} id @param {Partial<Upload>} fields */
  const update = (id, fields) => { list.value = list.value.map((one) => (one.id === id ? { ...one, ...fields } : one)); };
  const drop = (/** @type {string} */ id) => { list.value = list.value.filter((one) => one.id !== id); };

  function startNext() {
    const next = list.value.find((one) => one.doing === "" && !one.problem);
    if (!next || running >= AT_A_TIME) return;
    running += 1;
    update(next.id, { doing: t("uploading") });
    send(next).then(
      () => { drop(next.id); onArrived(); },
      (error) => update(next.id, { problem: error.fields?.file?.[0] ?? error.message }),
    ).finally(() => { running -= 1; startNext(); });
    startNext();
  }

  /** @param {Upload} one */
  async function send(one) {
    const form = new FormData();
    if (one.folder) form.append("folder", one.folder);
    form.append("file", one.file);
    const { data } = await upload(`${api}/maps`, form, (part) => {
      update(one.id, { part: part * SENT, doing: part < 1 ? t("uploading") : t("preparing the picture") });
    });
    while (data.job) {
      await new Promise((resolve) => { setTimeout(resolve, ASK_MS); });
      const { data: job } = await get(`${api}/jobs/${data.job}`);
      if (job.state === "failed") throw new Error(job.error || t("The picture could not be prepared."));
      if (job.state === "done") return;
      update(one.id, { part: SENT + job.progress * (1 - SENT), doing: job.note || t("waiting for its turn") });
    }
  }

  return {
    list,
    dismiss: drop,
    /** @param {Iterable<File>} files @param {string | null} folder */
    add(files, folder) {
      const added = [...files].map((file) => ({ id: newId(), file, folder, name: file.name, part: 0, doing: "", problem: "" }));
      list.value = [...list.value, ...added];
      startNext();
    },
    /** @param {string} id */
    retry(id) {
      update(id, { problem: "", doing: "", part: 0 });
      startNext();
    },
  };
}
