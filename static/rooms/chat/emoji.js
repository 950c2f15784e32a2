/** The signs one may put under a message: eight at hand, and a field for any other. */
import { html, useLayoutEffect, useRef, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { language } from "../../base/times.js";
import { Icon } from "../../base/parts.js";

const AT_HAND = ["👍", "❤️", "😂", "😮", "😢", "🔥", "👏", "🎉"];
/** A letter or a digit is no sign; what the keyboard of a phone calls an emoji has a pictograph or is a flag. */
const SIGN = /\p{Extended_Pictographic}|\p{Regional_Indicator}|[#*0-9]\u{20E3}/u;

/**
 * The first sign in what was typed.
 * @param {string} typed
 * @returns {string} empty when there is none
 */
function signIn(typed) {
  const parts = [...new Intl.Segmenter(language(), { granularity: "grapheme" }).segment(typed.trim())];
  return parts.map(({ segment }) => segment).find((segment) => SIGN.test(segment)) ?? "";
}

/** @param {{onChoose: (emoji: string) => void}} props */
export function EmojiRow({ onChoose }) {
  return html`<div class="emoji-row" role="group" aria-label=${t("React")}>
    ${AT_HAND.map((emoji) => html`<button key=${emoji} type="button" role="menuitem" tabindex="-1" class="emoji" aria-label=${t("React with {emoji}", { emoji })} onClick=${() => onChoose(emoji)}>${emoji}</button>`)}
  </div>`;
}

/** @param {{onChoose: (emoji: string) => void}} props */
export function AnyEmoji({ onChoose }) {
  const typed = useSignal("");
  const problem = useSignal("");
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useLayoutEffect(() => { field.current?.focus(); }, []);
  const choose = (/** @type {Event} */ event) => {
    event.preventDefault();
    const sign = signIn(typed.value);
    if (sign) onChoose(sign);
    else problem.value = t("Type one emoji, for instance with the emoji keys of your keyboard.");
  };
  return html`<form class="any-emoji" onSubmit=${choose}>
    <input ref=${field} value=${typed.value} maxlength="40" aria-label=${t("Another emoji")} placeholder=${t("another emoji")} onInput=${(/** @type {any} */ event) => { typed.value = event.target.value; problem.value = ""; }} />
    <button class="btn btn-s" aria-label=${t("React with it")}><${Icon} name="check" /></button>
    ${problem.value && html`<span class="small error-text" role="alert">${problem}</span>`}
  </form>`;
}
