/** The world as it moves, for pictures: where bodies are, what they look like, and the ways they came. */
import { massOf } from "../music/collisions.js";
import { fitted, outlineOf } from "../stage/view.js";

const MOST_TRAIL = 40;
/** A plane is the half of the world under a line; nobody sees its ends. */
const PLANE = [[-20_000, -1_000], [20_000, -1_000], [20_000, 0], [-20_000, 0]];

export class Watch {
  /** @param {import("../world.js").World} world @param {import("../stage/motion.js").Motion} motion */
  constructor(world, motion) {
    this.world = world;
    this.motion = motion;
    /** @type {{time: number, places: Map<string, number[]>}[]} oldest first */
    this.past = [];
    this.next = 0;
  }

  /** @param {number} time seconds by the page's clock @param {number} seconds how long ways stay @param {import("./shapes.js").Size} size */
  look(time, seconds, size) {
    const now = this.motion.now();
    const bodies = this.world.bodies.peek().map((body) => /** @type {any} */ (now.get(body.id)) ?? { id: body.id, x: body.position[0], y: body.position[1], angle: body.angle, vx: 0, vy: 0, spin: 0 });
    const absorbed = this.world.simulation.peek()?.status === "running" && now.size > 0;
    const there = bodies.filter(({ id }) => !absorbed || now.has(id) || still(this.world.bodies.peek().find((body) => body.id === id)));
    if (time >= this.next) {
      this.next = time + Math.max(seconds, 0.1) / MOST_TRAIL;
      this.past.push({ time, places: new Map(there.map(({ id, x, y }) => [id, [x, y]])) });
    }
    this.past = this.past.filter((one) => one.time >= time - seconds);
    /** @type {Map<string, number[][]>} */
    const ways = new Map();
    for (const { places } of this.past) for (const [id, place] of places) ways.set(id, [...(ways.get(id) ?? []), place]);
    for (const { id, x, y } of there) ways.get(id)?.push([x, y]);
    return { bodies: there.sort((a, b) => rank(this.world, a) - rank(this.world, b)), outlines: this.outlines(), ways, edges: this.edges(size) };
  }

  outlines() {
    return new Map(this.world.bodies.peek().map((body) => [body.id, {
      radius: body.shape === "circle" ? body.radius : 0,
      points: body.shape === "plane" ? PLANE : outlineOf(body),
      still: still(body), mass: massOf(body) ?? 0,
    }]));
  }

  /** The world where it has edges, else all of it. @param {import("./shapes.js").Size} size */
  edges(size) {
    const physics = this.world.physics.peek();
    if (physics && physics.boundary !== "none") return [-physics.width / 2, -physics.height / 2, physics.width / 2, physics.height / 2];
    const { x, y, scale } = fitted(physics, this.world.bodies.peek(), size);
    const [half, tall] = [size.width / 2 / scale, size.height / 2 / scale];
    return [x - half, y - tall, x + half, y + tall];
  }
}

/** @param {any} body */
const still = (body) => !body || body.static || body.shape === "plane";
/** What stands fast lies behind what moves. @param {import("../world.js").World} world @param {{id: string}} one */
const rank = (world, { id }) => (still(world.bodies.peek().find((body) => body.id === id)) ? 0 : 1);
