/**
 * The ruler in one's own hand and those of others. Ours is told to the others while it is held; theirs are forgotten
 * three seconds after their last word.
 */
import { signal } from "../../vendor/ui.js";
import { Leases } from "../../rooms/live/leases.js";

const TELL_MS = 60;
/** A ruler held still is said again, before the others forget it. */
const AGAIN_MS = 1_500;
const MOST_POINTS = 50;

/** @typedef {{x: number, y: number}} Point */
/** @typedef {ReturnType<typeof openRuler>} Ruler */

/** @param {import("../../rooms/store.js").Room} room @param {import("../../vendor/ui.js").ReadonlySignal<string | null>} scene */
export function openRuler(room, scene) {
  const way = signal(/** @type {Point[]} */ ([]));
  const others = signal(/** @type {Map<string, {points: Point[], scene: string}>} */ (new Map()));
  const held = new Leases((now) => { others.value = new Map(now); });
  let last = 0;
  let told = false;
  /** @type {any} */
  let later = 0;

  room.onPassing((event) => {
    const { type, data } = event;
    if (type !== "ruler.show" || data.user === room.you.value.user) return;
    if (data.points.length) held.renew(data.user, { scene: data.scene, points: data.points.map(([x, y]) => ({ x, y })) });
    else held.end(data.user);
  });

  function tell() {
    clearTimeout(later);
    last = performance.now();
    told = way.value.length > 1;
    room.pass("ruler.show", { scene: scene.value, points: way.value.map(({ x, y }) => [Math.round(x), Math.round(y)]) });
    if (told) later = setTimeout(tell, AGAIN_MS);
  }

  return {
    way, others, MOST_POINTS,
    /** The whole way, its last point under the pointer. @param {Point[]} points */
    show(points) {
      way.value = points;
      clearTimeout(later);
      if (points.length > 1) later = setTimeout(tell, Math.max(0, last + TELL_MS - performance.now()));
    },
    /** The others do not see it any more; it stays here until the next one, unless `away`. @param {boolean} [away] */
    release(away = false) {
      const points = way.value;
      clearTimeout(later);
      if (told) {
        told = false;
        room.pass("ruler.show", { scene: scene.value, points: [] });
      }
      way.value = away ? [] : points;
    },
  };
}
