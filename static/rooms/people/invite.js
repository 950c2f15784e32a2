/** Invite: a link with its QR code for the phone across the table, or a word to somebody who has an account here. */
import { html, useEffect, useSignal } from "../../vendor/ui.js";
import { get, post, remove } from "../../base/http.js";
import { t, tn } from "../../base/i18n.js";
import { language } from "../../base/times.js";
import { Dialog, Icon, IconButton } from "../../base/parts.js";
import { WaitingRoomSwitch } from "./about_room.js";
import { givableRoles, roleName } from "../roles.js";

const DAY = 86_400;

/** @typedef {import("../store.js").Room} Room */

/** @param {{room: Room, onClose: () => void}} props */
export function InviteDialog({ room, onClose }) {
  const way = useSignal("link");
  const choose = (/** @type {string} */ name, /** @type {string} */ icon, /** @type {string} */ label) => html`
    <button type="button" aria-pressed=${way.value === name} onClick=${() => { way.value = name; }}><${Icon} name=${icon} />${label}</button>`;
  return html`<${Dialog} title=${t("Invite to {room}", { room: room.name.value })} onClose=${onClose}>
    <div class="segmented invite-ways" role="group" aria-label=${t("How to invite")}>${choose("link", "link", t("By a link"))}${choose("person", "mail", t("By name"))}</div>
    ${way.value === "link" ? html`<${ByLink} room=${room} />` : html`<${ByName} room=${room} />`}
    <hr />
    <${WaitingRoomSwitch} room=${room} /><//>`;
}

/** @param {{room: Room}} props */
function ByLink({ room }) {
  const url = `${room.page.api}/rooms/${room.page.room.id}/invites`;
  const invites = useSignal(/** @type {any[]} */ ([]));
  const made = useSignal(/** @type {any} */ (null));
  const problem = useSignal("");
  const busy = useSignal(false);
  const load = () => get(url).then(({ data }) => { invites.value = data; }, (error) => { problem.value = error.message; });
  useEffect(() => { load(); }, []);

  const make = async (/** @type {any} */ event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    busy.value = true;
    problem.value = "";
    try {
      made.value = (await post(url, { role: form.get("role"), expires_in: Number(form.get("days")) * DAY || null, max_uses: Number(form.get("uses")) || null })).data;
    } catch (error) {
      problem.value = /** @type {Error} */ (error).message;
    }
    busy.value = false;
  };
  const again = () => {
    made.value = null;
    load();
  };

  if (made.value) return html`<${Link} invite=${made.value} room=${room} onAgain=${again} />`;
  return html`<form class="stack" onSubmit=${make}>
      <p class="quiet">${t("Whoever has the link comes in with only a name; no account is needed.")}</p>
      <${RoleField} room=${room} />
      <div class="form-pair">
        <label class="field">${t("The link works for")}<select name="days">
          <option value="1">${t("one day")}</option><option value="7" selected>${t("a week")}</option><option value="30">${t("a month")}</option><option value="">${t("until it is ended")}</option></select></label>
        <label class="field">${t("How many may come")}<select name="uses">
          <option value="">${t("any number")}</option>${[1, 5, 10].map((count) => html`<option value=${count}>${tn("{count} person", "{count} people", count)}</option>`)}</select></label>
      </div>
      ${problem.value && html`<p class="alert" role="alert">${problem.value}</p>`}
      <div class="dialog-actions"><button class="btn btn-primary" disabled=${busy.value}><${Icon} name="link" />${t("Make the link")}</button></div>
    </form>
    <${Usable} room=${room} url=${url} invites=${invites.value} onChange=${load} />`;
}

/** @param {{room: Room}} props */
function RoleField({ room }) {
  const roles = givableRoles(room).filter((role) => role !== "game_master");
  return html`<label class="field">${t("They come as")}<select name="role">
    ${[...roles, ...(room.you.value.role === "owner" ? ["game_master"] : [])].map((role) => html`<option value=${role}>${roleName(role)}</option>`)}</select></label>`;
}

const when = new Intl.DateTimeFormat(language(), { dateStyle: "medium" });

