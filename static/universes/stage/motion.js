/** Where the bodies are: the newest states of the simulation, shown a moment late so that there are always two to go between. */
import { effect, signal } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { between } from "./view.js";

/** Longer than the time between two states, 40 ms. What has met glows and sounds as late as it is seen. */
export const LATE_MS = 90;
const KEPT = 8;

/** @typedef {ReturnType<typeof openMotion>} Motion */

/** @param {import("../world.js").World} world */
export function openMotion(world) {
  const { room } = world;
  /** @type {{at: number, state: any}[]} oldest first */
  let states = [];
  /** Rises when something else is to be drawn. */
  const changed = signal(0);
  const late = signal(false);
  let told = 0;
  let asked = 0;

  /** @param {any} state */
  function take(state) {
    const last = states.at(-1)?.state;
    if (last && state.step < last.step) states = []; /* it was set back */
    states = [...states, { at: performance.now(), state }].slice(-KEPT);
    changed.value += 1;
  }
  room.onPassing((event) => {
    if (event.type === "simulation.state") {
      /* What was told before it was stopped or set back may come after that: then the server is asked where it is. */
      if (world.simulation.peek()?.status === "running") {
        told = performance.now();
        late.value = false;
        take(event.data);
      } else if (event.data.status !== "running") ask();
    }
    if (event.type === "simulation.late") late.value = true;
  });

  /** Of one that stands still the server is asked once, and again whenever it was stopped, moved or set back. */
  async function ask() {
    const id = world.about.peek()?.id;
    if (!id) return;
    asked += 1;
    const mine = asked;
    try {
      const { data } = await get(`${room.page.api}/universes/${id}/simulation/state`);
      if (mine !== asked) return; /* it was moved on meanwhile, and the newer answer may have been faster */
      states = [];
      take(data);
    } catch {
      /* the line is lost: what is known stays */
    }
  }
  effect(() => {
    const run = world.simulation.value;
    const about = world.about.value;
    if (run && about && (run.status !== "running" || performance.now() - told > 500)) ask();
  });

  return {
    changed, late,
    moving: () => states.length > 1 && performance.now() - /** @type {any} */ (states.at(-1)).at < LATE_MS * 2,
    /** The simulation's own clock in seconds. */
    time: () => states.at(-1)?.state.time ?? 0,
    /** @returns {Map<string, any>} {id, x, y, angle, vx, vy, spin} by body; those that never move are not in it */
    now() {
      const shown = performance.now() - LATE_MS;
      let index = states.findIndex(({ at }) => at > shown);
      if (index < 0) index = states.length - 1;
      const after = states[index];
      if (!after) return new Map();
      const before = states[index - 1];
      const part = before ? Math.max(0, Math.min(1, (shown - before.at) / Math.max(after.at - before.at, 1))) : 1;
      const physics = world.physics.peek();
      return new Map(between(before?.state, after.state, part, physics?.boundary === "wrap" ? Math.min(physics.width, physics.height) / 2 : Infinity).map((/** @type {any} */ one) => [one.id, one]));
    },
    broken: () => new Set(states.at(-1)?.state.broken ?? []),
  };
}
