/** A scene from another program, at the table. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Dialog } from "../../base/parts.js";
import { Importing } from "./importing.js";

/** @param {{scene: import("../model.js").Scene, onClose: () => void}} props */
export function ImportDialog({ scene, onClose }) {
  const { room } = scene;
  const made = (/** @type {string} */ id, /** @type {string} */ name) => {
    if (id) room.live.lookAt(id);
    room.toast(t("{name} is a scene now. Only you see it until you show it.", { name }), "good");
    onClose();
  };
  return html`<${Dialog} title=${t("Import a scene")} onClose=${onClose} wide>
    <${Importing} api=${room.page.api} room=${room.page.room.id} onMade=${made} onClose=${onClose} /><//>`;
}
