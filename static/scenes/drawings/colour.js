/** The few colours to choose from, and any other. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";

const COLOURS = () => /** @type {const} */ ([["#ece6da", t("Paper")], ["#f2b44b", t("Lamp")], ["#e5604d", t("Ember")], ["#5ec2b0", t("Verdigris")], ["#9b7ede", t("Violet")], ["#14121a", t("Night")]]);

/** @param {{label: string, value: string, onChange: (colour: string) => void, none?: boolean}} props `none`: it may be empty */
export function Colour({ label, value, onChange, none = false }) {
  return html`<div class="swatches" role="group" aria-label=${label}><span>${label}</span>
    ${none && html`<button type="button" class="swatch swatch-none" aria-pressed=${value === ""} aria-label=${t("None")} title=${t("None")} onClick=${() => onChange("")}></button>`}
    ${COLOURS().map(([colour, name]) => html`<button type="button" key=${colour} class="swatch" style=${{ "--swatch": colour }} aria-pressed=${value === colour} aria-label=${name} title=${name} onClick=${() => onChange(colour)}></button>`)}
    <input type="color" class="swatch" aria-label=${t("Another colour")} title=${t("Another colour")} value=${value || "#ece6da"} onChange=${(/** @type {any} */ event) => onChange(event.target.value)} /></div>`;
}
