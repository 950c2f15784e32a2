/** A character's sheet: portrait, numbers that dice read, macros, notes; who plays it and what its tokens begin with. */
import { html, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Dialog, Icon, IconButton } from "../../base/parts.js";
import { runText } from "../../rooms/dice/macros.js";
import { Fold } from "../tokens/fields.js";
import { PictureField } from "../tokens/picture_field.js";
import { place } from "./panel.js";
import { TokenDefaults } from "./token_defaults.js";

const MOST_MACROS = 30;

/** A number where it is one, else text. @param {string} written */
export const valueOf = (written) => (/^[+-]?\d+([.,]\d+)?$/.test(written.trim()) ? Number(written.trim().replace(",", ".")) : written.trim());

/** `@{hp}` in a macro of this character is the character's own, whoever runs it. @param {string} text @param {string} name */
export const named = (text, name) => text.replace(/@\{([^|{}]+)\}/g, (_, attribute) => `@{${name}|${attribute}}`);

/** @param {{scene: import("../model.js").Scene, character: any, onClose: () => void}} props */
export function Sheet({ scene, character, onClose }) {
  const { room } = scene;
  const refusals = useSignal(0);
  const leads = scene.edits.value;
  const players = room.members.value.filter((member) => member.role === "player" || member.user === character.owner);
  const change = async (/** @type {object} */ fields) => {
    if (!(await room.send("character.update", { character: character.id, version: character.version, ...fields }))) refusals.value += 1;
  };
  const remove = async () => {
    if (!(await room.confirm(t("Delete {name}?", { name: character.name }), t("Delete"), t("The tokens stay where they are.")))) return;
    onClose();
    room.send("character.delete", { character: character.id });
  };
  const put = () => {
    place(scene, character);
    onClose();
  };
  return html`<${Dialog} title=${character.name} onClose=${onClose} wide><div class="sheet" key=${refusals.value}>
    <div class="sheet-head"><${PictureField} room=${room} address=${`${room.page.api}/rooms/${room.page.room.id}/characters/${character.id}/portrait`} shown=${character.portrait} name=${character.name} removable />
      <div class="stack-s grow"><label class="field">${t("Name")}<input maxlength="50" value=${character.name} onChange=${(/** @type {any} */ event) => (event.target.value.trim() ? change({ name: event.target.value.trim() }) : (event.target.value = character.name))} /></label>
        ${leads && html`<label class="field">${t("Played by")}<select value=${character.owner ?? ""} onChange=${(/** @type {any} */ event) => room.send("character.give", { character: character.id, user: event.target.value || null })}>
          <option value="">${t("nobody")}</option>${players.map((member) => html`<option key=${member.user} value=${member.user}>${member.name}</option>`)}</select></label>`}</div></div>
    <${Macros} character=${character} onChange=${(/** @type {any[]} */ macros) => change({ macros })} />
    <${Attributes} character=${character} onChange=${(/** @type {object} */ attributes) => change({ attributes })} />
    <label class="field">${t("Notes")}<textarea rows="5" maxlength="10000" value=${character.notes} onChange=${(/** @type {any} */ event) => change({ notes: event.target.value })}></textarea></label>
    ${leads && html`<label class="field">${t("Notes, only for those who lead")}<textarea rows="3" maxlength="10000" value=${character.gm_notes ?? ""} onChange=${(/** @type {any} */ event) => change({ gm_notes: event.target.value })}></textarea></label>
      <${Fold} title=${t("What its tokens begin with")} icon="circle-user-round"><${TokenDefaults} scene=${scene} character=${character} onChange=${(/** @type {object} */ token) => change({ token })} /><//>
      <div class="dialog-actions"><button type="button" class="btn btn-quiet" onClick=${remove}><${Icon} name="trash-2" />${t("Delete")}</button>
        ${scene.id.value && html`<button type="button" class="btn btn-primary" onClick=${put}><${Icon} name="map-pin" />${t("Place on the map")}</button>`}</div>`}
  </div><//>`;
}

/** @param {{character: any, onChange: (attributes: Record<string, number | string | null>) => void}} props */
function Attributes({ character, onChange }) {
  const name = useSignal("");
  const value = useSignal("");
  const add = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!name.value.trim() || !value.value.trim()) return;
    onChange({ [name.value.trim()]: valueOf(value.value) });
    name.value = value.value = "";
  };
  return html`<section class="stack-s"><h3>${t("Numbers and formulas")}</h3><p class="small quiet">${t("In dice: {short}, when you play one character; {long} always.", { short: "@{hp}", long: `@{${character.name}|hp}` })}</p>
    <div class="attribute-grid">${Object.entries(character.attributes).map(([one, now]) => html`<div key=${one} class="attribute"><label class="field"><span class="truncate">${one}</span><input maxlength="200" value=${now} onChange=${(/** @type {any} */ event) => (event.target.value.trim() ? onChange({ [one]: valueOf(event.target.value) }) : (event.target.value = now))} /></label>
      <${IconButton} icon="x" class="btn-s btn-quiet" label=${t("Take {name} away", { name: one })} onClick=${() => onChange({ [one]: null })} /></div>`)}</div>
    <form class="row-s nowrap" onSubmit=${add}><input maxlength="40" placeholder=${t("Name, e.g. attack")} aria-label=${t("Name of the number")} value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} />
      <input class="grow" maxlength="200" placeholder=${t("12 or 1d20 + 5")} aria-label=${t("Number or formula")} value=${value.value} onInput=${(/** @type {any} */ event) => { value.value = event.target.value; }} />
      <button class="btn btn-s" disabled=${!name.value.trim() || !value.value.trim()}><${Icon} name="plus" />${t("Add")}</button></form></section>`;
}

/** @param {{character: any, onChange: (macros: {name: string, text: string}[]) => void}} props */
function Macros({ character, onChange }) {
  const { macros } = character;
  const name = useSignal("");
  const text = useSignal("");
  const add = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!name.value.trim() || !text.value.trim()) return;
    onChange([...macros, { name: name.value.trim(), text: text.value.trim() }]);
    name.value = text.value = "";
  };
  return html`<section class="stack-s"><h3>${t("Macros")}</h3>
    ${macros.length > 0 && html`<ul class="macro-row">${macros.map((/** @type {any} */ macro, /** @type {number} */ at) => html`<li key=${at}><button type="button" class="btn btn-s" title=${macro.text} onClick=${() => runText(named(macro.text, character.name))}><${Icon} name="dices" />${macro.name}</button>
      <${IconButton} icon="x" class="btn-s btn-quiet" label=${t("Take {name} away", { name: macro.name })} onClick=${() => onChange(macros.filter((/** @type {any} */ _, /** @type {number} */ index) => index !== at))} /></li>`)}</ul>`}
    ${macros.length < MOST_MACROS && html`<form class="row-s nowrap" onSubmit=${add}><input maxlength="40" placeholder=${t("Name, e.g. Longsword")} aria-label=${t("Name of the macro")} value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} />
      <input class="grow" maxlength="500" placeholder="/roll 1d20 + @{str}" aria-label=${t("What the macro says")} value=${text.value} onInput=${(/** @type {any} */ event) => { text.value = event.target.value; }} />
      <button class="btn btn-s" disabled=${!name.value.trim() || !text.value.trim()}><${Icon} name="plus" />${t("Add")}</button></form>`}</section>`;
}
