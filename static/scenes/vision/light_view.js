/**
 * Darkness over the map and the light in it. All lights together are drawn into two small pictures when one of them
 * changes: one that the map is multiplied with, and one of their colours, screened over it. Who leads knows the walls, and
 * the page finds where light falls among them; everybody else is told by the server what they see of it.
 */
import { Container, Graphics, RenderTexture, Sprite, Texture } from "../../vendor/pixi.js";
import { computed, effect } from "../../vendor/ui.js";
import { widened } from "../maps/pyramid.js";
import { asPlayers } from "./fog_view.js";
import { fillPolygons, texelsOf } from "./masks.js";
import { lights } from "./state.js";
import { litRing } from "./sweep.js";

/** What is left of the day's white in full darkness, red to blue; those who lead must still find their way. */
const NIGHT = [0.2, 0.21, 0.33];
const NIGHT_OF_LEADERS = [0.46, 0.47, 0.57];
const COARSER = 1.5;
const GLOW_BY_DAY = 0.3;
const GRADIENT_PX = 128;

/** Light whose flame is out of view shows the ground, but not as a flame in view does. */
const FROM_AFAR = 0.45;
/** Beyond the frame in which lights are drawn it is as dark as far as anybody can look. */
const FAR = 1_000_000;

/**
 * @typedef {{x: number, y: number, bright: number, dim: number, angle: number, rotation: number, colour: string, alpha: number,
 *   walls: boolean, area: number[][][] | null}} Lamp distances in scene pixels; `area`: what it lights, where that is known
 */

/** @param {import("../stage.js").Stage} stage @param {import("../model.js").Scene} scene */
export function drawLights(stage, scene) {
  const map = new LightMap(stage);
  const darkness = computed(() => scene.scene.value?.darkness ?? 0);
  /** As text: a token without a light may move as it likes without anything being drawn anew. */
  const lamps = computed(() => JSON.stringify(scene.sight.value ? { lamps: scene.sight.value.glow ?? [], lit: scene.sight.value.lit ?? [] } : { lamps: lampsOf(scene), lit: [] }));
  const frame = computed(() => JSON.stringify([widened(scene.bounds.value, scene.grid.value.size * 4), scene.grid.value.size]));
  const stopping = computed(() => scene.kindHere("wall").value.filter((wall) => wall.light !== "none" && wall.state !== "open"));
  effect(() => {
    const [box, cell] = JSON.parse(frame.value);
    const night = scene.room.leads.value && !asPlayers.value ? NIGHT_OF_LEADERS : NIGHT;
    map.draw(box, cell, JSON.parse(lamps.value), darkness.value, night, stopping.value);
  });
}

/** Lights that stand and lights that are carried, for whom nothing is withheld. @param {import("../model.js").Scene} scene @returns {Lamp[]} */
function lampsOf(scene) {
  const { grid } = scene;
  const px = grid.value.size / (grid.value.distance || 1);
  const carried = lights.carried.value;
  const standing = scene.kindHere("light").value.filter((light) => light.on !== false).map((light) => (light.id === carried?.id ? { ...light, ...carried } : light));
  const borne = scene.tokens.value.filter((token) => token.light_dim > 0 || token.light_bright > 0).map((token) => ({
    x: token.x, y: token.y, bright: token.light_bright ?? 0, dim: token.light_dim ?? 0, angle: token.light_angle ?? 360, rotation: token.rotation ?? 0,
    colour: token.light_colour || "#f2b44b", alpha: 0.35, walls: true,
  }));
  return [...standing, ...borne].map(({ x, y, bright, dim, angle, rotation, colour, alpha, walls }) => ({
    x, y, bright: bright * px, dim: Math.max(bright, dim) * px, angle, rotation, colour, alpha, walls: walls !== false, area: null,
  }));
}

