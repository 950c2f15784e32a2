/** The tab of the fight: for those who lead the whole tracker, for players the order. */
import { html } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { language } from "../../base/times.js";
import { Icon, IconButton } from "../../base/parts.js";
import { JoinForms } from "./join_forms.js";
import { moved, useOrder } from "./order.js";
import { LeadRow, Row } from "./row.js";

/** @param {{scene: import("../model.js").Scene}} props */
export function FightPanel({ scene }) {
  const encounter = scene.fight.encounter.value;
  const leads = scene.edits.value;
  return html`<section class="panel-body stack" aria-label=${t("Fight")}>
    ${!encounter && html`<${NoFight} scene=${scene} leads=${leads} />`}
    ${encounter && (leads ? html`<${Tracker} scene=${scene} />` : html`<${Order} scene=${scene} />`)}
    ${leads && html`<${Earlier} scene=${scene} />`}
  </section>`;
}

/** @param {{scene: import("../model.js").Scene, leads: boolean}} props */
function NoFight({ scene, leads }) {
  const chosen = scene.chosen.value.length;
  const id = scene.id.value;
  if (!leads) return html`<div class="empty"><${Icon} name="swords" /><h3>${t("No fight")}</h3><p>${t("When one begins, you see here who acts when.")}</p></div>`;
  return html`<div class="empty"><${Icon} name="swords" /><h3>${t("No fight in this scene")}</h3>
    <p>${chosen ? tn("The selected token joins at once; others can be added.", "The {count} selected tokens join at once; others can be added.", chosen) : t("Select tokens on the map to let them join at once, or add everybody by name.")}</p>
    <button type="button" class="btn btn-primary" disabled=${!id} onClick=${() => id && scene.fight.begin(id, [...scene.selection.value])}><${Icon} name="swords" />${t("Begin a fight")}</button></div>`;
}

/** @param {{scene: import("../model.js").Scene}} props */
function Tracker({ scene }) {
  const { fight } = scene;
  const encounter = fight.encounter.value;
  const byId = new Map(fight.line.value.map((/** @type {any} */ one) => [one.id, one]));
  const { order, heldId, grab } = useOrder(encounter.order, (ids) => fight.reorder(ids));
  const end = async () => {
    if (await scene.room.confirm(t("End this fight?"), t("End it"), t("It is kept among the earlier fights, with what happened in it."))) fight.step("end");
  };
  return html`
    <div class="row nowrap"><h2 class="grow">${encounter.round ? t("Round {round}", { round: encounter.round }) : t("Fight")}</h2>
      <${IconButton} icon="skip-back" label=${t("Turn before (,)")} disabled=${!encounter.round} onClick=${() => fight.step("previous")} />
      <button type="button" class="btn btn-primary" disabled=${!byId.size} onClick=${() => fight.step("next")}><${Icon} name=${encounter.round ? "skip-forward" : "play"} />${encounter.round ? t("Next") : t("Begin")}</button></div>
    ${byId.size === 0 && html`<p class="quiet">${t("Nobody stands in it yet. Add players and enemies below, or select tokens on the map.")}</p>`}
    <ol class="fight-line" data-fight>${order.map((/** @type {string} */ id) => byId.has(id) && html`<li key=${id} data-fighter=${id} class=${classOf(byId.get(id), encounter, id === heldId)} aria-current=${id === encounter.turn}>
      <${LeadRow} scene=${scene} one=${byId.get(id)} onGrab=${grab(id)} onMove=${(/** @type {number} */ by) => fight.reorder(moved(encounter.order, id, encounter.order.indexOf(id) + by))} /></li>`)}</ol>
    <${JoinForms} scene=${scene} />
    <div class="row-s">
      <button type="button" class="btn btn-s" onClick=${() => fight.step("sort")}>${t("Sort by initiative")}</button>
      ${fight.line.value.some((/** @type {any} */ one) => one.killed) && html`<button type="button" class="btn btn-s" onClick=${() => fight.step("clear")}>${t("Clear the killed")}</button>`}
      <a class="btn btn-s" href=${`/rooms/${scene.room.page.room.id}/initiative/`} target="_blank" rel="noopener">${t("On a screen")}</a>
      <button type="button" class="btn btn-s btn-danger" onClick=${end}>${t("End the fight")}</button></div>
    <details class="fight-history"><summary>${t("What happened")}</summary>
      <ol>${fight.lines.value.map((line) => html`<li key=${line.id}>${line.text}</li>`)}</ol>
      <${HistoryLink} scene=${scene} encounter=${encounter} /></details>`;
}

/** @param {{scene: import("../model.js").Scene}} props */
function Order({ scene }) {
  const { fight } = scene;
  const encounter = fight.encounter.value;
  return html`<h2>${encounter.round ? t("Round {round}", { round: encounter.round }) : t("Initiative")}</h2>
    ${fight.line.value.length === 0 && html`<p class="quiet">${t("Nobody stands in it yet.")}</p>`}
    <ol class="fight-line" data-fight>${fight.line.value.map((/** @type {any} */ one) => html`<li key=${one.id} class=${classOf(one, encounter, false)} aria-current=${one.id === encounter.turn}><${Row} scene=${scene} one=${one} /></li>`)}</ol>`;
}

/** @param {any} one @param {any} encounter @param {boolean} held */
function classOf(one, encounter, held) {
  return ["fighter", one.id === encounter.turn && "fighter-now", one.killed && "fighter-killed", one.is_player && "fighter-player", one.hidden && "fighter-hidden", held && "fighter-held"].filter(Boolean).join(" ");
}

/** @param {{scene: import("../model.js").Scene}} props */
function Earlier({ scene }) {
  const past = scene.fight.past.value;
  if (!past.length) return null;
  const drop = async (/** @type {any} */ one) => {
    if (await scene.room.confirm(t("Delete this fight?"), t("Delete"), t("What happened in it is forgotten."))) scene.fight.forget(one);
  };
  return html`<details class="fight-history"><summary>${t("Earlier fights")} <span class="quiet">${past.length}</span></summary>
    <ul class="list">${past.map((one) => html`<li key=${one.id}><span class="grow">${one.name || new Date(one.at).toLocaleString(language())}<br /><span class="small quiet">${tn("{count} round", "{count} rounds", one.round)}</span></span>
      <${HistoryLink} scene=${scene} encounter=${one} /><${IconButton} icon="trash-2" label=${t("Delete this fight")} onClick=${() => drop(one)} /></li>`)}</ul></details>`;
}

/** @param {{scene: import("../model.js").Scene, encounter: any}} props */
function HistoryLink({ scene, encounter }) {
  const { page } = scene.room;
  return html`<a class="btn btn-s" href=${`${page.api}/rooms/${page.room.id}/encounters/${encounter.id}/history`} download><${Icon} name="download" />${t("As text")}</a>`;
}
