/**
 * Composition root of the live page: reads what the template gave, opens the room, and puts the panels together. A room
 * that only talks never loads the canvas.
 */
import { html, render, signal } from "./vendor/ui.js";
import { bringIcons, dataOf, on } from "./base/dom.js";
import { t } from "./base/i18n.js";
import { Icon, Notices, openNotices } from "./base/parts.js";
import { StepChip, Unlock, openTableSound, soundTab } from "./audio/page.js";
import { ChatPanel, openChat } from "./rooms/chat/chat.js";
import { ConnectionNotice } from "./rooms/connection.js";
import { Dock } from "./rooms/dock.js";
import { tellWhenIdle } from "./rooms/live/idle.js";
import { InviteDialog } from "./rooms/people/invite.js";
import { KnockNotice, knocksOf } from "./rooms/people/knocks.js";
import { PauseButton, RoomBanner } from "./rooms/people/pause.js";
import { PeoplePanel } from "./rooms/people/people.js";
import { openPresence, PresenceVoice } from "./rooms/live/presence.js";
import { ReplayBar } from "./rooms/past/replay_bar.js";
import { openReplay } from "./rooms/past/replay_source.js";
import { SessionChip, SessionsPanel } from "./rooms/sessions/sessions.js";
import { openRoom } from "./rooms/store.js";
import { TopBar } from "./rooms/top_bar.js";
import { listenForUndo, openUndo } from "./rooms/past/undo.js";

const FOLDED = "dreamtable:dock-folded";

const notices = openNotices();
const room = openRoom({ ...dataOf("dt-urls"), room: dataOf("dt-room"), user: dataOf("dt-user") }, notices);
const presence = openPresence(room);
const chat = openChat(room, { presence });
const sound = openTableSound(room);
const undo = openUndo(room);
const replay = openReplay(room);
const tab = signal("chat");
const open = signal(!folded());
const inviting = signal(false);
const mapless = signal(false);
/** @type {import("./vendor/ui.js").Signal<null | Awaited<ReturnType<typeof import("./scenes/map_page.js").openMapPage>>>} */
const map = signal(null);
/** What the scene's universe plays, in the tab of sound. @type {import("./vendor/ui.js").Signal<null | (() => any)>} */
const soundtrack = signal(null);
const withMap = room.page.room.kind !== "chat";

/** @returns {import("./rooms/dock.js").Tab[]} */
function tabs() {
  const people = { name: "people", label: t("People"), icon: "users", count: () => knocksOf(room).length, view: () => html`<${PeoplePanel} room=${room} onInvite=${() => { inviting.value = true; }} onMessage=${(/** @type {string} */ user) => { chat.whisperTo(user); focusChat(); }} />` };
  const sessions = { name: "sessions", label: t("Sessions"), icon: "calendar", view: () => html`<${SessionsPanel} room=${room} />` };
  const talk = { name: "chat", label: t("Chat"), icon: "message-circle", count: () => (tab.value === "chat" && open.value ? 0 : chat.unread.value), view: (/** @type {boolean} */ shown) => html`<${ChatPanel} chat=${chat} shown=${shown} />` };
  return [talk, people, sessions, soundTab(sound, () => soundtrack.value?.()), ...(map.value?.tabs() ?? [])];
}

function Table() {
  const page = map.value;
  return html`
    <${TopBar} room=${room} scene=${page?.scene.scene.value} undo=${undo} replay=${replay} onPeople=${() => show("people")} onHelp=${page && page.help}>
      <${StepChip} sound=${sound} onOpen=${() => show("sound")} />
      <${SessionChip} room=${room} onOpen=${() => show("sessions")} />
      ${page && html`<${PauseButton} room=${room} />`}<//>
    ${page && html`<${page.Controls} />`}
    ${mapless.value && html`<${NoMap} />`}
    <div class="banners">
      <${ConnectionNotice} room=${room} />
      <${Unlock} sound=${sound} />
      <${RoomBanner} room=${room} />
      <${KnockNotice} room=${room} listShown=${tab.value === "people" && open.value} />
    </div>
    <${ReplayBar} replay=${replay} />
    <${PresenceVoice} presence=${presence} />
    <${Dock} tabs=${tabs()} tab=${tab} open=${open} foldable=${withMap} />
    ${inviting.value && html`<${InviteDialog} room=${room} onClose=${() => { inviting.value = false; }} />`}
    <${Notices} notices=${notices} />`;
}

/** Stays as long as the map is missing: nobody should wait for it. */
function NoMap() {
  return html`<div class="empty map-empty" role="alert"><${Icon} name="map" /><h2>${t("The map cannot be drawn")}</h2>
    <p>${t("Mostly WebGL is off or missing in this browser. Chat and people work.")}</p>
    <button type="button" class="btn" onClick=${() => window.location.reload()}>${t("Reload the page")}</button></div>`;
}

const root = /** @type {HTMLElement} */ (document.querySelector("[data-table]"));
await bringIcons();
render(html`<${Table} />`, /** @type {HTMLElement} */ (root.querySelector("[data-panels]")));
room.live.start();
tellWhenIdle(room);
listenForUndo(undo);
on(window, "online", () => room.live.wake());
on(document, "visibilitychange", () => document.visibilityState === "visible" && room.live.wake());
on(document, "click", closeMenus);
open.subscribe((value) => remember(value));

if (withMap) openMap();

async function openMap() {
  try {
    const { openMapPage, openSoundtrack, SoundtrackCard } = await import("./scenes/map_page.js");
    const playing = openSoundtrack(room, sound.engine);
    soundtrack.value = () => html`<${SoundtrackCard} soundtrack=${playing} conducts=${sound.conducts.value} />`;
    map.value = await openMapPage({ room, root, open, show, focusChat, engine: sound.engine });
  } catch (error) {
    root.dataset.problem = String(error);
    mapless.value = true;
  }
}

/** @param {string} name of a tab */
function show(name) {
  tab.value = name;
  open.value = true;
}

function focusChat() {
  show("chat");
  requestAnimationFrame(() => /** @type {HTMLElement | null} */ (root.querySelector("[data-chat-input]"))?.focus());
}

/** @param {MouseEvent} event */
function closeMenus(event) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute("open");
  }
}

function folded() {
  try {
    return window.localStorage.getItem(FOLDED) === "yes";
  } catch {
    return false;
  }
}

/** @param {boolean} value */
function remember(value) {
  try {
    window.localStorage.setItem(FOLDED, value ? "no" : "yes");
  } catch {
    /* private windows may forbid it; then the dock is open next time */
  }
}