class LightMap {
  /** @param {import("../stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.shade = new Sprite({ texture: Texture.EMPTY, blendMode: "multiply" });
    this.glow = new Sprite({ texture: Texture.EMPTY, blendMode: "screen" }); /* added, several lamps would bleach the map */
    this.beyond = new Graphics({ blendMode: "multiply" });
    stage.layers.lights.addChild(this.beyond, this.shade, this.glow);
    this.key = "";
  }

  /**
   * @param {import("../../base/geometry.js").Box} box of the scene
   * @param {number} cell
   * @param {{lamps: Lamp[], lit: number[][][]}} light `lit`: what flames out of view light
   * @param {number} darkness
   * @param {number[]} night
   * @param {any[]} walls
   */
  draw(box, cell, { lamps, lit }, darkness, night, walls) {
    const wanted = darkness > 0 || lamps.length > 0;
    this.shade.visible = this.beyond.visible = darkness > 0; /* by day it would only lay its frame over the bare ground */
    this.glow.visible = wanted;
    this.stage.request();
    if (!wanted) return;
    this.#size(box, cell);
    const shine = lamps.map((lamp) => ({ lamp, area: lamp.area ?? (lamp.walls && walls.length ? [[litRing(lamp, lamp.dim, walls)]] : null) }));
    const rest = night.map((part) => 1 - darkness * (1 - part));
    const missing = 1 - Math.min(...rest);
    const afar = fillPolygons(new Graphics({ blendMode: "add", alpha: missing * FROM_AFAR }), lit);
    this.#render(this.shade.texture, [afar, ...shine.map((one) => spot(one, "#ffffff", [[one.lamp.dim, missing * 0.6], [one.lamp.bright, missing]]))], [...rest, 1]);
    this.beyond.clear().rect(-FAR, -FAR, FAR * 2, FAR * 2).fill(rest).rect(box.x, box.y, box.width, box.height).cut();
    const strength = GLOW_BY_DAY + (1 - GLOW_BY_DAY) * darkness;
    this.#render(this.glow.texture, shine.map((one) => spot(one, one.lamp.colour, [[one.lamp.dim, one.lamp.alpha * strength * 0.6]])), [0, 0, 0, 0]);
  }

  /** @param {import("../../base/geometry.js").Box} box @param {number} cell */
  #size(box, cell) {
    const key = JSON.stringify([box, cell]);
    if (key === this.key) return;
    this.key = key;
    this.box = box;
    const size = texelsOf(box, cell * COARSER);
    for (const sprite of [this.shade, this.glow]) {
      if (sprite.texture !== Texture.EMPTY) sprite.texture.destroy(true);
      sprite.texture = RenderTexture.create({ ...size, resolution: 1, antialias: true });
      sprite.texture.source.scaleMode = "linear";
      sprite.position.set(box.x, box.y);
      sprite.setSize(box.width, box.height);
    }
  }

  /** @param {Texture} target @param {Container[]} spots @param {number[]} ground red, green, blue, alpha 0..1 */
  #render(target, spots, ground) {
    const box = /** @type {import("../../base/geometry.js").Box} */ (this.box);
    const place = new Container({ children: spots });
    place.scale.set(target.width / box.width, target.height / box.height);
    place.position.set(-box.x * place.scale.x, -box.y * place.scale.y);
    const container = new Container({ children: [place] });
    this.stage.app.renderer.render({ container, target: /** @type {RenderTexture} */ (target), clear: true, clearColor: /** @type {[number, number, number, number]} */ (ground) });
    container.destroy({ children: true });
  }
}

/** @param {{lamp: Lamp, area: number[][][] | null}} shine @param {string} tint @param {[number, number][]} parts radius, strength */
function spot({ lamp, area }, tint, parts) {
  const spot = new Container();
  for (const [radius, alpha] of parts) {
    if (radius <= 0 || alpha <= 0) continue;
    const sprite = spot.addChild(new Sprite({ texture: gradient(), anchor: 0.5, x: lamp.x, y: lamp.y, tint, alpha: Math.min(1, alpha), blendMode: "add" }));
    sprite.setSize(radius * 2);
  }
  const cone = lamp.angle < 360;
  if (area || cone) {
    const form = area ? fillPolygons(new Graphics(), area) : pie(lamp);
    spot.addChild(form);
    spot.mask = form;
  }
  if (!area || !cone) return spot;
  const both = new Container({ children: [spot] });
  both.mask = both.addChild(pie(lamp));
  return both;
}

/** The part of a circle that a turned light fills; 0 degrees looks up, as tokens do. @param {Lamp} lamp */
function pie({ x, y, dim, angle, rotation }) {
  const middle = ((rotation - 90) * Math.PI) / 180;
  const half = (angle * Math.PI) / 360;
  return new Graphics().moveTo(x, y).arc(x, y, dim * 1.02, middle - half, middle + half).closePath().fill("#ffffff");
}

/** @type {Texture | null} */
let drawnGradient = null;

/** Full in the middle, gone at the edge. */
function gradient() {
  if (drawnGradient) return drawnGradient;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = GRADIENT_PX;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const half = GRADIENT_PX / 2;
  const fill = pen.createRadialGradient(half, half, 0, half, half, half);
  for (const [at, alpha] of [[0, 1], [0.55, 0.85], [0.85, 0.35], [1, 0]]) fill.addColorStop(at, `rgba(255, 255, 255, ${alpha})`);
  pen.fillStyle = fill;
  pen.fillRect(0, 0, GRADIENT_PX, GRADIENT_PX);
  drawnGradient = Texture.from(canvas);
  return drawnGradient;
}
