/** Under the world: what is heard as a picture, the world's own clock, let it run, stand still, a step on, back to the beginning. */
import { html } from "../../vendor/ui.js";
import { post } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { barWords } from "../panels/music_panel.js";
import { Scope } from "./scope.js";

/** @param {{world: import("../world.js").World, motion: import("./motion.js").Motion, player: import("../music/player.js").Player}} props */
export function Transport({ world, motion, player }) {
  const { room } = world;
  const run = world.simulation.value;
  if (!run) return null;
  void motion.changed.value; /* its clock goes with the states */
  const runs = run.status === "running";
  const may = world.edits.value;
  const listening = player.listening.value;
  const step = async () => {
    try {
      await post(`${room.page.api}/universes/${world.about.value.id}/simulation/step`, { steps: 1 });
    } catch (error) {
      room.toast(/** @type {Error} */ (error).message, "bad");
    }
  };
  const state = { running: t("The world moves"), failed: t("It could not go on"), stopped: t("The world stands still") }[/** @type {"running" | "failed" | "stopped"} */ (run.status)] ?? "";
  return html`<div class="panel transport" role="toolbar" aria-label=${t("Simulation and music")}>
    <${Scope} player=${player} />
    <div class="transport-row">
      ${may && html`<${IconButton} icon=${runs ? "pause" : "play"} class="transport-run" label=${runs ? t("Let the world stand still") : t("Let the world move")} onClick=${() => room.send(runs ? "simulation.stop" : "simulation.start", {})} />
        <${IconButton} icon="skip-forward" label=${t("One step on")} disabled=${runs} onClick=${step} />
        <${IconButton} icon="rotate-ccw" label=${t("Back to the beginning")} onClick=${() => room.send("simulation.reset", {})} />`}
      <span class="transport-clock" role="timer" aria-label=${t("Time of the world")}>${motion.time().toFixed(1)} s</span>
      <span class="transport-words grow small quiet"><span>${state}</span>${listening && html`<span>${barWords(player)}</span>`}</span>
      ${run.status === "failed" && html`<span class="badge badge-bad" role="alert">${run.reason}</span>`}
      ${motion.late.value && runs && html`<span class="badge badge-lamp" title=${t("This server cannot keep up with so much.")}>${t("slower than the clock")}</span>`}
      <button type="button" class="btn ${listening ? "" : "btn-primary"}" aria-pressed=${listening} onClick=${player.toggle}><${Icon} name=${listening ? "volume-2" : "volume-x"} />${listening ? t("Listening") : t("Listen")}</button>
    </div>
  </div>`;
}
