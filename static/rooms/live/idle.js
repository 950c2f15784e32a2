/** Tells the others when nobody uses this page for a while, and when somebody does again. */
import { on } from "../../base/dom.js";

const IDLE_MS = 5 * 60_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];

/** @param {import("../store.js").Room} room @returns {() => void} stop */
export function tellWhenIdle(room) {
  let idle = false;
  /** @type {any} */
  let timer;
  const say = (/** @type {boolean} */ now) => {
    if (idle === now) return;
    idle = now;
    room.pass("presence.idle", { idle });
  };
  const used = () => {
    clearTimeout(timer);
    timer = setTimeout(() => say(true), IDLE_MS);
    say(false);
  };
  const looked = () => {
    if (document.visibilityState === "visible") used();
    else say(true);
  };
  used();
  looked();
  const stops = [
    ...SIGNS.map((sign) => on(window, sign, used, { passive: true, capture: true })),
    on(document, "visibilitychange", looked),
    /* the server takes every new line for somebody who is there */
    room.status.subscribe(({ phase }) => { if (phase === "live" && idle) room.pass("presence.idle", { idle }); }),
  ];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
