/**
 * Files on their way into the library: three at a time, each with its progress. Large ones go in pieces, which can be
 * held and go on, also after a lost line or a reload; what the server prepares as a job is told by its socket, and goes on
 * without the page, which shows it again when one comes back.
 */
import { signal } from "../../vendor/ui.js";
import { get, post, remove, sendBytes, upload } from "../http.js";
import { newId } from "../ids.js";
import { t } from "../i18n.js";
import { PIECE, sendInPieces } from "./pieces.js";
import { preparingHere } from "./preparing.js";

const AT_A_TIME = 3;
const GONE = 404;
/** The socket tells of jobs; asking is for when it is away. */
const ASK_MS = 4_000;
const FIRST_ASK_MS = 1_000;
/** The bar leaves room for what the server does after the last byte has arrived. */
const SENT = 0.8;
const BYTES = "application/offset+octet-stream";

/**
 * @typedef {{id: string, file: File | null, folder: string | null, name: string, part: number, doing: string, problem: string,
 *   state: "waiting" | "going" | "held" | "preparing" | "failed", upload: string, job: string}} Upload without a file: it was
 *   sent on an earlier visit
 * @typedef {{id: string, name: string, size: number, offset: number, folder: string | null}} Unfinished
 */

/**
 * @param {string} api
 * @param {import("./shelf.js").Shelf} shelf
 * @param {{arrived: (id: string) => void, twin: (name: string) => void}} tell `arrived`: the id of what became of a file, ""
 *   where that is not known; `twin`: the same file is in the library already
 */
