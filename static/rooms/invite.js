/** Invite: a link and its QR code for the phone across the table. */
import { html, useSignal } from "../vendor/ui.js";
import { post } from "../base/http.js";
import { t } from "../base/i18n.js";
import { Dialog, Icon } from "../base/parts.js";
import { roleName } from "./people.js";

const DAY = 86_400;

/** @param {{room: import("./store.js").Room, onClose: () => void}} props */
export function InviteDialog({ room, onClose }) {
  const role = useSignal("player");
  const days = useSignal("7");
  const invite = useSignal(/** @type {any} */ (null));
  const problem = useSignal("");
  const busy = useSignal(false);

  const make = async (/** @type {Event} */ event) => {
    event.preventDefault();
    busy.value = true;
    problem.value = "";
    try {
      const { data } = await post(`${room.page.api}/rooms/${room.page.room.id}/invites`, { role: role.value, expires_in: days.value ? Number(days.value) * DAY : null });
      invite.value = data;
    } catch (error) {
      problem.value = /** @type {Error} */ (error).message;
    }
    busy.value = false;
  };

  if (invite.value) return html`<${Dialog} title=${t("Invite to {room}", { room: room.name.value })} onClose=${onClose}><${Link} invite=${invite.value} room=${room} /><//>`;
  return html`<${Dialog} title=${t("Invite to {room}", { room: room.name.value })} onClose=${onClose}>
    <form class="stack" onSubmit=${make}>
      <p class="quiet">${t("Whoever has the link comes in with only a name; no account is needed.")}</p>
      <label class="field">${t("They come as")}<select value=${role.value} onChange=${(/** @type {any} */ e) => { role.value = e.target.value; }}>
        ${["player", "spectator", ...(room.you.value.role === "owner" ? ["game_master"] : [])].map((one) => html`<option value=${one}>${roleName(one)}</option>`)}</select></label>
      <label class="field">${t("The link works for")}<select value=${days.value} onChange=${(/** @type {any} */ e) => { days.value = e.target.value; }}>
        <option value="1">${t("one day")}</option><option value="7">${t("a week")}</option><option value="30">${t("a month")}</option><option value="">${t("until it is ended")}</option></select></label>
      ${problem.value && html`<p class="alert" role="alert">${problem}</p>`}
      <div class="dialog-actions"><button class="btn btn-primary" disabled=${busy.value}><${Icon} name="link" />${t("Make the link")}</button></div>
    </form><//>`;
}

/** @param {{invite: any, room: import("./store.js").Room}} props */
function Link({ invite, room }) {
  const copied = useSignal(false);
  const copy = async (/** @type {any} */ event) => {
    const field = event.target.closest(".invite-link").querySelector("input");
    field.select();
    try {
      await navigator.clipboard.writeText(invite.url);
      copied.value = true;
    } catch {
      copied.value = document.execCommand("copy"); /* plain http has no clipboard; this old way still works there */
    }
    if (copied.value) room.toast(t("The link is copied."), "good");
  };
  return html`<div class="stack invite-link">
    ${invite.qr && html`<img class="invite-qr" src=${invite.qr} width="220" height="220" alt=${t("QR code of the link")} />`}
    <div class="row"><input class="grow" readonly value=${invite.url} aria-label=${t("Link")} onFocus=${(/** @type {any} */ e) => e.target.select()} />
      <button type="button" class="btn btn-primary" onClick=${copy}><${Icon} name=${copied.value ? "check" : "copy"} />${copied.value ? t("Copied") : t("Copy")}</button></div>
    <p class="help">${t("Scan it with a phone, or send the link. It is shown only now; you can make another one at any time.")}</p>
  </div>`;
}
