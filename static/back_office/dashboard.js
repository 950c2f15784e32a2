/** The first page: who is in and what is under way stay true while it is open. */
import { show } from "../rooms/list.js";
import { openFrame } from "./frame.js";

const FRESH_MS = 15_000;
/** Each part as the server last said it. @type {Map<string, string>} */
const known = new Map();

openFrame();
setInterval(refresh, FRESH_MS);

/** Takes the parts that change (`data-fresh`) from a new answer; what somebody is just using stays. */
async function refresh() {
  if (document.visibilityState !== "visible") return;
  const answer = await fetch(window.location.href, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const name = part.getAttribute("data-fresh") ?? "";
    const next = fresh.querySelector(`[data-fresh="${name}"]`);
    if (!next || part.contains(document.activeElement) || next.outerHTML === known.get(name)) continue;
    known.set(name, next.outerHTML);
    part.replaceWith(document.importNode(next, true));
  }
  show();
}
