/** Several tokens at once: into line, together, hidden, locked, copied, gone. */
import { html } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { duplicate } from "./clipboard.js";
import { knownOf } from "./known.js";

/** @type {() => [import("./align.js").How, string, string][]} how, icon, words */
const lines = () => [
  ["left", "align-start-vertical", t("Into line at the left")],
  ["centre", "align-center-vertical", t("Into line, one below the other")],
  ["right", "align-end-vertical", t("Into line at the right")],
  ["top", "align-start-horizontal", t("Into line at the top")],
  ["middle", "align-center-horizontal", t("Into line, side by side")],
  ["bottom", "align-end-horizontal", t("Into line at the bottom")],
  ["across", "align-horizontal-distribute-center", t("Spread evenly from left to right")],
  ["down", "align-vertical-distribute-center", t("Spread evenly from top to bottom")],
];

/** @param {{scene: import("../model.js").Scene, moves: any}} props */
export function Several({ scene, moves }) {
  const tokens = scene.chosen.value;
  const { room } = scene;
  const update = (/** @type {object} */ fields) => { for (const token of tokens) room.send("token.update", { token: token.id, ...fields }); };
  const groups = new Set(tokens.map((token) => knownOf(scene, token).group ?? ""));
  const group = groups.size === 1 ? [...groups][0] : "";
  return html`<h2>${tn("{count} token", "{count} tokens", tokens.length)}</h2>
    <ul class="list several">${tokens.map((token) => html`<li key=${token.id}><i class=${`disc disc-${token.disposition}`} /><span class="grow truncate">${knownOf(scene, token).name || t("unnamed")}</span></li>`)}</ul>
    ${scene.edits.value && html`
      <div class="align-grid" role="group" aria-label=${t("Into line")}>${lines().map(([how, icon, label]) => html`<${IconButton} key=${how} icon=${icon} label=${label} onClick=${() => moves.align(how)} />`)}</div>
      <label class="field">${t("Group; its tokens are chosen together")}<input maxlength="40" value=${group} placeholder=${groups.size > 1 ? t("several") : ""} onChange=${(/** @type {any} */ event) => update({ group: event.target.value.trim() })} /></label>
      <div class="row-s">
        <button type="button" class="btn" onClick=${() => moves.hide(true)}><${Icon} name="eye-off" />${t("Hide")}</button>
        <button type="button" class="btn" onClick=${() => moves.hide(false)}><${Icon} name="eye" />${t("Show")}</button>
        <button type="button" class="btn" onClick=${() => update({ locked: !tokens.every((token) => token.locked) })}><${Icon} name="lock" />${tokens.every((token) => token.locked) ? t("Unlock") : t("Lock")}</button>
        <button type="button" class="btn" onClick=${() => duplicate(scene)}><${Icon} name="copy" />${t("Duplicate")}</button>
        <button type="button" class="btn" onClick=${moves.removeSelected}><${Icon} name="trash-2" />${t("Delete")}</button></div>`}`;
}
