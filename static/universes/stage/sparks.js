/** Where something has just met: a glow that begins with the note and dies away. Pure. */

/** @typedef {{x: number, y: number, at: number, strength: number, bodies: string[], turn: number}} Spark metres, milliseconds, 0 to 1; `turn` where its rays begin */

export const LASTS_MS = 720;
const MOST = 60;
const SOFTEST = 0.02;
const HARDEST = 120;

/** How bright a blow is: as loud as its note. @param {number} impulse in N·s */
export function strengthOf(impulse) {
  if (!(impulse > SOFTEST)) return 0;
  return Math.min(1, Math.log(impulse / SOFTEST) / Math.log(HARDEST / SOFTEST));
}

export class Sparks {
  constructor() {
    /** @type {Spark[]} oldest first */
    this.all = [];
  }

  /** @param {{x: number, y: number, impulse: number, a: string, b: string | null}[]} collisions @param {number} at milliseconds, when it is seen */
  strike(collisions, at) {
    for (const { x, y, impulse, a, b } of collisions) {
      const strength = strengthOf(impulse);
      if (strength > 0.08) this.all.push({ x, y, at, strength, bodies: b ? [a, b] : [a], turn: (x * 12.9898 + y * 78.233) % (2 * Math.PI) });
    }
    this.all = this.all.slice(-MOST);
  }

  /** Those that can still be seen, each with its `age` from 0 to 1. @param {number} now */
  glowing(now) {
    this.all = this.all.filter((spark) => now - spark.at < LASTS_MS);
    return this.all.filter(({ at }) => at <= now).map((spark) => ({ ...spark, age: (now - spark.at) / LASTS_MS }));
  }

  /** How brightly each body shines that was struck, 0 to 1. @param {number} now @returns {Map<string, number>} */
  struck(now) {
    const found = new Map();
    for (const { bodies, strength, age } of this.glowing(now)) {
      for (const id of bodies) found.set(id, Math.max(found.get(id) ?? 0, strength * (1 - age) ** 2));
    }
    return found;
  }
}
