/** The microphone as one recording: asks for it, measures how loud it is, gives the file. Knows no panel. */
import { signal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { level } from "./waveform.js";

export const LONGEST_SECONDS = 300;
const TICK_MS = 100;
const LEVELS = 40;
/* The first that the browser can record; the server makes all of them playable everywhere. */
const TYPES = [["audio/webm;codecs=opus", "webm"], ["audio/mp4", "mp4"], ["audio/ogg;codecs=opus", "ogg"]];

/** @typedef {ReturnType<typeof openRecorder>} Recorder */

/** @param {(file: File, as: {send: boolean}) => void} onFile */
export function openRecorder(onFile) {
  const phase = signal(/** @type {"" | "asking" | "recording"} */ (""));
  const problem = signal("");
  const seconds = signal(0);
  const levels = signal(/** @type {number[]} */ ([]));
  /** @type {null | {recorder: MediaRecorder, stream: MediaStream, context: AudioContext, timer: ReturnType<typeof setInterval>}} */
  let open = null;
  let asked = 0;
  let wanted = { keep: false, send: false };

  async function start() {
    problem.value = obstacle();
    if (problem.value || phase.value) return;
    phase.value = "asking";
    const question = ++asked;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
      if (question === asked) listen(stream);
      else end(stream); /* cancelled while the browser asked */
    } catch (error) {
      if (question !== asked) return;
      phase.value = "";
      problem.value = refusal(/** @type {Error} */ (error));
    }
  }

  /** @param {MediaStream} stream */
  function listen(stream) {
    const [type, ending] = TYPES.find(([name]) => MediaRecorder.isTypeSupported(name)) ?? ["", "webm"];
    const recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    const began = performance.now();
    /** @type {Blob[]} */
    const parts = [];
    recorder.ondataavailable = (event) => { if (event.data.size) parts.push(event.data); };
    recorder.onstop = () => {
      release();
      if (wanted.keep) onFile(new File(parts, `voice.${ending}`, { type: recorder.mimeType || type }), { send: wanted.send });
    };
    /* The microphone was unplugged: what was said until then is kept. */
    stream.getAudioTracks().forEach((track) => { track.onended = () => stop(); });
    const timer = setInterval(() => {
      analyser.getByteTimeDomainData(samples);
      seconds.value = (performance.now() - began) / 1000;
      levels.value = [...levels.value, level(samples)].slice(-LEVELS);
      if (seconds.value >= LONGEST_SECONDS) stop();
    }, TICK_MS);
    open = { recorder, stream, context, timer };
    wanted = { keep: false, send: false };
    seconds.value = 0;
    levels.value = [];
    recorder.start();
    phase.value = "recording";
  }

  /** @param {{keep?: boolean, send?: boolean}} [as] */
  function stop({ keep = true, send = false } = {}) {
    asked += 1;
    if (!open) {
      phase.value = "";
      return;
    }
    wanted = { keep, send };
    if (open.recorder.state !== "inactive") open.recorder.stop();
  }

  function release() {
    if (!open) return;
    clearInterval(open.timer);
    open.context.close().catch(() => undefined);
    end(open.stream);
    open = null;
    phase.value = "";
  }

  return {
    phase, problem, seconds, levels, start, stop,
    cancel: () => stop({ keep: false }),
    dismiss() { problem.value = ""; },
  };
}

/** The microphone's lamp goes out. @param {MediaStream} stream */
function end(stream) {
  stream.getTracks().forEach((track) => track.stop());
}

/** Why this page cannot record at all, in words; "" when it can. */
function obstacle() {
  if (!window.isSecureContext) return t("Browsers give the microphone only to pages opened with https (or on the server's own machine, as localhost). This page came with plain http: ask whoever runs the server for its https address.");
  if (!navigator.mediaDevices?.getUserMedia || !("MediaRecorder" in window)) return t("This browser cannot record sound.");
  return "";
}

/** @param {Error} error */
function refusal(error) {
  if (error.name === "NotAllowedError") return t("The browser does not let this page use the microphone. Allow it in the settings beside the address, then try again.");
  if (error.name === "NotFoundError") return t("No microphone was found.");
  if (error.name === "NotReadableError") return t("The microphone is in use by another program.");
  return t("The recording could not be started.");
}
