/** Above the map: the room, the scene, taking back, who is here, the line, and a menu of what is rare. */
import { html } from "../vendor/ui.js";
import { t, tn } from "../base/i18n.js";
import { Avatar, Icon, IconButton } from "../base/parts.js";
import { ConnectionChip } from "./connection.js";
import { mayPause, togglePause } from "./people/pause.js";
import { lookingWords } from "./people/looking.js";
import { presenceWords } from "./people/people.js";

const SHOWN = 6;

/**
 * @param {{room: import("./store.js").Room, scene: any, undo: import("./past/undo.js").Undo, replay: import("./past/replay_source.js").Replay,
 *   onPeople: () => void, onHelp?: () => void, back?: string, children?: any}} props `back` says where the way back leads
 */
export function TopBar({ room, scene, undo, replay, onPeople, onHelp, back = t("Back to the rooms"), children }) {
  const colours = new Map(room.members.value.map((member) => [member.user, member]));
  const present = room.present.value.map((person) => ({ ...colours.get(person.user), ...person }));
  return html`<header class="panel top-bar">
    <a class="btn btn-icon" href=${room.page.rooms} aria-label=${back} title=${back}><${Icon} name="chevron-left" /></a>
    <h1 class="truncate">${room.name.value}</h1>
    ${scene && html`<span class="scene-name quiet"><span class="truncate">${scene.name}</span>${!scene.active && html`<span class="badge badge-lamp" title=${t("only you see this")}><${Icon} name="eye-off" /><span>${t("only you see this")}</span></span>`}</span>`}
    <span class="grow" />
    ${children}
    ${undo.may() && html`<${IconButton} icon="undo-2" label=${t("Undo (Ctrl+Z)")} class="top-undo" onClick=${undo.undo} />
      <${IconButton} icon="redo-2" label=${t("Do again (Ctrl+Shift+Z)")} class="top-undo" onClick=${undo.redo} />`}
    ${room.page.user.role !== "display" && html`<button type="button" class="avatars" onClick=${onPeople}><span class="visually-hidden">${tn("{count} person is here", "{count} people are here", present.length)}</span>
      ${present.slice(0, SHOWN).map((person) => html`<span key=${person.user} title=${`${person.name}, ${presenceWords(person)}`} class=${person.idle ? "idle" : ""}><${Avatar} person=${person} class="avatar-s" /></span>`)}
      ${present.length > SHOWN && html`<span class="chip">+${present.length - SHOWN}</span>`}
      ${room.onlookers.value > 0 && html`<span class="chip onlookers" title=${lookingWords(room.onlookers.value)}><${Icon} name="eye" /><span aria-hidden="true">${room.onlookers.value}</span><span class="visually-hidden">${lookingWords(room.onlookers.value)}</span></span>`}
    </button>`}
    <${ConnectionChip} room=${room} />
    ${onHelp && html`<${IconButton} icon="circle-help" label=${t("Keys and help")} class="help-button" onClick=${onHelp} />`}
    <${More} room=${room} undo=${undo} replay=${replay} />
  </header>`;
}

/** @param {{room: import("./store.js").Room, undo: import("./past/undo.js").Undo, replay: import("./past/replay_source.js").Replay}} props */
function More({ room, undo, replay }) {
  const chosen = (/** @type {() => void} */ run) => (/** @type {MouseEvent} */ event) => {
    /** @type {HTMLElement} */ (event.currentTarget).closest("details")?.removeAttribute("open");
    run();
  };
  return html`<details class="menu top-menu" data-menu><summary class="btn btn-icon" aria-label=${t("More")} title=${t("More")}><${Icon} name="ellipsis" /></summary>
    <div class="menu-items">
      ${mayPause(room) && html`<button type="button" class="menu-item" onClick=${chosen(() => togglePause(room))}><${Icon} name=${room.paused.value ? "play" : "pause"} />${room.paused.value ? t("Go on") : t("Pause the game")}<kbd>P</kbd></button>`}
      ${undo.may() && html`<button type="button" class="menu-item" onClick=${chosen(undo.undo)}><${Icon} name="undo-2" />${t("Undo")}<kbd>Ctrl+Z</kbd></button>
        <button type="button" class="menu-item" onClick=${chosen(undo.redo)}><${Icon} name="redo-2" />${t("Do again")}<kbd>Ctrl+Shift+Z</kbd></button>`}
      ${room.you.value.member && !replay.open.value && html`<button type="button" class="menu-item" onClick=${chosen(replay.start)}><${Icon} name="history" />${t("Replay: see what happened")}</button>`}
    </div></details>`;
}
