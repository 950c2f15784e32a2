/** The state of the line: a quiet chip while all is well, words and a button when it is not. */
import { html } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { Icon } from "../base/parts.js";
import { OLD_PAGE } from "./live/live.js";

/** @param {{room: import("./store.js").Room}} props */
export function ConnectionChip({ room }) {
  const { phase } = room.status.value;
  const words = { live: t("live"), connecting: t("connecting"), waiting: t("offline"), closed: t("closed") }[phase];
  const dot = { live: "dot-good", connecting: "dot-busy", waiting: "dot-bad", closed: "dot-bad" }[phase];
  return html`<span class="chip" role="status" data-connection=${phase}><i class=${`dot ${dot}`} />${words}</span>`;
}

/** @param {{room: import("./store.js").Room}} props */
export function ConnectionNotice({ room }) {
  const { phase, code } = room.status.value;
  if (phase === "closed") return html`<div class="panel connection-notice" role="alert"><${Icon} name="cloud-off" /><p>${closing(code)}</p>${wayOut(room, code)}</div>`;
  if (phase !== "waiting") return null;
  const unsent = room.unsent.value.length;
  return html`<div class="panel connection-notice" role="status"><${Icon} name="wifi-off" />
    <p>${t("The line is lost; trying again.")} ${unsent > 0 ? t("What you did is kept and sent as soon as it is back.") : ""}</p>
    <button type="button" class="btn btn-s" onClick=${() => room.live.wake()}>${t("Try now")}</button></div>`;
}

/** @param {number | undefined} code */
function closing(code) {
  if (code === OLD_PAGE) return t("The server was updated since this page was opened.");
  if (code === 4001) return t("You are signed out. Sign in again to go on.");
  if (code === 4003) return t("You are not a member of this room any more.");
  if (code === 4009) return t("This account has the table open in too many places, so this one was closed.");
  return t("This room does not exist any more, or it is not yours to see.");
}

/** @param {import("./store.js").Room} room @param {number | undefined} code */
function wayOut(room, code) {
  if (code === 4009) return html`<button type="button" class="btn btn-s btn-primary" onClick=${() => room.live.wake()}>${t("Use it here")}</button>`;
  if (code === OLD_PAGE) return html`<button type="button" class="btn btn-s btn-primary" onClick=${() => window.location.reload()}>${t("Reload the page")}</button>`;
  if (code === 4001) return html`<a class="btn btn-s btn-primary" href=${`/sign-in/?next=${encodeURIComponent(window.location.pathname)}`}>${t("Sign in")}</a>`;
  return html`<a class="btn btn-s btn-primary" href=${room.page.rooms ?? "/"}>${t("To the rooms")}</a>`;
}
