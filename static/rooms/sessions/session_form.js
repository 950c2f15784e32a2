/** Plan a session or change it. The time is written in the zone of this device, which is named, and kept in UTC. */
import { html, useSignal } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { language } from "../../base/times.js";
import { Dialog, Icon } from "../../base/parts.js";
import { fromField, toField, zone } from "./session_times.js";

const WEEK_MS = 7 * 24 * 3_600_000;
const EVENING = 19;
const HOURS = [1, 2, 3, 4, 5, 6, 8];
const preview = new Intl.DateTimeFormat(language(), { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" });

/** @param {{room: import("../store.js").Room, session: any, onClose: () => void}} props */
export function SessionForm({ room, session, onClose }) {
  const isNew = !session.id;
  const when = useSignal(toField(isNew ? likely(room) : new Date(session.starts_at)));
  const busy = useSignal(false);
  const starts = fromField(when.value);
  const submit = async (/** @type {any} */ event) => {
    event.preventDefault();
    if (!starts) return;
    const form = new FormData(event.target);
    const plan = { title: String(form.get("title")).trim(), starts_at: starts.toISOString(), minutes: Number(form.get("minutes")), note: String(form.get("note")).trim() };
    busy.value = true;
    const done = await (isNew ? room.send("session.schedule", plan) : room.send("session.change", { session: session.id, ...plan }));
    busy.value = false;
    if (done) onClose();
  };
  const minutes = session.minutes ?? 240;
  const lengths = [...new Set([...HOURS.map((hours) => hours * 60), minutes])].sort((a, b) => a - b);
  return html`<${Dialog} title=${isNew ? t("Plan a session") : t("Change {session}", { session: session.title })} onClose=${onClose}>
    <form class="stack" onSubmit=${submit}>
      <label class="field">${t("Title")}<input name="title" required maxlength="80" defaultValue=${session.title ?? t("Game night")} /></label>
      <div class="form-pair">
        <label class="field">${t("Begins")}<input type="datetime-local" name="when" required value=${when.value} min=${isNew ? toField(new Date()) : undefined} aria-describedby="session-zone" onInput=${(/** @type {any} */ event) => { when.value = event.target.value; }} /></label>
        <label class="field">${t("Lasts about")}<select name="minutes">${lengths.map((length) => html`<option value=${length} selected=${length === minutes}>${lasts(length)}</option>`)}</select></label>
      </div>
      <p class="help" id="session-zone">${starts ? `${preview.format(starts)} (${zone()}). ` : ""}${t("Everybody else sees it in their own time zone.")}</p>
      <label class="field">${t("Note")}<textarea name="note" maxlength="500" rows="2" placeholder=${t("Where we stopped, what to bring")} defaultValue=${session.note ?? ""}></textarea></label>
      <div class="dialog-actions"><button type="button" class="btn btn-quiet" onClick=${onClose}>${t("Cancel")}</button>
        <button class="btn btn-primary" disabled=${busy.value || !starts}><${Icon} name="calendar-plus" />${isNew ? t("Plan it") : t("Save")}</button></div>
    </form><//>`;
}

/** Groups meet on the same evening: a week after the latest plan, else next week at seven. @param {import("../store.js").Room} room */
function likely(room) {
  const known = Object.values(room.kind("session").value).map((session) => Date.parse(session.starts_at));
  const again = new Date(Math.max(0, ...known) + WEEK_MS);
  if (again > new Date()) return again;
  const evening = new Date(Date.now() + WEEK_MS);
  evening.setHours(EVENING, 0, 0, 0);
  return evening;
}

/** @param {number} minutes */
function lasts(minutes) {
  return minutes % 60 ? t("{minutes} minutes", { minutes }) : tn("{count} hour", "{count} hours", minutes / 60);
}
