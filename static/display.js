/**
 * Composition root of pages that only look: a display that nobody touches, the table through a player's eyes, the order
 * of the fight. A display is told about itself by the room; the others are what their address says.
 */
import { computed, effect, html, render, signal } from "./vendor/ui.js";
import { bringIcons, dataOf, on } from "./base/dom.js";
import { t } from "./base/i18n.js";
import { OLD_PAGE } from "./rooms/live/live.js";
import { openRoom } from "./rooms/store.js";
import { Card } from "./scenes/displays/card.js";
import { Ears } from "./scenes/displays/ears.js";
import { OrderScreen } from "./scenes/displays/order_screen.js";
import { physical } from "./scenes/displays/scale.js";
import { WayIn } from "./scenes/displays/way_in.js";
import { TurnPill } from "./scenes/encounter/pill.js";
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
const scene = openScene(room);
const measuring = signal(false);
/** What a page is that no display says anything of. */
const plain = { kind: page.kind ?? "table", blank: false, rotation: 0, ppi: null, inch_cells: false, centre: null, follow: false, calibrating: false, invite: null, show_invite: false };
/** What was told last stays while the line is lost: a dark screen must not light up. */
const told = signal(plain);
effect(() => { if (room.state.value) told.value = Object.values(room.kind("display").value)[0] ?? plain; });
const closed = computed(() => room.status.value.phase === "closed");

function Words() {
  const { phase } = room.status.value;
  const display = told.value;
  if (phase === "closed") return html`<p class="panel display-words display-middle" role="status">${t("This display was ended.")}</p>`;
  if (display.calibrating || measuring.value) return html`<${Card} display=${display} url=${page.screen} onDone=${() => { measuring.value = false; }} />`;
  const nothing = room.state.value && !scene.scene.value;
  return html`
    ${display.kind === "initiative" ? html`<${OrderScreen} scene=${scene} />` : html`<${TurnPill} scene=${scene} />`}
    ${(nothing || display.show_invite) && page.screen && html`<${WayIn} url=${page.screen} invite=${display.invite} />`}
    ${page.as_player && html`<${Ears} room=${room} name=${page.as_player} />`}
    ${phase === "waiting" && html`<p class="panel display-words" role="status">${t("The line is lost; trying again.")}</p>`}
    ${phase !== "waiting" && !room.state.value && html`<p class="panel display-words display-middle" role="status">${t("Opening the table …")}</p>`}
    ${nothing && !display.invite && display.kind === "table" && html`<p class="panel display-words display-middle" role="status">${room.name.value}</p>`}`;
}

await bringIcons();
render(html`<${Words} />`, /** @type {HTMLElement} */ (root.querySelector("[data-panels]")));
room.live.start();
room.status.subscribe(({ phase, code }) => {
  /* Nobody is there to press "reload" after the server was updated; not all screens at the same moment. */
  if (phase === "closed" && code === OLD_PAGE) setTimeout(() => window.location.reload(), Math.random() * RELOAD_WITHIN_MS);
});
on(window, "online", () => room.live.wake());
on(window, "keydown", (event) => { if (page.screen && event.key === "c" && !closed.value) measuring.value = true; });

/** Dark is dark at once; what an ended display was allowed to show must not stay on the wall. */
effect(() => {
  const { blank, rotation, kind, calibrating } = told.value;
  root.dataset.turned = String(rotation);
  root.toggleAttribute("data-blank", blank && !closed.value);
  root.toggleAttribute("data-touched", calibrating || measuring.value || Boolean(page.as_player));
  host.hidden = closed.value || kind === "initiative";
});

await document.fonts?.load("600 20px 'Fraunces Variable'").catch(() => undefined);
const stage = await openStage(host, /** @type {HTMLCanvasElement} */ (host.querySelector("canvas")));
const view = drawScene(stage, scene, () => ({ top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN }), FILLED);
root.dataset.ready = "true";

/** Nobody pans a television: it shows the whole scene, or an inch to the cell around where it was told to look. */
effect(() => {
  const { ppi, inch_cells: inches, centre, follow } = told.value;
  const bounds = scene.bounds.value;
  const viewport = stage.viewport.value;
  const acting = follow ? scene.token(scene.fight.turn.value) : null;
  if (viewport.width < 2) return;
  if (!inches || !ppi) view.home();
  else stage.camera.value = physical({ ppi, density: window.devicePixelRatio || 1, cell: scene.grid.value.size }, acting ?? centre, bounds, viewport);
});
keepAwake();
on(document, "visibilitychange", keepAwake);

/** Without this a television's browser goes dark. Plain http has no wake lock; then the device's own setting decides. */
async function keepAwake() {
  if (document.visibilityState !== "visible") return;
  await navigator.wakeLock?.request("screen").catch(() => undefined);
}
