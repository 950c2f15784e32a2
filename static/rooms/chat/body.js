/**
 * The token tree of a message as nodes. The server makes the tree; nothing here is ever read as HTML, and a token of a
 * kind that this page does not know yet shows the words within it.
 */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";

const LINK = /(https?:\/\/[^\s<>"')\]]+)/g;
const SAFE = /^(https?:|mailto:)/i;
const DEEPEST = 12;

/** @typedef {{me?: string | null, run?: (command: string) => void, lead?: any}} Around `lead`: what stands before the first words, as a name in "Mira waves" */

/**
 * @param {any} message
 * @param {Around} around
 * @returns {any} blocks
 */
export function bodyOf(message, around) {
  const blocks = Array.isArray(message.body) ? message.body : null;
  if (!blocks?.length) return html`<p>${around.lead}${linked(message.text)}</p>`;
  return blocks.map((/** @type {any} */ block, /** @type {number} */ at) => blockOf(block, at ? { ...around, lead: null } : around, 0));
}

/** @param {any} block @param {Around} around @param {number} depth */
function blockOf(block, around, depth) {
  if (block === null || typeof block !== "object") return html`<p>${around.lead}${textOf(block)}</p>`;
  const inside = block.c;
  switch (block.t) {
    case "quote": return html`<blockquote>${around.lead}${nested(inside, around, depth)}</blockquote>`;
    case "code": return html`<pre tabindex="0" aria-label=${t("Code")}><code>${textOf(inside)}</code></pre>`;
    case "ul": return html`<ul>${items(inside, around, depth)}</ul>`;
    case "ol": return html`<ol start=${block.start}>${items(inside, around, depth)}</ol>`;
    default: return html`<p>${around.lead}${inlines(inside, around, depth)}</p>`;
  }
}

const BLOCKS = new Set(["p", "quote", "ul", "ol"]);

/** A quote may hold lines or blocks. @param {any} inside @param {Around} around @param {number} depth */
function nested(inside, around, depth) {
  const plain = { ...around, lead: null };
  const list = listOf(inside);
  if (depth < DEEPEST && list.some((one) => BLOCKS.has(one?.t))) return list.map((one) => blockOf(one, plain, depth + 1));
  return inlines(list, plain, depth);
}

/** @param {any} list @param {Around} around @param {number} depth */
function items(list, around, depth) {
  return listOf(list).map((item) => html`<li>${inlines(item?.t === "li" ? item.c : item, around, depth)}</li>`);
}

/** @param {any} list @param {Around} around @param {number} depth @returns {any[]} */
function inlines(list, around, depth) {
  return listOf(list).map((one) => (typeof one === "string" ? one : inline(one, around, depth + 1)));
}

/** @param {any} token @param {Around} around @param {number} depth @returns {any} */
function inline(token, around, depth) {
  if (token === null || typeof token !== "object" || depth > DEEPEST) return textOf(token);
  if (Array.isArray(token)) return inlines(token, around, depth);
  const inside = () => inlines(token.c, around, depth);
  switch (token.t) {
    case "b": return html`<strong>${inside()}</strong>`;
    case "i": return html`<em>${inside()}</em>`;
    case "s": return html`<s>${inside()}</s>`;
    case "code": return html`<code>${textOf(token.c)}</code>`;
    case "br": return html`<br />`;
    case "a": return SAFE.test(token.href ?? "") ? html`<a href=${token.href} target="_blank" rel="noopener noreferrer nofollow">${inside()}</a>` : inside();
    case "mention": return html`<span class=${`mention ${token.user === around.me ? "mention-own" : ""}`}>${inside()}</span>`;
    case "roll": return html`<span class=${`inline-roll ${token.critical ? `inline-roll-${token.critical}` : ""}`} title=${t("{formula} = {total}", { formula: token.formula, total: token.total })}><span class="visually-hidden">${token.formula} = </span>${token.total}</span>`;
    case "deferred": return html`<button type="button" class="btn btn-s deferred" onClick=${() => around.run?.(token.command)}><${Icon} name="dices" />${offered(token.command)}</button>`;
    default: return inside();
  }
}

/** What a button rolls, by its label if it has one: `save: 1d20+2`. @param {string} command */
function offered(command) {
  const [formula, ...label] = command.replace(/^\/r(oll)?\s+/i, "").split("#").map((part) => part.trim());
  return label.length && formula ? `${label.join("#")}: ${formula}` : formula || command;
}

/** @param {any} value @returns {any[]} */
const listOf = (value) => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);

/**
 * The bare words of a tree, for previews and for what cannot be shown.
 * @param {any} token
 * @param {number} [depth]
 * @returns {string}
 */
export function textOf(token, depth = 0) {
  if (token === undefined || token === null || depth > 4 * DEEPEST) return "";
  if (typeof token !== "object") return String(token);
  if (Array.isArray(token)) return token.map((one) => textOf(one, depth + 1)).join("");
  if (token.t === "roll") return String(token.total);
  if (token.t === "deferred") return token.command;
  return token.t === "br" ? "\n" : textOf(token.c, depth + 1);
}

/** Whether dice were thrown for a message: then it stands as it fell. @param {any} message @returns {boolean} */
export function holdsDice(message) {
  const rolled = (/** @type {any} */ token) => (Array.isArray(token) ? token.some(rolled) : token !== null && typeof token === "object" && (token.t === "roll" || rolled(token.c ?? [])));
  return Boolean(message.roll) || message.kind === "roll" || rolled(message.body ?? []);
}

/** @param {string} text */
function linked(text) {
  return text.split(LINK).map((part, index) => (index % 2 ? html`<a href=${part} target="_blank" rel="noopener noreferrer nofollow">${part}</a>` : part));
}
