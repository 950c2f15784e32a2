/** Who belongs to the table and who is here; for those who lead, roles and the way out. */
import { html } from "../vendor/ui.js";
import { t, tn } from "../base/i18n.js";
import { Avatar, Icon } from "../base/parts.js";
import { AboutRoom } from "./about_room.js";

const ORDER = ["owner", "game_master", "player", "spectator"];

/** @param {string} role */
export function roleName(role) {
  return { owner: t("owner"), game_master: t("game master"), player: t("player"), spectator: t("spectator"), display: t("display") }[role] ?? role;
}

/** @param {{room: import("./store.js").Room, onInvite: () => void}} props */
export function PeoplePanel({ room, onInvite }) {
  const present = new Map(room.present.value.map((person) => [person.user, person]));
  const members = [...room.members.value].sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role) || a.name.localeCompare(b.name));
  const here = members.filter((member) => present.has(member.user)).length;
  const leave = async () => {
    if (await room.confirm(t("Leave {room}?", { room: room.name.value }), t("Leave"))) {
      await room.send("member.leave", {});
      window.location.assign(room.page.rooms);
    }
  };
  return html`<section class="panel-body stack" aria-label=${t("People")}>
    <div class="row"><h2 class="grow">${t("People")}</h2><span class="chip"><i class="dot dot-good" />${tn("{count} here", "{count} here", here)}</span></div>
    ${room.leads.value && html`<button type="button" class="btn btn-primary" onClick=${onInvite}><${Icon} name="user-plus" />${t("Invite")}</button>`}
    ${room.leads.value && html`<${AboutRoom} room=${room} />`}
    <ul class="list">${members.map((member) => html`<${Member} key=${member.id} room=${room} member=${member} present=${present.get(member.user)} />`)}</ul>
    ${room.you.value.role !== "owner" && room.you.value.member && html`<button type="button" class="btn btn-quiet" onClick=${leave}><${Icon} name="log-out" />${t("Leave this room")}</button>`}
  </section>`;
}

/** @param {{room: import("./store.js").Room, member: any, present: any}} props */
function Member({ room, member, present }) {
  const own = member.user === room.you.value.user;
  const changeable = room.leads.value && !own && member.role !== "owner" && (room.you.value.role === "owner" || member.role !== "game_master");
  const state = !present ? t("away") : present.idle ? t("here, quiet for a while") : t("here");
  const give = (/** @type {any} */ event) => room.send("member.role", { member: member.id, role: event.target.value });
  const remove = async () => {
    if (await room.confirm(t("Remove {name} from this room?", { name: member.name }), t("Remove"))) room.send("member.remove", { member: member.id });
  };
  return html`<li>
    <span class=${`presence ${present ? "" : "presence-away"}`}><${Avatar} person=${member} /><i class=${`dot ${present ? "dot-good" : ""}`} title=${state} /></span>
    <span class="grow truncate"><strong>${member.name}</strong>${own && html` <span class="quiet">${t("(you)")}</span>`}<br /><span class="small quiet">${roleName(member.role)}${member.guest ? ` · ${t("guest")}` : ""} · ${state}</span></span>
    ${changeable && html`<details class="menu" data-menu><summary aria-label=${t("What {name} may do", { name: member.name })}><${Icon} name="ellipsis" /></summary>
      <div class="menu-items stack-s">
        <label class="small">${t("Role")}<select value=${member.role} onChange=${give}>
          ${ORDER.slice(room.you.value.role === "owner" ? 1 : 2).map((role) => html`<option value=${role}>${roleName(role)}</option>`)}
        </select></label>
        <button type="button" class="menu-item error-text" onClick=${remove}><${Icon} name="door-open" />${t("Remove from the room")}</button>
      </div></details>`}
  </li>`;
}
