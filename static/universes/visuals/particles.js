/** Sparks that rise with the sound: the page's twin of `universes/visuals/particles.py`, held to the same cases. Pure. */
import { mixed } from "./mapping.js";

export const LIFE = 2;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** @typedef {{x: number, y: number, size: number, color: string, opacity: number, age: number}} Spark `x` and `y` 0 to 1 from left and top */

/**
 * Every spark's way follows from its number and its birth; it keeps the speed, size and colour that the sound gave it then.
 * @param {any} settings @param {number} time seconds @param {(born: number) => import("./mapping.js").Driven} drivenAt
 * @returns {Spark[]} oldest first
 */
export function sparksAt(settings, time, drivenAt) {
  const slots = settings.max_particles;
  const sparks = [];
  for (let slot = 0; slot < slots; slot += 1) {
    const turn = Math.floor((time - (slot * LIFE) / slots) / LIFE);
    const born = turn * LIFE + (slot * LIFE) / slots;
    if (born < 0) continue;
    const driven = drivenAt(born);
    if (chance(slot, turn, 3) >= driven.count) continue;
    const age = time - born;
    const angle = (slot + turn * slots) * GOLDEN;
    const reach = (settings.particle_speed * driven.speed * (0.4 + 0.6 * chance(slot, turn, 1)) * age) / 360;
    sparks.push({
      x: 0.5 + (Math.cos(angle) * reach * 9) / 16,
      y: 0.55 - Math.sin(angle) * reach - 0.04 * age * age,
      size: settings.particle_size * driven.size * (0.5 + chance(slot, turn, 2)),
      color: mixed(driven.color(settings.particle_color), settings.particle_color_end, age / LIFE),
      opacity: 1 - (age / LIFE) ** 2,
      age,
    });
  }
  return sparks.sort((a, b) => b.age - a.age);
}

/** Evenly between 0 and 1, always the same for the same three numbers (a multiplicative hash). @param {number} slot @param {number} turn @param {number} salt */
export function chance(slot, turn, salt) {
  let number = (Math.imul(slot, 0x9e3779b1) + Math.imul(turn, 0x85ebca77) + Math.imul(salt, 0xc2b2ae3d)) >>> 0;
  number = Math.imul(number ^ (number >>> 15), 0x2c1b3c6d) >>> 0;
  number = Math.imul(number ^ (number >>> 12), 0x297a2d39) >>> 0;
  return ((number ^ (number >>> 15)) >>> 0) / 2 ** 32;
}
