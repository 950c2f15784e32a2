/** Composition root of a room watched live: the same line and the same commands as the table's, without the map. */
import { html, render, signal } from "../vendor/ui.js";
import { bringIcons, dataOf, on } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { Icon, Notices, openNotices } from "../base/parts.js";
import { ConnectionChip, ConnectionNotice } from "../rooms/connection.js";
import { tellWhenIdle } from "../rooms/live/idle.js";
import { InviteDialog } from "../rooms/people/invite.js";
import { PauseButton } from "../rooms/people/pause.js";
import { PeoplePanel } from "../rooms/people/people.js";
import { openRoom } from "../rooms/store.js";
import { openFrame } from "./frame.js";
import { Happened, Refused } from "./happened.js";
import { Scenes } from "./scenes.js";
import { Talk } from "./talk.js";
import { openWatch } from "./watch.js";

const office = openFrame();
const notices = openNotices();
const room = openRoom({ ...dataOf("dt-urls"), room: dataOf("dt-room"), user: dataOf("dt-user") }, notices);
const watch = openWatch(room, dataOf("dt-heard"));
const inviting = signal(false);

function Page() {
  const { page } = room;
  return html`<div class="stack">
    <div class="row">
      <${ConnectionChip} room=${room} /><span class="grow" />
      <${PauseButton} room=${room} inWords />
      <a class="btn btn-primary" href=${page.table}><${Icon} name="layout-grid" />${t("Open the table")}</a></div>
    <${ConnectionNotice} room=${room} />
    ${room.state.value && html`<div class="office-columns">
      <div class="stack">
        ${page.room.kind !== "chat" && html`<${Scenes} room=${room} />`}
        <${Talk} room=${room} />
        <${Happened} watch=${watch} />
        <${Refused} watch=${watch} />
      </div>
      <div class="card"><${PeoplePanel} room=${room} facts=${watch.factsOf} onInvite=${() => { inviting.value = true; }} /></div>
    </div>`}
    ${inviting.value && html`<${InviteDialog} room=${room} onClose=${() => { inviting.value = false; }} />`}
    <${Notices} notices=${notices} /></div>`;
}

await bringIcons();
const place = /** @type {HTMLElement} */ (office.querySelector("[data-live]"));
place.replaceChildren();
render(html`<${Page} />`, place);
room.live.start();
tellWhenIdle(room);
on(window, "online", () => room.live.wake());
on(document, "visibilitychange", () => document.visibilityState === "visible" && room.live.wake());