/** Links that still work, each with its end. @param {{room: Room, url: string, invites: any[], onChange: () => void}} props */
function Usable({ room, url, invites, onChange }) {
  const end = (/** @type {string} */ id) => remove(`${url}/${id}`).then(onChange, (error) => room.toast(error.message, "bad"));
  if (!invites.length) return null;
  return html`<section><h3>${t("Links that work")}</h3><ul class="list">${invites.map((invite) => html`<li key=${invite.id}>
    <span class="grow member-words"><span>${roleName(invite.role)} · ${invite.expires_at ? t("until {date}", { date: when.format(new Date(invite.expires_at)) }) : t("without end")}</span>
      <span class="small quiet">${used(invite)}${invite.came?.length ? ` · ${t("came: {names}", { names: invite.came.map((/** @type {any} */ one) => one.name).join(", ") })}` : ""}</span></span>
    <${IconButton} icon="trash-2" label=${t("End this link")} onClick=${() => end(invite.id)} /></li>`)}</ul></section>`;
}

/** @param {any} invite */
function used({ uses, max_uses: most }) {
  if (most) return t("{uses} of {most} used", { uses, most });
  return uses ? tn("used once", "used {count} times", uses) : t("not used yet");
}

const THIS_COMPUTER = ["localhost", "127.0.0.1", "[::1]"];

/** A link made at `localhost` is of no use on a phone, and its QR code would not say so. @param {{url: string}} props */
export function OnlyHere({ url }) {
  if (!THIS_COMPUTER.includes(new URL(url).hostname)) return null;
  return html`<p class="alert alert-note small">${t("This address works only on this computer. For others, open Dreamtable by its network address (the start prints it) and make the link there.")}</p>`;
}

/** @param {{invite: any, room: Room, onAgain: () => void}} props */
function Link({ invite, room, onAgain }) {
  return html`<div class="stack">
    ${invite.qr && html`<img class="invite-qr" src=${invite.qr} width="220" height="220" alt=${t("QR code of the link")} />`}
    <${CopyField} room=${room} label=${t("Link")} text=${invite.url} />
    <${OnlyHere} url=${invite.url} />
    <p class="help">${t("Scan it with a phone, or send the link. It is shown only now; you can make another one at any time.")}</p>
    <div class="dialog-actions"><button type="button" class="btn btn-quiet" onClick=${onAgain}>${t("Make another link")}</button></div>
  </div>`;
}

/** An address to take along. @param {{room: Room, label: string, text: string}} props */
export function CopyField({ room, label, text }) {
  const copied = useSignal(false);
  const copy = async (/** @type {any} */ event) => {
    const field = event.currentTarget.parentElement.querySelector("input");
    field.select();
    try {
      await navigator.clipboard.writeText(text);
      copied.value = true;
    } catch {
      copied.value = document.execCommand("copy"); /* plain http has no clipboard; this old way still works there */
    }
    if (copied.value) room.toast(t("The link is copied."), "good");
  };
  return html`<div class="row nowrap"><input class="grow" readonly value=${text} aria-label=${label} onFocus=${(/** @type {any} */ event) => event.target.select()} />
    <button type="button" class="btn btn-primary" onClick=${copy}><${Icon} name=${copied.value ? "check" : "copy"} />${copied.value ? t("Copied") : t("Copy")}</button></div>`;
}

/** They are told in their notifications. @param {{room: Room}} props */
function ByName({ room }) {
  const problem = useSignal("");
  const told = useSignal("");
  const busy = useSignal(false);
  const invite = async (/** @type {any} */ event) => {
    event.preventDefault();
    const form = event.target;
    const given = new FormData(form);
    const user = String(given.get("user")).trim();
    busy.value = true;
    problem.value = told.value = "";
    try {
      await post(`${room.page.api}/rooms/${room.page.room.id}/invitations`, { user, role: given.get("role") });
      told.value = t("If there is an account “{name}” here, it is invited now.", { name: user });
      form.reset();
    } catch (error) {
      const { fields, message } = /** @type {import("../../base/http.js").RestError} */ (error);
      problem.value = fields?.user?.[0] ?? message;
    }
    busy.value = false;
  };
  return html`<form class="stack" onSubmit=${invite}>
    <p class="quiet">${t("For somebody with an account on this server: they are told at once.")}</p>
    <label class="field">${t("Name or e-mail")}<input name="user" required maxlength="254" autocomplete="off" autocapitalize="none" /></label>
    <${RoleField} room=${room} />
    <div role="status">${told.value && html`<p class="alert alert-good">${told.value}</p>`}</div>
    ${problem.value && html`<p class="alert" role="alert">${problem.value}</p>`}
    <div class="dialog-actions"><button class="btn btn-primary" disabled=${busy.value}><${Icon} name="send" />${t("Invite")}</button></div>
  </form>`;
}
