/** One message in a list of messages (results, pinned ones): who, when, a piece of it; a click shows it in the talk. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { language } from "../../base/times.js";
import { Icon } from "../../base/parts.js";
import { textOf } from "../chat/body.js";
import { excerpt } from "./excerpt.js";

const nearby = new Intl.DateTimeFormat(language(), { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const distant = new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" });

/** @param {{message: any, onJump: (seq: number) => void, children?: any}} props `children`: further buttons of this row */
export function FoundMessage({ message, onJump, children }) {
  const at = new Date(message.at);
  const when = (at.getFullYear() === new Date().getFullYear() ? nearby : distant).format(at);
  return html`<li class=${`found ${message.to ? "found-private" : ""}`}>
    <button type="button" class="found-jump" onClick=${() => onJump(message.seq)}>
      <span class="found-head"><span class="message-name" style=${{ "--person": message.by?.colour || "" }}>${message.speaker || message.by?.name || t("Somebody")}</span>
        ${message.to && html`<span class="chip"><${Icon} name="eye-off" />${t("whispered")}</span>`}
        <time datetime=${message.at}>${when}</time></span>
      <span class="found-text">${wordsOf(message)}</span>
    </button>${children}
  </li>`;
}

/** @param {any} message */
function wordsOf(message) {
  const { roll } = message;
  if (roll) return `${roll.label ? `${roll.label}: ` : ""}${roll.formula} = ${roll.total}`;
  if (!message.text && message.files?.length) return message.files.map((/** @type {any} */ file) => file.name).join(", ");
  /* What was searched is found in the text as typed; else the words are shown without their signs. */
  const text = message.highlight || !message.body ? message.text : message.body.map((/** @type {any} */ block) => textOf(block)).join(" ");
  return excerpt(text, message.highlight ?? []).map((piece) => (piece.hit ? html`<mark>${piece.text}</mark>` : piece.text));
}

/**
 * The arrow keys go from row to row, and from the first one back to `top`.
 * @param {KeyboardEvent} event
 * @param {HTMLElement | null} top
 */
export function goThrough(event, top) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const list = /** @type {HTMLElement} */ (event.currentTarget);
  const rows = /** @type {HTMLElement[]} */ ([...list.querySelectorAll(".found-jump")]);
  const here = rows.findIndex((row) => row === document.activeElement);
  const next = here + (event.key === "ArrowDown" ? 1 : -1);
  const to = next < 0 ? top : rows[next];
  if (!to) return;
  event.preventDefault();
  to.focus();
}
