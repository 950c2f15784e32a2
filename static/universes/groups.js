/** In which groups parameters are read, and what their presets and choices are called; the same at a universe and at a scene in it. */
import { t } from "../base/i18n.js";
import { moodWords, physicsWords } from "./terms.js";

/** @typedef {{title: string, names: string[]}} Group */

/** @returns {Group[]} */
export const physicsGroups = () => [
  { title: t("Forces"), names: ["gravity", "gravitation", "softening", "damping", "time_scale"] },
  { title: t("Touch"), names: ["elasticity", "friction"] },
  { title: t("Air, heat and fluid"), names: ["air_resistance", "temperature", "pressure", "agitation", "fluid_density", "viscosity"] },
  { title: t("Edge of the world"), names: ["boundary", "width", "height"] },
  { title: t("Exactness"), names: ["time_step", "substeps", "iterations", "integration"] },
];

/** @returns {Group[]} */
export const musicGroups = () => [
  { title: t("Dials"), names: ["intensity", "tension"] },
  { title: t("The piece"), names: ["key", "scale", "tempo", "metre", "mood"] },
  { title: t("Harmony"), names: ["complexity", "harmony_scale", "dissonance", "leaps", "register"] },
  { title: t("Playing"), names: ["activity", "articulation", "dynamics", "contrast", "balance"] },
  { title: t("Sound"), names: ["volume", "brightness", "resonance", "width", "base_frequency"] },
];

/** @param {string} name of a preset of physics */
export const presetWords = (name) => ({ space: t("Space"), earth: t("Earth"), water: t("Water") }[name] ?? name);
/** @param {string} _ @param {string} choice */
export const physicsChoice = (_, choice) => ({ none: t("none"), wall: t("walls"), wrap: t("comes in at the other side"), absorb: t("swallows"), verlet: t("Verlet (second order)"), euler: t("Euler (first order)") }[choice] ?? choice);
/** @param {string} name @param {string} choice */
export const musicChoice = (name, choice) => (name === "mood" ? moodWords(choice) : plain(choice));
/** @param {string} word */
export const plain = (word) => word.replaceAll("_", " ");

/** Rows of the server's table in the words of this page. @param {any[]} rows @returns {import("./parameters.js").Row[]} */
export const physicsRows = (rows) => rows.map((row) => ({ ...row, words: physicsWords(row.name), help: row.effect, least: row.minimum, most: row.maximum }));
/** @param {any[]} rows @returns {import("./parameters.js").Row[]} */
export const musicRows = (rows) => rows.map((row) => ({ ...row, optional: false, whole: false }));

/** Who may play, by the server's table. @param {any[]} rows @returns {string[]} */
export const instrumentsOf = (rows) => rows.find(({ name }) => name === "instruments")?.choices ?? [];

/** The rows of a group, in its order. @param {import("./parameters.js").Row[]} rows @param {Group} group */
export const rowsOf = (rows, { names }) => names.flatMap((name) => rows.filter((row) => row.name === name));