export function openUploads(api, shelf, { arrived, twin }) {
  const things = `${api}/${shelf.items}`;
  const list = signal(/** @type {Upload[]} */ ([]));
  const unfinished = signal(/** @type {Unfinished[]} */ ([]));
  /** @type {Map<string, (job: any) => void>} */
  const watching = new Map();
  /** @type {Map<string, AbortController>} */
  const lines = new Map();
  const kept = preparingHere(things);

  /** @param {string} id @param {Partial<Upload>} fields */
  const update = (id, fields) => { list.value = list.value.map((one) => (one.id === id ? { ...one, ...fields } : one)); };
  const drop = (/** @type {string} */ id) => { list.value = list.value.filter((one) => one.id !== id); };
  const find = (/** @type {string} */ id) => list.value.find((one) => one.id === id);

  function startNext() {
    const going = list.value.filter((one) => one.state === "going").length;
    const next = list.value.find((one) => one.state === "waiting");
    if (!next || going >= AT_A_TIME) return;
    update(next.id, { state: "going", doing: t("uploading"), problem: "" });
    settle(next, send(next));
    startNext();
  }

  /** @param {Upload} one @param {Promise<string | null>} work null: it is held */
  function settle(one, work) {
    work.then(
      (made) => { if (made !== null) { drop(one.id); arrived(made); } },
      (error) => {
        const fields = Object.values(error.fields ?? {}).flat();
        update(one.id, { state: "failed", upload: "", problem: String(fields[0] ?? error.message) });
      },
    ).finally(startNext);
  }

  /** @param {Upload} one @returns {Promise<string | null>} what became of it; null: it is held */
  async function send(one) {
    const file = /** @type {File} */ (one.file);
    const { id = "", job } = file.size > PIECE || one.upload ? { job: await inPieces(one, file) } : await whole(one, file);
    if (find(one.id)?.state === "held" || !find(one.id)) return null;
    return job ? prepared(one, job) : id;
  }

  /** @param {Upload} one @param {File} file @returns {Promise<{id?: string, job?: string}>} what became of it, or the job that goes on */
  async function whole(one, file) {
    const form = new FormData();
    if (one.folder) form.append("folder", one.folder);
    form.append("file", file);
    const { data } = await upload(things, form, (part) => {
      update(one.id, { part: part * SENT, doing: part < 1 ? t("uploading") : shelf.words.preparing() });
    });
    if (data.duplicate_of) twin(one.name);
    return data;
  }

  /** @param {Upload} one @param {File} file */
  function inPieces(one, file) {
    const line = new AbortController();
    lines.set(one.id, line);
    const url = `${things}/uploads`;
    return sendInPieces(file, {
      begin: async () => (one.upload ? get(`${url}/${one.upload}`) : post(url, { name: one.name, size: file.size, folder: one.folder })).then(({ data }) => data),
      where: (id) => get(`${url}/${id}`).then(({ data }) => data),
      send: (id, offset, piece) => sendBytes("PATCH", `${url}/${id}`, piece, { "Content-Type": BYTES, "Upload-Offset": String(offset) }, line.signal).then(({ data }) => data),
    }, {
      begun: (id) => update(one.id, { upload: id }),
      progress: (part) => update(one.id, { part: part * SENT }),
      waiting: (so) => update(one.id, { doing: so ? t("waiting for the line") : t("uploading") }),
      ended: () => find(one.id)?.state !== "going",
    });
  }

  /** @param {Upload} one @param {string} job @returns {Promise<string>} what became of it */
  async function prepared(one, job) {
    update(one.id, { state: "preparing", job, doing: shelf.words.preparing() });
    kept.add(job, one.name);
    startNext();
    for (let wait = FIRST_ASK_MS; ; wait = ASK_MS) {
      const told = await Promise.race([
        new Promise((resolve) => { watching.set(job, resolve); }),
        new Promise((resolve) => { setTimeout(resolve, wait); }),
      ]);
      const now = told ?? (await get(`${api}/jobs/${job}`).catch(({ status }) => ({ data: { state: status === GONE ? "gone" : "" } }))).data;
      const over = ["failed", "done", "gone"].includes(now.state);
      if (over) {
        watching.delete(job);
        kept.drop(job);
      }
      if (now.state === "failed") throw new Error(now.error || shelf.words.notPrepared());
      if (over) {
        if (now.result?.duplicate_of) twin(one.name);
        return now.result?.map ?? now.result?.track ?? "";
      }
      update(one.id, { part: SENT + (now.progress ?? 0) * (1 - SENT), doing: now.note || shelf.words.preparing() });
    }
  }

  /** Takes it off the list; what had come of it is forgotten. @param {string} id */
  function dismiss(id) {
    const one = find(id);
    lines.get(id)?.abort();
    drop(id);
    if (one?.upload && one.state !== "preparing") remove(`${things}/uploads/${one.upload}`).catch(() => undefined);
    startNext();
  }

  return {
    list, unfinished, dismiss,
    /** Whether something is lost, or has to be chosen again, when the page is left now. */
    busy: () => list.value.some(({ state }) => state === "waiting" || state === "going"),
    /** What other visits left half done, and what they left to the server. */
    async load() {
      for (const [job, name] of kept.all()) {
        const one = /** @type {Upload} */ ({ id: newId(), file: null, folder: null, name, part: SENT, doing: "", problem: "", state: "preparing", upload: "", job });
        list.value = [...list.value, one];
        settle(one, prepared(one, job));
      }
      const { data } = await get(`${things}/uploads`);
      unfinished.value = data.filter((/** @type {Unfinished} */ one) => !list.value.some((own) => own.upload === one.id));
    },
    /** A file that is half there goes on where it stopped. @param {Iterable<File>} files @param {string | null} folder */
    add(files, folder) {
      const added = [...files].map((file) => {
        const half = unfinished.value.find((one) => one.name === file.name && one.size === file.size);
        if (half) unfinished.value = unfinished.value.filter((one) => one !== half);
        return /** @type {Upload} */ ({ id: newId(), file, folder: half ? half.folder : folder, name: file.name, part: 0, doing: "", problem: "", state: "waiting", upload: half?.id ?? "", job: "" });
      });
      list.value = [...list.value, ...added];
      startNext();
    },
    /** @param {string} id */
    hold(id) {
      update(id, { state: "held", doing: t("held") });
      lines.get(id)?.abort();
      startNext();
    },
    /** @param {string} id */
    goOn(id) {
      update(id, { state: "waiting", doing: "", problem: "" });
      startNext();
    },
    /** @param {Unfinished} one */
    async forget(one) {
      unfinished.value = unfinished.value.filter((other) => other !== one);
      await remove(`${things}/uploads/${one.id}`).catch(() => undefined);
    },
    /** The socket told of a job. @param {string} job @param {any} data */
    told: (job, data) => watching.get(job)?.(data),
    /** Only what can be held: in pieces, and not all of it sent. @param {Upload} one */
    holds: (one) => one.state === "going" && Number(one.file?.size) > PIECE,
  };
}
