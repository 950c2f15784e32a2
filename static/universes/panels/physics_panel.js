/** What the world obeys: its physical parameters, in groups, with presets. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { markWords } from "../activity.js";
import { physicsChoice, physicsGroups, presetWords, rowsOf } from "../groups.js";
import { ParameterList, Presets, ResetAll } from "../parameters.js";

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
    ${physicsGroups().map((group, index) => html`<details key=${group.title} class="fold" open=${index < 3}><summary>${group.title}</summary>
      <${ParameterList} mark=${(/** @type {string} */ name) => markWords(marks.get(`physics/${name}`))} rows=${rowsOf(rows, group)} values=${values} may=${may} choiceWords=${physicsChoice}
        onSet=${(/** @type {string} */ name, /** @type {any} */ value) => room.send("physics.set", { [name]: value })} onReset=${(/** @type {string} */ name) => room.send("physics.reset", { names: [name] })} /></details>`)}
  </div>`;
}
