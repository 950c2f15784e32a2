/** Work that a page without panels has under way: said in its `[data-busy]`, and in `[data-problem]` when it fails. */
import { upload } from "./http.js";
import { t } from "./i18n.js";
import { finished } from "./jobs.js";

const MOST_ARCHIVE_BYTES = 500 * 2 ** 20;

/** @param {string} name @returns {any} */
const part = (name) => document.querySelector(`[data-${name}]`);

/** @param {unknown} error */
export function tell(error) {
  const problem = part("problem");
  problem.textContent = error instanceof Error ? error.message : String(error);
  problem.hidden = false;
  problem.scrollIntoView({ block: "nearest" });
}

/** What failed before is over. */
export function quiet() {
  part("problem").hidden = true;
}

/** Says what is being done, and how far it is if that is known. @param {string} words "" when it is over @param {number | null} [far] 0 to 1 */
export function busy(words, far = null) {
  part("busy-words").textContent = words;
  const bar = part("busy-part");
  if (far === null) bar.removeAttribute("value");
  else bar.value = far;
  part("busy").hidden = !words;
}

/**
 * An archive goes up and is unpacked in its own time.
 * @param {string} api @param {string} address where it is sent as `archive` @param {File} file
 * @returns {Promise<any>} the result of its job
 */
export async function brought(api, address, file) {
  if (file.size > MOST_ARCHIVE_BYTES) throw new Error(t("This archive is too large: 500 megabytes are the most."));
  const form = new FormData();
  form.set("archive", file);
  const { data } = await upload(address, form, (far) => busy(t("The archive goes up: {percent} %", { percent: Math.round(100 * far) }), far));
  return finished(api, data.job, t("This archive could not be read in."), (far) => busy(t("Unpacking it: {percent} %", { percent: Math.round(100 * far) }), far));
}
