/** The page of who waits to be let in: it asks every few seconds, hears of it at once by the inbox, and goes in by itself. */
import { dataOf } from "../../base/dom.js";
import { waitBefore } from "../../base/backoff.js";
import { get } from "../../base/http.js";
import { t } from "../../base/i18n.js";

const ASK_MS = 10_000;
const SIGNED_OUT = 4001;

/**
 * @typedef {{knock: string, inbox: string, room: string, table: string}} Page
 * @typedef {object} Door what the page does
 * @property {() => void} enter
 * @property {() => void} refused
 */

/**
 * What an answer of the server, or its refusal, means for who waits.
 * @param {() => Promise<{data: {state: string}}>} ask
 * @returns {Promise<"waiting" | "in" | "refused">} "waiting" also when the server cannot be reached
 */
export async function stateOf(ask) {
  try {
    return (await ask()).data.state === "in" ? "in" : "waiting";
  } catch (error) {
    return error instanceof Error && "status" in error && [401, 404].includes(Number(error.status)) ? "refused" : "waiting";
  }
}

/** @param {Page} page @param {Door} door */
export function wait(page, door) {
  let over = false;
  const look = async () => {
    const state = over ? "waiting" : await stateOf(() => get(page.knock));
    if (over || state === "waiting") return;
    over = true;
    clearInterval(asking);
    if (state === "in") door.enter();
    else door.refused();
  };
  const asking = setInterval(look, ASK_MS);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  listen(page, look);
  look();
}

/** @param {Page} page @param {() => void} look */
function listen(page, look, attempt = 0) {
  const url = new URL(page.inbox, window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url);
  let tries = attempt;
  socket.onmessage = (event) => {
    tries = 0;
    const { type, data } = JSON.parse(event.data);
    if (type === "knock" && data.room === page.room) look();
  };
  socket.onclose = (event) => {
    if (event.code !== SIGNED_OUT) setTimeout(() => listen(page, look, tries + 1), waitBefore(tries));
  };
}

/** @param {HTMLElement} card @param {Page} page */
function start(card, page) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement | null} */ (card.querySelector(`[data-${name}]`));
  const say = (/** @type {string} */ name, /** @type {string} */ words) => {
    const place = part(name);
    if (place) place.textContent = words;
  };
  const hide = (/** @type {string} */ name, hidden = true) => {
    const place = part(name);
    if (place) place.hidden = hidden;
  };
  wait(page, {
    enter: () => {
      say("words", t("You are in. One moment."));
      window.location.replace(page.table);
    },
    refused: () => {
      say("words", t("You were not let in this time."));
      say("more", t("Perhaps the table is full, or the game has begun. Ask the game master when you may come."));
      hide("spinner");
      hide("leave");
      hide("onward", false);
    },
  });
}

/** @type {HTMLElement | null} none where tests run */
const card = typeof document === "undefined" ? null : document.querySelector("[data-waiting]");
if (card) start(card, dataOf("dt-knock"));
