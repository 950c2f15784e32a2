/**
 * What a message answers, in one line above it. A message carries only the id of the other one: its words come from
 * what the page has, or are asked for; who may not see them reads that there was an earlier message.
 */
import { html, signal, useEffect } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { textOf } from "./body.js";

const SHOWN = 90;

/** @typedef {ReturnType<typeof openOriginals>} Originals */

/** Messages that were answered and are not in the column. @param {import("../store.js").Room} room */
export function openOriginals(room) {
  /** @type {Map<string, import("../../vendor/ui.js").Signal<any>>} null: not seen by this viewer; undefined: not known yet */
  const asked = new Map();
  /** @param {string} id */
  return (id) => {
    let known = asked.get(id);
    if (!known) {
      const made = signal(/** @type {any} */ (undefined));
      known = made;
      asked.set(id, known);
      get(`${room.page.api}/rooms/${room.page.room.id}/messages/${id}`).then(
        ({ data }) => { made.value = data; },
        (error) => {
          if (error.status) made.value = null;
          else asked.delete(id); /* the line was down: the next look asks again */
        },
      );
    }
    return known;
  };
}

/** @param {any} message */
export function inShort(message) {
  if (message.deleted) return t("a deleted message");
  if (message.kind === "roll" && message.roll) return message.roll.total === null || message.roll.total === undefined ? t("a roll") : t("{formula} = {total}", { formula: message.roll.label || message.roll.formula, total: message.roll.total });
  const words = (message.body ? message.body.map((/** @type {any} */ block) => textOf(block)).join(" ") : message.text).replace(/\s+/g, " ").trim();
  if (!words) return message.files?.length ? t("a file: {name}", { name: message.files[0].name }) : "…";
  return words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words;
}

/** @param {{chat: import("./chat.js").Chat, id: string}} props */
export function ReplyPreview({ chat, id }) {
  const near = chat.find(id);
  const far = near ? null : chat.originals(id);
  const original = near ?? far?.value;
  if (!original) return html`<span class="reply-preview quiet"><${Icon} name="reply" class="icon-s" />${t("an earlier message")}</span>`;
  return html`<button type="button" class="reply-preview" title=${t("Show this message")} onClick=${() => chat.jumpTo(original.seq)}>
    <${Icon} name="reply" class="icon-s" /><strong>${original.speaker || original.by?.name || t("Somebody")}</strong><span class="truncate">${inShort(original)}</span></button>`;
}

/** Above the line to write: what the next words answer. @param {{composer: import("./composer.js").Composer}} props */
export function ReplyBar({ composer }) {
  const message = composer.reply.value;
  useEffect(() => { if (message) /** @type {HTMLElement | null} */ (document.querySelector("[data-chat-input]"))?.focus(); }, [message?.id]);
  if (!message) return null;
  return html`<div class="reply-bar"><${Icon} name="reply" class="icon-s" /><span class="grow truncate"><span class="visually-hidden">${t("Answer to")} </span><strong>${message.speaker || message.by?.name || t("Somebody")}</strong> <span class="quiet">${inShort(message)}</span></span>
    <${IconButton} icon="x" label=${t("Do not answer this message")} onClick=${() => { composer.reply.value = null; }} /></div>`;
}
