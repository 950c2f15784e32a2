/** What is drawn on a scene: strokes, shapes and words, and the one under the hand. */
import { Container, Graphics, Text } from "../../vendor/pixi.js";
import { effect } from "../../vendor/ui.js";
import { drawClosedEye } from "../marks.js";
import { LAMP, NIGHT, SANS } from "../palette.js";
import { reconcile } from "../reconcile.js";

export class DrawingView {
  /** @param {import("../stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.container = new Container();
    this.lines = new Graphics();
    this.words = new Text({ text: "", style: { fontFamily: SANS, fontWeight: "600", fontSize: 40, stroke: { color: NIGHT, width: 4, join: "round" } } });
    this.container.addChild(this.lines, this.words);
    stage.layers.drawings.addChild(this.container);
    /** @type {any} the drawing that is drawn, kept by identity: one is dragged while thousands lie still */
    this.drawing = null;
    this.chosen = false;
  }

  /** @param {any} drawing @param {boolean} chosen */
  update(drawing, chosen) {
    if (drawing === this.drawing && chosen === this.chosen) return;
    this.drawing = drawing;
    this.chosen = chosen;
    this.container.alpha = drawing.hidden ? 0.45 : 1;
    this.lines.clear();
    this.words.visible = drawing.kind === "text";
    if (drawing.kind === "text") this.#write(drawing);
    else {
      if (chosen) this.#stroke(drawing, { color: LAMP, width: drawing.width + 8, alpha: 0.4 });
      if (drawing.fill) this.#trace(drawing).fill({ color: drawing.fill, alpha: 0.45 });
      this.#stroke(drawing, { color: drawing.stroke, width: drawing.width });
    }
    if (chosen && drawing.kind === "text") this.lines.rect(this.words.x - 6, this.words.y - 4, this.words.width + 12, this.words.height + 8).stroke({ color: LAMP, width: 3 });
    if (drawing.hidden) drawClosedEye(this.lines, drawing.points[0][0], drawing.points[0][1] - 16, 14);
    this.stage.request();
  }

  destroy() {
    this.container.destroy({ children: true });
    this.stage.request();
  }

  /** @param {any} drawing @param {any} line */
  #stroke(drawing, line) {
    if (drawing.points.length === 1) {
      const [[x, y]] = drawing.points;
      return this.lines.circle(x, y, line.width / 2).fill({ color: line.color, alpha: line.alpha ?? 1 });
    }
    return this.#trace(drawing).stroke({ ...line, cap: "round", join: "round" });
  }

  /** @param {any} drawing */
  #trace({ kind, points }) {
    const [[x0, y0]] = points;
    const [x1, y1] = points[points.length - 1];
    if (kind === "rect") return this.lines.rect(Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0));
    if (kind === "ellipse") return this.lines.ellipse((x0 + x1) / 2, (y0 + y1) / 2, Math.abs(x1 - x0) / 2, Math.abs(y1 - y0) / 2);
    return this.lines.poly(points.flat(), kind === "polygon" && points.length > 2);
  }

  /** @param {any} drawing */
  #write({ text, points, size, stroke }) {
    this.words.text = text;
    this.words.style.fontSize = size;
    this.words.style.fill = stroke;
    this.words.position.set(points[0][0], points[0][1]);
  }
}

/**
 * @param {import("../stage.js").Stage} stage
 * @param {import("../model.js").Scene} scene
 */
export function drawDrawings(stage, scene) {
  const { marks } = scene;
  /** @type {Map<string, DrawingView>} */
  const views = new Map();
  const sketch = new DrawingView(stage);
  effect(() => {
    const chosen = marks.chosen.value?.id;
    reconcile(views, marks.drawings.value, () => new DrawingView(stage), (view, drawing) => view.update(drawing, drawing.id === chosen));
    const shown = marks.sketch.value?.points ? marks.sketch.value : null;
    sketch.container.visible = shown !== null;
    if (shown) sketch.update(shown, false);
    stage.request();
  });
}
