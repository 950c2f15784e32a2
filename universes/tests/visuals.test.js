/** What the page draws live is what the server exports: both are held to the same cases. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { banded, decibels, envelope, features, magnitudes } from "../../static/universes/visuals/hearing.js";
import { Driven, driven, mixed, moved } from "../../static/universes/visuals/mapping.js";
import { sparksAt } from "../../static/universes/visuals/particles.js";
import * as shapes from "../../static/universes/visuals/shapes.js";

const CASES = JSON.parse(readFileSync(new URL("../visuals/tests/cases/pictures.json", import.meta.url), "utf8"));

/** Numbers as near as they are written, everything else the same. */
function same(found, expected, near, where = "") {
  if (typeof expected === "number") assert.ok(Math.abs(found - expected) <= near * Math.max(1, Math.abs(expected)), `${where}: ${found} is not ${expected}`);
  else if (expected && typeof expected === "object") for (const key of Object.keys(expected)) same(found[key], expected[key], near, `${where}.${key}`);
  else assert.equal(found, expected, where);
}

test("a mapping moves as far as on the server", () => {
  for (const { mapping, value, is } of CASES.moved) same(moved(mapping, value), is, 1e-6, `${mapping.source} ${value}`);
  for (const { of: [first, second, part], is } of CASES.mixed) assert.equal(mixed(first, second, part), is);
});

test("a sound is measured as on the server", () => {
  const { rate, tones, db, features: expected } = CASES.heard;
  const samples = Array.from({ length: 4096 }, (_, n) => tones.reduce((sum, [strength, hertz, phase]) => sum + strength * Math.sin((2 * Math.PI * hertz * n) / rate + phase), 0));
  const amplitudes = magnitudes(samples);
  same(Array.from(banded(amplitudes, rate, 64), decibels), db, 1e-3, "db");
  same(features(samples, amplitudes, rate, 2048), expected, 1e-3, "features");
  const found = envelope(samples, 1000, 10);
  for (const [column, [low, high]] of found.entries()) {
    const held = samples.slice(3096 + column * 100, 3196 + column * 100);
    assert.deepEqual([low, high], [Math.min(...held), Math.max(...held)]);
  }
  const silent = features(new Float32Array(4096), magnitudes(new Float32Array(4096)), rate);
  assert.ok(Object.values(silent).every((value) => value === 0));
});

test("every kind is drawn as on the server", () => {
  for (const one of CASES.pictures) {
    const { kind, settings, mappings, values, data, time } = one;
    const size = { width: one.size[0], height: one.size[1] };
    const now = () => driven(mappings, (source) => values[source]);
    const drawn = {
      waveform: () => shapes.waveform(settings, data.envelope, now(), size),
      spectrum: () => shapes.spectrum(settings, data.db, now(), size),
      particle_system: () => shapes.particles(settings, sparksAt(settings, time, now), size),
      physics: () => shapes.physics(settings, { bodies: data.bodies, outlines: new Map(Object.entries(one.outlines)), ways: new Map(Object.entries(one.ways)), edges: one.edges }, (facts) => driven(mappings, (source) => facts[source.slice(5)]), size),
    }[kind]();
    assert.equal(drawn.shapes.length, one.is.shapes.length, kind);
    same(drawn, one.is, 2e-3, kind);
  }
});

test("a spectrogram shows the newest at the right and low below", () => {
  const settings = CASES.spectrogram.settings;
  const column = (low, high) => Float64Array.from([low, high]);
  const { shapes: [raster] } = shapes.spectrogram(settings, [column(-80, -80), column(0, -80)], 3, new Driven(), { width: 30, height: 20 });
  const at = (x, row) => [...raster.pixels.slice((row * 3 + x) * 4, (row * 3 + x) * 4 + 3)];
  assert.deepEqual([at(0, 1), at(1, 1), at(2, 0), at(2, 1)], CASES.spectrogram.colors);
});
