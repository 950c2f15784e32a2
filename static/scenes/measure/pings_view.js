/**
 * Pings: a ring that spreads twice where somebody points, with their name; an arrow at the edge when that is off the
 * screen; and the view that a game master pulls there. Where motion is unwelcome the ring stands still.
 */
import { Container, Graphics, Text } from "../../vendor/pixi.js";
import { effect } from "../../vendor/ui.js";
import { reducedMotion } from "../../base/dom.js";
import { clamp } from "../../base/geometry.js";
import { toScreen } from "../camera.js";
import { sayPing } from "../drawings/mark_list.js";
import { EMBER, LAMP, NIGHT, PAPER, SANS } from "../palette.js";

const LASTS_MS = 2_600;
const PULL_MS = 350;
const EDGE_PX = 34;
const RING_PX = 46;
/** Rings of one ping follow each other by this: fewer than three in a second, so nothing flashes. */
const RING_MS = 650;

class Ping {
  /** @param {import("../stage.js").Stage} stage @param {{x: number, y: number, alert: boolean, name: string}} ping */
  constructor(stage, ping) {
    this.stage = stage;
    this.ping = ping;
    this.age = 0;
    this.container = new Container();
    this.rings = new Graphics();
    this.words = new Text({ text: ping.name, style: { fontFamily: SANS, fontWeight: "600", fontSize: 13, fill: PAPER, stroke: { color: NIGHT, width: 4, join: "round" } } });
    this.words.anchor.set(0.5, 0);
    this.container.addChild(this.rings, this.words);
    stage.screen.addChild(this.container);
  }

  draw() {
    const { width, height } = this.stage.viewport.peek();
    const at = toScreen(this.stage.camera.peek(), this.ping);
    const colour = this.ping.alert ? EMBER : LAMP;
    const outside = at.x < 0 || at.y < 0 || at.x > width || at.y > height;
    this.rings.clear();
    this.container.alpha = clamp((LASTS_MS - this.age) / 400, 0, 1);
    if (outside) this.#arrow(at, colour, width, height);
    else this.#ring(at, colour);
  }

  destroy() {
    this.container.destroy({ children: true });
    this.stage.request();
  }

  /** @param {{x: number, y: number}} at @param {string} colour */
  #ring(at, colour) {
    const still = reducedMotion();
    const largest = RING_PX * (this.ping.alert ? 1.5 : 1);
    for (const delay of still ? [0] : [0, RING_MS, RING_MS * 2]) {
      const share = still ? 0.6 : clamp((this.age - delay) / RING_MS / 1.5, 0, 1);
      if (share > 0 && (share < 1 || still)) this.rings.circle(at.x, at.y, 8 + largest * share).stroke({ color: colour, width: this.ping.alert ? 5 : 3, alpha: still ? 1 : 1 - share });
    }
    this.rings.circle(at.x, at.y, 6).fill(colour).stroke({ color: NIGHT, width: 2 });
    if (this.ping.alert) this.rings.circle(at.x, at.y, 11).stroke({ color: colour, width: 2 });
    this.words.position.set(at.x, at.y + 16);
  }

  /** @param {{x: number, y: number}} at @param {string} colour @param {number} width @param {number} height */
  #arrow(at, colour, width, height) {
    const place = { x: clamp(at.x, EDGE_PX, width - EDGE_PX), y: clamp(at.y, EDGE_PX, height - EDGE_PX) };
    const turn = Math.atan2(at.y - place.y, at.x - place.x);
    const corner = (/** @type {number} */ angle, /** @type {number} */ far) => [place.x + Math.cos(turn + angle) * far, place.y + Math.sin(turn + angle) * far];
    this.rings.poly([...corner(0, 20), ...corner(2.4, 16), ...corner(Math.PI, 6), ...corner(-2.4, 16)]).fill(colour).stroke({ color: NIGHT, width: 2 });
    this.words.position.set(place.x, place.y + 20);
  }
}

/**
 * @param {import("../stage.js").Stage} stage
 * @param {import("../model.js").Scene} scene
 */
export function drawPings(stage, scene) {
  /** @type {Set<Ping>} */
  const pings = new Set();
  const end = (/** @type {Ping} */ ping) => {
    if (pings.delete(ping)) ping.destroy();
  };

  /** @param {any} data */
  function show(data) {
    const name = scene.room.members.value.find((member) => member.user === data.user)?.name ?? "";
    const ping = new Ping(stage, { ...data, name });
    pings.add(ping);
    ping.draw();
    stage.request();
    if (reducedMotion()) return void setTimeout(() => end(ping), LASTS_MS);
    stage.animate((elapsed) => {
      ping.age += elapsed;
      if (ping.age < LASTS_MS && pings.has(ping)) ping.draw();
      else end(ping);
      return pings.has(ping);
    });
  }

  scene.room.onPassing(({ type, data }) => {
    if (data?.scene !== scene.id.value) return;
    if (type === "ping.show") {
      show(data);
      sayPing(scene, data);
    }
    if (type === "camera.pull" && data.user !== scene.room.you.value.user) pull(stage, data);
  });
  effect(() => {
    stage.camera.value; /* what is off the screen has another arrow now */
    for (const ping of pings) ping.draw();
  });
}

/** @param {import("../stage.js").Stage} stage @param {{x: number, y: number, zoom?: number}} place */
function pull(stage, { x, y, zoom }) {
  const from = stage.camera.peek();
  const { width, height } = stage.viewport.peek();
  const to = zoom ?? from.zoom;
  const goal = { zoom: to, x: x - width / 2 / to, y: y - height / 2 / to };
  let gone = 0;
  stage.animate((elapsed) => {
    gone = Math.min(1, gone + elapsed / PULL_MS);
    const eased = 1 - (1 - gone) ** 3;
    const between = (/** @type {"x" | "y" | "zoom"} */ part) => from[part] + (goal[part] - from[part]) * eased;
    stage.camera.value = gone >= 1 ? goal : { x: between("x"), y: between("y"), zoom: between("zoom") };
    return gone < 1;
  });
}
