/** Options of the drawing tool: what one draws, its colours and width; the words of a text; the one taken. */
import { html, useEffect, useRef } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { Colour } from "./colour.js";
import { More } from "./more.js";

const KINDS = /** @type {const} */ ([["freehand", "pencil"], ["line", "slash"], ["rect", "square"], ["ellipse", "circle"], ["polygon", "pentagon"], ["text", "type"], ["take", "mouse-pointer-2"]]);
const kindName = (/** @type {string} */ kind) => ({ freehand: t("By hand"), line: t("Line"), rect: t("Rectangle"), ellipse: t("Ellipse"), polygon: t("Polygon"), text: t("Text") }[kind] ?? t("Take a drawing"));
const FILLED = ["rect", "ellipse", "polygon"];

/** @param {{scene: import("../model.js").Scene}} props */
export function DrawOptions({ scene }) {
  const { marks } = scene;
  const chosen = marks.chosen.value?.kind === "drawing" ? marks.one.value : null;
  const taking = marks.drawing.value.kind === "take";
  const drawing = taking && chosen ? chosen : marks.drawing.value;
  const change = (/** @type {any} */ fields) => {
    if (taking && chosen && marks.chosen.value) marks.change(marks.chosen.value, "update", fields);
    else marks.drawing.value = { ...marks.drawing.value, ...fields };
  };
  const use = (/** @type {string} */ kind) => {
    marks.sketch.value = null;
    if (kind !== "take") marks.chosen.value = null;
    marks.drawing.value = { ...marks.drawing.value, kind };
  };
  const styled = !taking || chosen;
  return html`<section class="panel options options-form" aria-label=${t("Draw")}>
    <div class="segmented segmented-icons" role="group" aria-label=${t("What to draw")}>${KINDS.map(([kind, icon]) => html`
      <button type="button" key=${kind} aria-pressed=${marks.drawing.value.kind === kind} aria-label=${kindName(kind)} title=${kindName(kind)} onClick=${() => use(kind)}><${Icon} name=${icon} /></button>`)}</div>
    ${taking && !chosen && html`<span>${t("Click on something drawn to move, change or delete it.")}</span>`}
    <${More}>${styled && html`<${Colour} label=${t("Colour")} value=${drawing.stroke} onChange=${(/** @type {string} */ stroke) => change({ stroke })} />`}
    ${styled && FILLED.includes(drawing.kind) && html`<${Colour} none label=${t("Filled")} value=${drawing.fill} onChange=${(/** @type {string} */ fill) => change({ fill })} />`}
    ${styled && (drawing.kind === "text"
      ? html`<label>${t("Height")}<input type="number" min="4" max="1000" step="4" value=${drawing.size} onChange=${(/** @type {any} */ event) => event.target.valueAsNumber >= 4 && change({ size: Math.min(1000, event.target.valueAsNumber) })} /></label>`
      : html`<label>${t("Width")}<input type="range" min="1" max="40" value=${drawing.width} onChange=${(/** @type {any} */ event) => change({ width: event.target.valueAsNumber })} /></label>`)}<//>
    ${marks.drawing.value.kind === "text" && (marks.sketch.value?.text ? html`<${Words} scene=${scene} />` : html`<span>${t("Click where the text begins.")}</span>`)}
    ${marks.drawing.value.kind === "polygon" && html`<span>${t("Click each corner; the first one again, or Enter, closes it.")}</span>`}
    ${taking && chosen && marks.leads.value && html`
      <button type="button" class="btn btn-s" aria-pressed=${!chosen.hidden} onClick=${() => change({ hidden: !chosen.hidden })}><${Icon} name=${chosen.hidden ? "eye-off" : "eye"} />${chosen.hidden ? t("hidden") : t("shown")}</button>
      <button type="button" class="btn btn-s" aria-pressed=${chosen.locked} onClick=${() => change({ locked: !chosen.locked })}><${Icon} name="lock" />${t("Locked")}</button>`}
    ${taking && chosen && html`<${IconButton} icon="trash-2" label=${t("Delete")} onClick=${marks.remove} />`}
  </section>`;
}

/** What the text shall say, once its place was clicked. @param {{scene: import("../model.js").Scene}} props */
function Words({ scene }) {
  const { marks, room } = scene;
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const { x, y } = marks.sketch.value.at;
  useEffect(() => field.current?.focus(), [x, y]);
  const write = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const text = field.current?.value.trim();
    if (!text) return;
    const { stroke, size } = marks.drawing.value;
    if (await room.send("drawing.create", { scene: scene.id.value, kind: "text", points: [[x, y]], text, stroke, size })) marks.sketch.value = null;
  };
  return html`<form class="row-s" onSubmit=${write}><input ref=${field} class="options-words" maxlength="500" aria-label=${t("Text")} placeholder=${t("What it says")} />
    <button class="btn btn-s btn-primary">${t("Write")}</button></form>`;
}
