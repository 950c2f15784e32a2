/** The room itself: its name, who may come and speak, all of it as a file, its archive and its end. Everybody may read, those who lead may change. */
import { html } from "../../vendor/ui.js";
import { remove } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { leave } from "./member_menu.js";
import { TakeHome } from "./take_home.js";

/** @typedef {import("../store.js").Room} Room */

/** @param {{room: Room}} props */
export function AboutRoom({ room }) {
  const { name, description } = room.about.value;
  if (!room.leads.value) {
    return html`<section class="about-room stack"><h3>${t("This room")}</h3>${description && html`<p class="quiet">${description}</p>`}
      <p><button type="button" class="btn btn-quiet btn-s" onClick=${() => leave(room)}><${Icon} name="log-out" class="icon-s" />${t("Leave this room")}</button></p></section>`;
  }
  const open = !room.archived.value;
  const rename = (/** @type {any} */ event) => {
    const given = event.target.value.trim();
    if (!given) event.target.value = name;
    else if (given !== name) room.send("room.update", { name: given });
  };
  return html`<details class="fold"><summary><h3>${t("This room")}</h3></summary><div class="stack">
    ${open && html`
      <label class="field">${t("Name")}<input maxlength="50" value=${name} onChange=${rename} /></label>
      <label class="field">${t("Description")}<input maxlength="200" value=${description} onChange=${(/** @type {any} */ event) => room.send("room.update", { description: event.target.value.trim() })} /></label>
      <${WaitingRoomSwitch} room=${room} />
      <${Switch} room=${room} field="is_public" label=${t("Public")} help=${t("Everybody with an account here finds this room and may join.")} />
      <${Switch} room=${room} field="open_history" label=${t("Open history")} help=${t("Who joins later reads what was said before, except whispers.")} />
      <${Switch} room=${room} field="spectators_speak" label=${t("Spectators may speak")} help=${t("They write and roll as players do.")} />`}
    ${room.you.value.role === "owner" && html`<${Ending} room=${room} />`}
  </div></details>`;
}

/** @param {{room: Room}} props */
export function WaitingRoomSwitch({ room }) {
  return html`<${Switch} room=${room} field="waiting_room" label=${t("Waiting room")} help=${t("Whoever comes waits at the door until you let them in.")} />`;
}

/** @param {{room: Room, field: string, label: string, help: string}} props */
function Switch({ room, field, label, help }) {
  const change = async (/** @type {any} */ event) => {
    const box = event.target;
    if (!(await room.send("room.update", { [field]: box.checked }))) box.checked = Boolean(room.about.value[field]);
  };
  return html`<label class="check switch"><input type="checkbox" checked=${Boolean(room.about.value[field])} onChange=${change} /><span><span>${label}</span><span class="help">${help}</span></span></label>`;
}

/** Put away for good or for a while; deleted for ever. @param {{room: Room}} props */
function Ending({ room }) {
  const { name, archived = false } = room.about.value; /* not `room.archived`: that is true in a replay, too */
  const archive = async () => {
    const meaning = t("Everything stays and can be read, but nobody writes, rolls or moves until you open it again.");
    if (archived || (await room.confirm(t("Archive {room}?", { room: name }), t("Archive"), meaning))) room.send("room.archive", { archived: !archived });
  };
  const end = async () => {
    const meaning = t("Its scenes, its files and all that was said go with it. This cannot be undone.");
    if (!(await room.confirm(t("Delete {room} for ever?", { room: name }), t("Delete the room"), meaning))) return;
    try {
      await remove(`${room.page.api}/rooms/${room.page.room.id}`);
      window.location.assign(room.page.rooms);
    } catch (error) {
      room.toast(/** @type {Error} */ (error).message, "bad");
    }
  };
  return html`<div class="row-s">
    <${TakeHome} room=${room} />
    <button type="button" class="btn" onClick=${archive}><${Icon} name=${archived ? "archive-restore" : "archive"} />${archived ? t("Open it again") : t("Archive")}</button>
    <button type="button" class="btn" onClick=${end}><${Icon} name="trash-2" />${t("Delete the room")}</button></div>`;
}
