/**
 * The page checks a roll by itself: is the seed the one that was promised, and do seed, salt and formula give exactly
 * these dice? The same sums as `rooms/dice/fair.py`; why it is built so: `rooms/dice/README.md`.
 *
 * @typedef {{commitment: string, seed: string, salt: string, draws: [number, number][], next: string}} Proof
 * @typedef {{promised: boolean, told: boolean, thrown: boolean, shown: boolean}} Verdict
 *   promised: the seed belongs to the commitment; told: this page knew that commitment before the roll; thrown: the
 *   draws follow from seed, salt and formula; shown: the card shows just these draws
 */
import { bytesOf, fromHex, hmacSha256, sha256, toHex } from "../../base/sha256.js";

const WORDS = 2 ** 32;

/** The stream of dice that belongs to a seed. @param {string} seed @param {string} salt @param {string} formula */
export function dice(seed, salt, formula) {
  const key = fromHex(seed);
  /** @type {number[]} */
  let words = [];
  let counter = 0;
  return (/** @type {number} */ sides) => {
    const most = WORDS - (WORDS % sides);
    for (;;) {
      if (!words.length) {
        const view = new DataView(hmacSha256(key, bytesOf(`${salt}\n${formula}\n${counter}`)).buffer);
        words = Array.from({ length: 8 }, (_, at) => view.getUint32(at * 4));
        counter += 1;
      }
      const word = /** @type {number} */ (words.shift());
      if (word < most) return (word % sides) + 1;
    }
  };
}

/** @param {any} part @returns {Iterable<[any, any]>} [sides, die] of every die in a part of a roll */
function* diceIn(part) {
  if (typeof part === "string") return;
  for (const inner of part.thrown ?? []) yield* diceIn(inner);
  for (const die of part.dice ?? []) yield [part.sides, die];
  for (const inner of [...(part.parts ?? []), ...(part.args ?? []).flat(), ...(part.entries ?? []).flatMap((/** @type {any} */ entry) => entry.parts)]) yield* diceIn(inner);
}

/** Every die as it fell, those thrown again and those added up one by one. @param {any[]} parts @returns {[number, number][]} */
function fallen(parts) {
  /** @type {[number, number][]} */
  const found = [];
  for (const part of parts) {
    for (const [sides, die] of diceIn(part)) {
      const values = [...(die.from ?? []), ...(die.throws ?? [die.natural ?? die.value])];
      for (const value of values) found.push(sides === "F" ? [3, value + 2] : [sides, value]);
    }
  }
  return found;
}

/** Commitments this page was told, by the room or by an earlier roll. @type {Set<string>} */
const promises = new Set();

/** @param {string | undefined} commitment */
export function hear(commitment) {
  if (commitment) promises.add(commitment);
}

/** @param {{formula: string, parts: any[], proof: Proof}} roll @returns {Verdict} */
export function verify({ formula, parts, proof }) {
  const { commitment, seed, salt, draws } = proof;
  const thrown = dice(seed, salt, formula);
  return {
    promised: seed.length === 64 && toHex(sha256(fromHex(seed))) === commitment,
    told: promises.has(commitment),
    thrown: draws.every(([sides, value]) => thrown(sides) === value),
    shown: sorted(draws) === sorted(fallen(parts)),
  };
}

/** @param {[number, number][]} draws */
const sorted = (draws) => draws.map(([sides, value]) => `${sides}:${value}`).sort().join();
