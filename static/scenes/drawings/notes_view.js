/**
 * Notes: pins over the map, real buttons so that they are read and reached by keys, and the card of the one that is open.
 * They follow the camera by three variables of the style sheet; nothing is drawn anew while one pans.
 */
import { effect, html, render } from "../../vendor/ui.js";
import { make } from "../../base/dom.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { MarkList } from "./mark_list.js";
import { NoteCard } from "./note_card.js";

/**
 * @param {import("../stage.js").Stage} stage
 * @param {import("../model.js").Scene} scene
 */
export function drawNotes(stage, scene) {
  const pins = stage.canvas.parentElement?.appendChild(make("div", { class: "note-pins" }));
  if (!pins) return;
  effect(() => {
    const { x, y, zoom } = stage.camera.value;
    pins.style.setProperty("--camera-x", String(x));
    pins.style.setProperty("--camera-y", String(y));
    pins.style.setProperty("--camera-zoom", String(zoom));
  });
  render(html`<${Notes} scene=${scene} /><${MarkList} scene=${scene} canvas=${stage.canvas} />`, pins);
}

/** @param {{scene: import("../model.js").Scene}} props */
function Notes({ scene }) {
  const { marks } = scene;
  return html`${marks.notes.value.map((note) => html`<button type="button" key=${note.id} class=${`note-pin ${note.shared === "none" ? "note-unshared" : ""}`}
      style=${{ "--x": note.x, "--y": note.y }} title=${note.title} aria-label=${note.shared === "none" ? t("Note, not shared: {title}", { title: note.title }) : t("Note: {title}", { title: note.title })}
      onClick=${() => { marks.card.value = note; }}><${Icon} name=${note.icon} /></button>`)}
    ${marks.card.value && html`<${NoteCard} scene=${scene} />`}`;
}
