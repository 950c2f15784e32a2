/** What the server does in its own time: asked after until it is done. */
import { get } from "./http.js";

const ASK_MS = 1_000;

/**
 * @param {string} api @param {string} job @param {string} failed what is said of one that failed without a reason
 * @param {(part: number, note: string) => void} progress how far it is, 0 to 1, and what it does
 * @returns {Promise<any>} its result
 */
export async function finished(api, job, failed, progress) {
  for (;;) {
    await new Promise((resolve) => { setTimeout(resolve, ASK_MS); });
    const { data } = await get(`${api}/jobs/${job}`);
    progress(data.progress ?? 0, data.note || "");
    if (data.state === "failed") throw new Error(data.error || failed);
    if (data.state === "done") return data.result;
  }
}
