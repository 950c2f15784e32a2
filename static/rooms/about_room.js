/** The room's name and description, for those who lead; its end, for the owner. */
import { html } from "../vendor/ui.js";
import { remove } from "../base/http.js";
import { t } from "../base/i18n.js";
import { Icon } from "../base/parts.js";

/** @param {{room: import("./store.js").Room}} props */
export function AboutRoom({ room }) {
  const about = room.kind("room").value[room.page.room.id] ?? { name: room.name.value, description: "" };
  const rename = (/** @type {any} */ event) => {
    const name = event.target.value.trim();
    if (!name) event.target.value = about.name;
    else if (name !== about.name) room.send("room.update", { name });
  };
  const close = async () => {
    if (!(await room.confirm(t("Delete {room} with its scenes and all that was said? This cannot be undone.", { room: about.name }), t("Delete the room")))) return;
    try {
      await remove(`${room.page.api}/rooms/${room.page.room.id}`);
      window.location.assign(room.page.rooms);
    } catch (error) {
      room.toast(/** @type {Error} */ (error).message, "bad");
    }
  };
  return html`<details class="fold"><summary><h3>${t("This room")}</h3></summary><div class="stack">
    <label class="field">${t("Name")}<input maxlength="50" value=${about.name} onChange=${rename} /></label>
    <label class="field">${t("Description")}<input maxlength="200" value=${about.description} onChange=${(/** @type {any} */ event) => room.send("room.update", { description: event.target.value.trim() })} /></label>
    ${room.you.value.role === "owner" && html`<button type="button" class="btn" onClick=${close}><${Icon} name="trash-2" />${t("Delete the room")}</button>`}
  </div></details>`;
}
