/** Who plays which part; what is left open the mood decides. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { plain } from "../groups.js";

const PARTS = () => ({ melody: t("Melody"), counter: t("Second voice"), harmony: t("Harmony"), figure: t("Figure"), bass: t("Bass"), drone: t("Drone"), drums: t("Drums") });

/** @param {{instruments: string[], values: {[part: string]: string | null}, may: boolean, onSet: (values: object) => void}} props */
export function Players({ instruments, values, may, onSet }) {
  return html`<p class="small quiet">${t("What is left open the mood decides.")}</p>
    ${Object.entries(PARTS()).map(([part, words]) => html`<label key=${part} class="parameter-choice"><span>${words}</span>
      <select disabled=${!may} value=${values[part] ?? ""} onChange=${(/** @type {any} */ event) => onSet({ ...values, [part]: event.target.value || null })}>
        <option value="">${t("by the mood")}</option><option value="silent">${t("nobody")}</option>
        ${instruments.map((name) => html`<option key=${name} value=${name}>${plain(name)}</option>`)}</select></label>`)}`;
}
