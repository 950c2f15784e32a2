/** One's sessions in one's own calendar program: an address that it reads again and again. */
import { html, useEffect, useSignal } from "../../vendor/ui.js";
import { get, post, remove } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { language } from "../../base/times.js";
import { Dialog, Icon } from "../../base/parts.js";
import { CopyField, OnlyHere } from "../people/invite.js";

const date = new Intl.DateTimeFormat(language(), { dateStyle: "medium" });

/** @param {{room: import("../store.js").Room, onClose: () => void}} props */
export function CalendarDialog({ room, onClose }) {
  const url = useSignal("");
  const problem = useSignal("");
  const busy = useSignal(false);
  const since = useSignal(""); /* when the address that works now was made */
  const api = `${room.page.api}/calendar`;
  useEffect(() => { get(api).then(({ data }) => { since.value = data.since ?? ""; }, () => undefined); }, []);
  const attempt = async (/** @type {() => Promise<void>} */ what) => {
    busy.value = true;
    problem.value = "";
    try {
      await what();
    } catch (error) {
      problem.value = /** @type {Error} */ (error).message;
    }
    busy.value = false;
  };
  const make = () => attempt(async () => { url.value = (await post(api)).data.url; });
  const end = () => attempt(async () => {
    await remove(api);
    since.value = "";
  });
  return html`<${Dialog} title=${t("Sessions in your calendar")} onClose=${onClose}>
    <p>${t("Your phone and your calendar program can show the sessions of all your rooms by themselves, and follow every change.")}</p>
    ${url.value ? html`<${CopyField} room=${room} label=${t("Calendar address")} text=${url.value} />
      <${OnlyHere} url=${url.value} />
      <p class="help">${t("Add it there as a calendar by address (also called “subscribe” or “from URL”). Whoever has the address can read your plan: keep it to yourself. It is shown only now.")}</p>`
      : html`${since.value && html`<p class="help">${t("Your address of {date} works. A new one ends it.", { date: date.format(new Date(since.value)) })}</p>`}
      ${problem.value && html`<p class="alert" role="alert">${problem.value}</p>`}
      <div class="dialog-actions">
        ${since.value && html`<button type="button" class="btn btn-quiet" disabled=${busy.value} onClick=${end}>${t("End the address")}</button>`}
        <button type="button" class="btn btn-primary" disabled=${busy.value} onClick=${make}><${Icon} name="calendar" />${since.value ? t("Make a new address") : t("Make an address")}</button></div>`}<//>`;
}
