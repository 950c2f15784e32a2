/** The ways that bodies came, as far as this page has seen. Pure. */

const LONGEST = 48;
/** All of them together: of many bodies each leaves a shorter one. */
const POINTS = 3_000;
const STILL_M = 1e-4;

export class Trails {
  constructor() {
    /** @type {Map<string, {x: number, y: number}[]>} oldest first */
    this.ways = new Map();
  }

  /** @param {Map<string, {x: number, y: number}>} places @param {number} far metres that nothing moves between two pictures: what jumps farther came in at the other side */
  add(places, far = Infinity) {
    const most = Math.max(6, Math.min(LONGEST, Math.floor(POINTS / Math.max(places.size, 1))));
    for (const [id, { x, y }] of places) {
      const way = this.ways.get(id);
      const last = way?.at(-1);
      if (!way || !last || Math.hypot(x - last.x, y - last.y) > far) {
        this.ways.set(id, [{ x, y }]);
        continue;
      }
      if (Math.hypot(x - last.x, y - last.y) > STILL_M) way.push({ x, y });
      else way.shift();
      if (way.length > most) way.shift();
      if (!way.length) way.push({ x, y });
    }
  }

  forget() {
    this.ways.clear();
  }
}
