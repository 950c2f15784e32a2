/** A voice message: a button that records, and over the line to write how loud and how long it is. */
import { html, useEffect, useRef } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Dialog, IconButton } from "../../base/parts.js";
import { timeOf } from "./file_words.js";
import { LONGEST_SECONDS, openRecorder } from "./recorder.js";

const SHORTEST_BYTES = 200;
const WARN_SECONDS = 30;

/**
 * `onSend` sends the line: it is offered when given, so that a recording goes to whom the line is for.
 * @param {{attachments: import("./attachments.js").Attachments, room: {toast: (message: string, kind?: "bad" | "good" | "") => void}, onSend?: () => void}} props
 */
export function VoiceButton({ attachments, room, onSend }) {
  const latest = useRef(onSend);
  latest.current = onSend;
  const recorder = useRef(/** @type {import("./recorder.js").Recorder | null} */ (null));
  recorder.current ??= openRecorder(async (file, { send }) => {
    if (file.size < SHORTEST_BYTES) return room.toast(t("Nothing was recorded."), "bad");
    attachments.add([file], { voice: true });
    if (!send) return;
    await attachments.settled();
    if (!attachments.files.value.some((one) => one.state === "failed")) latest.current?.();
  });
  const one = recorder.current;
  useEffect(() => () => one.cancel(), []);

  return html`<${IconButton} icon="mic" label=${t("Record a voice message")} class="voice-button" onClick=${one.start} />
    ${one.phase.value && html`<${Recording} recorder=${one} maySend=${Boolean(onSend)} />`}
    ${one.problem.value && html`<${Dialog} title=${t("No recording")} onClose=${one.dismiss}>
      <p>${one.problem.value}</p>
      <div class="dialog-actions"><button type="button" class="btn btn-primary" onClick=${one.dismiss}>${t("Close")}</button></div>
    <//>`}`;
}

/** @param {{recorder: import("./recorder.js").Recorder, maySend: boolean}} props */
function Recording({ recorder, maySend }) {
  const bar = useRef(/** @type {HTMLElement | null} */ (null));
  const running = recorder.phase.value === "recording";
  useEffect(() => {
    const form = bar.current?.closest("form");
    bar.current?.focus();
    return () => /** @type {HTMLElement | null | undefined} */ (form?.querySelector(".voice-button"))?.focus();
  }, []);
  const left = LONGEST_SECONDS - recorder.seconds.value;
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    recorder.cancel();
  };
  return html`<div class="voice-bar" role="group" aria-label=${t("Recording")} tabindex="-1" ref=${bar} onKeyDown=${key} data-recording=${running}>
    <${IconButton} icon="trash-2" label=${t("Throw the recording away")} onClick=${recorder.cancel} />
    ${running ? html`<span class="dot dot-bad voice-dot"></span><${Levels} levels=${recorder.levels.value} />` : html`<p class="small quiet grow">${t("The browser asks for the microphone …")}</p>`}
    ${running && html`<span class=${`voice-time small ${left < WARN_SECONDS ? "error-text" : ""}`}>${timeOf(recorder.seconds.value)}</span>
      <${IconButton} icon="square" label=${t("Stop and listen to it first")} onClick=${() => recorder.stop()} />
      ${maySend && html`<${IconButton} icon="send" class="voice-send" label=${t("Stop and send")} onClick=${() => recorder.stop({ send: true })} />`}`}
    <span class="visually-hidden" role="status">${running ? t("Recording") : ""}</span>
  </div>`;
}

/** @param {{levels: number[]}} props */
function Levels({ levels }) {
  return html`<svg class="voice-levels grow" viewBox="0 0 160 24" preserveAspectRatio="none" aria-hidden="true">
    ${levels.map((value, index) => {
      const height = Math.max(2, value * 24);
      return html`<rect key=${index} x=${160 - (levels.length - index) * 4} y=${(24 - height) / 2} width="2.4" height=${height} rx="1" />`;
    })}
  </svg>`;
}
