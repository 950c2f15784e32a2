/** The rail of tools at the left, and the zoom below. */
import { html } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { IconButton } from "../base/parts.js";

const NEW_TOKEN = { name: "", size: 1, disposition: "neutral", hidden: false };

/** @param {{scene: import("./model.js").Scene, commands: import("./commands.js").Command[], onNewToken: () => void}} props */
export function Rail({ scene, commands, onNewToken }) {
  const tool = scene.tool.value;
  const keyOf = (/** @type {string} */ name) => commands.find((command) => command.name === name)?.shown ?? "";
  const button = (/** @type {string} */ name, /** @type {string} */ icon, /** @type {string} */ label) => html`
    <${IconButton} icon=${icon} label=${`${label} (${keyOf(name)})`} pressed=${tool === name} onClick=${() => { scene.tool.value = name; }} />`;
  const place = () => {
    scene.select([]);
    scene.draft.value = { ...NEW_TOKEN, name: t("Token") };
    scene.tool.value = "place";
    onNewToken();
  };
  return html`<nav class="panel rail" aria-label=${t("Tools")}>
    ${button("select", "mouse-pointer-2", t("Select and move"))}
    ${button("pan", "hand", t("Move the view"))}
    ${scene.id.value && scene.marks.draws.value && html`${button("ruler", "ruler", t("Measure"))}${button("area", "radius", t("Area of effect"))}${button("draw", "pencil", t("Draw"))}`}
    ${scene.edits.value && scene.id.value && html`<hr />
      <${IconButton} icon="user-plus" label=${t("New token")} pressed=${tool === "place"} onClick=${place} />
      ${button("note", "map-pin", t("Put a note"))}${button("effects", "sparkles", t("Effects"))}
      ${button("wall", "brick-wall", t("Walls and doors"))}${button("light", "lightbulb", t("Lights"))}${button("emitter", "volume-2", t("Sounds of places"))}${button("fog", "cloud-fog", t("Fog"))}
      ${button("arrange", "image", t("Arrange maps"))}`}
  </nav>`;
}

/** @param {{view: ReturnType<typeof import("./table_view.js").drawScene>}} props */
export function ZoomBar({ view }) {
  const percent = Math.round(view.stage.camera.value.zoom * 100);
  return html`<section class="panel zoom-bar" aria-label=${t("Zoom")}>
    <${IconButton} icon="minus" label=${t("Further away (-)")} onClick=${() => view.zoom(0.8)} />
    <button type="button" class="btn btn-quiet btn-s" title=${t("Show the whole scene (Home)")} onClick=${view.home}>${percent} %</button>
    <${IconButton} icon="plus" label=${t("Nearer (+)")} onClick=${() => view.zoom(1.25)} />
  </section>`;
}
