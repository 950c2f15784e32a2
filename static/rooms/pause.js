/** The game held: a button for those who lead, and words over the map for all. */
import { html } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { Icon, IconButton } from "../base/parts.js";

/** @typedef {import("./store.js").Room} Room */

/** @param {Room} room */
export function mayPause(room) {
  return room.leads.value && !room.archived.value;
}

/** @param {Room} room */
export function togglePause(room) {
  room.send("room.pause", { paused: !room.paused.value });
}

/** @param {{room: Room, withKey?: boolean}} props */
export function PauseButton({ room, withKey = true }) {
  if (!mayPause(room)) return null;
  const label = room.paused.value ? t("Let the game go on") : t("Pause the game");
  return html`<${IconButton} icon=${room.paused.value ? "play" : "pause"} class="pause-button" label=${withKey ? `${label} (P)` : label} onClick=${() => togglePause(room)} />`;
}

/** What the whole room should know at a glance: it is put away, or the game is held. @param {{room: Room}} props */
export function RoomBanner({ room }) {
  return html`<div role="status" class="banner-place">${room.archived.value ? html`<${Archived} room=${room} />` : room.paused.value && html`<${Paused} room=${room} />`}</div>`;
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
    <p class="grow"><strong>${t("This room is archived.")}</strong> <span class="quiet">${t("Everything can be read; nothing changes any more.")}</span></p>
    ${owns && html`<button type="button" class="btn btn-s" onClick=${() => room.send("room.archive", { archived: false })}><${Icon} name="archive-restore" />${t("Open it again")}</button>`}</section>`;
}
