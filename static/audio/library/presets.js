/** Sounds that the server makes for itself: chosen from a list, rendered into the library while one goes on. */
import { html, useEffect, useSignal } from "../../vendor/ui.js";
import { get, post } from "../../base/http.js";
import { t, tn } from "../../base/i18n.js";
import { finished } from "../../base/jobs.js";
import { Dialog, Icon } from "../../base/parts.js";
import { timeOf } from "../../rooms/files/file_words.js";
import { groupIcon, groupOf, kindName } from "../words.js";

const URL = "/api/v1/audio/presets";

/** @typedef {import("../../base/library/store.js").Library} Library */

/** @param {{library: Library}} props */
export function PresetsButton({ library }) {
  const open = useSignal(false);
  return html`<button type="button" class="btn" onClick=${() => { open.value = true; }}><${Icon} name="cloud-rain" />${t("Add rain, wind, fire …")}</button>
    ${open.value && html`<${PresetsDialog} library=${library} onClose=${() => { open.value = false; }} />`}`;
}

/** @param {{library: Library, onClose: () => void}} props */
function PresetsDialog({ library, onClose }) {
  const presets = useSignal(/** @type {any[] | null} */ (null));
  const chosen = useSignal(/** @type {Set<string>} */ (new Set()));
  const doing = useSignal("");
  const part = useSignal(0);
  const problem = useSignal("");
  const attempt = async (/** @type {() => Promise<any>} */ act) => {
    problem.value = "";
    try {
      await act();
    } catch (error) {
      problem.value = String(Object.values(/** @type {any} */ (error).fields ?? {}).flat()[0] ?? /** @type {Error} */ (error).message);
    }
    doing.value = "";
  };
  const load = async () => { presets.value = (await get(`${URL}?per_page=100`)).data; };
  useEffect(() => { attempt(load); }, []);
  const toggle = (/** @type {string} */ id) => {
    const next = new Set(chosen.value);
    if (!next.delete(id)) next.add(id);
    chosen.value = next;
  };
  const add = () => attempt(async () => {
    doing.value = t("making the sounds");
    const { data } = await post(URL, { presets: [...chosen.value], folder: library.folder.value });
    await finished("/api/v1", data.job, t("The sounds could not be made."), (done, note) => {
      part.value = done;
      doing.value = note || t("making the sounds");
    });
    chosen.value = new Set();
    part.value = 0;
    await Promise.all([load(), library.load()]);
    library.notices.toast(t("They are in your library."), "good");
  });
  const free = (presets.value ?? []).filter((one) => !one.track);
  return html`<${Dialog} title=${t("Ready-made sounds")} onClose=${onClose} wide><div class="stack">
    <p class="quiet">${t("Your server makes these itself; they are yours to use and change. Loops go round without a seam.")}</p>
    ${problem.value && html`<p class="alert" role="alert">${problem.value}</p>`}
    ${presets.value === null && !problem.value && html`<p class="quiet row-s"><span class="spinner" />${t("Looking what there is …")}</p>`}
    <ul class="list presets">${(presets.value ?? []).map((one) => html`<li key=${one.id}><label class="check grow"><input type="checkbox" checked=${Boolean(one.track) || chosen.value.has(one.id)} disabled=${Boolean(one.track) || Boolean(doing.value)} onChange=${() => toggle(one.id)} />
      <${Icon} name=${groupIcon(groupOf(one.kind))} />${one.name}</label><span class="small quiet">${one.track ? t("in your library") : `${kindName(one.kind)} · ${timeOf(one.seconds)}`}</span></li>`)}</ul>
    ${doing.value && html`<div class="stack-s"><span class="small quiet" role="status">${doing.value}</span><progress max="1" value=${part.value} aria-label=${t("Progress")} /></div>`}
    <div class="dialog-actions"><button type="button" class="btn btn-quiet push" disabled=${!free.length || Boolean(doing.value)} onClick=${() => { chosen.value = new Set(free.map((one) => one.id)); }}>${t("All of these")}</button>
      <button type="button" class="btn btn-primary" disabled=${!chosen.value.size || Boolean(doing.value)} onClick=${add}>${chosen.value.size ? tn("Add {count} sound", "Add {count} sounds", chosen.value.size) : t("Add sounds")}</button></div>
  </div><//>`;
}
