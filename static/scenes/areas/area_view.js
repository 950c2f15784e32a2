/** Areas of effect: the outline, the cells it covers by the scene's rule with their count, a label; the draft too. */
import { Container, Graphics, Text } from "../../vendor/pixi.js";
import { effect } from "../../vendor/ui.js";
import { tn } from "../../base/i18n.js";
import { polygonOf } from "../geometry/areas.js";
import { covered } from "../geometry/coverage.js";
import { cornersOf } from "../grid.js";
import { drawClosedEye } from "../marks.js";
import { LAMP, NIGHT, PAPER, SANS } from "../palette.js";
import { reconcile } from "../reconcile.js";

const HANDLE_PX = 9;

export class AreaView {
  /** @param {import("../stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.container = new Container();
    this.shape = new Graphics();
    this.marks = new Container(); /* keeps its size on the screen */
    this.handle = new Graphics();
    this.words = new Text({ text: "", style: { fontFamily: SANS, fontWeight: "600", fontSize: 13, fill: PAPER, align: "center", stroke: { color: NIGHT, width: 4, join: "round" } } });
    this.words.anchor.set(0.5, 0);
    this.words.position.set(0, HANDLE_PX + 5);
    this.marks.addChild(this.handle, this.words);
    this.container.addChild(this.shape, this.marks);
    stage.layers.areas.addChild(this.container);
    /** @type {any} the area that is drawn, kept by identity: one is dragged while hundreds lie still */
    this.area = null;
    this.look = "";
  }

  /**
   * @param {any} area
   * @param {{grid: import("../grid.js").Grid, coverage: string, chosen: boolean, draft?: boolean, handle: boolean}} how
   */
  update(area, how) {
    const look = JSON.stringify(how);
    if (area === this.area && look === this.look) return;
    this.area = area;
    this.look = look;
    this.#draw(area, how);
    this.stage.request();
  }

  /** @param {number} zoom */
  keepSize(zoom) {
    this.marks.scale.set(1 / zoom);
  }

  destroy() {
    this.container.destroy({ children: true });
    this.stage.request();
  }

  /** @param {any} area @param {any} how */
  #draw(area, { grid, coverage, chosen, draft, handle }) {
    const unseen = area.revealed === false;
    const outline = polygonOf(grid, area).flatMap(({ x, y }) => [x, y]);
    const cells = covered(grid, area, coverage);
    const line = grid.size / 40;
    const alpha = area.opacity ?? 0.5;
    this.shape.clear();
    for (const cell of cells ?? []) this.shape.poly(cornersOf(grid, cell).flatMap(({ x, y }) => [x, y]));
    if (cells?.length) this.shape.fill({ color: area.colour, alpha: alpha * 0.55 }).stroke({ color: area.colour, alpha: alpha * 0.7, width: line / 2 });
    this.shape.poly(outline).fill({ color: area.colour, alpha: alpha * 0.45 });
    this.shape.poly(outline).stroke({ color: chosen ? LAMP : area.colour, alpha: 0.95, width: chosen ? line * 2 : line });
    this.container.alpha = unseen || draft ? 0.6 : 1;
    this.marks.position.set(area.x, area.y);
    const count = chosen || draft ? tn("{count} cell", "{count} cells", cells?.length ?? 0) : "";
    this.words.text = [area.label, cells?.length ? count : ""].filter(Boolean).join(" · ");
    this.handle.clear();
    if (handle || chosen) this.handle.circle(0, 0, HANDLE_PX).fill({ color: NIGHT, alpha: 0.8 }).stroke({ color: chosen ? LAMP : area.colour, width: 2 });
    if (unseen) drawClosedEye(this.handle, 0, -HANDLE_PX - 14, 11);
  }
}

/**
 * @param {import("../stage.js").Stage} stage
 * @param {import("../model.js").Scene} scene
 */
export function drawAreas(stage, scene) {
  const { marks } = scene;
  /** @type {Map<string, AreaView>} */
  const views = new Map();
  const draft = new AreaView(stage);
  effect(() => {
    const [grid, coverage, chosen] = [scene.grid.value, scene.scene.value?.coverage ?? "centre", marks.chosen.value?.id];
    const handle = ["select", "area"].includes(scene.tool.value);
    reconcile(views, marks.areas.value, () => new AreaView(stage), (view, area) => view.update(area, { grid, coverage, chosen: area.id === chosen, handle: handle && marks.mayChange(area) }));
    draft.container.visible = marks.draft.value !== null;
    if (marks.draft.value) draft.update(marks.draft.value, { grid, coverage, chosen: false, draft: true, handle: true });
    for (const view of [...views.values(), draft]) view.keepSize(stage.camera.peek().zoom);
    stage.request();
  });
  /** Arrows and Delete are about one thing: tokens that are selected now, or the mark that was chosen. */
  effect(() => {
    scene.selection.value;
    marks.chosen.value = null;
  });
  effect(() => {
    const { zoom } = stage.camera.value;
    for (const view of [...views.values(), draft]) view.keepSize(zoom);
  });
}
