/**
 * What who leads hears of places: they stand nowhere, so they hear by the tokens they have selected, else from the middle
 * of their view, of the scene they look at, shown to the players or not. Worked out on this page alone, from what it knows
 * anyway: nothing about it goes over the wire, and nobody else's sound changes.
 */
import { computed, effect, signal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { toWorld } from "../camera.js";
import { barriersOf, heardAt } from "./arrival.js";
import { emittersOf, perUnit } from "./emitters.js";

const FORGOTTEN = "dreamtable:places-unheard";
/** While one drags or pans, so often is listened anew: the ear hears no finer. */
const AGAIN_MS = 90;

/** Whether who leads hears places too, on this device. */
export const listens = signal(!forgotten());

/** @param {boolean} so */
export function listenToPlaces(so) {
  listens.value = so;
  try {
    window.localStorage.setItem(FORGOTTEN, so ? "no" : "yes");
  } catch {
    /* private windows may forbid it; then it holds until the page is closed */
  }
}

function forgotten() {
  try {
    return window.localStorage.getItem(FORGOTTEN) === "yes";
  } catch {
    return false;
  }
}

/** Whose ears one has: selected tokens; none means the middle of the view. @param {import("../model.js").Scene} scene */
export const earsOf = (scene) => scene.selected.value;

/** "You hear as Mira." @param {import("../model.js").Scene} scene */
export function earsInWords(scene) {
  const names = earsOf(scene).map((token) => token.name || t("a token without a name"));
  return names.length ? t("You hear as {names}.", { names: names.join(", ") }) : t("You hear from the middle of your view; select a token to hear as it does.");
}

/**
 * @param {import("../stage.js").Stage} stage @param {import("../model.js").Scene} scene
 * @param {import("../../audio/engine.js").Engine} engine
 */
export function hearPlaces(stage, scene, engine) {
  const barriers = computed(() => barriersOf(scene.kindHere("wall").value));
  const found = computed(() => {
    if (!scene.room.leads.value || !listens.value) return "[]";
    const { width, height } = stage.viewport.value;
    const tokens = earsOf(scene);
    const ears = tokens.length ? tokens : [toWorld(stage.camera.value, { x: width / 2, y: height / 2 })];
    return JSON.stringify(emittersOf(scene).flatMap((one) => {
      const arrives = one.on ? heardAt(one, ears, perUnit(scene), barriers.value) : null;
      return arrives ? [{ id: one.id, scene: one.scene, track: one.track, started: one.started, ...rounded(arrives) }] : [];
    }));
  });
  effect(() => { engine.heardAs.value = scene.room.leads.value && listens.value ? earsInWords(scene) : ""; });
  let timer = 0;
  effect(() => {
    void found.value;
    timer ||= window.setTimeout(() => {
      timer = 0;
      const now = found.peek();
      if (now !== JSON.stringify(engine.overheard.peek())) engine.overheard.value = JSON.parse(now);
    }, AGAIN_MS);
  });
}

/** As the server rounds it: what is finer nobody hears. @param {import("./arrival.js").Arrival} arrival */
const rounded = ({ gain, muffle, pan }) => ({ gain: hundredths(gain), muffle: hundredths(muffle), pan: hundredths(pan) });

/** @param {number} value */
const hundredths = (value) => Math.round(value * 100) / 100;
