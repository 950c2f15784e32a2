/**
 * What is not known is night and what is known but not seen is dusk. For players from what the server says they see; for
 * those who lead the fog that they laid by hand, through which they see.
 */
import { Graphics, RenderTexture, Texture } from "../../vendor/pixi.js";
import { computed, effect, signal } from "../../vendor/ui.js";
import { seen } from "../camera.js";
import { widened } from "../maps/pyramid.js";
import { FogMesh } from "./fog_shader.js";
import { drawStrokes } from "./fog_strokes.js";
import { exploredPicture, fillPolygons, MaskBrush } from "./masks.js";

const CHANGE_MS = 180;
const RETRY_MS = 3_000;
/** Whoever stands at the edge sees a little beyond it. */
const MARGIN_CELLS = 4;

/** How much the fog hides from those who lead, and whether they look at it as players do. */
export const fogStrength = signal(0.7);
export const asPlayers = signal(false);

/** @param {import("../stage.js").Stage} stage @param {import("../model.js").Scene} scene */
export function drawFog(stage, scene) {
  const fog = new Fog(stage);
  stage.layers.fog.addChild(fog.mesh.mesh);
  const frame = computed(() => {
    const cell = scene.grid.value.size;
    const { x, y, width, height } = widened(scene.bounds.value, cell * MARGIN_CELLS);
    return JSON.stringify([scene.id.value, x, y, width, height, cell]);
  });
  const sight = computed(() => {
    const known = scene.sight.value;
    return known?.visible ? known : null;
  });
  effect(() => {
    const [id, x, y, width, height, cell] = JSON.parse(frame.value);
    fog.open(id, { x, y, width, height }, cell);
    if (sight.value) fog.showSight(sight.value);
    else if (scene.room.leads.value && scene.scene.value?.fog && !scene.sight.value) fog.showStrokes(scene.kindHere("fog_shape").value);
    else fog.hide();
  });
  effect(() => fog.setStrength(sight.value || asPlayers.value ? 1 : fogStrength.value));
  effect(() => {
    const camera = stage.camera.value;
    fog.mesh.cover(seen(camera, stage.viewport.value), camera.zoom);
  });
}

class Fog {
  /** @param {import("../stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.mesh = new FogMesh();
    this.mesh.mesh.visible = false;
    this.mix = 1;
    this.strength = 1;
    this.key = "";
    /** @type {{brush: MaskBrush, known: RenderTexture, now: RenderTexture, before: RenderTexture} | null} */
    this.masks = null;
    /** @type {any} what the masks show: the sight's value */
    this.shown = null;
    /** @type {string | null} of the explored mask, drawn or on its way */
    this.url = null;
    /** @type {object | null} the change under way */
    this.change = null;
  }

  /** Another scene or another size begins with nothing known. @param {string} scene @param {import("../../base/geometry.js").Box} frame @param {number} cell */
  open(scene, frame, cell) {
    const key = JSON.stringify([scene, frame, cell]);
    if (key === this.key) return;
    this.key = key;
    this.#close();
    this.frame = frame;
    this.cell = cell;
  }

  hide() {
    if (!this.masks) return;
    this.#close();
    this.stage.request();
  }

  /** @param {any} sight with `visible` */
  showSight(sight) {
    const masks = this.#open();
    if (sight.visible !== this.shown?.visible) {
      if (this.shown) this.#turn();
      masks.brush.draw(masks.now, [fillPolygons(new Graphics(), sight.visible)], "anew");
      masks.brush.draw(masks.known, [fillPolygons(new Graphics(), sight.visible)], "more"); /* what was just seen waits for no line */
    }
    this.shown = sight;
    const url = sight.explored?.width ? sight.explored.url : null;
    if (url !== this.url) {
      this.url = url;
      this.#explored(sight.explored);
    }
    this.stage.request();
  }

  /** @param {any[]} strokes */
  showStrokes(strokes) {
    const { brush, known, now } = this.#open();
    for (const mask of [known, now]) brush.draw(mask, [drawStrokes(strokes)], "anew");
    this.mesh.set(1, this.strength);
    this.stage.request();
  }

  /** @param {number} strength */
  setStrength(strength) {
    this.strength = strength;
    this.mesh.set(this.mix, strength);
    this.stage.request();
  }

  get #masks() {
    return /** @type {NonNullable<typeof this.masks>} */ (this.masks);
  }

  #open() {
    if (!this.masks) {
      const brush = new MaskBrush(this.stage, /** @type {any} */ (this.frame), this.cell ?? 100);
      this.masks = { brush, known: brush.mask(), now: brush.mask(), before: brush.mask() };
      this.#wear();
    }
    this.mesh.mesh.visible = true;
    return this.masks;
  }

  #close() {
    this.mesh.mesh.visible = false;
    this.mesh.show(Texture.EMPTY, Texture.EMPTY, Texture.EMPTY, { x: 0, y: 0, width: 1, height: 1 });
    const { brush, ...masks } = this.masks ?? {};
    brush?.destroy();
    for (const mask of Object.values(masks)) mask.destroy(true);
    this.masks = this.shown = this.url = this.change = null;
    this.mix = 1;
  }

  #wear() {
    const { brush, known, now, before } = this.#masks;
    this.mesh.show(known, now, before, brush.frame);
  }

  /** What was seen until now fades into what is seen next. */
  #turn() {
    const masks = this.#masks;
    [masks.now, masks.before] = [masks.before, masks.now];
    this.#wear();
    const change = {};
    this.change = change;
    let passed = 0;
    this.mix = 0;
    this.stage.animate((elapsed) => {
      if (this.change !== change) return false;
      passed += elapsed;
      this.mix = Math.min(1, passed / CHANGE_MS);
      this.mesh.set(this.mix, this.strength);
      return this.mix < 1;
    });
  }

  /** @param {any} explored */
  async #explored(explored) {
    const here = () => this.masks !== null && this.url === (explored?.width ? explored.url : null);
    try {
      const picture = explored?.width ? [await exploredPicture(explored)] : [];
      if (!here()) return picture.forEach((sprite) => sprite.destroy(true));
      const { brush, known } = this.#masks;
      brush.draw(known, picture, "anew", explored?.cell);
      brush.draw(known, [fillPolygons(new Graphics(), this.shown.visible)], "more");
      this.stage.request();
    } catch {
      setTimeout(() => here() && this.#explored(explored), RETRY_MS);
    }
  }
}
