/** A saved visualisation, drawn as long as it is looked at: of the sound that this page plays and of the world as it moves. */
import { reducedMotion } from "../../base/dom.js";
import { Ear } from "./ear.js";
import { banded, decibels, envelope } from "./hearing.js";
import { driven } from "./mapping.js";
import { Painter } from "./paint.js";
import { sparksAt } from "./particles.js";
import * as shapes from "./shapes.js";
import { Watch } from "./watching.js";

/** A waveform shows so much time. */
const WAVE_SECONDS = 1 / 15;
const COLUMNS = 256;
const BINS = 128;
const COLUMNS_A_SECOND = 30;
/** Who wants little motion gets two pictures a second. */
const CALM_MS = 500;

/**
 * @param {{world: import("../world.js").World, motion: import("../stage/motion.js").Motion, player: import("../music/player.js").Player}} page
 * @param {HTMLCanvasElement} canvas @param {() => any} shown the visualisation with all its settings; null draws nothing
 * @returns {() => void} ends it
 */
export function drawLive({ world, motion, player }, canvas, shown) {
  const painter = new Painter(canvas);
  const ear = new Ear(player.analyser);
  const watch = new Watch(world, motion);
  /** @type {Float64Array[]} */
  let columns = [];
  /** @type {Map<number, import("./mapping.js").Driven>} what made the sparks that still fly, by their birth */
  let births = new Map();
  let drawn = "";
  let nextColumn = 0;
  let last = -CALM_MS;
  let asked = requestAnimationFrame(frame);
  const began = performance.now();

  /** @param {number} time @param {Record<string, number>} [facts] */
  const valueAt = (time, facts) => (/** @type {string} */ source) => {
    const [family, name] = source.split(".");
    if (family === "audio") return ear.at(time)?.[name] ?? 0;
    return Number((family === "body" ? facts?.[name] : world.music.peek()?.[name] ?? world.physics.peek()?.[name]) ?? 0);
  };

  /** @type {Record<string, (one: any, time: number, size: import("./shapes.js").Size) => import("./shapes.js").Picture>} */
  const kinds = {
    waveform: ({ settings, mappings }, time, size) => shapes.waveform(settings, envelope(ear.samples, Math.min(Math.round(ear.rate * WAVE_SECONDS), ear.samples.length), COLUMNS), driven(mappings, valueAt(time)), size),
    spectrum: ({ settings, mappings }, time, size) => shapes.spectrum(settings, banded(ear.amplitudes, ear.rate, shapes.barsOf(settings)).map(decibels), driven(mappings, valueAt(time)), size),
    spectrogram({ settings, mappings }, time, size) {
      const count = Math.min(size.width, Math.max(16, Math.round(settings.seconds * COLUMNS_A_SECOND)));
      while (nextColumn <= time) {
        columns.push(banded(ear.amplitudes, ear.rate, BINS).map(decibels));
        nextColumn = Math.max(nextColumn + settings.seconds / count, time - settings.seconds);
      }
      columns = columns.slice(-count);
      return shapes.spectrogram(settings, columns, count, driven(mappings, valueAt(time)), size);
    },
    particle_system({ settings, mappings }, time, size) {
      const held = new Map();
      const drivenAt = (/** @type {number} */ born) => {
        const made = births.get(born) ?? driven(mappings, valueAt(born));
        held.set(born, made);
        return made;
      };
      const sparks = sparksAt(settings, time, drivenAt);
      births = held;
      return shapes.particles(settings, sparks, size);
    },
    physics: ({ settings, mappings }, time, size) => shapes.physics(settings, watch.look(time, settings.trail_seconds, size), (facts) => driven(mappings, valueAt(time, facts)), size),
  };

  /** @param {number} now */
  function frame(now) {
    asked = requestAnimationFrame(frame);
    const one = shown();
    if (!one || (reducedMotion() && now - last < CALM_MS)) return;
    last = now;
    const time = (now - began) / 1000;
    if (drawn !== one.id) {
      drawn = one.id;
      columns = [];
      births = new Map();
      nextColumn = time;
    }
    ear.listen(time);
    painter.paint(kinds[one.kind](one, Math.max(time, 0), painter.size()));
  }

  return () => {
    cancelAnimationFrame(asked);
    ear.close();
  };
}
