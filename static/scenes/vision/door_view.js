/** Doors: a leaf that stands in its frame or is swung open, and a sign on it that keeps its size on the screen. */
import { Container, Graphics } from "../../vendor/pixi.js";
import { effect } from "../../vendor/ui.js";
import { toScreen } from "../camera.js";
import { LAMP, NIGHT, PAPER } from "../palette.js";
import { reconcile } from "../reconcile.js";
import { doorsOf } from "./doors.js";

const SIGN_PX = 12;
const SMALLEST = 0.55;
const SECRET = "#b79df0";
const LEAF = "#8a5a2b";

/** @param {import("../stage.js").Stage} stage @param {import("../model.js").Scene} scene */
export function drawDoors(stage, scene) {
  const leaves = stage.layers.walls.addChild(new Graphics());
  const signs = stage.screen.addChildAt(new Container(), 0);
  /** @type {Map<string, Sign>} */
  const views = new Map();
  const doors = doorsOf(scene);
  effect(() => {
    leaves.clear();
    for (const door of doors.value) if (!door.secret) drawLeaf(leaves, door, scene.grid.value.size);
    reconcile(views, doors.value, () => new Sign(signs), (view, door) => view.update(door));
    stage.request();
  });
  effect(() => {
    const camera = stage.camera.value;
    const { width, height } = stage.viewport.value;
    const scale = Math.max(SMALLEST, Math.min(1, (camera.zoom * scene.grid.value.size) / 50));
    for (const door of doors.value) views.get(door.id)?.place(toScreen(camera, door), scale, width, height);
  });
}

/** @param {Graphics} graphics @param {import("./doors.js").Door} door @param {number} cell */
function drawLeaf(graphics, { x1, y1, x2, y2, open }, cell) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  /* an open leaf stands across its frame, on its first hinge */
  const to = open ? { x: x1 - dy * 0.9, y: y1 + dx * 0.9 } : { x: x2, y: y2 };
  graphics.moveTo(x1, y1).lineTo(to.x, to.y).stroke({ color: NIGHT, width: cell * 0.13, alpha: 0.8 });
  graphics.moveTo(x1, y1).lineTo(to.x, to.y).stroke({ color: LEAF, width: cell * 0.08 });
}

class Sign {
  /** @param {Container} parent */
  constructor(parent) {
    this.drawn = parent.addChild(new Graphics());
    this.look = "";
  }

  /** @param {import("./doors.js").Door} door */
  update({ open, locked, secret }) {
    const look = `${open} ${locked} ${secret}`;
    if (look === this.look) return;
    this.look = look;
    const graphics = this.drawn.clear();
    const colour = secret ? SECRET : open ? LAMP : PAPER;
    graphics.circle(0, 0, SIGN_PX).fill({ color: NIGHT, alpha: 0.9 }).stroke({ color: colour, width: 1.5 });
    if (locked) {
      graphics.arc(0, -1.5, 3.4, Math.PI, 0).stroke({ color: colour, width: 1.8 });
      graphics.roundRect(-5, -1.5, 10, 7.5, 1.5).fill(colour);
    } else if (open) {
      graphics.rect(-5, -6.5, 10, 13).stroke({ color: colour, width: 1.5 });
      graphics.poly([-5, -6.5, 1, -4, 1, 8.5, -5, 6.5]).fill(colour);
    } else {
      graphics.rect(-5, -6.5, 10, 13).fill(colour);
      graphics.circle(2.4, 0.5, 1.3).fill(NIGHT);
    }
    if (secret) for (const turn of [0.25, 0.75, 1.25, 1.75]) graphics.circle(Math.cos(turn * Math.PI) * SIGN_PX, Math.sin(turn * Math.PI) * SIGN_PX, 1.8).fill(SECRET);
  }

  /** @param {{x: number, y: number}} at @param {number} scale @param {number} width of the window @param {number} height */
  place({ x, y }, scale, width, height) {
    this.drawn.visible = x > -SIGN_PX && y > -SIGN_PX && x < width + SIGN_PX && y < height + SIGN_PX;
    this.drawn.position.set(x, y);
    this.drawn.scale.set(scale);
  }

  destroy() {
    this.drawn.destroy();
  }
}
