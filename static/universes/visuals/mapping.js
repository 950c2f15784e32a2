/** Which datum moves which property of a picture: the page's twin of `universes/visuals/mapping.py`, held to the same cases. Pure. */

/** @typedef {{source: string, property: string, curve: string, low: number, high: number, to_low: number, to_high: number, scale: number, steps: number, color: string, enabled: boolean}} Mapping */

/** Where `value` lies between `low` (0) and `high` (1) by the mapping's curve, held at the ends. @param {Mapping} mapping @param {number} value */
export function share({ curve, low, high, steps }, value) {
  const place = curve === "logarithmic"
    ? (Math.log(Math.max(value, Math.min(low, high))) - Math.log(low)) / (Math.log(high) - Math.log(low))
    : (value - low) / (high - low);
  const held = Math.min(Math.max(place, 0), 1);
  return curve === "categorical" ? Math.min(Math.floor(held * steps), steps - 1) / (steps - 1) : held;
}

/** What the property is multiplied with; of a colour, how much is mixed in. @param {Mapping} mapping @param {number} value */
export const moved = (mapping, value) => (mapping.to_low + (mapping.to_high - mapping.to_low) * share(mapping, value)) * mapping.scale;

/** @param {string} color #rrggbb */
export const rgb = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));

/** The colour `part` (0 to 1, held there) of the way from `first` to `second`. @param {string} first @param {string} second @param {number} part */
export function mixed(first, second, part) {
  const held = Math.min(Math.max(part, 0), 1);
  const to = rgb(second);
  return `#${rgb(first).map((from, at) => Math.floor(from + (to[at] - from) * held + 0.5).toString(16).padStart(2, "0")).join("")}`;
}

/** What mappings make of the properties at one moment: factors of the numbers, colours to be mixed in. */
export class Driven {
  constructor() {
    /** @type {Record<string, number>} */
    this.factors = { size: 1, speed: 1, count: 1 };
    /** @type {[string, number][]} */
    this.colors = [];
  }

  get size() { return this.factors.size; }
  get speed() { return this.factors.speed; }
  get count() { return this.factors.count; }

  /** @param {string} usual */
  color(usual) {
    return this.colors.reduce((color, [other, part]) => mixed(color, other, part), usual);
  }
}

/** @param {Mapping[]} mappings @param {(source: string) => number} valueOf */
export function driven(mappings, valueOf) {
  const made = new Driven();
  for (const mapping of mappings) {
    if (!mapping.enabled) continue;
    const amount = moved(mapping, valueOf(mapping.source));
    if (mapping.property === "color") made.colors.push([mapping.color, amount]);
    else made.factors[mapping.property] *= amount;
  }
  return made;
}
