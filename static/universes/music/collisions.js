/**
 * A collision as a note of the chord that sounds: `universes/composer/collisions.py` in JavaScript. Of two bodies the
 * lighter one rings; eight times the mass is an octave lower.
 */
const ONE_KILOGRAM = 72;
const LOWEST = 36;
const HIGHEST = 96;
const SOFTEST = 0.01;
const HARDEST = 100;

/** kg of a body as it is kept. @param {any} body */
export function massOf(body) {
  if (!body || body.static || body.shape === "plane") return null;
  return body.mass ?? (body.material?.density ? body.material.density * areaOf(body) : 1);
}

/** m² of its outline. @param {any} body */
export function areaOf({ shape, radius, width, height, points }) {
  if (shape === "circle") return Math.PI * radius ** 2;
  if (shape === "capsule") return Math.PI * radius ** 2 + Math.max(height - 2 * radius, 0) * 2 * radius;
  if (shape === "cone") return (width * height) / 2;
  if (shape !== "polygon") return width * height;
  let twice = 0;
  for (const [index, [x, y]] of points.entries()) {
    const [nextX, nextY] = points[(index + 1) % points.length];
    twice += x * nextY - nextX * y;
  }
  return Math.abs(twice) / 2;
}

/**
 * @param {{impulse: number, x: number}} collision @param {any[]} bodies those that met; nothing for what is no body
 * @param {number} width of the world in metres @param {{chords: {at: number, tones: number[]}[]}} bar what sounds
 * @returns {{pitch: number, velocity: number, pan: number} | null} null where it is too soft to be heard
 */
export function heardCollision({ impulse, x }, bodies, width, bar) {
  if (!(impulse >= SOFTEST)) return null;
  const masses = bodies.map(massOf).filter((mass) => mass !== null && mass > 0);
  const wanted = masses.length ? ONE_KILOGRAM - 4 * Math.log2(Math.min(.../** @type {number[]} */ (masses))) : LOWEST;
  const tones = new Set(bar.chords[0]?.tones ?? []);
  let pitch = LOWEST;
  let nearest = Infinity;
  for (let one = LOWEST; one <= HIGHEST; one += 1) {
    if (!tones.has(one % 12) || Math.abs(one - wanted) >= nearest) continue;
    nearest = Math.abs(one - wanted);
    pitch = one;
  }
  const blow = (Math.log10(impulse) - Math.log10(SOFTEST)) / (Math.log10(HARDEST) - Math.log10(SOFTEST));
  return { pitch, velocity: Math.round(20 + 100 * Math.min(blow, 1)), pan: Math.max(-1, Math.min(1, (2 * x) / width)) };
}
