/** The game held: a button for those who lead, and words over the map for all. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";

/** @typedef {import("../store.js").Room} Room */

/** In a universe nobody plays. @param {Room} room */
export function mayPause(room) {
  return room.leads.value && !room.archived.value && room.page.room.kind !== "universe";
}

/** @param {Room} room */
export function togglePause(room) {
  room.send("room.pause", { paused: !room.paused.value });
}

/** @param {{room: Room, inWords?: boolean}} props a button of the top bar, or one that says what it does */
export function PauseButton({ room, inWords = false }) {
  if (!mayPause(room)) return null;
  const paused = room.paused.value;
  const icon = paused ? "play" : "pause";
  const toggle = () => togglePause(room);
  if (inWords) return html`<button type="button" class="btn btn-s" onClick=${toggle}><${Icon} name=${icon} />${paused ? t("Go on") : t("Pause the game")}</button>`;
  return html`<${IconButton} icon=${icon} class="pause-button" label=${paused ? t("Let the game go on (P)") : t("Pause the game (P)")} onClick=${toggle} />`;
}

/** What the whole room should know at a glance: it is put away, or the game is held. @param {{room: Room}} props */
export function RoomBanner({ room }) {
  return html`<div role="status" class="banner-place">${room.replaying.value ? "" : room.archived.value ? html`<${Archived} room=${room} />` : room.paused.value && html`<${Paused} room=${room} />`}</div>`;
}

/** @param {{room: Room}} props */
function Paused({ room }) {
  return html`<section class="panel banner banner-lamp" aria-label=${t("Paused")}><${Icon} name="pause" />
    <p class="grow"><strong class="serif">${t("Paused")}</strong> <span class="quiet">${room.leads.value ? t("Players cannot move their tokens.") : t("Tokens stay where they are until the game goes on.")}</span></p>
    ${mayPause(room) && html`<button type="button" class="btn btn-s" onClick=${() => togglePause(room)}><${Icon} name="play" />${t("Go on")}</button>`}</section>`;
}

/** @param {{room: Room}} props */
function Archived({ room }) {
  const owns = room.you.value.role === "owner";
  return html`<section class="panel banner" aria-label=${t("Archived")}><${Icon} name="archive" />
    <p class="grow"><strong>${t("This room is archived.")}</strong> <span class="quiet banner-more">${t("Everything can be read; nothing changes any more.")}</span></p>
    ${owns && html`<button type="button" class="btn btn-s" onClick=${() => room.send("room.archive", { archived: false })}><${Icon} name="archive-restore" />${t("Open it again")}</button>`}</section>`;
}
