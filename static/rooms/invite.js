/** Invite: a link and its QR code for the phone across the table. */
import { html, useEffect, useSignal } from "../vendor/ui.js";
import { get, post, remove } from "../base/http.js";
import { t } from "../base/i18n.js";
import { Dialog, Icon, IconButton } from "../base/parts.js";
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
    </form>
    <${Usable} room=${room} /><//>`;
}

const when = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

/** Links that still work, each with its end. @param {{room: import("./store.js").Room}} props */
function Usable({ room }) {
  const url = `${room.page.api}/rooms/${room.page.room.id}/invites`;
  const invites = useSignal(/** @type {any[]} */ ([]));
  const load = () => get(url).then(({ data }) => { invites.value = data; }, (error) => room.toast(error.message, "bad"));
  const end = (/** @type {string} */ id) => remove(`${url}/${id}`).then(load, (error) => room.toast(error.message, "bad"));
  useEffect(() => { load(); }, []);
  if (!invites.value.length) return null;
  return html`<section><h3>${t("Links that work")}</h3><ul class="list">${invites.value.map((invite) => html`<li key=${invite.id}>
    <span class="grow small">${roleName(invite.role)} · ${t("used {count} times", { count: invite.uses })} · ${invite.expires_at ? t("until {date}", { date: when.format(new Date(invite.expires_at)) }) : t("without end")}</span>
    <${IconButton} icon="trash-2" label=${t("End this link")} onClick=${() => end(invite.id)} /></li>`)}</ul></section>`;
}

const THIS_COMPUTER = ["localhost", "127.0.0.1", "[::1]"];

/** A link made at `localhost` is of no use on a phone, and its QR code would not say so. @param {{url: string}} props */
export function OnlyHere({ url }) {
  if (!THIS_COMPUTER.includes(new URL(url).hostname)) return null;
  return html`<p class="alert alert-note small">${t("This address works only on this computer. For others, open Dreamtable by its network address (the start prints it) and make the link there.")}</p>`;
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
    <${OnlyHere} url=${invite.url} />
    <p class="help">${t("Scan it with a phone, or send the link. It is shown only now; you can make another one at any time.")}</p>
  </div>`;
}
