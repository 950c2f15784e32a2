/**
 * Hear as the player through whose eyes one looks. Not before one asks for it: the game master's own page mostly sounds
 * beside this one. What arrives here is what the server tells that player, and no word more.
 */
import { html, signal, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { openEngine } from "../../audio/engine.js";
import { openMix } from "../../audio/mix.js";
import { Places } from "../../audio/panel/places.js";

/** @param {{room: import("../../rooms/store.js").Room, name: string}} props */
export function Ears({ room, name }) {
  const sound = useSignal(/** @type {{engine: import("../../audio/engine.js").Engine, mix: import("../../audio/mix.js").Mix} | null} */ (null));
  const hears = sound.value && !sound.value.mix.own.value.muted;
  const toggle = () => {
    if (!sound.value) {
      const mix = openMix("dreamtable:eyes");
      sound.value = { mix, engine: openEngine(room, mix, signal(false)) };
    }
    sound.value.mix.set({ muted: Boolean(hears) });
    if (!hears) sound.value.engine.wake();
  };
  return html`<div class="panel display-eyes stack-s">
    <div class="row-s"><span class="grow">${t("As {name} sees it", { name })}</span>
      <button type="button" class="btn btn-s" aria-pressed=${Boolean(hears)} onClick=${toggle}><${Icon} name=${hears ? "volume-2" : "volume-x"} />${t("Hear as {name}", { name })}</button></div>
    ${hears && sound.value && html`<${Places} sound=${sound.value} />
      ${!sound.value.engine.arriving.value.length && html`<p class="small quiet">${t("Nothing of the scene is heard where their tokens are.")}</p>`}`}
  </div>`;
}
