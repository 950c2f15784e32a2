/** The library's socket: it says what changed; the page asks for it. */
import { waitBefore } from "../backoff.js";

const SIGNED_OUT = 4001;

/**
 * @param {string} path
 * @param {{heard: (frame: any) => void, back: () => void}} listener `back`: the line is there again, what it told meanwhile is lost
 */
export function listen(path, { heard, back }, tries = 0) {
  const url = new URL(path, window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url);
  let failed = tries;
  socket.onopen = () => { if (failed) back(); };
  socket.onmessage = (event) => {
    failed = 0;
    heard(JSON.parse(event.data));
  };
  socket.onclose = (event) => {
    if (event.code !== SIGNED_OUT) setTimeout(() => listen(path, { heard, back }, failed + 1), waitBefore(failed));
  };
}
