/** What parameters and moods are called. */
import { t } from "../base/i18n.js";

/** @param {string} name */
export const physicsWords = (name) => ({
  gravity: t("Gravity"), air_resistance: t("Air resistance"), elasticity: t("Elasticity"), friction: t("Friction"), temperature: t("Temperature"),
  pressure: t("Pressure"), fluid_density: t("Fluid density"), viscosity: t("Viscosity"), damping: t("Damping"), gravitation: t("Mutual attraction"),
  softening: t("Softening"), agitation: t("Agitation by heat"), boundary: t("Edge"), width: t("Width"), height: t("Height"), time_step: t("Time step"),
  substeps: t("Substeps"), iterations: t("Iterations"), time_scale: t("Pace of time"), integration: t("Method"),
}[name] ?? name);

/** @param {string} name */
export const moodWords = (name) => ({
  default: t("plain"), calm: t("calm"), travel: t("travel"), mystery: t("mystery"), dread: t("dread"), combat: t("combat"), triumph: t("triumph"), grief: t("grief"), tavern: t("tavern"),
  ambient: t("ambient"), classical: t("classical"), electronic: t("electronic"), jazz: t("jazz"),
}[name] ?? name);
