/** Rulers: the way with its waypoints, each leg's length and the whole, by the scene's rule; whose it is. */
import { Container, Graphics, Text } from "../../vendor/pixi.js";
import { effect } from "../../vendor/ui.js";
import { toScreen } from "../camera.js";
import { measure, tenths } from "../geometry/distance.js";
import { LAMP, NIGHT, PAPER, SANS, VERDIGRIS } from "../palette.js";
import { reconcile } from "../reconcile.js";

const LABEL_ABOVE = 26;

class RulerView {
  /** @param {import("../stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.container = new Container();
    this.lines = new Graphics();
    this.back = new Graphics();
    /** @type {Text[]} */
    this.texts = [];
    this.container.addChild(this.lines, this.back);
    stage.screen.addChild(this.container);
  }

  /** @param {{points: {x: number, y: number}[], name: string, colour: string}} ruler @param {import("../grid.js").Grid} grid @param {import("../camera.js").Camera} camera */
  update({ points, name, colour }, grid, camera) {
    const places = points.map((point) => toScreen(camera, point));
    const measured = measure(grid, points);
    this.lines.clear();
    this.back.clear();
    this.lines.poly(places.flatMap(({ x, y }) => [x, y]), false).stroke({ color: NIGHT, width: 5, alpha: 0.7, join: "round", cap: "round" });
    this.lines.poly(places.flatMap(({ x, y }) => [x, y]), false).stroke({ color: colour, width: 2.5, join: "round", cap: "round" });
    for (const { x, y } of places) this.lines.circle(x, y, 4.5).fill(colour).stroke({ color: NIGHT, width: 1.5 });
    const words = measured.legs.map((leg) => `${tenths(leg)}`);
    words[words.length - 1] = [name, `${tenths(measured.length)} ${grid.unit}`].filter(Boolean).join(" · ");
    words.forEach((text, index) => this.#say(index, text, places[index + 1], colour, index === words.length - 1));
    for (const text of this.texts.splice(words.length)) text.destroy();
    this.stage.request();
  }

  destroy() {
    this.container.destroy({ children: true });
    this.stage.request();
  }

  /** @param {number} index @param {string} words @param {{x: number, y: number}} at @param {string} colour @param {boolean} whole */
  #say(index, words, at, colour, whole) {
    const text = (this.texts[index] ??= this.container.addChild(new Text({ text: "", style: { fontFamily: SANS, fontWeight: "600", fontSize: 13, fill: PAPER } })));
    text.anchor.set(0.5);
    if (text.text !== words) text.text = words;
    text.position.set(at.x, at.y - LABEL_ABOVE);
    text.alpha = whole ? 1 : 0.85;
    const width = text.width + (whole ? 24 : 16);
    this.back.roundRect(at.x - width / 2, at.y - LABEL_ABOVE - 13, width, 26, 13).fill({ color: NIGHT, alpha: whole ? 1 : 0.8 });
    if (whole) this.back.roundRect(at.x - width / 2, at.y - LABEL_ABOVE - 13, width, 26, 13).stroke({ color: colour, width: 1 });
  }
}

/**
 * @param {import("../stage.js").Stage} stage
 * @param {import("../model.js").Scene} scene
 */
export function drawRulers(stage, scene) {
  /** @type {Map<string, RulerView>} */
  const views = new Map();
  effect(() => {
    const names = new Map(scene.room.members.value.map((member) => [member.user, member.name]));
    const own = scene.ruler.way.value.length > 1 ? [{ id: "own", points: scene.ruler.way.value, name: "", colour: LAMP }] : [];
    const others = [...scene.ruler.others.value]
      .filter(([, ruler]) => ruler.scene === scene.id.value)
      .map(([id, { points }]) => ({ id, points, name: names.get(id) ?? "", colour: VERDIGRIS }));
    const [grid, camera] = [scene.grid.value, stage.camera.value];
    reconcile(views, [...own, ...others], () => new RulerView(stage), (view, ruler) => view.update(ruler, grid, camera));
  });
}
