/**
 * One time for a page that sounds: the server's, the page's and the sound card's clocks brought together. Asks the server
 * through the room's socket: quickly at first and whenever the line is there again, then now and then.
 */
import { effect } from "../vendor/ui.js";
import { ServerClock, SoundCard, WINDOW, heardOf } from "./clock.js";

const FIRST_EVERY_MS = 150;
const THEN_EVERY_MS = 8_000;

/** The page's clock, which never jumps. */
const pageNow = () => performance.now() / 1000;

/** @typedef {ReturnType<typeof openTime>} Time */

/**
 * @param {import("../rooms/store.js").Room} room
 * @param {AudioContext} context
 * @param {() => number} delay milliseconds that this device comes late besides what the browser tells
 */
export function openTime(room, context, delay) {
  const clock = new ServerClock();
  const card = new SoundCard();
  let asked = 0;
  /** @type {ReturnType<typeof setTimeout>} */
  let next;

  function ask() {
    clearTimeout(next);
    room.pass("clock", { t0: pageNow() });
    asked += 1;
    next = setTimeout(ask, asked < WINDOW ? FIRST_EVERY_MS : THEN_EVERY_MS);
  }
  room.onPassing((event) => {
    if (event.type === "clock") clock.add(event.data.t0, event.data.t1, pageNow());
  });
  effect(() => {
    clearTimeout(next);
    if (room.status.value.phase !== "live") return;
    asked = 0;
    ask();
  });

  return {
    /** Reads the sound card's clock once more. */
    read() {
      if (context.state !== "running") return card.forget();
      const stamp = context.getOutputTimestamp?.() ?? {};
      card.add(heardOf(context, stamp, pageNow()));
    },
    /** Whether all three clocks are known. */
    ready: () => clock.sample !== null && card.ready,
    uncertainty: () => clock.uncertainty ?? 0,
    /** The server's time now. */
    now: () => /** @type {number} */ (clock.server(pageNow())),
    /** The context's second at which something must be played so that it is heard at this server time. @param {number} server */
    context: (server) => card.context(/** @type {number} */ (clock.page(server))) - delay() / 1000,
    /** The page's time at which this second of the context is heard. @param {number} second */
    page: (second) => card.page(second + delay() / 1000),
    /** The server's time at which this second of the context is heard. @param {number} second */
    server: (second) => /** @type {number} */ (clock.server(card.page(second + delay() / 1000))),
  };
}
