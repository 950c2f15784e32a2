/** Who belongs to the table and who is here, by role; who waits at the door; and what one may do about each. */
import { html } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { Avatar, Icon } from "../../base/parts.js";
import { AboutRoom } from "./about_room.js";
import { Bans } from "./bans.js";
import { KnockList } from "./knocks.js";
import { MemberMenu } from "./member_menu.js";
import { leads, roleName } from "../roles.js";
import { lookingWords } from "./looking.js";

/**
 * @typedef {object} People what the panel is given
 * @property {import("../store.js").Room} room
 * @property {() => void} onInvite
 * @property {(user: string) => void} [onMessage] write to this person alone, where one can
 * @property {(member: any, present: any) => string[]} [facts] what else is said below a member's name
 */

/** @param {People} props */
export function PeoplePanel({ room, onInvite, onMessage, facts = () => [] }) {
  const present = new Map(room.present.value.map((person) => [person.user, person]));
  const members = [...room.members.value].sort((a, b) => a.name.localeCompare(b.name));
  const here = members.filter((member) => present.has(member.user)).length;
  const groups = [
    { title: t("Game masters"), members: members.filter(({ role }) => leads(role)) },
    { title: t("Players"), members: members.filter(({ role }) => role === "player") },
    { title: t("Spectators"), members: members.filter(({ role }) => role === "spectator") },
  ].filter((group) => group.members.length);
  const inviting = room.leads.value && !room.archived.value;
  return html`<section class="panel-body stack" aria-label=${t("People")}>
    <div class="row"><h2 class="grow">${t("People")}</h2><span class="chip"><i class="dot dot-good" />${tn("{count} here", "{count} here", here)}</span></div>
    ${room.onlookers.value > 0 && html`<p class="small quiet row-s nowrap"><${Icon} name="eye" />${lookingWords(room.onlookers.value)}</p>`}
    <${KnockList} room=${room} />
    ${inviting && html`<button type="button" class="btn btn-primary" onClick=${onInvite}><${Icon} name="user-plus" />${t("Invite")}</button>`}
    ${groups.map((group) => html`<section key=${group.title} class="people-group"><h3>${group.title} <span class="quiet">${group.members.length}</span></h3>
      <ul class="list">${group.members.map((member) => html`<${Member} key=${member.id} room=${room} member=${member} present=${present.get(member.user)} more=${facts(member, present.get(member.user))} onMessage=${onMessage} />`)}</ul></section>`)}
    <div>
      <${Bans} room=${room} />
      <${AboutRoom} room=${room} />
    </div>
  </section>`;
}

/** Here, quiet or away, and on how much. @param {any} present @returns {string} */
export function presenceWords(present) {
  if (!present) return t("away");
  const devices = present.devices > 1 ? ` ${tn("on {count} device", "on {count} devices", present.devices)}` : "";
  return (present.idle ? t("here, but quiet") : t("here")) + devices;
}

/** @param {{room: import("../store.js").Room, member: any, present: any, more: string[], onMessage?: (user: string) => void}} props */
function Member({ room, member, present, more, onMessage }) {
  const own = member.user === room.you.value.user;
  const dot = !present ? "dot-away" : present.idle ? "dot-idle" : "dot-good";
  const facts = [member.role === "owner" ? roleName(member.role) : "", member.guest ? t("guest") : "", presenceWords(present), ...more];
  return html`<li class="member">
    <details name="member">
      <summary>
        <span class=${`presence ${present ? "" : "presence-away"}`}><${Avatar} person=${member} /><i class=${`dot ${dot}`} /></span>
        <span class="grow member-words"><span class="row-s nowrap"><strong class="truncate">${member.name}</strong>${own && html`<span class="quiet">${t("(you)")}</span>`}
          ${member.muted && html`<span class="badge badge-bad"><${Icon} name="mic-off" />${t("muted")}</span>`}</span>
          <span class="small quiet">${facts.filter(Boolean).join(" · ")}</span></span>
        <${Icon} name="chevron-down" class="member-more" />
      </summary>
      <${MemberMenu} room=${room} member=${member} own=${own} onMessage=${onMessage} />
    </details>
  </li>`;
}
