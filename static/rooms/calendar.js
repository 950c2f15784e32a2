/** One's sessions in one's own calendar program: an address that it reads again and again. */
import { html, useSignal } from "../vendor/ui.js";
import { post } from "../base/http.js";
import { t } from "../base/i18n.js";
import { Dialog, Icon } from "../base/parts.js";
import { CopyField, OnlyHere } from "./invite.js";

/** @param {{room: import("./store.js").Room, onClose: () => void}} props */
export function CalendarDialog({ room, onClose }) {
  const url = useSignal("");
  const problem = useSignal("");
  const busy = useSignal(false);
  const make = async () => {
    busy.value = true;
    problem.value = "";
    try {
      url.value = (await post(`${room.page.api}/calendar`)).data.url;
    } catch (error) {
      problem.value = /** @type {Error} */ (error).message;
    }
    busy.value = false;
  };
  return html`<${Dialog} title=${t("Sessions in your calendar")} onClose=${onClose}>
    <p>${t("Your phone and your calendar program can show the sessions of all your rooms by themselves, and follow every change.")}</p>
    ${url.value ? html`<${CopyField} room=${room} label=${t("Calendar address")} text=${url.value} />
      <${OnlyHere} url=${url.value} />
      <p class="help">${t("Add it there as a calendar by address (also called “subscribe” or “from URL”). Whoever has the address can read your plan: keep it to yourself. It is shown only now.")}</p>`
      : html`<p class="help">${t("Making an address ends the one you made before.")}</p>
      ${problem.value && html`<p class="alert" role="alert">${problem.value}</p>`}
      <div class="dialog-actions"><button type="button" class="btn btn-primary" disabled=${busy.value} onClick=${make}><${Icon} name="calendar" />${t("Make an address")}</button></div>`}<//>`;
}
