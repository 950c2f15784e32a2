/** The page that brings in a scene of another program, or a whole room: what is in the file, and what to do with it then. */
import { html, render, signal } from "../vendor/ui.js";
import { bringIcons, dataOf } from "../base/dom.js";
import { get, post } from "../base/http.js";
import { t } from "../base/i18n.js";
import { Field, Icon, Notices, openNotices } from "../base/parts.js";
import { Importing } from "../scenes/prepare/importing.js";
import { openFrame } from "./frame.js";
import { RoomArchive } from "./room_archive.js";

/** @typedef {{id: string, name: string, room: {id: string, name: string}, shown: boolean}} Made a scene; without an `id` the room itself */

const office = openFrame();
const page = dataOf("dt-urls");
const notices = openNotices();
const rooms = /** @type {{id: string, name: string}[]} */ (page.rooms);
const chosen = signal(rooms.find(({ id }) => id === page.wanted)?.id ?? rooms[0]?.id ?? "");
const made = signal(/** @type {Made[]} */ ([]));

const what = signal(/** @type {"scene" | "room"} */ ("scene"));

function Page() {
  const built = (/** @type {string} */ room, /** @type {string} */ name) => { made.value = [{ id: "", name, room: { id: room, name }, shown: false }, ...made.value]; };
  const choose = (/** @type {"scene" | "room"} */ kind, /** @type {string} */ words) => html`<button type="button" aria-pressed=${what.value === kind} onClick=${() => { what.value = kind; }}>${words}</button>`;
  return html`<div class="office-columns">
    <section class="card stack" aria-labelledby="file"><div class="row"><h2 id="file" class="grow">${t("From a file")}</h2>
      <span class="segmented" role="group" aria-label=${t("What to import")}>${choose("scene", t("A scene"))}${choose("room", t("A whole room"))}</span></div>
      ${what.value === "scene" ? html`<${SceneFile} />` : html`<${RoomArchive} api=${page.api} onMade=${built} />`}</section>
    <section class="card stack-s" aria-labelledby="made" aria-live="polite"><h2 id="made">${t("Brought in")}</h2>
      ${made.value.length === 0 ? html`<p class="quiet">${t("What you import on this page is listed here, to be shown at once or looked at first.")}</p>`
        : html`<ul class="list">${made.value.map((one) => html`<${Row} key=${one.id || one.room.id} one=${one} />`)}</ul>`}</section>
    <${Notices} notices=${notices} /></div>`;
}

function SceneFile() {
  const room = rooms.find(({ id }) => id === chosen.value);
  if (!room) {
    return html`<div class="empty"><${Icon} name="layers" /><h3>${t("No table yet")}</h3><p>${t("A scene belongs to a room. Open one first.")}</p><a class="btn btn-primary" href=${page.new_room}>${t("New room")}</a></div>`;
  }
  /* The first scene of a room is on its table at once. */
  const built = async (/** @type {string} */ id, /** @type {string} */ name) => {
    const { data } = await get(`${page.api}/scenes/${id}`).catch(() => ({ data: { active: false } }));
    made.value = [{ id, name, room, shown: data.active }, ...made.value];
  };
  return html`<${Field} label=${t("Room")}><select value=${chosen.value} onChange=${(/** @type {any} */ event) => { chosen.value = event.target.value; }}>
      ${rooms.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}</select><//>
    <${Importing} key=${chosen.value} api=${page.api} room=${chosen.value} onMade=${built} />`;
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
  if (!one.id) {
    return html`<li><span class="office-thumbnail"><${Icon} name="door-open" /></span><span class="grow"><strong>${one.name}</strong><br /><span class="small quiet">${t("a new room")}</span></span>
      <a class="btn" href=${`/rooms/${one.room.id}/`}>${t("Open the table")}</a></li>`;
  }
  return html`<li><img class="office-thumbnail" src=${`${page.api}/scenes/${one.id}/thumbnail`} alt="" />
    <span class="grow"><strong>${one.name}</strong><br /><span class="small quiet">${one.room.name}</span></span>
    ${one.shown ? html`<span class="badge badge-good"><${Icon} name="eye" />${t("shown to the players")}</span>`
      : html`<button type="button" class="btn" onClick=${show} aria-label=${t("Show now: {name}", { name: one.name })}>${t("Show now")}</button>`}
    <a class="btn" href=${`/rooms/${one.room.id}/`}>${t("Open the table")}</a></li>`;
}

await bringIcons();
const place = /** @type {HTMLElement} */ (office.querySelector("[data-import-page]"));
place.replaceChildren();
render(html`<${Page} />`, place);
