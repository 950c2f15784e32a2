/** Everything about one token, for those who lead. */
import { html, useSignal } from "../../vendor/ui.js";
import { t, tc } from "../../base/i18n.js";
import { Avatar, Icon } from "../../base/parts.js";
import { BarCount, BarList } from "./bar_fields.js";
import { ConditionFields } from "./condition_fields.js";
import { Check, Disposition, Fold, NumberField, Size } from "./fields.js";
import { AuraFields, LightFields, SightFields } from "./look_fields.js";
import { PictureField } from "./picture_field.js";

/** @param {{scene: import("../model.js").Scene, token: any, moves: any}} props */
export function Inspector({ scene, token, moves }) {
  const { room } = scene;
  const refusals = useSignal(0);
  const grid = scene.grid.value;
  const characters = Object.values(room.kind("character").value);
  const character = characters.find((one) => one.id === token.character);
  const change = async (/** @type {object} */ fields) => {
    const done = await room.send("token.update", { token: token.id, version: token.version, ...fields });
    if (!done) refusals.value += 1; /* the fields are drawn anew, with what is true */
  };
  const text = (/** @type {string} */ field, /** @type {string} */ label, /** @type {number} */ most, required = false) => html`<label class="field">${label}<input maxlength=${most} value=${token[field] ?? ""} required=${required}
    onChange=${(/** @type {any} */ event) => (required && !event.target.value.trim() ? (event.target.value = token[field]) : change({ [field]: event.target.value.trim() }))} /></label>`;
  const notes = (/** @type {string} */ field, /** @type {string} */ label) => html`<label class="field">${label}<textarea rows="3" maxlength="5000" value=${token[field] ?? ""} onChange=${(/** @type {any} */ event) => change({ [field]: event.target.value })}></textarea></label>`;
  const picture = `${room.page.api}/scenes/${token.scene}/tokens/${token.id}/picture`;
  return html`<div class="row"><h2 class="grow truncate">${token.name}</h2>
      <button type="button" class="btn btn-s" aria-pressed=${Boolean(token.locked)} onClick=${() => change({ locked: !token.locked })}><${Icon} name="lock" />${token.locked ? tc("in its place", "locked") : t("free")}</button>
      <button type="button" class="btn btn-s" aria-pressed=${!token.hidden} onClick=${() => room.send("token.hide", { token: token.id, hidden: !token.hidden })}><${Icon} name=${token.hidden ? "eye-off" : "eye"} />${token.hidden ? t("hidden") : t("shown")}</button></div>
    ${token.bars.map((/** @type {any} */ bar) => html`<${BarCount} key=${bar.name} scene=${scene} token=${token} bar=${bar} changes />`)}
    <div class="stack-s" key=${refusals.value}>
      <${Fold} title=${t("Who it is")} icon="circle-user-round" open>
        <${PictureField} room=${room} address=${picture} shown=${token.picture} name=${token.name} removable />
        ${text("name", t("Name, for everybody"), 50, true)}
        <${Check} label=${t("Players read the name")} checked=${token.show_name} onChange=${(/** @type {boolean} */ show_name) => change({ show_name })} />
        ${text("gm_name", t("Name, for those who lead"), 50)}
        <${Disposition} value=${token.disposition} onChange=${(/** @type {string} */ disposition) => change({ disposition })} />
        <div class="form-grid"><${Size} value=${token.size} onChange=${(/** @type {number} */ size) => change({ size })} />
          <${NumberField} label=${t("Turned, degrees")} value=${token.rotation ?? 0} step=${15} onChange=${(/** @type {number} */ rotation) => room.send("token.face", { token: token.id, rotation })} />
          <${NumberField} label=${t("Height, {unit}", { unit: grid.unit })} value=${token.elevation ?? 0} onChange=${(/** @type {number} */ elevation) => change({ elevation })} />
          <${NumberField} label=${t("Over others")} value=${token.z ?? 0} step=${1} onChange=${(/** @type {number} */ z) => change({ z: Math.round(z) })} /></div>
        <label class="field">${t("Character")}<select value=${token.character ?? ""} onChange=${(/** @type {any} */ event) => change({ character: event.target.value || null })}>
          <option value="">${t("none")}</option>${characters.map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}</select></label>
        ${text("group", t("Group; its tokens are chosen together"), 40)}
      <//>
      <${Fold} title=${t("Bars")} icon="chart-column" note=${token.bars.map((/** @type {any} */ bar) => bar.name).join(", ")}>
        <${BarList} bars=${token.bars} attributes=${Object.keys(character?.attributes ?? {})} onChange=${(/** @type {any[]} */ bars) => change({ bars })} /><//>
      <${Fold} title=${t("Conditions")} icon="sparkles" note=${token.conditions.length || ""}><${ConditionFields} scene=${scene} token=${token} /><//>
      <${Fold} title=${t("Sight")} icon="eye" note=${token.has_sight ? t("sees") : ""}><${SightFields} look=${token} grid=${grid} onChange=${change} /><//>
      <${Fold} title=${t("Light")} icon="zap" note=${token.light_dim > 0 ? `${token.light_bright} / ${token.light_dim}` : ""}><${LightFields} look=${token} grid=${grid} onChange=${change} /><//>
      <${Fold} title=${t("Auras")} icon="radius" note=${token.auras.length || ""}><${AuraFields} auras=${token.auras} unit=${grid.unit} onChange=${(/** @type {any[]} */ auras) => change({ auras })} /><//>
      <${Fold} title=${t("Moved by")} icon="users" note=${token.owners?.length || ""}><${Owners} room=${room} token=${token} /><//>
      <${Fold} title=${t("Notes")} icon="file-text" open=${Boolean(token.gm_notes)}>${notes("gm_notes", t("Only for those who lead"))}${notes("owner_notes", t("For its owners too"))}<//>
    </div>
    <button type="button" class="btn" onClick=${moves.removeSelected}><${Icon} name="trash-2" />${t("Delete")}</button>`;
}

/** @param {{room: import("../../rooms/store.js").Room, token: any}} props */
function Owners({ room, token }) {
  const owners = new Set(token.owners ?? []);
  const players = room.members.value.filter((member) => member.role === "player");
  const own = (/** @type {string} */ user, /** @type {boolean} */ has) => room.send("token.own", { token: token.id, users: has ? [...owners, user] : [...owners].filter((one) => one !== user) });
  if (!players.length) return html`<p class="small quiet">${t("No players yet. Those who lead move every token.")}</p>`;
  return html`${players.map((player) => html`<label key=${player.id} class="check"><input type="checkbox" checked=${owners.has(player.user)} onChange=${(/** @type {any} */ event) => own(player.user, event.target.checked)} /><${Avatar} person=${player} class="avatar-s" />${player.name}</label>`)}`;
}
