/** Pictures that move: videos, and animated pictures where the browser can take them apart. */
import { ImageSource, Texture } from "../../vendor/pixi.js";
import { reducedMotion } from "../../base/dom.js";

/** A frame of a picture that names no duration, or one no screen can show. */
const SHORTEST_MS = 20;
const USUAL_MS = 100;

/**
 * @typedef {{texture: Texture, width: number, height: number, stop: () => void}} Moving
 * @typedef {{url: string, request: () => void}} Screen
 */

/** A silent video in a loop, drawn as often as it has another picture; it waits for its first. @param {Screen} screen @returns {Promise<Moving>} */
export async function openVideo({ url, request }) {
  const video = document.createElement("video");
  Object.assign(video, { muted: true, loop: true, playsInline: true, src: url, preload: "auto" });
  await new Promise((resolve, reject) => {
    video.addEventListener("loadeddata", resolve, { once: true });
    video.addEventListener("error", () => reject(new Error("The video cannot be played.")), { once: true });
  });
  const source = new ImageSource({ resource: video, width: video.videoWidth, height: video.videoHeight, scaleMode: "linear" });
  const texture = new Texture({ source });
  let stopped = false;
  if (!reducedMotion()) {
    await video.play().catch(() => undefined); /* a browser may refuse; then its first picture stands */
    const next = () => {
      if (stopped) return;
      source.update();
      request();
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  }
  request();
  return {
    texture, width: video.videoWidth, height: video.videoHeight,
    stop() {
      stopped = true;
      video.pause();
      video.removeAttribute("src");
      video.load();
      texture.destroy(true);
    },
  };
}

/**
 * An animated GIF, WebP or AVIF; null where the browser has no way to take it apart (then its first picture stands) or
 * whoever looks wants no motion.
 * @param {Screen} screen
 * @returns {Promise<Moving | null>}
 */
export async function openAnimation({ url, request }) {
  const Decoder = /** @type {any} */ (globalThis).ImageDecoder;
  if (!Decoder || reducedMotion()) return null;
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok || !answer.body) throw new Error(`The picture was answered with ${answer.status}.`);
  const type = answer.headers.get("Content-Type") ?? "";
  if (!(await Decoder.isTypeSupported(type))) return null;
  const decoder = new Decoder({ data: answer.body, type });
  await decoder.tracks.ready;
  const first = (await decoder.decode({ frameIndex: 0 })).image;
  const [width, height] = [first.displayWidth, first.displayHeight];
  const source = new ImageSource({ resource: await createImageBitmap(first), scaleMode: "linear" });
  const texture = new Texture({ source });
  let stopped = false;

  async function play() {
    let wait = lasting(first);
    first.close();
    for (let frame = 1; !stopped; frame += 1) {
      await new Promise((resolve) => { setTimeout(resolve, wait); });
      const count = decoder.tracks.selectedTrack?.frameCount ?? 1;
      if (stopped || (count < 2 && decoder.complete)) return;
      if (document.hidden) continue;
      const { image } = await decoder.decode({ frameIndex: frame % count });
      wait = lasting(image);
      const before = /** @type {ImageBitmap} */ (source.resource);
      source.resource = await createImageBitmap(image);
      image.close();
      if (stopped) return;
      source.update();
      before.close();
      request();
    }
  }

  play().catch(() => undefined); /* what was shown last stands */
  return {
    texture, width, height,
    stop() {
      stopped = true;
      decoder.close();
      texture.destroy(true);
    },
  };
}

/** @param {{duration: number | null}} frame microseconds @returns {number} ms */
const lasting = ({ duration }) => Math.max((duration ?? USUAL_MS * 1000) / 1000, SHORTEST_MS);
