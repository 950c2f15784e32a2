/** A message changed where it stands: Enter keeps the change, Escape leaves it as it was. */
import { html, useEffect, useRef, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { LONGEST } from "./composer.js";

/** @param {{chat: import("./chat.js").Chat, message: any}} props */
export function Editor({ chat, message }) {
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const text = useSignal(message.text);
  const problem = useSignal("");
  const busy = useSignal(false);
  useEffect(() => {
    const element = /** @type {HTMLTextAreaElement} */ (field.current);
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  }, []);
  useEffect(() => {
    const element = /** @type {HTMLTextAreaElement} */ (field.current);
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight + 2, 240)}px`;
  }, [text.value]);

  const save = async () => {
    const next = text.value.trim();
    if (next === message.text) return chat.stopEditing();
    if (!next && !message.files?.length) {
      problem.value = t("Nothing is left. Delete the message instead, or write something.");
      return;
    }
    busy.value = true;
    try {
      await chat.room.live.send("chat.edit", { message: message.id, text: next });
      chat.stopEditing();
    } catch (error) {
      problem.value = /** @type {any} */ (error).message || t("The server refused that.");
      busy.value = false;
    }
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") chat.stopEditing();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  };
  return html`<form class="editor stack-s" onSubmit=${(/** @type {Event} */ event) => { event.preventDefault(); save(); }}>
    <textarea ref=${field} rows="1" maxlength=${LONGEST} aria-label=${t("Change the message")} value=${text.value} onInput=${(/** @type {any} */ event) => { text.value = event.target.value; }} onKeyDown=${key}></textarea>
    ${problem.value && html`<span class="small error-text" role="alert">${problem}</span>`}
    <div class="row-s"><button class="btn btn-s btn-primary" disabled=${busy.value}>${t("Save")}</button><button type="button" class="btn btn-s btn-quiet" onClick=${chat.stopEditing}>${t("Cancel")}</button></div>
  </form>`;
}
