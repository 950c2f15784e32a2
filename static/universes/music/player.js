/** What a universe sounds like on its own page: its endless piece for who listens, and the bodies that strike each other. */
import { effect } from "../../vendor/ui.js";
import { gainsOf } from "../../audio/mix.js";
import { openOutput } from "../../audio/output.js";
import { openTime } from "../../audio/time.js";
import { LATE_MS } from "../stage/motion.js";
import { heardCollision } from "./collisions.js";
import { openPiece } from "./piece.js";

/** @typedef {ReturnType<typeof openPlayer>} Player */

/** @param {import("../world.js").World} world @param {import("../../audio/mix.js").Mix} mix */
export function openPlayer(world, mix) {
  const { room } = world;
  /** @type {null | {context: AudioContext, analyser: AnalyserNode}} */
  let open = null;
  const piece = openPiece({ told: world.music, address: () => `${room.page.api}/universes/${world.about.value.id}/bars`, ways });

  function ways() {
    const output = openOutput();
    const { context } = output;
    const time = openTime(room, context, () => mix.own.peek().delay);
    const analyser = new AnalyserNode(context, { fftSize: 2048, smoothingTimeConstant: 0.6 });
    const into = output.into("music");
    into.connect(analyser);
    open = { context, analyser };
    effect(() => output.mix(gainsOf(mix.own.value, undefined)));
    return { output, time, into };
  }

  room.onPassing((event) => {
    if (event.type === "simulation.collisions") collide(event.data.collisions);
  });

  /** @param {{a: string, b: string | null, x: number, impulse: number}[]} collisions */
  function collide(collisions) {
    const band = piece.band();
    if (!open || !band || !piece.listening.peek() || !piece.bar.peek()) return;
    const bodies = room.kind("body").peek();
    const width = world.physics.peek()?.width ?? 40;
    for (const one of collisions.slice(0, 12)) {
      const note = heardCollision(one, [bodies[one.a], one.b && bodies[one.b]], width, piece.bar.peek());
      if (note) band.strike(note, open.context.currentTime + LATE_MS / 1000);
    }
  }

  const { listening, bar, problem, listen } = piece;
  return {
    listening, bar, problem,
    /** For pictures of what is heard; null as long as nobody listens. */
    analyser: () => open?.analyser ?? null,
    toggle: () => listen(!listening.peek()),
  };
}
