/** What was said last, and its removal. Whispers of others are not here: who leads does not read them either. */
import { html } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { IconButton } from "../base/parts.js";
import { inShort } from "../rooms/chat/reply.js";
import { Moment } from "./happened.js";

const MOST = 40;

/** @param {{room: import("../rooms/store.js").Room}} props */
export function Talk({ room }) {
  const messages = Object.values(room.kind("message").value).sort((a, b) => b.seq - a.seq).slice(0, MOST);
  const remove = async (/** @type {any} */ message) => {
    const meaning = t("Its words go for everybody and for good; that something was deleted stays to be seen.");
    if (await room.confirm(t("Delete what {name} said?", { name: message.by.name }), t("Delete"), meaning)) room.send("chat.delete", { message: message.id });
  };
  return html`<section class="card stack-s" aria-labelledby="talk"><h2 id="talk">${t("Talk")}</h2>
    ${messages.length === 0 ? html`<p class="quiet">${t("Nobody has said anything yet.")}</p>`
      : html`<ol class="list office-log" tabindex="0" aria-labelledby="talk">${messages.map((message) => html`<li key=${message.id} data-message=${message.id}>
        <${Moment} at=${message.at} /><span class="grow"><strong>${message.by.name}</strong> <span class=${message.deleted ? "quiet" : ""}>${inShort(message)}</span></span>
        ${!message.deleted && !room.archived.value && html`<${IconButton} icon="trash-2" label=${t("Delete what {name} said: {words}", { name: message.by.name, words: inShort(message) })} onClick=${() => remove(message)} />`}</li>`)}</ol>`}
  </section>`;
}
