/** The list of rooms: times of sessions in the reader's own zone. */
import { fromNow } from "../base/times.js";

const TICK_MS = 60_000;
const moment = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });

function show() {
  for (const element of document.querySelectorAll("time[data-when]")) {
    if (!(element instanceof HTMLTimeElement)) continue;
    const when = new Date(element.dateTime);
    element.textContent = moment.format(when);
    element.title = fromNow(when, new Date());
  }
}

show();
setInterval(show, TICK_MS);
