/** One in the order of a fight: what players see of them, and for those who lead all that can be done about them. */
import { html, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { standard } from "../tokens/conditions.js";
import { Conditions, Pips } from "./parts.js";

/** @param {{scene: import("../model.js").Scene, one: any}} props */
export function Row({ scene, one }) {
  const { fight } = scene;
  const token = fight.tokenOf(one);
  const rolls = token?.mine && one.initiative === null && !scene.room.archived.value;
  return html`<span class="fight-initiative">${initiativeOf(one)}</span>
    <span class="grow fight-words"><${Name} scene=${scene} one=${one} /><${Conditions} conditions=${one.conditions} /></span>
    ${rolls && html`<${RollOwn} scene=${scene} one=${one} />`}
    ${one.killed ? html`<${Icon} name="skull" />` : html`<${Pips} pips=${one.pips} />`}`;
}

/** @param {{scene: import("../model.js").Scene, one: any}} props */
function RollOwn({ scene, one }) {
  const modifier = useSignal("0");
  const roll = (/** @type {Event} */ event) => {
    event.preventDefault();
    scene.fight.of("roll", one, { modifier: Number.parseInt(modifier.value, 10) || 0 });
  };
  return html`<form class="row-s nowrap" onSubmit=${roll}>
    <input class="fight-number" inputmode="text" maxlength="4" aria-label=${t("Your modifier")} value=${modifier} onInput=${(/** @type {any} */ event) => { modifier.value = event.target.value; }} />
    <button class="btn btn-s btn-primary"><${Icon} name="dices" />${t("Roll initiative")}</button></form>`;
}

/** @param {{scene: import("../model.js").Scene, one: any}} props */
function Name({ scene, one }) {
  const token = scene.fight.tokenOf(one);
  const name = scene.fight.nameOf(one);
  if (!token) return html`<strong class="truncate">${name}</strong>`;
  return html`<button type="button" class="fight-name truncate" title=${t("Select the token")} onClick=${() => scene.select([token.id])}>${name}</button>`;
}

/** @param {any} one */
const initiativeOf = (one) => (one.initiative === null ? "–" : String(Math.round(one.initiative * 100) / 100));

/** @param {{scene: import("../model.js").Scene, one: any, onGrab: (event: PointerEvent) => void, onMove: (by: number) => void}} props */
export function LeadRow({ scene, one, onGrab, onMove }) {
  const { fight } = scene;
  const more = useSignal(false);
  const key = (/** @type {KeyboardEvent} */ event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    onMove(by);
  };
  const initiative = (/** @type {any} */ event) => {
    const typed = event.target.value.trim();
    const value = typed === "" ? null : Number(typed.replace(",", "."));
    if (value === null || Number.isFinite(value)) fight.of("update", one, { initiative: value });
    else event.target.value = initiativeOf(one);
  };
  const eye = one.hidden ? t("Show {name} to the players", { name: one.name }) : t("Hide {name} from the players", { name: one.name });
  return html`
    <button type="button" class="fight-grip" aria-label=${t("Move {name}: drag, or arrow keys", { name: one.name })} onPointerDown=${onGrab} onKeyDown=${key}><${Icon} name="grip-vertical" /></button>
    <input class="fight-number" aria-label=${t("Initiative of {name}", { name: one.name })} value=${one.initiative === null ? "" : initiativeOf(one)} placeholder="–" inputmode="decimal" onChange=${initiative} />
    <span class="grow fight-words"><${Name} scene=${scene} one=${one} />
      <${Conditions} conditions=${one.conditions} onLift=${(/** @type {string} */ name) => fight.of("condition", one, { name, on: false })} /></span>
    ${one.hp !== null && html`<${Wounds} fight=${fight} one=${one} />`}
    <${IconButton} icon=${one.hidden ? "eye-off" : "eye"} label=${eye} pressed=${one.hidden} onClick=${() => fight.of("update", one, { hidden: !one.hidden })} />
    <${IconButton} icon="skull" label=${one.killed ? t("Revive {name}", { name: one.name }) : t("{name} is out", { name: one.name })} pressed=${one.killed} onClick=${() => fight.of(one.killed ? "revive" : "kill", one)} />
    <${IconButton} icon="ellipsis" label=${t("More about {name}", { name: one.name })} pressed=${more.value} onClick=${() => { more.value = !more.value; }} />
    ${more.value && html`<${More} fight=${fight} one=${one} />`}`;
}

/** "11/36", and a box for what is lost or regained: "5" or "-5" is harm, "+5" heals. @param {{fight: import("./fight.js").Fight, one: any}} props */
function Wounds({ fight, one }) {
  const typed = useSignal("");
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const number = Number.parseInt(typed.value.replace("−", "-"), 10);
    if (!Number.isFinite(number) || number === 0) return;
    fight.of("hurt", one, { change: typed.value.trim().startsWith("+") ? number : -Math.abs(number) });
    typed.value = "";
  };
  return html`<form class="row-s nowrap fight-wounds" onSubmit=${submit}>
    <span class=${`fight-hp pips-${one.pips}`}>${one.hp}${one.hp_max !== null && html`<small>/${one.hp_max}</small>`}</span>
    <input class="fight-number" inputmode="text" maxlength="6" placeholder="±" aria-label=${t("Harm to {name}, with + healing", { name: one.name })} value=${typed} onInput=${(/** @type {any} */ event) => { typed.value = event.target.value; }} /></form>`;
}

