/** What a player knows of a token; of one's own also what one may change. */
import { html } from "../../vendor/ui.js";
import { t, tc } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { BarCount } from "./bar_fields.js";
import { ConditionChips, ConditionFields } from "./condition_fields.js";
import { dispositionName, Fold } from "./fields.js";
import { knownOf } from "./known.js";

/** @param {{scene: import("../model.js").Scene, token: any, onSee: () => void}} props `onSee`: tell in words what it sees */
export function SeenToken({ scene, token: seen, onSee }) {
  const token = knownOf(scene, seen);
  const mine = scene.mayMove(seen);
  const note = (/** @type {any} */ event) => scene.room.send("token.update", { token: token.id, version: token.version, owner_notes: event.target.value });
  return html`<div class="row">${token.picture && html`<img class="seen-picture" src=${token.picture} alt="" />`}<h2 class="grow truncate">${token.name || t("unnamed")}</h2></div>
    <p class="row-s"><span class="badge"><i class=${`disc disc-${token.disposition}`} />${dispositionName(token.disposition)}</span>${seen.mine && html`<span class="badge badge-lamp">${t("yours to move")}</span>`}${token.locked && html`<span class="badge">${tc("in its place", "locked")}</span>`}</p>
    ${token.bars.map((/** @type {any} */ bar) => html`<${BarCount} key=${bar.name} scene=${scene} token=${token} bar=${bar} changes=${mine} />`)}
    ${seen.mine && html`<button type="button" class="btn" onClick=${onSee}><${Icon} name="eye" />${t("What does it see?")}</button>`}
    ${token.conditions.length > 0 && html`<${ConditionChips} conditions=${token.conditions} />`}
    ${seen.mine && mine && html`<${Fold} title=${t("Conditions")} icon="sparkles"><${ConditionFields} scene=${scene} token=${token} /><//>
      <${Fold} title=${t("Notes")} icon="file-text" open=${Boolean(token.owner_notes)}><label class="field">${t("Read by its owners and those who lead")}<textarea rows="3" maxlength="5000" value=${token.owner_notes ?? ""} onChange=${note}></textarea></label><//>`}
    <p class="quiet">${t("Covers {size} × {size} cells.", { size: token.size })} ${!mine ? "" : window.matchMedia("(pointer: coarse)").matches ? t("Drag it where it shall stand.") : t("Drag it, or use the arrow keys.")}</p>`;
}
