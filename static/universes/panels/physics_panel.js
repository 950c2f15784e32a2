/** What the world obeys: its physical parameters, in groups, with presets. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { markWords } from "../activity.js";
import { ParameterList, Presets, ResetAll } from "../parameters.js";
import { physicsWords } from "../terms.js";

const GROUPS = () => [
  { title: t("Forces"), names: ["gravity", "gravitation", "softening", "damping", "time_scale"] },
  { title: t("Touch"), names: ["elasticity", "friction"] },
  { title: t("Air, heat and fluid"), names: ["air_resistance", "temperature", "pressure", "agitation", "fluid_density", "viscosity"] },
  { title: t("Edge of the world"), names: ["boundary", "width", "height"] },
  { title: t("Exactness"), names: ["time_step", "substeps", "iterations", "integration"] },
];

/** @param {string} choice */
const choiceWords = (choice) => ({ none: t("none"), wall: t("walls"), wrap: t("comes in at the other side"), absorb: t("swallows"), verlet: t("Verlet (second order)"), euler: t("Euler (first order)") }[choice] ?? choice);
/** @param {string} name */
const presetWords = (name) => ({ space: t("Space"), earth: t("Earth"), water: t("Water") }[name] ?? name);

/** Rows of the server's table in the words of this page. @param {any[]} rows @returns {import("../parameters.js").Row[]} */
export const physicsRows = (rows) => rows.map((row) => ({ ...row, words: physicsWords(row.name), help: row.effect, least: row.minimum, most: row.maximum }));

/** @param {{world: import("../world.js").World, rows: import("../parameters.js").Row[], presets: {name: string, values: any}[], activity: import("../activity.js").Activity}} props */
export function PhysicsPanel({ world, rows, presets, activity }) {
  const { room } = world;
  const values = world.physics.value;
  if (!values) return null;
  const may = world.edits.value;
  const marks = activity.marks.value;
  const current = presets.find((one) => Object.entries(one.values).every(([name, value]) => values[name] === value))?.name;
  return html`<div class="panel-body stack">
    <div class="row-s"><${Presets} presets=${presets.map(({ name }) => ({ name, words: presetWords(name) }))} current=${current} may=${may} onTake=${(/** @type {string} */ preset) => room.send("physics.preset", { preset })} />
      <${ResetAll} room=${room} may=${may} what=${t("Set all of physics back?")} onReset=${() => room.send("physics.reset", {})} /></div>
    ${GROUPS().map(({ title, names }, index) => html`<details key=${title} class="fold" open=${index < 3}><summary>${title}</summary>
      <${ParameterList} mark=${(/** @type {string} */ name) => markWords(marks.get(`physics/${name}`))} rows=${rows.filter((row) => names.includes(row.name))} values=${values} may=${may} choiceWords=${(/** @type {string} */ _, /** @type {string} */ choice) => choiceWords(choice)}
        onSet=${(/** @type {string} */ name, /** @type {any} */ value) => room.send("physics.set", { [name]: value })} onReset=${(/** @type {string} */ name) => room.send("physics.reset", { names: [name] })} /></details>`)}
  </div>`;
}
