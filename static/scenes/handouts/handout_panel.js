/** Handouts of the table: who leads uploads them and says who sees which; players find again what was shown to them. */
import { html, useRef, useSignal } from "../../vendor/ui.js";
import { upload } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { Dialog, Field, Icon } from "../../base/parts.js";

const TYPES = ".png,.jpg,.jpeg,.webp,.avif,.gif";
/** @typedef {{id: string, name: string, url: string, preview: string, width: number, height: number, shared: "none" | "all" | "named", readers?: string[], order?: number, scene?: string | null}} Handout */

/** @param {import("../../rooms/store.js").Room} room @returns {Handout[]} */
export function handoutsOf(room) {
  return Object.values(room.kind("handout").value).sort((a, b) => (a.order ?? 0) - (b.order ?? 0) || a.name.localeCompare(b.name));
}

/** @param {{scene: import("../model.js").Scene, onOpen: (handout: Handout) => void}} props */
export function HandoutPanel({ scene, onOpen }) {
  const { room } = scene;
  const handouts = handoutsOf(room);
  const edits = scene.edits.value;
  const sharing = useSignal("");
  const shared = handouts.find((one) => one.id === sharing.value);
  return html`<section class="panel-body stack" aria-label=${t("Handouts")}>
    <h2>${t("Handouts")}</h2>
    ${edits && html`<${Add} room=${room} />`}
    ${handouts.length === 0 && html`<div class="empty"><${Icon} name="image" /><h3>${edits ? t("No handouts yet") : t("Nothing was shown yet")}</h3>
      <p>${edits ? t("A letter, a face, a door with three locks: add a picture, then show it to all or to some.") : t("Pictures that the game master shows you stay here.")}</p></div>`}
    <ul class="handouts">${handouts.map((one) => html`<li key=${one.id}>
      <button type="button" class="handout" onClick=${() => onOpen(one)} aria-label=${t("Look at {name}", { name: one.name })}><img src=${one.preview} alt="" loading="lazy" /><strong class="truncate">${one.name}</strong></button>
      ${edits && html`<button type="button" class="btn btn-s btn-block" aria-label=${t("Who sees {name}: {who}", { name: one.name, who: whoSees(room, one) })} onClick=${() => { sharing.value = one.id; }}><${Icon} name=${one.shared === "none" ? "eye-off" : "eye"} /><span class="truncate">${whoSees(room, one)}</span></button>`}</li>`)}</ul>
    ${shared && html`<${ShareDialog} key=${shared.id} room=${room} handout=${shared} onClose=${() => { sharing.value = ""; }} />`}
  </section>`;
}

/** @param {{room: import("../../rooms/store.js").Room}} props */
function Add({ room }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const over = useSignal(false);
  const part = useSignal(0);
  const doing = useSignal("");
  const add = async (/** @type {Iterable<File>} */ files) => {
    for (const file of files) {
      const form = new FormData();
      form.append("picture", file);
      form.append("name", file.name.replace(/\.[^.]+$/, "").slice(0, 80) || t("Handout"));
      doing.value = file.name;
      try {
        await upload(`${room.page.api}/rooms/${room.page.room.id}/handouts`, form, (done) => { part.value = done; });
      } catch (error) {
        const fields = Object.values(/** @type {any} */ (error).fields ?? {}).flat();
        room.toast(t("{name}: {why}", { name: file.name, why: String(fields[0] ?? /** @type {Error} */ (error).message) }), "bad");
      }
    }
    doing.value = "";
  };
  return html`<div class="drop stack-s" data-over=${over.value} onDragOver=${(/** @type {DragEvent} */ event) => { event.preventDefault(); over.value = true; }} onDragLeave=${() => { over.value = false; }}
      onDrop=${(/** @type {DragEvent} */ event) => { event.preventDefault(); over.value = false; add([...(event.dataTransfer?.files ?? [])]); }}>
    <input ref=${input} type="file" multiple accept=${TYPES} class="visually-hidden" tabindex="-1" data-handout aria-label=${t("Handout pictures")} onChange=${(/** @type {any} */ event) => { add([...event.target.files]); event.target.value = ""; }} />
    <span><button type="button" class="btn btn-primary" disabled=${Boolean(doing.value)} onClick=${() => input.current?.click()}><${Icon} name="image-plus" />${t("Add a handout")}</button></span>
    ${doing.value ? html`<progress max="1" value=${part.value} aria-label=${t("Upload of {name}", { name: doing.value })} />` : html`<span class="small">${t("Nobody else sees it until you show it.")}</span>`}</div>`;
}

/** @param {import("../../rooms/store.js").Room} room @param {Handout} handout */
function whoSees(room, handout) {
  if (handout.shared === "all") return t("shown to everybody");
  if (handout.shared === "none") return t("shown to nobody");
  const names = room.members.value.filter((member) => handout.readers?.includes(member.user)).map((member) => member.name);
  return names.length ? names.join(", ") : t("shown to some");
}

/** @param {{room: import("../../rooms/store.js").Room, handout: Handout, onClose: () => void}} props */
function ShareDialog({ room, handout, onClose }) {
  const name = useSignal(handout.name);
  const shared = useSignal(handout.shared);
  const readers = useSignal(new Set(handout.readers ?? []));
  const players = room.members.value.filter((member) => member.role === "player");
  const toggle = (/** @type {string} */ user) => {
    const next = new Set(readers.value);
    if (!next.delete(user)) next.add(user);
    readers.value = next;
  };
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const fresh = name.value.trim();
    if (fresh && fresh !== handout.name) await room.send("handout.update", { handout: handout.id, name: fresh });
    const to = shared.value === "named" ? [...readers.value].filter((user) => players.some((member) => member.user === user)) : [];
    if (await room.send("handout.share", { handout: handout.id, shared: shared.value, readers: to })) onClose();
  };
  const remove = async () => {
    onClose();
    if (await room.confirm(t("Delete the handout {name}?", { name: handout.name }), t("Delete"), t("Undo brings it back."))) room.send("handout.delete", { handout: handout.id });
  };
  const choice = (/** @type {"none" | "all" | "named"} */ value, /** @type {string} */ label) => html`<label class="check"><input type="radio" name="shared" checked=${shared.value === value} onChange=${() => { shared.value = value; }} />${label}</label>`;
  return html`<${Dialog} title=${handout.name} onClose=${onClose}><form class="stack" onSubmit=${save}>
    <${Field} label=${t("Name")}><input required maxlength="80" autocomplete="off" value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} /><//>
    <fieldset class="stack-s"><legend>${t("Who sees it")}</legend>${choice("none", t("Nobody but those who lead"))}${choice("all", t("Everybody"))}${choice("named", t("Only some"))}
      ${shared.value === "named" && players.map((member) => html`<label class="check" key=${member.user}><input type="checkbox" checked=${readers.value.has(member.user)} onChange=${() => toggle(member.user)} />${member.name}</label>`)}
      ${shared.value === "named" && players.length === 0 && html`<p class="small quiet">${t("No player belongs to this table yet.")}</p>`}</fieldset>
    <div class="dialog-actions"><button type="button" class="btn btn-danger" onClick=${remove}>${t("Delete …")}</button>
      <button type="button" class="btn btn-quiet push" onClick=${onClose}>${t("Cancel")}</button><button class="btn btn-primary">${t("Save")}</button></div>
  </form><//>`;
}
