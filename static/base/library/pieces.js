/**
 * A file sent in pieces, which goes on where it was cut: the server says how far it has come. Nothing of the page here.
 *
 * @typedef {{begin: () => Promise<{id: string, offset: number, piece: number}>, where: (id: string) => Promise<{offset: number}>,
 *   send: (id: string, offset: number, piece: Blob) => Promise<{job?: string, offset?: number}>}} Wire
 *   what the server is asked; refusals are errors with a `status`, 0 when it was not reached
 */
import { waitBefore } from "../backoff.js";

/** Small enough that a slow line shows progress, and that little is sent twice. */
export const PIECE = 2 * 1024 * 1024;
const GONE = 404;

/** Whether trying again later may help: no line, a server that starts again, too many at once, another place. @param {number} status */
const passing = (status) => status === 0 || status === 409 || status === 429 || status >= 500;
const FULL = 507;

/**
 * @param {Blob} file
 * @param {Wire} wire
 * @param {{progress: (part: number) => void, waiting: (so: boolean) => void, ended: () => boolean, begun?: (id: string) => void,
 *   wait?: (ms: number) => Promise<void>}} how `waiting`: for the line to come back; `ended`: whether to stop here
 * @returns {Promise<string | null>} the job that prepares it; null when it was ended, or when the server took the
 *   last piece and its answer was lost
 */
export async function sendInPieces(file, wire, { progress, waiting, ended, begun, wait = pause }) {
  const upload = await wire.begin();
  begun?.(upload.id);
  const most = Math.min(upload.piece, PIECE);
  let { offset } = upload;
  let lost = 0;
  let last = false;
  while (!ended()) {
    progress(file.size ? offset / file.size : 1);
    try {
      if (lost) ({ offset } = await wire.where(upload.id));
      last = offset + most >= file.size;
      const answer = await wire.send(upload.id, offset, file.slice(offset, offset + most));
      lost = 0;
      waiting(false);
      if (answer.job) return answer.job;
      offset = answer.offset ?? offset;
    } catch (error) {
      const { status = -1, name } = /** @type {any} */ (error);
      if (ended() || name === "AbortError") return null;
      if (last && lost && status === GONE) return null;
      if (!passing(status) || status === FULL) throw error;
      waiting(true);
      await wait(waitBefore(lost));
      lost += 1;
    }
  }
  return null;
}

/** @param {number} ms @returns {Promise<void>} */
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
