/** How much room is left. */
import { html } from "../../vendor/ui.js";
import { t } from "../i18n.js";
import { megabytes } from "./paths.js";

/** @param {{library: import("./store.js").Library}} props */
export function Quota({ library: { storage } }) {
  if (!storage.value) return null;
  const { used, quota } = storage.value;
  const words = t("{used} of {quota} MB used", { used: megabytes(used), quota: megabytes(quota) });
  return html`<p class="row-s quota"><meter max=${quota} value=${Math.min(used, quota)} aria-label=${t("Storage")} /><span class=${`small ${used > quota * 0.9 ? "error-text" : "quiet"}`}>${words}</span></p>`;
}
