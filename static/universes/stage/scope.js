/** What is heard, as a picture: the wave above, the spectrum below, live from the page's own sound. */
import { html, useEffect, useRef } from "../../vendor/ui.js";
import { reducedMotion } from "../../base/dom.js";
import { t } from "../../base/i18n.js";
import { coloursOf } from "./colours.js";

const LOWEST = 30;
const HIGHEST = 16_000;
const BARS = 56;
/** What is soft is drawn larger, so that its shape can be seen; never more than this. */
const MOST_GAIN = 6;

/** @param {{player: import("../music/player.js").Player}} props */
export function Scope({ player }) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const listening = player.listening.value;
  useEffect(() => (listening && canvas.current ? follow(player, canvas.current) : undefined), [listening]);
  return html`<canvas ref=${canvas} class="scope" hidden=${!listening} role="img" aria-label=${t("Wave and spectrum of what is heard")} width="560" height="96" />`;
}

/** @param {import("../music/player.js").Player} player @param {HTMLCanvasElement} canvas @returns {() => void} */
function follow(player, canvas) {
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const colours = coloursOf(canvas);
  let asked = 0;
  let last = 0;
  /** @param {number} now */
  function draw(now) {
    asked = requestAnimationFrame(draw);
    const analyser = player.analyser();
    /* Who wants little motion gets two pictures a second. */
    if (!analyser || (reducedMotion() && now - last < 500)) return;
    last = now;
    const wave = new Float32Array(analyser.fftSize);
    const spectrum = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatTimeDomainData(wave);
    analyser.getFloatFrequencyData(spectrum);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    drawBars(pen, canvas, spectrum, analyser.context.sampleRate / analyser.fftSize, colours);
    drawWave(pen, canvas, wave, colours);
  }
  asked = requestAnimationFrame(draw);
  return () => cancelAnimationFrame(asked);
}

/** @param {CanvasRenderingContext2D} pen @param {HTMLCanvasElement} canvas @param {Float32Array} spectrum dB @param {number} bin Hz @param {any} colours */
function drawBars(pen, { width, height }, spectrum, bin, colours) {
  pen.fillStyle = colours.violet;
  const slot = width / BARS;
  for (let n = 0; n < BARS; n += 1) {
    const [from, to] = [n, n + 1].map((edge) => (LOWEST * (HIGHEST / LOWEST) ** (edge / BARS)) / bin);
    let top = -100;
    for (let index = Math.floor(from); index <= Math.max(Math.floor(to), Math.floor(from)); index += 1) top = Math.max(top, spectrum[index] ?? -100);
    const part = Math.max(0, Math.min(1, (top + 95) / 75));
    pen.globalAlpha = 0.35 + 0.65 * part;
    pen.fillRect(n * slot + 1, height - part * height, slot - 2, part * height);
  }
  pen.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} pen @param {HTMLCanvasElement} canvas @param {Float32Array} wave @param {any} colours */
function drawWave(pen, { width, height }, wave, colours) {
  /* Begins where the wave rises through nothing, so that a standing tone stands. */
  let first = 1;
  while (first < wave.length / 2 && !(wave[first - 1] < 0 && wave[first] >= 0)) first += 1;
  pen.strokeStyle = colours.lamp;
  pen.lineWidth = 1.5;
  pen.beginPath();
  const count = wave.length / 2;
  const loudest = wave.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const grows = Math.min(MOST_GAIN, 0.8 / Math.max(loudest, 1e-6));
  for (let n = 0; n < count; n += 1) pen.lineTo((n / count) * width, height / 2 - ((wave[first + n] ?? 0) * grows * height) / 2);
  pen.stroke();
}
