/** Files on their way: how far each is, held and let go on, and what was left half done. */
import { html } from "../../vendor/ui.js";
import { t } from "../i18n.js";
import { IconButton } from "../parts.js";

/** @param {{uploads: import("./store.js").Library["uploads"]}} props */
export function UploadsList({ uploads }) {
  const { list, unfinished } = uploads;
  if (!list.value.length && !unfinished.value.length) return null;
  return html`<div class="card"><ul class="list" aria-label=${t("Uploads")}>${list.value.map((one) => html`<li key=${one.id}>
    <span class="grow stack-s">
      <span class="row-s"><strong class="grow truncate">${one.name}</strong><span class="small quiet" role="status">${one.problem ? "" : one.doing || t("waiting")}</span></span>
      ${one.problem ? html`<span class="error-text" role="alert">${one.problem}</span>` : html`<progress max="1" value=${one.part} aria-label=${t("Upload of {name}", { name: one.name })} />`}
    </span>
    ${uploads.holds(one) && html`<${IconButton} icon="pause" label=${t("Hold {name}", { name: one.name })} onClick=${() => uploads.hold(one.id)} />`}
    ${one.state === "held" && html`<${IconButton} icon="play" label=${t("Go on with {name}", { name: one.name })} onClick=${() => uploads.goOn(one.id)} />`}
    ${one.problem && one.file && html`<button type="button" class="btn btn-s" onClick=${() => uploads.goOn(one.id)}>${t("Try again")}</button>`}
    ${one.state !== "preparing" && html`<${IconButton} icon="x" label=${one.problem ? t("Dismiss") : t("Cancel {name}", { name: one.name })} onClick=${() => uploads.dismiss(one.id)} />`}</li>`)}
    ${unfinished.value.map((one) => html`<li key=${one.id}><span class="grow stack-s"><strong class="truncate">${one.name}</strong>
      <span class="small quiet">${t("{percent} % are there. Choose the same file again, and it goes on.", { percent: Math.floor((one.offset / one.size) * 100) })}</span></span>
      <${IconButton} icon="trash-2" label=${t("Forget {name}", { name: one.name })} onClick=${() => uploads.forget(one)} /></li>`)}</ul></div>`;
}
