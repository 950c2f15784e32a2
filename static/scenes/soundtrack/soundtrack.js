/**
 * The soundtrack of the table on this page: what the universe of the scene in view plays, heard through the table's own way
 * out, in step with everybody. Nothing is fetched and nothing opened before it plays.
 */
import { computed, effect } from "../../vendor/ui.js";
import { gainOf } from "../../audio/schedule.js";
import { openPiece } from "../../universes/music/piece.js";

const SMOOTH = 0.05;

/** @typedef {ReturnType<typeof openSoundtrack>} Soundtrack */
/** @typedef {{id: string, playing: boolean, revision: string | null, piece: string, bar: number, bar_at: number, preset: string | null, volume: number,
 *   mood: string | null, intensity: number | null, tension: number | null, dials?: {intensity: number | null, tension: number | null}}} Row */

/** @param {import("../../rooms/store.js").Room} room @param {import("../../audio/engine.js").Engine} engine */
export function openSoundtrack(room, engine) {
  const row = computed(() => /** @type {Row | undefined} */ (Object.values(room.kind("soundtrack").value)[0]));
  /** Nothing of the past is heard: a replay shows it. */
  const told = computed(() => (room.replaying.value || !row.value?.revision ? null : /** @type {any} */ (row.value)));
  const piece = openPiece({ told, address: () => `${room.page.api}/rooms/${room.page.room.id}/soundtrack/bars`, ways });

  function ways() {
    const { output, time } = engine.ways();
    const into = new GainNode(output.context, { gain: gainOf(row.peek()?.volume ?? 1) });
    into.connect(output.into("music"));
    effect(() => { output.set(into.gain, gainOf(row.value?.volume ?? 1), SMOOTH); });
    return { output, time, into };
  }
  effect(() => {
    engine.besides.value = Boolean(told.value);
    if (told.value && !piece.listening.peek()) piece.listen(true);
  });
  return {
    room, row, bar: piece.bar, problem: piece.problem,
    /** Whether it is heard, as far as the table says. */
    sounds: computed(() => Boolean(told.value)),
    /** The scene on the table. */
    scene: computed(() => Object.values(room.kind("scene").value).find((scene) => scene.active)),
  };
}
