/** What lies over the tokens and keeps its size on the screen: names, the way of a drag with its length, the box. */
import { Container, Graphics, Text } from "../vendor/pixi.js";
import { effect, signal } from "../vendor/ui.js";
import { measure, tenths } from "./geometry/distance.js";
import { toScreen } from "./camera.js";
import { drawClosedEye } from "./marks.js";
import { LAMP, NIGHT, PAPER, SANS } from "./palette.js";

const DOT_GAP = 11;

export class Overlay {
  /** @param {import("./stage.js").Stage} stage @param {import("./model.js").Scene} scene */
  constructor(stage, scene) {
    this.stage = stage;
    this.scene = scene;
    this.layer = new Container(); /* in screen pixels, over the world */
    this.way = new Graphics();
    this.box = new Graphics();
    this.marks = new Graphics();
    this.names = new Container();
    this.label = new Container();
    this.labelBack = new Graphics();
    this.labelText = new Text({ text: "", style: { fontFamily: SANS, fontWeight: "600", fontSize: 13, fill: PAPER } });
    this.labelText.anchor.set(0.5);
    this.label.addChild(this.labelBack, this.labelText);
    this.label.visible = false;
    this.layer.addChild(this.marks, this.way, this.box, this.names, this.label);
    stage.screen.addChild(this.layer);
    /** @type {Map<string, Text>} */
    this.texts = new Map();
    /* Of signals of their own: a step of a drag changes the names' places too, and each is drawn once for it. */
    const drag = signal(/** @type {any} */ (null));
    const area = signal(/** @type {import("../base/geometry.js").Box | null} */ (null));
    /** @param {any} shown `{lead, target, origins, way}` (`way`: points to go by), or null when it is over */
    this.showDrag = (shown) => { drag.value = shown; };
    /** @param {import("../base/geometry.js").Box | null} box in scene pixels */
    this.showBox = (box) => { area.value = box; };
    effect(() => this.#way(stage.camera.value, drag.value));
    effect(() => this.#area(stage.camera.value, area.value));
    effect(() => this.#maps(stage.camera.value, scene.maps.value, scene.selectedMap.value));
    effect(() => {
      const { selection, hovered } = scene;
      const named = new Set([...selection.value, hovered.value]);
      this.#draw(stage.camera.value, [...named].flatMap((id) => scene.token(id) ?? []));
    });
  }

  /** @param {import("./camera.js").Camera} camera @param {any[]} tokens those whose names are shown */
  #draw(camera, tokens) {
    const cell = this.scene.grid.value.size;
    const named = new Set();
    for (const token of tokens) {
      named.add(token.id);
      const text = this.#text(token);
      const at = toScreen(camera, { x: token.x, y: token.y + (token.size * cell * 0.9) / 2 });
      text.position.set(Math.round(at.x), Math.round(at.y + 8 + token.size * cell * camera.zoom * 0.07));
      text.alpha = token.hidden ? 0.75 : 1;
    }
    for (const [id, text] of this.texts) {
      if (named.has(id)) continue;
      text.destroy();
      this.texts.delete(id);
    }
    this.stage.request();
  }

  /** The frame of a map in hand, and the closed eye at the corner of one that the players do not see. */
  #maps(camera, maps, selected) {
    this.marks.clear();
    for (const map of maps) {
      if (map.id !== selected && !map.hidden) continue;
      const corners = cornersOf(map).map((corner) => toScreen(camera, corner));
      const frame = map.id === selected ? { color: LAMP, width: 2 } : { color: PAPER, width: 1, alpha: 0.5 };
      this.marks.poly(corners.flatMap(({ x, y }) => [x, y])).stroke(frame);
      if (map.hidden) drawClosedEye(this.marks, corners[0].x + 22, corners[0].y + 22, 15);
    }
    this.stage.request();
  }

  /** @param {any} token */
  #text(token) {
    let text = this.texts.get(token.id);
    if (!text) {
      text = new Text({ text: "", style: { fontFamily: SANS, fontWeight: "600", fontSize: 13, fill: PAPER, stroke: { color: NIGHT, width: 4, join: "round" } } });
      text.anchor.set(0.5, 0);
      this.names.addChild(text);
      this.texts.set(token.id, text);
    }
    if (text.text !== token.name) text.text = token.name;
    return text;
  }

  /** @param {import("./camera.js").Camera} camera @param {any} drag */
  #way(camera, drag) {
    this.way.clear();
    this.label.visible = drag !== null;
    if (drag) {
      const { lead, target, origins, way = [] } = drag;
      const grid = this.scene.grid.value;
      for (const origin of origins) {
        const at = toScreen(camera, origin);
        this.way.circle(at.x, at.y, (origin.size * grid.size * 0.9 * camera.zoom) / 2).fill({ color: PAPER, alpha: 0.1 }).stroke({ color: PAPER, alpha: 0.45, width: 1.5 });
      }
      const points = [lead, ...way, target].map((point) => toScreen(camera, point));
      const to = points[points.length - 1];
      points.slice(1).forEach((point, index) => this.#dots(points[index], point));
      for (const point of points.slice(1, -1)) this.way.circle(point.x, point.y, 4).fill(LAMP);
      this.way.circle(to.x, to.y, (lead.size * grid.size * camera.zoom) / 2).fill({ color: LAMP, alpha: 0.16 });
      const { cells, length } = measure(grid, [lead, ...way, target]);
      this.#say(`${tenths(length)} ${grid.unit} · ${tenths(cells)}`, { x: to.x, y: to.y - (lead.size * grid.size * camera.zoom) / 2 - 24 });
    }
    this.stage.request();
  }

  /** @param {{x: number, y: number}} from @param {{x: number, y: number}} to */
  #dots(from, to) {
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    for (let along = DOT_GAP; along < length; along += DOT_GAP) {
      this.way.circle(from.x + ((to.x - from.x) * along) / length, from.y + ((to.y - from.y) * along) / length, 1.8);
    }
    this.way.fill(LAMP);
  }

  /** @param {string} words @param {{x: number, y: number}} at */
  #say(words, at) {
    this.labelText.text = words;
    const width = this.labelText.width + 24;
    this.labelBack.clear().roundRect(-width / 2, -14, width, 28, 14).fill(NIGHT).stroke({ color: LAMP, width: 1 });
    this.label.position.set(at.x, at.y);
  }

  /** @param {import("./camera.js").Camera} camera @param {import("../base/geometry.js").Box | null} area */
  #area(camera, area) {
    this.box.clear();
    if (area) {
      const at = toScreen(camera, area);
      this.box.rect(at.x, at.y, area.width * camera.zoom, area.height * camera.zoom).fill({ color: LAMP, alpha: 0.1 }).stroke({ color: LAMP, width: 1 });
    }
    this.stage.request();
  }
}

/** @param {any} map @returns {{x: number, y: number}[]} the corners of its turned picture */
function cornersOf(map) {
  const [width, height] = [map.width * map.scale, map.height * map.scale];
  const turn = ((map.rotation ?? 0) * Math.PI) / 180;
  return [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([across, down]) => {
    const [x, y] = [(across * width) / 2, (down * height) / 2];
    return {
      x: map.x + width / 2 + x * Math.cos(turn) - y * Math.sin(turn),
      y: map.y + height / 2 + x * Math.sin(turn) + y * Math.cos(turn),
    };
  });
}
