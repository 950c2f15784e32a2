/** Composition root of the display: the players' view of the map on a screen that nobody touches. */
import { html, render } from "./vendor/ui.js";
import { dataOf, on } from "./base/dom.js";
import { t } from "./base/i18n.js";
import { OLD_PAGE } from "./rooms/live/live.js";
import { openRoom } from "./rooms/store.js";
import { openScene } from "./scenes/model.js";
import { openStage } from "./scenes/stage.js";
import { drawScene } from "./scenes/table_view.js";

const MARGIN = 24;
/** A small map fills a television too: it may be drawn this much larger than its picture. */
const FILLED = 4;
const RELOAD_WITHIN_MS = 10_000;

const quiet = { toast: () => undefined, confirm: () => Promise.resolve(false) };
const page = { ...dataOf("dt-urls"), room: dataOf("dt-room"), user: { id: null, name: "" } };
const room = openRoom(page, /** @type {any} */ (quiet));
const root = /** @type {HTMLElement} */ (document.querySelector("[data-table]"));
const host = /** @type {HTMLElement} */ (root.querySelector("[data-map]"));

function Words() {
  const { phase } = room.status.value;
  if (phase === "closed") return html`<p class="panel display-words display-middle" role="status">${t("This display was ended.")}</p>`;
  if (phase === "waiting") return html`<p class="panel display-words" role="status">${t("The line is lost; trying again.")}</p>`;
  if (!room.state.value) return html`<p class="panel display-words display-middle" role="status">${t("Opening the table …")}</p>`;
  if (!scene.scene.value) return html`<p class="panel display-words display-middle" role="status">${room.name.value}</p>`;
  return null;
}

const scene = openScene(room);
render(html`<${Words} />`, /** @type {HTMLElement} */ (root.querySelector("[data-panels]")));
room.live.start();
/** What an ended display was allowed to show must not stay on the wall. */
room.status.subscribe(({ phase, code }) => {
  host.hidden = phase === "closed";
  /* Nobody is there to press "reload" after the server was updated; not all screens at the same moment. */
  if (phase === "closed" && code === OLD_PAGE) setTimeout(() => window.location.reload(), Math.random() * RELOAD_WITHIN_MS);
});
on(window, "online", () => room.live.wake());

await document.fonts?.load("600 20px 'Fraunces Variable'").catch(() => undefined);
const stage = await openStage(host, /** @type {HTMLCanvasElement} */ (host.querySelector("canvas")));
const view = drawScene(stage, scene, () => ({ top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN }), FILLED);
root.dataset.ready = "true";

/** Nobody pans a television: it always shows the whole scene. */
scene.bounds.subscribe(() => view.home());
stage.viewport.subscribe(() => view.home());
keepAwake();
on(document, "visibilitychange", keepAwake);

/** Without this a television's browser goes dark. Plain http has no wake lock; then the device's own setting decides. */
async function keepAwake() {
  if (document.visibilityState !== "visible") return;
  await navigator.wakeLock?.request("screen").catch(() => undefined);
}
