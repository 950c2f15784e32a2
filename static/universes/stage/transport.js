/** Under the world: let it run, stand still, a step on, back to the beginning; its clock; and what is heard. */
import { html } from "../../vendor/ui.js";
import { post } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";

/** @param {{world: import("../world.js").World, motion: import("./motion.js").Motion, player: import("../music/player.js").Player}} props */
export function Transport({ world, motion, player }) {
  const { room } = world;
  const run = world.simulation.value;
  if (!run) return null;
  void motion.changed.value; /* its clock goes with the states */
  const runs = run.status === "running";
  const may = world.edits.value;
  const step = async () => {
    try {
      await post(`${room.page.api}/universes/${world.about.value.id}/simulation/step`, { steps: 1 });
    } catch (error) {
      room.toast(/** @type {Error} */ (error).message, "bad");
    }
  };
  return html`<div class="panel transport" role="toolbar" aria-label=${t("Simulation and music")}>
    ${may && html`<${IconButton} icon=${runs ? "pause" : "play"} class="transport-run" label=${runs ? t("Let the world stand still") : t("Let the world move")} onClick=${() => room.send(runs ? "simulation.stop" : "simulation.start", {})} />
      <${IconButton} icon="skip-forward" label=${t("One step on")} disabled=${runs} onClick=${step} />
      <${IconButton} icon="rotate-ccw" label=${t("Back to the beginning")} onClick=${() => room.send("simulation.reset", {})} />`}
    <span class="transport-clock" role="timer" aria-label=${t("Time of the world")}>${motion.time().toFixed(1)} s</span>
    ${run.status === "failed" && html`<span class="badge badge-bad" role="alert">${run.reason}</span>`}
    ${motion.late.value && runs && html`<span class="badge badge-lamp" title=${t("This server cannot keep up with so much.")}>${t("slower than the clock")}</span>`}
    <span class="grow" />
    <button type="button" class="btn ${player.listening.value ? "" : "btn-primary"}" aria-pressed=${player.listening.value} onClick=${player.toggle}><${Icon} name=${player.listening.value ? "volume-2" : "volume-x"} />${player.listening.value ? t("Listening") : t("Listen")}</button>
  </div>`;
}
