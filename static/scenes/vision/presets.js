/** Lights of the rules (SRD 5.1): bright and total dim light in feet, from the light on. */
import { t } from "../../base/i18n.js";

/** @typedef {{bright: number, dim: number, angle: number, colour: string, alpha: number}} Shine */

/** @returns {[string, string, Shine][]} name, label, what it is */
export const presets = () => [
  ["candle", t("Candle"), { bright: 5, dim: 10, angle: 360, colour: "#ffb347", alpha: 0.35 }],
  ["torch", t("Torch"), { bright: 20, dim: 40, angle: 360, colour: "#f2a04b", alpha: 0.4 }],
  ["lamp", t("Lamp"), { bright: 15, dim: 45, angle: 360, colour: "#ffc870", alpha: 0.35 }],
  ["hooded", t("Hooded lantern"), { bright: 30, dim: 60, angle: 360, colour: "#ffd591", alpha: 0.35 }],
  ["bullseye", t("Bullseye lantern"), { bright: 60, dim: 120, angle: 53.13, colour: "#ffd591", alpha: 0.35 }],
  ["light", t("Light (spell)"), { bright: 20, dim: 40, angle: 360, colour: "#cfe3ff", alpha: 0.3 }],
  ["daylight", t("Daylight (spell)"), { bright: 60, dim: 120, angle: 360, colour: "#fff6dc", alpha: 0.25 }],
];

const FEET = /** @type {Record<string, number>} */ ({ ft: 1, feet: 1, m: 0.3, km: 0.0003, mi: 1 / 5280 });

/** A preset in a scene's own unit; five feet to the cell where the unit is another. @param {string} name @param {import("../grid.js").Grid} grid @returns {Shine} */
export function shineOf(name, grid) {
  const [, , shine] = presets().find(([known]) => known === name) ?? presets()[1];
  const foot = FEET[grid.unit] ?? grid.distance / 5;
  return { ...shine, bright: shine.bright * foot, dim: shine.dim * foot };
}
