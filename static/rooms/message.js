/** How one speaker's lines look, and what waits to be sent. Text becomes nodes, never HTML. */
import { html } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { Icon } from "../base/parts.js";

const LINK = /(https?:\/\/[^\s<>"')\]]+)/g;
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

/** @param {{group: any[], room: import("./store.js").Room}} props */
export function Group({ group, room }) {
  const { by, at } = group[0];
  const member = room.members.value.find((one) => one.user === by?.user);
  const leads = member && (member.role === "owner" || member.role === "game_master");
  const when = new Date(at);
  return html`<article class="message">
    <header><span class="message-name" style=${{ "--person": by?.colour || "" }}>${by?.name || t("Somebody")}</span>
      ${leads && html`<span class="chip">${t("game master")}</span>`}
      <time datetime=${at} title=${full.format(when)}>${clock.format(when)}</time></header>
    ${group.map((message) => html`<p key=${message.id} title=${full.format(new Date(message.at))}>${linked(message.text)}</p>`)}
  </article>`;
}

/** @param {{room: import("./store.js").Room, commands: any[]}} props */
export function Waiting({ room, commands }) {
  return html`
    ${commands.map((command) => html`<article key=${command.id} class="message message-waiting"><p><${Icon} name="ellipsis" /><span class="visually-hidden">${t("Sending:")}</span> ${command.data.text}</p></article>`)}
    ${room.failed.value.map((command) => html`<article key=${command.id} class="message message-failed" role="alert">
      <p>${command.data.text}</p>
      <p class="small error-text"><${Icon} name="circle-alert" /> ${command.message}</p>
      <p class="row-s"><button type="button" class="btn btn-s" onClick=${() => room.retry(command)}>${t("Send again")}</button>
        <button type="button" class="btn btn-s btn-quiet" onClick=${() => room.discard(command)}>${t("Discard")}</button></p>
    </article>`)}`;
}

/** @param {string} text */
function linked(text) {
  return text.split(LINK).map((part, index) => (index % 2 ? html`<a href=${part} target="_blank" rel="noopener noreferrer nofollow">${part}</a>` : part));
}
