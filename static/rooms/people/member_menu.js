/** What one may do about a member, below their name: each action only where it would be allowed. */
import { html, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Dialog, Icon } from "../../base/parts.js";
import { ReportDialog } from "../chat/report_dialog.js";
import { RollStats } from "../dice/roll_stats.js";
import { givableRoles, leads, mayChange, roleName } from "../roles.js";

const LONGEST_REASON = 200;

/** @typedef {import("../store.js").Room} Room */

/** @param {{room: Room, member: any, own: boolean, onMessage?: (user: string) => void}} props */
export function MemberMenu({ room, member, own, onMessage }) {
  const asking = useSignal(""); /* which dialog is open */
  const changes = mayChange(room, member);
  const archived = room.archived.value;
  const inherits = room.you.value.role === "owner" && !own && !member.guest;
  const open = (/** @type {string} */ name) => () => { asking.value = name; };
  const close = () => { asking.value = ""; };
  return html`<div class="member-actions" role="group" aria-label=${member.name}>
    ${onMessage && !own && room.may("rooms.say") && html`<${Action} icon="message-circle" onClick=${() => onMessage(member.user)}>${t("Write to {name}", { name: member.name })}<//>`}
    <${Action} icon="chart-column" onClick=${open("rolls")}>${own ? t("Your rolls") : t("What they rolled")}<//>
    ${room.leads.value && member.role === "player" && room.page.room.kind !== "chat" && html`<a class="member-action" href=${`/rooms/${room.page.room.id}/as/${member.user}/`} target="_blank" rel="noopener"><${Icon} name="eye" />${t("See as {name}", { name: member.name })}</a>`}
    ${changes && !archived && html`<${Role} room=${room} member=${member} />`}
    ${changes && !leads(member.role) && !archived && html`<${Action} icon=${member.muted ? "mic" : "mic-off"} onClick=${() => room.send("member.mute", { member: member.id, muted: !member.muted })}>${member.muted ? t("Let them speak again") : t("Mute")}<//>`}
    ${inherits && html`<${Action} icon="crown" onClick=${() => handOver(room, member)}>${t("Hand over the room")}<//>`}
    ${!own && !archived && html`<${Action} icon="flag" onClick=${open("report")}>${t("Report to the staff")}<//>`}
    ${changes && html`<${Action} icon="door-open" bad onClick=${() => removeMember(room, member)}>${t("Remove from the room")}<//>
      <${Action} icon="ban" bad onClick=${open("ban")}>${t("Ban")}<//>`}
    ${own && member.role !== "owner" && leads(member.role) && html`<${Action} icon="log-out" onClick=${() => leave(room)}>${t("Leave this room")}<//>`}
    ${own && member.role === "owner" && html`<p class="help">${t("The room is yours. To leave it, hand it over to somebody first.")}</p>`}
    ${asking.value === "rolls" && html`<${RollStats} room=${room} member=${member.id} onClose=${close} />`}
    ${asking.value === "ban" && html`<${BanDialog} room=${room} member=${member} onClose=${close} />`}
    ${asking.value === "report" && html`<${ReportDialog} room=${room} about=${{ user: member }} onClose=${close} />`}
  </div>`;
}

/** @param {any} props */
function Action({ icon, onClick, bad = false, children }) {
  return html`<button type="button" class=${`member-action ${bad ? "error-text" : ""}`} onClick=${onClick}><${Icon} name=${icon} />${children}</button>`;
}

/** @param {{room: Room, member: any}} props */
function Role({ room, member }) {
  const give = async (/** @type {any} */ event) => {
    const field = event.target;
    if (!(await room.send("member.role", { member: member.id, role: field.value }))) field.value = member.role;
  };
  return html`<label class="member-role"><${Icon} name="user-check" />${t("Role")}
    <select value=${member.role} onChange=${give}>${givableRoles(room).map((role) => html`<option value=${role}>${roleName(role)}</option>`)}</select></label>`;
}

/** @param {Room} room @param {any} member */
async function handOver(room, member) {
  const { name } = member;
  const meaning = t("{name} will own the room: they alone can delete it, hand it on and make game masters. You stay as a game master. Only {name} can undo this.", { name });
  if (await room.confirm(t("Hand {room} over to {name}?", { room: room.name.value, name }), t("Hand it over"), meaning)) room.send("room.hand_over", { member: member.id });
}

/** @param {Room} room @param {any} member */
async function removeMember(room, member) {
  const meaning = t("Their page closes at once. With a link that still works they can come back; a ban prevents that.");
  if (await room.confirm(t("Remove {name} from this room?", { name: member.name }), t("Remove"), meaning)) room.send("member.remove", { member: member.id });
}

/** @param {Room} room */
export async function leave(room) {
  const closed = room.about.value.is_public ? "" : t("To come back you need a new invitation.");
  if (!(await room.confirm(t("Leave {room}?", { room: room.name.value }), t("Leave"), closed))) return;
  const stop = room.status.subscribe(({ phase }) => phase === "closed" && window.location.assign(room.page.rooms));
  if (!(await room.send("member.leave", {}))) stop(); /* leaving closes the line, often before the answer is here */
}

/** @param {{room: Room, member: any, onClose: () => void}} props */
function BanDialog({ room, member, onClose }) {
  const submit = (/** @type {any} */ event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    room.send("member.ban", { member: member.id, reason: String(form.get("reason")).trim(), end_link: form.has("end_link") });
    onClose();
  };
  return html`<${Dialog} title=${t("Ban {name}?", { name: member.name })} onClose=${onClose}>
    <form class="stack" onSubmit=${submit}>
      <p class="quiet">${t("Their page closes at once, and no link lets them in again until the ban is lifted.")}</p>
      <label class="field">${t("Reason")}<input name="reason" maxlength=${LONGEST_REASON} placeholder=${t("Seen only by those who lead")} /></label>
      <label class="check"><input type="checkbox" name="end_link" checked />${t("End the link they came by, so that others cannot use it either")}</label>
      <div class="dialog-actions"><button type="button" class="btn btn-quiet" onClick=${onClose}>${t("Cancel")}</button><button class="btn btn-danger"><${Icon} name="ban" />${t("Ban")}</button></div>
    </form><//>`;
}
