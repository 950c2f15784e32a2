/**
 * The table for who plays without looking at it: what one's token sees, said and listed, with doors within reach.
 */
import { effect, html, signal } from "../../vendor/ui.js";
import { wind } from "../../base/geometry.js";
import { get } from "../../base/http.js";
import { t, tn } from "../../base/i18n.js";
import { IconButton } from "../../base/parts.js";
import { distance } from "../geometry/distance.js";
import { doorsOf, toggleDoor } from "../vision/doors.js";

/** As far as `scenes.open_door` lets one reach. */
const REACH_CELLS = 1.5;
const AGAIN_MS = 400;

/** @typedef {{token: string, name: string, distance: number, unit: string, direction: string, light: "bright" | "dim" | "dark"}} Seen */

/** For instance "Goblin, 25 ft north-east, dim light". @param {Seen} one */
export function seenWords({ name, distance: far, unit, direction, light }) {
  const where = far === 0 || !direction ? t("at the same place") : t("{length} {unit} {direction}", { length: far, unit, direction: t(direction) });
  const lit = { bright: t("bright light"), dim: t("dim light"), dark: t("in the dark") }[light] ?? light;
  return [name || t("somebody unnamed"), where, lit].join(", ");
}

/** @param {import("../model.js").Scene} scene */
export function openSeeing(scene) {
  const open = signal(false);
  const rows = signal(/** @type {Seen[] | null} */ (null));
  const problem = signal("");
  const token = signal(/** @type {any} */ (null));
  let timer = 0;
  let asked = 0;

  /** The one selected token of one's own, else the first of one's own, else (for who leads) the one selected. */
  const mine = () => {
    const chosen = scene.selected.value;
    return chosen.find((one) => one.mine) ?? scene.tokens.value.find((one) => one.mine) ?? (scene.room.leads.value ? chosen[0] : undefined) ?? null;
  };

  async function look() {
    const question = ++asked;
    const eyes = mine();
    token.value = eyes;
    problem.value = eyes ? "" : t("You have no token here whose eyes could be yours.");
    if (!eyes) return void (rows.value = null);
    try {
      const { data } = await get(`${scene.room.page.api}/scenes/${scene.id.value}/tokens/${eyes.id}/sees`);
      if (question === asked) rows.value = data;
    } catch (error) {
      if (question === asked) problem.value = /** @type {Error} */ (error).message;
    }
  }

  /** What changed on the table may change what is seen; many changes are one question. */
  effect(() => {
    if (!open.value) return;
    void scene.standing.value;
    void doorsOf(scene).value;
    void scene.kindHere("light").value;
    clearTimeout(timer);
    timer = window.setTimeout(look, AGAIN_MS);
  });

  return {
    open, rows, problem, token,
    toggle() {
      open.value = !open.value;
      if (open.value) look();
    },
    /** Doors that the token can reach, the nearest first. */
    doors() {
      const eyes = mine();
      if (!eyes) return [];
      const reach = scene.grid.value.size * (REACH_CELLS + (eyes.size ?? 1) / 2);
      return doorsOf(scene).value
        .map((door) => ({ door, away: Math.hypot(door.x - eyes.x, door.y - eyes.y), words: doorWords(scene, eyes, door) }))
        .filter(({ away }) => away <= reach)
        .sort((a, b) => a.away - b.away);
    },
  };
}

/** For instance "Closed door, 5 ft north". @param {import("../model.js").Scene} scene @param {any} eyes @param {any} door */
function doorWords(scene, eyes, door) {
  const grid = scene.grid.value;
  const where = t("{length} {unit} {direction}", { length: distance(grid, eyes, door).length, unit: grid.unit, direction: t(wind(eyes, door)) });
  if (door.locked) return t("Locked door, {where}", { where });
  return door.open ? t("Open door, {where}", { where }) : t("Closed door, {where}", { where });
}

/** The nearest door in reach is opened or closed, and said. @param {import("../model.js").Scene} scene @param {ReturnType<typeof openSeeing>} seeing */
export function useDoor(scene, seeing) {
  const [first] = seeing.doors();
  if (!first) return void scene.room.toast(t("No door is within reach."));
  if (!first.door.locked || scene.room.leads.value) scene.room.toast(first.door.open ? t("You close the door.") : t("You open the door."));
  toggleDoor(scene, first.door);
}

/** @param {{scene: import("../model.js").Scene, view: any, seeing: ReturnType<typeof openSeeing>}} props */
export function SeesPanel({ scene, view, seeing }) {
  if (!seeing.open.value) return null;
  const { rows, problem, token } = seeing;
  const doors = seeing.doors();
  const eyes = token.value;
  const aim = (/** @type {Seen} */ one) => {
    const there = scene.token(one.token);
    if (there) view.lookAt(there);
    scene.select([one.token]);
  };
  const said = !rows.value ? "" : rows.value.length
    ? tn("{name} sees one: {list}", "{name} sees {count}: {list}", rows.value.length, { name: eyes?.name || t("Your token"), list: rows.value.map(seenWords).join("; ") })
    : t("{name} sees nobody.", { name: eyes?.name || t("Your token") });
  return html`<section class="panel sees stack-s" aria-label=${t("What do I see?")}>
    <div class="row-s"><h2 class="grow">${t("What do I see?")}</h2><${IconButton} icon="x" label=${t("Close")} onClick=${seeing.toggle} /></div>
    ${problem.value && html`<p class="alert" role="alert">${problem.value}</p>`}
    <p class="small quiet" aria-live="polite">${said}</p>
    ${rows.value && rows.value.length > 0 && html`<ul aria-label=${t("In view, the nearest first")}>${rows.value.map((one) => html`<li key=${one.token}><button type="button" onClick=${() => aim(one)}>${seenWords(one)}</button></li>`)}</ul>`}
    ${doors.length > 0 && html`<h3>${t("Doors within reach")}</h3><ul>${doors.map(({ door, words }) => html`<li key=${door.id}><button type="button" onClick=${() => toggleDoor(scene, door)}>${words}</button></li>`)}</ul>`}
  </section>`;
}
