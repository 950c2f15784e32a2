/** What new tokens of a character begin with. */
import { html } from "../../vendor/ui.js";
import { BarList } from "../tokens/bar_fields.js";
import { Disposition, Size } from "../tokens/fields.js";
import { LightFields, SightFields } from "../tokens/look_fields.js";

/** @param {{scene: import("../model.js").Scene, character: any, onChange: (token: object) => void}} props */
export function TokenDefaults({ scene, character, onChange }) {
  const look = character.token;
  const set = (/** @type {object} */ fields) => onChange({ ...look, ...fields });
  return html`<${Disposition} value=${look.disposition ?? "neutral"} onChange=${(/** @type {string} */ disposition) => set({ disposition })} />
    <${Size} value=${look.size ?? 1} onChange=${(/** @type {number} */ size) => set({ size })} />
    <${BarList} bars=${look.bars ?? []} attributes=${Object.keys(character.attributes)} onChange=${(/** @type {any[]} */ bars) => set({ bars })} />
    <${SightFields} look=${{ darkvision: 0, sight_angle: 360, ...look }} grid=${scene.grid.value} onChange=${set} />
    <${LightFields} look=${{ light_bright: 0, light_dim: 0, light_angle: 360, ...look }} grid=${scene.grid.value} onChange=${set} />`;
}
