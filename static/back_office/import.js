/** The page that brings a scene in from another program: which room, what is in the file, and what to do with it then. */
import { html, render, signal } from "../vendor/ui.js";
import { bringIcons, dataOf } from "../base/dom.js";
import { post } from "../base/http.js";
import { t } from "../base/i18n.js";
import { Field, Icon, Notices, openNotices } from "../base/parts.js";
import { Importing } from "../scenes/prepare/importing.js";
import { openFrame } from "./frame.js";

/** @typedef {{id: string, name: string, room: {id: string, name: string}, shown: boolean}} Made */

const office = openFrame();
const page = dataOf("dt-urls");
const notices = openNotices();
const rooms = /** @type {{id: string, name: string}[]} */ (page.rooms);
const chosen = signal(rooms.find(({ id }) => id === page.wanted)?.id ?? rooms[0]?.id ?? "");
const made = signal(/** @type {Made[]} */ ([]));

function Page() {
  const room = rooms.find(({ id }) => id === chosen.value);
  if (!room) {
    return html`<div class="empty"><${Icon} name="layers" /><h2>${t("No table yet")}</h2><p>${t("A scene belongs to a room. Open one first.")}</p><a class="btn btn-primary" href=${page.new_room}>${t("New room")}</a></div>`;
  }
  const built = (/** @type {string} */ id, /** @type {string} */ name) => { made.value = [{ id, name, room, shown: false }, ...made.value]; };
  return html`<div class="office-columns">
    <section class="card stack" aria-labelledby="file"><h2 id="file">${t("A scene from a file")}</h2>
      <${Field} label=${t("Room")}><select value=${chosen.value} onChange=${(/** @type {any} */ event) => { chosen.value = event.target.value; }}>
        ${rooms.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}</select><//>
      <${Importing} key=${chosen.value} api=${page.api} room=${chosen.value} onMade=${built} /></section>
    <section class="card stack-s" aria-labelledby="made" aria-live="polite"><h2 id="made">${t("Brought in")}</h2>
      ${made.value.length === 0 ? html`<p class="quiet">${t("What you import on this page is listed here, to be shown at once or looked at first.")}</p>`
        : html`<ul class="list">${made.value.map((one) => html`<${Row} key=${one.id} one=${one} />`)}</ul>`}</section>
    <${Notices} notices=${notices} /></div>`;
}

/** @param {{one: Made}} props */
function Row({ one }) {
  const show = async () => {
    try {
      await post(`${page.api}/scenes/${one.id}/activate`);
      made.value = made.value.map((other) => (other.room.id === one.room.id ? { ...other, shown: other.id === one.id } : other));
      notices.toast(t("The players see {name}.", { name: one.name }), "good");
    } catch (error) {
      notices.toast(/** @type {Error} */ (error).message, "bad");
    }
  };
  return html`<li><img class="office-thumbnail" src=${`${page.api}/scenes/${one.id}/thumbnail`} alt="" />
    <span class="grow"><strong>${one.name}</strong><br /><span class="small quiet">${one.room.name}</span></span>
    ${one.shown ? html`<span class="badge badge-good"><${Icon} name="eye" />${t("shown to the players")}</span>`
      : html`<button type="button" class="btn" onClick=${show} aria-label=${t("Show {name} on the table now", { name: one.name })}>${t("Show now")}</button>`}
    <a class="btn" href=${`/rooms/${one.room.id}/`}>${t("Open the table")}</a></li>`;
}

await bringIcons();
const place = /** @type {HTMLElement} */ (office.querySelector("[data-import-page]"));
place.replaceChildren();
render(html`<${Page} />`, place);
