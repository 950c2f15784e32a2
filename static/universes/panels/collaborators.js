/** Whose universe it is and who changes it together; what else there is to do about people is in their own panel. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Avatar, Icon } from "../../base/parts.js";
import { presenceWords } from "../../rooms/people/people.js";
import { leads } from "../../rooms/roles.js";

const ORDER = ["owner", "game_master", "player", "spectator"];

/** What a role of the room means in a universe. @param {string} role */
export const dutyWords = (role) => (role === "owner" ? t("owner") : leads(role) ? t("may change everything") : t("looks on and comments"));

/** @param {{room: import("../../rooms/store.js").Room, onInvite: () => void, onPeople: () => void}} props */
export function Collaborators({ room, onInvite, onPeople }) {
  const present = new Map(room.present.value.map((person) => [person.user, person]));
  const members = [...room.members.value].sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role) || a.name.localeCompare(b.name));
  if (!members.length) return null;
  return html`<section class="stack-s" aria-label=${t("Owner and collaborators")}><h3>${t("Owner and collaborators")}</h3>
    <ul class="list">${members.map((member) => html`<li key=${member.id}>
      <span class=${`presence ${present.has(member.user) ? "" : "presence-away"}`}><${Avatar} person=${member} /><i class=${`dot ${present.has(member.user) ? "dot-good" : "dot-away"}`} /></span>
      <span class="grow member-words"><strong class="truncate">${member.name}</strong><span class="small quiet">${[dutyWords(member.role), presenceWords(present.get(member.user))].join(" · ")}</span></span></li>`)}</ul>
    <div class="row-s">${room.leads.value && !room.archived.value && html`<button type="button" class="btn btn-s" onClick=${onInvite}><${Icon} name="user-plus" />${t("Invite somebody")}</button>`}
      <button type="button" class="btn btn-s btn-quiet" onClick=${onPeople}><${Icon} name="users" />${room.leads.value ? t("Change what they may do") : t("All people")}</button></div>
  </section>`;
}
