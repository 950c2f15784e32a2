/** The list of rooms: times of sessions in the reader's own zone, and a room that is brought along as a file. */
import { bringOne } from "./bring.js";
import { fromNow, language } from "../base/times.js";

const TICK_MS = 60_000;
const moment = new Intl.DateTimeFormat(language(), { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });

/** Says each time of the page (`data-when`) as the reader does; again for those that came meanwhile. */
export function show() {
  for (const element of document.querySelectorAll("time[data-when]")) {
    if (!(element instanceof HTMLTimeElement)) continue;
    const when = new Date(element.dateTime);
    element.textContent = moment.format(when);
    element.title = fromNow(when, new Date());
  }
}

show();
setInterval(show, TICK_MS);
bringOne();
