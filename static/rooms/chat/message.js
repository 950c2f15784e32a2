/** How what was said looks: one speaker's lines under one name, each kind of words in its own way, and what waits to be sent. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { language } from "../../base/times.js";
import { Icon, IconButton } from "../../base/parts.js";
import { bodyOf } from "./body.js";
import { FileCard } from "../files/file_card.js";
import { Editor } from "./message_editor.js";
import { Reactions } from "./reactions.js";
import { readersWords } from "./recipients.js";
import { ReplyPreview } from "./reply.js";
import { leads } from "../roles.js";
import { RollCard } from "../dice/roll_card.js";

const clock = new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit" });
const full = new Intl.DateTimeFormat(language(), { dateStyle: "full", timeStyle: "short" });
/** Kinds whose sentence names the speaker itself, or nobody. */
const NAMELESS = new Set(["emote", "narration"]);

/** @typedef {import("./chat.js").Chat} Chat */

/** @param {{chat: Chat, messages: any[]}} props lines of one speaker, to the same readers */
export function Group({ chat, messages }) {
  const [first] = messages;
  const kind = first.kind === "roll" ? "say" : first.kind;
  return html`<article class=${`message message-${kind} ${first.to ? "message-whisper" : ""}`} data-whisper=${first.to ? "" : undefined}>
    ${(!NAMELESS.has(kind) || first.to) && html`<${Head} room=${chat.room} message=${first} />`}
    ${messages.map((message) => html`<${Line} key=${message.id} chat=${chat} message=${message} />`)}
  </article>`;
}

/** @param {{room: import("../store.js").Room, message: any}} props */
function Head({ room, message }) {
  const { by, at, speaker, to, kind } = message;
  const member = room.members.value.find((one) => one.user === by?.user);
  const name = by?.name || t("Somebody");
  const facts = [
    speaker && speaker !== name ? name : member && leads(member.role) ? t("game master") : "",
    kind === "ooc" ? t("out of character") : kind === "ic" && !speaker ? t("in character") : "",
  ].filter(Boolean);
  const when = new Date(at);
  return html`<header><span class="message-name" style=${{ "--person": by?.colour || "" }}>${speaker || name}</span>
    ${facts.map((fact) => html`<span key=${fact} class="chip">${fact}</span>`)}
    ${to && kind !== "roll" && html`<span class="chip message-to"><${Icon} name="lock" class="icon-s" /><span class="truncate" title=${readersWords(room, to, by?.user)}>${readersWords(room, to, by?.user)}</span></span>`}
    <time datetime=${at} title=${full.format(when)}>${clock.format(when)}</time></header>`;
}

/** @param {{chat: Chat, message: any}} props */
function Line({ chat, message }) {
  const when = new Date(message.at);
  const editing = chat.editing.value === message.id;
  const own = (message.mentions ?? []).includes(chat.room.you.value.user);
  return html`<div class=${`line ${own ? "line-names-you" : ""} ${chat.lit.value?.id === message.id ? "line-lit" : ""}`} data-message=${message.id} tabindex="-1" title=${full.format(when)}>
    ${message.reply_to && html`<${ReplyPreview} chat=${chat} id=${message.reply_to} />`}
    ${editing ? html`<${Editor} chat=${chat} message=${message} />` : html`<${Content} chat=${chat} message=${message} />`}
    ${!message.deleted && html`<${Reactions} room=${chat.room} message=${message} />`}
    ${!editing && !message.deleted && html`<div class="line-tools">
      ${chat.room.may("rooms.say") && html`<${IconButton} icon="smile-plus" tabindex="-1" label=${t("React")} onClick=${(/** @type {any} */ event) => chat.openMenu(message, event.currentTarget)} />
        <${IconButton} icon="reply" tabindex="-1" label=${t("Reply")} onClick=${() => { chat.composer.reply.value = message; }} />`}
      <${IconButton} icon="ellipsis" tabindex="-1" label=${t("What one can do with this message")} onClick=${(/** @type {any} */ event) => chat.openMenu(message, event.currentTarget)} />
    </div>`}
  </div>`;
}

/** @param {{chat: Chat, message: any}} props */
function Content({ chat, message }) {
  const { room } = chat;
  const name = message.by?.name || t("Somebody");
  if (message.deleted) {
    const words = message.deleted === "lead" ? t("A game master deleted this message of {name}.", { name }) : t("{name} deleted this message.", { name });
    return html`<div class="line-body line-deleted quiet"><${Icon} name="trash-2" class="icon-s" />${words}</div>`;
  }
  const around = {
    me: room.you.value.user, run: chat.run,
    lead: message.kind === "emote" ? html`<span class="message-name" style=${{ "--person": message.by?.colour || "" }}>${message.speaker || name}</span>${" "}` : null,
  };
  return html`<div class="line-body">
    ${message.kind === "narration" && html`<span class="visually-hidden">${t("Narration:")}</span>`}
    ${message.kind === "roll" && message.roll ? html`<${RollCard} roll=${message.roll} by=${message.by} whispered=${Boolean(message.to?.users.some((/** @type {string} */ user) => user !== message.by?.user))} />` : (message.text || message.body) && bodyOf(message, around)}
    ${(message.files ?? []).map((/** @type {any} */ file) => html`<${FileCard} key=${file.id} file=${file} />`)}
    <${Marks} message=${message} /></div>`;
}

/** @param {{message: any}} props */
function Marks({ message }) {
  if (!message.edited_at && !message.pinned) return null;
  return html`<span class="line-marks">
    ${message.pinned && html`<span class="chip"><${Icon} name="pin" class="icon-s" />${t("pinned")}</span>`}
    ${message.edited_at && html`<span class="chip" title=${full.format(new Date(message.edited_at))}>${t("edited {time}", { time: clock.format(new Date(message.edited_at)) })}</span>`}
  </span>`;
}

/** What is on its way, and what did not arrive. @param {{room: import("../store.js").Room, commands: any[]}} props */
export function Waiting({ room, commands }) {
  return html`
    ${commands.map((command) => html`<article key=${command.id} class=${`message message-waiting ${command.data.to ? "message-whisper" : ""}`}><p><${Icon} name="ellipsis" /><span class="visually-hidden">${t("Sending:")}</span> ${command.data.text || t("a file")}</p></article>`)}
    ${room.failed.value.map((command) => html`<article key=${command.id} class="message message-failed" role="alert">
      <p>${command.data.text}</p>
      <p class="small error-text"><${Icon} name="circle-alert" /> ${command.message}</p>
      <p class="row-s"><button type="button" class="btn btn-s" onClick=${() => room.retry(command)}>${t("Send again")}</button>
        <button type="button" class="btn btn-s btn-quiet" onClick=${() => room.discard(command)}>${t("Discard")}</button></p>
    </article>`)}`;
}
