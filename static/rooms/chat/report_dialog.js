/** Tell the staff of this server about a message or a person. Nobody at the table hears of it. */
import { html, useSignal } from "../../vendor/ui.js";
import { post } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { Dialog } from "../../base/parts.js";
import { inShort } from "./reply.js";

const LONGEST = 500;

/** @param {{room: import("../store.js").Room, about: {message?: any, user?: any}, onClose: () => void}} props `user` is a member */
export function ReportDialog({ room, about, onClose }) {
  const reason = useSignal("");
  const problem = useSignal("");
  const busy = useSignal(false);
  const { message, user } = about;
  const name = message ? message.by?.name : user?.name;
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!reason.value.trim()) {
      problem.value = t("Say in a few words what is wrong.");
      return;
    }
    busy.value = true;
    problem.value = "";
    try {
      await post(`${room.page.api}/rooms/${room.page.room.id}/reports`, { ...(message ? { message: message.id } : { user: user.user }), reason: reason.value.trim() });
      room.toast(t("Reported. The staff of this server will look at it."), "good");
      onClose();
    } catch (error) {
      problem.value = /** @type {Error} */ (error).message;
      busy.value = false;
    }
  };
  return html`<${Dialog} title=${t("Report {name} to the staff", { name: name || t("somebody") })} onClose=${onClose}>
    <form class="stack" onSubmit=${send}>
      ${message && html`<blockquote class="quiet">${inShort(message)}</blockquote>`}
      <label class="field">${t("What is wrong?")}<textarea rows="4" maxlength=${LONGEST} value=${reason.value} onInput=${(/** @type {any} */ event) => { reason.value = event.target.value; }}></textarea></label>
      <span class="help">${t("Only the staff of this server reads it; nobody at the table is told.")}</span>
      ${problem.value && html`<p class="alert" role="alert">${problem}</p>`}
      <div class="dialog-actions"><button type="button" class="btn btn-quiet" onClick=${onClose}>${t("Cancel")}</button><button class="btn btn-primary" disabled=${busy.value}>${t("Report")}</button></div>
    </form><//>`;
}
