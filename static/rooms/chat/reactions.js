/** What others made of a message: each sign with how many, who on a look, one's own by a click. */
import { html } from "../../vendor/ui.js";
import { tn } from "../../base/i18n.js";
import { language } from "../../base/times.js";
import { nameOf } from "./recipients.js";

const NAMED = 12;
const together = new Intl.ListFormat(language(), { type: "conjunction" });

/** @param {{room: import("../store.js").Room, message: any}} props */
export function Reactions({ room, message }) {
  const own = room.you.value.user;
  const signs = Object.entries(message.reactions ?? {}).filter(([, users]) => users.length);
  if (!signs.length) return null;
  const may = room.may("rooms.say");
  return html`<div class="reactions">${signs.map(([emoji, users]) => {
    const who = together.format(users.slice(0, NAMED).map((/** @type {string} */ user) => nameOf(room, user)));
    return html`<button key=${emoji} type="button" class="reaction" aria-pressed=${users.includes(own)} disabled=${!may} title=${who}
      aria-label=${tn("{emoji}, {count} person: {who}", "{emoji}, {count} people: {who}", users.length, { emoji, who })}
      onClick=${() => room.send("chat.react", { message: message.id, emoji })}><span aria-hidden="true">${emoji}</span> ${users.length}</button>`;
  })}</div>`;
}
