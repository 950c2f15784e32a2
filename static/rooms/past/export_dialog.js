/** Take the talk home: what oneself may read of it, as a page, as text or for programs. */
import { html, signal, useMemo } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Dialog, Icon } from "../../base/parts.js";

/** @param {{room: import("../store.js").Room, onClose: () => void}} props */
export function ExportDialog({ room, onClose }) {
  const format = useMemo(() => signal("html"), []);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const address = `${room.page.api}/rooms/${room.page.room.id}/export?${new URLSearchParams({ format: format.value, tz: zone })}`;
  return html`<${Dialog} title=${t("Take the talk home")} onClose=${onClose}>
    <p>${t("You get everything that you may read here: what was said to all, and whispers from you and to you. Nobody else’s whispers are in it.")}</p>
    <fieldset class="stack-s"><legend>${t("As")}</legend>
      ${formats().map(([value, name, words]) => html`<label class="check">
        <input type="radio" name="export-format" value=${value} checked=${format.value === value} onChange=${() => { format.value = value; }} />
        <span>${name} <span class="quiet small">${words}</span></span></label>`)}
    </fieldset>
    <p class="quiet small">${t("Times are those of {zone}.", { zone })}</p>
    <div class="dialog-actions">
      <button type="button" class="btn btn-quiet" onClick=${onClose}>${t("Cancel")}</button>
      <a class="btn btn-primary" href=${address} download onClick=${() => setTimeout(onClose)}><${Icon} name="download" />${t("Download")}</a>
    </div><//>`;
}

function formats() {
  return [
    ["html", t("Page"), t("to read and to print, also without a connection")],
    ["text", t("Text"), t("one line a message")],
    ["json", t("JSON"), t("for programs, with every detail")],
  ];
}
