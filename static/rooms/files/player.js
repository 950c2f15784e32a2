/** A sound with its waveform: play, pause, seek by pointer or arrow keys. One plays at a time. */
import { html, signal, useEffect, useRef, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { IconButton } from "../../base/parts.js";
import { bars } from "./waveform.js";
import { timeOf } from "./file_words.js";

const BARS = 50;
const HEIGHT = 28;
const STEP_SECONDS = 5;

/** @type {HTMLAudioElement | null} the one that plays */
let playing = null;

/** Whether somebody's words are being listened to: the table's music goes quieter under them. */
export const voicePlays = signal(false);

/** @param {{file: {url: string, name: string, kind: string, duration: number, peaks: number[] | null}}} props */
export function Player({ file }) {
  const sound = useRef(/** @type {HTMLAudioElement | null} */ (null));
  const at = useSignal(0);
  const running = useSignal(false);
  const problem = useSignal("");
  useEffect(() => () => stop(sound.current), []);

  const runs = (/** @type {boolean} */ so) => {
    running.value = so;
    if (file.kind === "voice") voicePlays.value = so;
  };
  /* Made when first wanted: a chat full of sounds opens none of them. */
  const audio = () => {
    if (sound.current) return sound.current;
    const made = new Audio(file.url);
    made.addEventListener("timeupdate", () => { at.value = made.currentTime; });
    made.addEventListener("play", () => runs(true));
    made.addEventListener("pause", () => runs(false));
    made.addEventListener("ended", () => { at.value = 0; made.currentTime = 0; });
    made.addEventListener("error", () => { runs(false); problem.value = t("This sound is no longer there."); });
    sound.current = made;
    return made;
  };
  const toggle = () => {
    const one = audio();
    if (!one.paused) return one.pause();
    if (playing && playing !== one) playing.pause();
    playing = one;
    one.play().catch((error) => { if (error.name !== "AbortError" && !problem.value) problem.value = t("This sound could not be played."); });
  };
  const seek = (/** @type {number} */ seconds) => {
    const one = audio();
    one.currentTime = Math.min(Math.max(seconds, 0), Math.max(file.duration - 0.05, 0));
    at.value = one.currentTime;
  };
  const keys = (/** @type {KeyboardEvent} */ event) => {
    const steps = { ArrowLeft: at.value - STEP_SECONDS, ArrowRight: at.value + STEP_SECONDS, Home: 0, End: file.duration };
    const place = /** @type {Record<string, number>} */ (steps)[event.key];
    if (place === undefined) return;
    event.preventDefault();
    seek(place);
  };
  const pressed = (/** @type {PointerEvent} */ event) => {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    seek(((event.clientX - box.left) / box.width) * file.duration);
  };

  const name = file.kind === "voice" ? t("Voice message") : file.name;
  return html`<div class="player" role="group" aria-label=${name} data-playing=${running.value}>
    <${IconButton} icon=${running.value ? "pause" : "play"} label=${running.value ? t("Pause") : t("Play {name}", { name })} class="player-button" onClick=${toggle} />
    <div class="player-wave" role="slider" tabindex="0" aria-label=${t("Place in the sound")} aria-valuemin="0" aria-valuemax=${Math.ceil(file.duration)}
      aria-valuenow=${Math.floor(at.value)} aria-valuetext=${t("{at} of {duration}", { at: timeOf(at.value), duration: timeOf(file.duration) })} onPointerDown=${pressed} onKeyDown=${keys}>
      <${Wave} peaks=${file.peaks ?? []} part=${file.duration ? at.value / file.duration : 0} />
    </div>
    <span class="player-time small quiet">${timeOf(running.value || at.value ? at.value : file.duration)}</span>
    ${problem.value && html`<p class="small error-text" role="alert">${problem.value}</p>`}
  </div>`;
}

/** @param {{peaks: number[], part: number}} props */
function Wave({ peaks, part }) {
  return html`<svg viewBox=${`0 0 ${BARS * 4} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
    ${bars(peaks, BARS).map((value, index) => {
      const height = Math.max(2, (value / 100) * HEIGHT);
      return html`<rect key=${index} class=${(index + 0.5) / BARS <= part ? "played" : ""} x=${index * 4 + 1} y=${(HEIGHT - height) / 2} width="2.4" height=${height} rx="1" />`;
    })}
  </svg>`;
}

/** @param {HTMLAudioElement | null} sound */
function stop(sound) {
  sound?.pause();
  if (playing === sound) playing = null;
}
