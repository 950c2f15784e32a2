/** Go to a day of the talk. */
import { html, signal, useMemo } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";

/** @param {{chat: {jumpTo: (place: string) => Promise<number | null | undefined>}, onDone?: () => void}} props */
export function JumpToDate({ chat, onDone }) {
  const day = useMemo(() => signal(""), []);
  const nothing = useMemo(() => signal(false), []);
  const go = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!day.value) return;
    nothing.value = false;
    const seq = await chat.jumpTo(day.value);
    if (seq === null) nothing.value = true;
    else if (seq !== undefined) onDone?.();
  };
  return html`<form class="talk-jump" onSubmit=${go}>
    <label class="stack-s"><span>${t("Go to a day")}</span>
      <span class="row-s"><input type="date" required max=${today()} value=${day.value} onInput=${(/** @type {any} */ event) => { day.value = event.target.value; }} />
        <button class="btn" disabled=${!day.value}><${Icon} name="calendar" />${t("Go")}</button></span></label>
    ${nothing.value && html`<p class="quiet small" role="status">${t("Nothing has been said here yet.")}</p>`}
  </form>`;
}

/** The reader's day, as a date field writes it. */
function today() {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}
