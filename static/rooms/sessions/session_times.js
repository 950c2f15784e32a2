/** Times of sessions: kept in UTC, written and read in the reader's own zone. Pure, so that zones can be tested. */

const MINUTE = 60_000;

/** What a `datetime-local` field shows for a moment, in the zone of this device. @param {Date} moment */
export function toField(moment) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/**
 * The moment that somebody wrote into a `datetime-local` field. An hour that the change of clocks skips becomes the hour
 * after it; one that comes twice is the first.
 * @param {string} value
 * @returns {Date | null} null for what is no time
 */
export function fromField(value) {
  const moment = new Date(value);
  return value && !Number.isNaN(moment.getTime()) ? moment : null;
}

/** The device's time zone by its name, for instance `Europe/Berlin`. */
export function zone() {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " ");
}

/** Hours and minutes that have gone by: `2:05`. @param {Date} since @param {Date} now */
export function elapsed(since, now) {
  const minutes = Math.max(0, Math.floor((now.getTime() - since.getTime()) / MINUTE));
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/**
 * Sessions as a table needs them: the one that runs, those to come (soonest first), those that were (newest first).
 * What should have begun hours ago and never did is past.
 * @param {any[]} sessions
 * @param {Date} now
 */
export function sorted(sessions, now) {
  const over = (/** @type {any} */ one) => one.ended_at || new Date(one.starts_at).getTime() + one.minutes * MINUTE < now.getTime();
  const running = sessions.find((one) => one.started_at && !one.ended_at) ?? null;
  const others = sessions.filter((one) => one !== running).sort((a, b) => (a.starts_at < b.starts_at ? -1 : 1));
  return { running, next: others.filter((one) => !over(one)), past: others.filter(over).reverse() };
}
