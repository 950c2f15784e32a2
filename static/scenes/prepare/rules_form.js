/** The rules of the scene in view: how distances count, what an area covers, how tokens keep to the grid. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";

/** @param {{scene: import("../model.js").Scene}} props */
export function RulesForm({ scene }) {
  const row = scene.scene.value;
  const change = (/** @type {object} */ fields) => scene.room.send("scene.update", { scene: row.id, ...fields });
  const check = (/** @type {string} */ field, /** @type {boolean} */ otherwise, /** @type {string} */ label) => html`<label class="check wide"><input type="checkbox" checked=${row[field] ?? otherwise} onChange=${(/** @type {any} */ event) => change({ [field]: event.target.checked })} />${label}</label>`;
  const choice = (/** @type {string} */ field, /** @type {string} */ otherwise, /** @type {string} */ label, /** @type {Record<string, string>} */ values) => html`<label class="field wide">${label}
    <select value=${row[field] ?? otherwise} onChange=${(/** @type {any} */ event) => change({ [field]: event.target.value })}>${Object.entries(values).map(([value, words]) => html`<option key=${value} value=${value}>${words}</option>`)}</select></label>`;
  return html`<details class="fold"><summary><h3>${t("Rules")}</h3></summary><div class="form-grid">
    ${choice("distance_mode", "chebyshev", t("A diagonal step is"), {
      chebyshev: t("5 ft, as any step (5-5-5)"), alternating: t("5 ft, then 10 ft (5-10-5)"), euclidean: t("as long as it is"), manhattan: t("two steps"),
    })}
    ${choice("coverage", "centre", t("An area covers a cell"), { centre: t("when it covers its middle"), any: t("when it touches it at all") })}
    ${check("snap", true, t("Tokens keep to the grid"))}
    ${check("trails", true, t("Players see where a token came from"))}
    ${check("staged", false, t("New areas are only for you until you reveal them"))}
  </div></details>`;
}
