/** Who waits at the door: a list at the top of the people, and a notice over the map that asks once for each. */
import { html, signal, useSignal } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { Avatar, Icon, IconButton } from "../../base/parts.js";
import { roleName } from "../roles.js";

/** Put aside by the reader; they stay in the list. @type {import("../../vendor/ui.js").Signal<Set<string>>} */
const aside = signal(new Set());

/** Oldest first; none that could not be answered. @param {import("../store.js").Room} room @returns {any[]} */
export function knocksOf(room) {
  if (room.archived.value) return [];
  return Object.values(room.kind("knock").value).sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** @param {{room: import("../store.js").Room}} props */
export function KnockList({ room }) {
  const knocks = knocksOf(room);
  if (!knocks.length) return null;
  return html`<section class="knocks" aria-label=${t("At the door")}><h3><${Icon} name="door-open" />${t("At the door")}</h3>
    <ul class="list">${knocks.map((knock) => html`<li key=${knock.id}>
      <${Avatar} person=${knock} /><span class="grow member-words"><strong class="truncate">${knock.name}</strong><span class="small quiet">${[t("comes as {role}", { role: roleName(knock.role) }), knock.guest ? t("guest") : ""].filter(Boolean).join(" · ")}</span></span>
      <${Answer} room=${room} knock=${knock} /></li>`)}</ul></section>`;
}

/** Over the map, while the list is out of sight. @param {{room: import("../store.js").Room, listShown: boolean}} props */
export function KnockNotice({ room, listShown }) {
  const waiting = listShown ? [] : knocksOf(room).filter((knock) => !aside.value.has(knock.id));
  const [knock] = waiting;
  const later = () => { aside.value = new Set([...aside.value, ...waiting.map(({ id }) => id)]); };
  return html`<div role="status" class="banner-place">${knock && html`<section class="panel banner banner-lamp" aria-label=${t("At the door")}>
    <${Icon} name="door-open" /><p class="grow"><strong>${t("{name} is at the door.", { name: knock.name })}</strong>${waiting.length > 1 ? ` ${tn("{count} more is waiting.", "{count} more are waiting.", waiting.length - 1)}` : ""}</p>
    <${Answer} key=${knock.id} room=${room} knock=${knock} />
    <${IconButton} icon="x" label=${t("Answer later")} class="btn-s" onClick=${later} /></section>`}</div>`;
}

/** @param {{room: import("../store.js").Room, knock: any}} props */
function Answer({ room, knock }) {
  const busy = useSignal(false);
  const answer = async (/** @type {string} */ type) => {
    busy.value = true;
    await room.send(type, { knock: knock.id });
    busy.value = false;
  };
  const { name } = knock;
  return html`<span class="knock-answer">
    <button type="button" class="btn btn-s btn-primary" disabled=${busy.value} aria-label=${t("Let {name} in", { name })} onClick=${() => answer("member.admit")}>${t("Let in")}</button>
    <button type="button" class="btn btn-s" disabled=${busy.value} aria-label=${t("Send {name} away", { name })} onClick=${() => answer("member.refuse")}>${t("Send away")}</button></span>`;
}