/** @param {{fight: import("./fight.js").Fight, one: any}} props */
function More({ fight, one }) {
  const lay = (/** @type {any} */ event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const name = String(form.get("name")).trim();
    const rounds = Number.parseInt(String(form.get("rounds")), 10);
    if (!name) return;
    fight.of("condition", one, { name, rounds: rounds > 0 ? rounds : null });
    event.target.reset();
  };
  const set = (/** @type {string} */ field, /** @type {(text: string) => any} */ read) => (/** @type {any} */ event) => fight.of("update", one, { [field]: read(event.target.value) });
  const whole = (/** @type {string} */ text) => (text === "" ? null : Math.max(0, Number.parseInt(text, 10) || 0));
  return html`<div class="fight-more stack-s">
    <form class="row-s" onSubmit=${lay}>
      <input class="grow" name="name" list="fight-conditions" maxlength="40" placeholder=${t("Condition")} aria-label=${t("Condition")} />
      <input class="fight-number" name="rounds" type="number" min="1" max="1000" placeholder=${t("rounds")} aria-label=${t("Rounds")} />
      <button class="btn btn-s">${t("Lay on")}</button></form>
    <datalist id="fight-conditions">${standard().map(([name, word]) => html`<option value=${name}>${word}</option>`)}</datalist>
    <div class="row-s">
      <label class="fight-field">${t("Name")}<input maxlength="50" value=${one.name} onChange=${set("name", (text) => text.trim() || one.name)} /></label>
      <label class="fight-field">${t("Hit points")}<input class="fight-number" type="number" min="0" value=${one.hp ?? ""} onChange=${set("hp", whole)} /></label>
      <label class="fight-field">${t("of")}<input class="fight-number" type="number" min="1" value=${one.hp_max ?? ""} onChange=${set("hp_max", (text) => whole(text) || null)} /></label>
      <label class="fight-field">${t("Modifier")}<input class="fight-number" type="number" min="-100" max="100" value=${one.modifier} onChange=${set("modifier", (text) => Number.parseInt(text, 10) || 0)} /></label>
    </div>
    <div class="row-s">
      <label class="check"><input type="checkbox" checked=${one.show_name} onChange=${(/** @type {any} */ event) => fight.of("update", one, { show_name: event.target.checked })} />${t("Players read the name")}</label>
      <button type="button" class="btn btn-s" onClick=${() => fight.of("roll", one, { visibility: one.hidden ? "gm" : "public" })}><${Icon} name="dices" />${t("Roll initiative")}</button>
      <button type="button" class="btn btn-s btn-danger" onClick=${() => fight.of("remove", one)}><${Icon} name="trash-2" />${t("Take out")}</button>
    </div></div>`;
}
