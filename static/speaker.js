/** Composition root of a speaker: a device without a login that only sounds. One dial, what plays, how well in step. */
import { html, render, signal } from "./vendor/ui.js";
import { bringIcons, dataOf, on } from "./base/dom.js";
import { t } from "./base/i18n.js";
import { Icon, IconButton } from "./base/parts.js";
import { openEngine } from "./audio/engine.js";
import { openMix } from "./audio/mix.js";
import { StepDot, Unlock } from "./audio/panel/own_mix.js";
import { SpeakerSettings } from "./audio/speaker/settings.js";
import { Dial } from "./audio/speaker/dial.js";
import { groupIcon, groupName, stepWords } from "./audio/words.js";
import { OLD_PAGE } from "./rooms/live/live.js";
import { openRoom } from "./rooms/store.js";
import { openSoundtrack } from "./scenes/soundtrack/soundtrack.js";
import { moodWords } from "./universes/terms.js";

const RELOAD_WITHIN_MS = 10_000;

const quiet = { toast: () => undefined, confirm: () => Promise.resolve(false) };
const page = { ...dataOf("dt-urls"), room: dataOf("dt-room"), user: { id: null, name: "" } };
const room = openRoom(page, /** @type {any} */ (quiet));
const mix = openMix(`dreamtable:speaker:${page.room.id}`);
const engine = openEngine(room, mix, signal(false));
const soundtrack = openSoundtrack(room, engine);
const sound = { mix, engine };

function Speaker() {
  const { phase } = room.status.value;
  const own = mix.own.value;
  const step = engine.step.value;
  if (phase === "closed") return html`<p class="speaker-words" role="status"><${Icon} name="volume-x" />${t("This speaker was ended.")}</p>`;
  return html`
    <header class="speaker-head"><h1 class="truncate">${room.name.value}</h1>
      <span class="chip" role="status" data-step=${step.state} data-connection=${phase}><${StepDot} step=${step} />${phase === "live" ? stepWords(step) : t("The line is lost; trying again.")}</span></header>
    <${Dial} value=${own.master} muted=${own.muted} label=${t("Volume of this speaker")} onTurn=${(/** @type {number} */ master) => mix.set({ master, muted: false })} />
    <${IconButton} icon=${own.muted ? "volume-x" : "volume-2"} class="speaker-mute" pressed=${own.muted} label=${own.muted ? t("Sound again") : t("Mute this speaker")} onClick=${() => mix.set({ muted: !own.muted })} />
    <ul class="speaker-plays" aria-label=${t("What sounds now")}>${engine.playing.value.map((one) => html`<li key=${one.id}><${Icon} name=${groupIcon(one.group)} /><span class="truncate">${one.track.name}</span><span class="small quiet">${engine.problems.value.has(one.id) ? t("could not be loaded") : groupName(one.group)}</span></li>`)}
      ${soundtrack.sounds.value && html`<li><${Icon} name="orbit" /><span class="truncate">${t("Soundtrack")}</span><span class="small quiet">${soundtrack.problem.value || moodWords(soundtrack.row.value?.mood ?? "default")}</span></li>`}
      ${!engine.playing.value.length && !soundtrack.sounds.value && html`<li class="quiet">${t("It is quiet at the table.")}</li>`}</ul>
    <${SpeakerSettings} sound=${sound} />
    <div class="speaker-veil" hidden=${!engine.blocked.value || own.muted}><${Unlock} sound=${sound} /></div>`;
}

await bringIcons();
const root = /** @type {HTMLElement} */ (document.querySelector("[data-speaker]"));
root.replaceChildren();
render(html`<${Speaker} />`, root);
room.live.start();
engine.prepare();
root.dataset.ready = "true";
room.status.subscribe(({ phase, code }) => {
  /* Nobody is there to press "reload" after the server was updated; not all devices at the same moment. */
  if (phase === "closed" && code === OLD_PAGE) setTimeout(() => window.location.reload(), Math.random() * RELOAD_WITHIN_MS);
});
on(window, "online", () => room.live.wake());
on(document, "visibilitychange", keepAwake);
keepAwake();

/** A phone that sleeps stops to sound. Plain http has no wake lock; then the device's own setting decides. */
async function keepAwake() {
  if (document.visibilityState === "visible") await navigator.wakeLock?.request("screen").catch(() => undefined);
}
