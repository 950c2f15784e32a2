/** A whole room from its archive: what is in it is read in the browser, before anything is sent or made. */
import { html, useRef, useSignal } from "../vendor/ui.js";
import { upload } from "../base/http.js";
import { t, tn } from "../base/i18n.js";
import { finished } from "../base/jobs.js";
import { megabytes } from "../base/library/paths.js";
import { Icon } from "../base/parts.js";
import { language } from "../base/times.js";
import { membersOf, takeOut } from "./unzip.js";

const INDEX = "room.json";
const FORMAT = "dreamtable.room.archive";
const MOST_BYTES = 500 * 2 ** 20;
const MOST_NAMES = 12;

/** @typedef {{name: string, description: string, kind: string, made: string, people: string[], counts: Record<string, number>, size: number}} Preview */

/**
 * What an archive says of itself; whether it is true the server looks at, byte by byte. Refused with an Error in words.
 * @param {File} archive @returns {Promise<Preview>}
 */
export async function previewOf(archive) {
  const wrong = new Error(t("This is no archive of a room."));
  if (archive.size > MOST_BYTES) throw new Error(t("This archive is too large: 500 megabytes are the most."));
  const members = await membersOf(archive);
  const index = members.find(({ name, path }) => name === INDEX && !path.length);
  if (!index) throw wrong;
  const said = await takeOut(archive, index).then((file) => file.text()).then(JSON.parse).catch(() => null);
  if (said?.schema !== FORMAT || typeof said.room?.name !== "string") throw wrong;
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { path } of members) if (path.length) counts[path[0]] = (counts[path[0]] ?? 0) + 1;
  return {
    name: said.room.name, description: String(said.room.description ?? ""), kind: String(said.room.kind ?? "table"), made: String(said.made_at ?? ""),
    people: (Array.isArray(said.people) ? said.people : []).map((/** @type {any} */ one) => String(one?.name ?? "")), counts, size: archive.size,
  };
}

/** @param {{api: string, onMade: (room: string, name: string) => void}} props */
export function RoomArchive({ api, onMade }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const file = useSignal(/** @type {File | null} */ (null));
  const found = useSignal(/** @type {Preview | null} */ (null));
  const doing = useSignal("");
  const part = useSignal(0);
  const problem = useSignal("");
  const over = useSignal(false);
  const attempt = async (/** @type {string} */ words, /** @type {() => Promise<void>} */ act) => {
    doing.value = words;
    problem.value = "";
    part.value = 0;
    try {
      await act();
    } catch (error) {
      problem.value = /** @type {Error} */ (error).message;
    }
    doing.value = "";
  };
  const look = (/** @type {FileList | null | undefined} */ files) => {
    const [first] = files ?? [];
    if (!first || doing.value) return;
    attempt(t("Reading the file …"), async () => {
      found.value = await previewOf(first);
      file.value = first;
    });
  };
  const build = () => attempt(t("Building the room …"), async () => {
    const form = new FormData();
    form.set("archive", /** @type {File} */ (file.value));
    const { data } = await upload(`${api}/rooms/import`, form, (far) => { part.value = far; });
    const { room, name } = await finished(api, data.job, t("The room could not be built."), (far) => { part.value = far; });
    found.value = null;
    onMade(room, name);
  });
  return html`<div class="stack">
    ${!found.value && html`<div class="drop stack-s" data-over=${over.value} onDragOver=${(/** @type {DragEvent} */ event) => { event.preventDefault(); over.value = true; }} onDragLeave=${() => { over.value = false; }}
        onDrop=${(/** @type {DragEvent} */ event) => { event.preventDefault(); over.value = false; look(event.dataTransfer?.files); }}>
      <input ref=${input} type="file" accept=".zip" class="visually-hidden" tabindex="-1" data-room-archive aria-label=${t("Archive of a room")} onChange=${(/** @type {any} */ event) => { look(event.target.files); event.target.value = ""; }} />
      <span><button type="button" class="btn btn-primary" onClick=${() => input.current?.click()}><${Icon} name="upload" />${t("Choose an archive")}</button></span>
      <span class="small">${t("or drop it here: a room that was taken home, as one ZIP file. It becomes a new room of yours.")}</span></div>
      <p class="small quiet">${t("You see what is in it before anything is made of it.")}</p>`}
    ${doing.value && html`<p class="row-s" role="status"><span class="spinner" />${doing.value}</p><progress max="1" value=${part.value || undefined} aria-label=${doing.value} />`}
    ${problem.value && html`<p class="alert" role="alert">${problem.value}</p>`}
    ${found.value && html`<${Contents} found=${found.value} />
      <div class="dialog-actions"><button type="button" class="btn btn-quiet" disabled=${Boolean(doing.value)} onClick=${() => { found.value = null; }}>${t("Cancel")}</button>
        <button type="button" class="btn btn-primary" disabled=${Boolean(doing.value)} onClick=${build}><${Icon} name="check" />${t("Build the room")}</button></div>`}
  </div>`;
}

/** @param {{found: Preview}} props */
function Contents({ found }) {
  const made = new Date(found.made);
  const facts = [
    found.kind === "chat" ? t("a room to talk in") : t("a table"),
    Number.isNaN(made.getTime()) ? "" : t("taken home {date}", { date: new Intl.DateTimeFormat(language(), { dateStyle: "medium" }).format(made) }),
    t("{size} MB", { size: megabytes(found.size) }),
  ];
  const { scenes = 0, maps = 0, sounds = 0, pictures = 0, attachments = 0 } = found.counts;
  const counts = [
    scenes && tn("{count} scene", "{count} scenes", scenes), maps && tn("{count} map", "{count} maps", maps),
    sounds && tn("{count} sound", "{count} sounds", sounds), pictures && tn("{count} picture", "{count} pictures", pictures),
    attachments && tn("{count} file of the talk", "{count} files of the talk", attachments),
  ].filter(Boolean);
  const names = found.people.slice(0, MOST_NAMES).join(", ");
  return html`<div class="stack-s"><h3>${found.name}</h3>${found.description && html`<p>${found.description}</p>`}
    <p class="quiet small">${facts.filter(Boolean).join(" · ")}</p>
    <p class="row-s">${counts.map((words) => html`<span class="chip" key=${words}>${words}</span>`)}</p>
    ${names && html`<p class="small">${t("Who was there, by name only: {names}", { names: found.people.length > MOST_NAMES ? `${names} …` : names })}</p>`}</div>`;
}
