/** What narrows the list down, and how much room is left. */
import { html } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { megabytes } from "./paths.js";

/** @param {{library: import("./store.js").Library}} props */
export function Filters({ library }) {
  const { filter, tags } = library;
  const change = (/** @type {object} */ fields) => {
    filter.value = { ...filter.value, ...fields };
    library.load();
  };
  return html`<div class="row-s filters" role="group" aria-label=${t("Show only")}>
    ${tags.value.length > 0 && html`<label><span class="visually-hidden">${t("Tag")}</span><select value=${filter.value.tag} onChange=${(/** @type {any} */ event) => change({ tag: event.target.value })}>
      <option value="">${t("all tags")}</option>${tags.value.map(({ tag, maps }) => html`<option key=${tag} value=${tag}># ${tag} (${maps})</option>`)}</select></label>`}
    <label><span class="visually-hidden">${t("Kind of map")}</span><select value=${filter.value.media} onChange=${(/** @type {any} */ event) => change({ media: event.target.value })}>
      <option value="">${t("all kinds")}</option><option value="picture">${t("still pictures")}</option><option value="animated">${t("moving pictures")}</option><option value="video">${t("videos")}</option></select></label>
    <label class="check"><input type="checkbox" checked=${filter.value.duplicates} onChange=${(/** @type {any} */ event) => change({ duplicates: event.target.checked })} />${t("Duplicates")}</label>
  </div>`;
}

/** @param {{library: import("./store.js").Library}} props */
export function Quota({ library: { storage } }) {
  if (!storage.value) return null;
  const { used, quota } = storage.value;
  const words = t("{used} of {quota} MB used", { used: megabytes(used), quota: megabytes(quota) });
  return html`<p class="row-s quota"><meter max=${quota} value=${Math.min(used, quota)} aria-label=${t("Storage")} /><span class=${`small ${used > quota * 0.9 ? "error-text" : "quiet"}`}>${words}</span></p>`;
}
