/** The card of a note: to read, and for those who lead to write, to share, to move and to delete. */
import { html, useSignal } from "../../vendor/ui.js";
import { t, tc } from "../../base/i18n.js";
import { Avatar, Dialog, Field, Icon } from "../../base/parts.js";

const ICONS = ["map-pin", "star", "skull", "door-open", "key-round", "gem", "flag", "book-open", "circle-alert"];
const iconName = (/** @type {string} */ icon) => ({ "map-pin": tc("mark of a note", "Pin"), star: t("Star"), skull: t("Skull"), "door-open": t("Door"), "key-round": tc("mark of a note", "Key"), gem: t("Treasure"), flag: t("Flag"), "book-open": t("Book") }[icon] ?? t("Warning"));

/** @param {{scene: import("../model.js").Scene}} props */
export function NoteCard({ scene }) {
  const { marks } = scene;
  const opened = marks.card.value;
  const note = opened.id ? marks.notes.value.find(({ id }) => id === opened.id) ?? opened : opened;
  const close = () => { marks.card.value = null; };
  return html`<${Dialog} title=${note.title || t("New note")} onClose=${close}>
    ${marks.leads.value ? html`<${Writing} key=${note.id ?? "new"} scene=${scene} note=${note} close=${close} />` : html`<p class="note-text">${note.text}</p>`}<//>`;
}

/** @param {{scene: import("../model.js").Scene, note: any, close: () => void}} props */
function Writing({ scene, note, close }) {
  const { marks, room } = scene;
  const draft = useSignal({ title: note.title, text: note.text, gm_notes: note.gm_notes ?? "", icon: note.icon });
  const shared = useSignal(note.shared ?? "none");
  const readers = useSignal(/** @type {string[]} */ (note.readers ?? []));
  const set = (/** @type {any} */ fields) => { draft.value = { ...draft.value, ...fields }; };
  const players = room.members.value.filter((member) => member.role === "player");

  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const sharing = { shared: shared.value, readers: shared.value === "named" ? readers.value : [] };
    const words = { ...draft.value, title: draft.value.title.trim() };
    if (!note.id) {
      if (!(await room.send("note.create", { scene: scene.id.value, x: note.x, y: note.y, ...words, ...sharing }))) return;
      scene.tool.value = "select";
      return close();
    }
    const changed = Object.fromEntries(Object.entries(words).filter(([field, value]) => value !== note[field]));
    if (Object.keys(changed).length && !(await room.send("note.update", { note: note.id, ...changed }))) return;
    if ((sharing.shared !== note.shared || String(sharing.readers) !== String(note.readers)) && !(await room.send("note.share", { note: note.id, ...sharing }))) return;
    close();
  };
  const move = () => {
    marks.chosen.value = { kind: "note", id: note.id };
    scene.tool.value = "note";
    close();
    room.toast(t("Click where the note shall lie."));
  };
  const remove = () => {
    marks.chosen.value = { kind: "note", id: note.id };
    marks.remove();
    close();
  };
  const reads = (/** @type {string} */ user, /** @type {boolean} */ does) => { readers.value = does ? [...readers.value, user] : readers.value.filter((one) => one !== user); };

  return html`<form class="form" onSubmit=${save}>
    <${Field} label=${t("Title")}><input required autofocus maxlength="80" value=${draft.value.title} onInput=${(/** @type {any} */ event) => set({ title: event.target.value })} /><//>
    <div class="segmented segmented-icons" role="group" aria-label=${tc("mark of a note", "Pin")}>${ICONS.map((icon) => html`<button type="button" key=${icon} aria-pressed=${draft.value.icon === icon} aria-label=${iconName(icon)} title=${iconName(icon)} onClick=${() => set({ icon })}><${Icon} name=${icon} /></button>`)}</div>
    <${Field} label=${t("Text")} help=${t("Who it is shared with reads this.")}><textarea rows="3" maxlength="5000" value=${draft.value.text} onInput=${(/** @type {any} */ event) => set({ text: event.target.value })}></textarea><//>
    <${Field} label=${t("Notes, only for those who lead")}><textarea rows="2" maxlength="5000" value=${draft.value.gm_notes} onInput=${(/** @type {any} */ event) => set({ gm_notes: event.target.value })}></textarea><//>
    <${Field} label=${t("Shared with")}><select value=${shared.value} onChange=${(/** @type {any} */ event) => { shared.value = event.target.value; }}>
      <option value="none">${t("nobody")}</option><option value="all">${t("everybody")}</option><option value="named">${t("some players")}</option></select><//>
    ${shared.value === "named" && (players.length ? html`<fieldset class="stack-s"><legend>${t("Players")}</legend>${players.map((player) => html`<label key=${player.id} class="check"><input type="checkbox" checked=${readers.value.includes(player.user)} onChange=${(/** @type {any} */ event) => reads(player.user, event.target.checked)} /><${Avatar} person=${player} class="avatar-s" />${player.name}</label>`)}</fieldset>` : html`<p class="help">${t("Nobody plays here yet. Invite players first.")}</p>`)}
    <div class="dialog-actions">
      ${note.id && html`<button type="button" class="btn btn-quiet" onClick=${remove}><${Icon} name="trash-2" />${t("Delete")}</button><button type="button" class="btn btn-quiet" onClick=${move}>${t("Move")}</button>`}
      <button class="btn btn-primary">${note.id ? t("Save") : t("Put it there")}</button></div>
  </form>`;
}
