/** A game master's maps beside the table: upload, find, place on the scene in view. */
import { html, useEffect, useRef, useSignal } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { Icon, IconButton } from "../base/parts.js";
import { NotSecret } from "../maps/secrecy.js";

const TYPES = ".png,.jpg,.jpeg,.webp,.avif,.gif,.webm,.mp4,.dd2vtt,.uvtt,.df2vtt";

/** @param {{scene: import("./model.js").Scene, library: import("./library.js").Library, shown: boolean, onPlaced: () => void}} props */
export function LibraryPanel({ scene, library, shown, onPlaced }) {
  const over = useSignal(false);
  const words = useSignal("");
  const hidden = useSignal(true);
  const file = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => { if (shown && library.maps.value === null) library.load(); }, [shown]);

  const add = async (/** @type {Iterable<File>} */ files) => { for (const one of files) await library.add(one); };
  const drop = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    over.value = false;
    add(event.dataTransfer?.files ?? []);
  };
  const place = async (/** @type {any} */ map) => {
    const placed = await scene.room.send("map.place", { scene: scene.id.value, map: map.id, hidden: hidden.value });
    if (!placed) return;
    scene.room.toast(hidden.value ? t("{name} lies on the scene, hidden.", { name: map.name }) : t("{name} lies on the scene.", { name: map.name }), "good");
    onPlaced();
  };
  const folderName = (/** @type {string} */ id) => library.folders.value.find((folder) => folder.id === id)?.name ?? "";
  const found = (library.maps.value ?? []).filter((map) => `${map.name} ${folderName(map.folder)}`.toLowerCase().includes(words.value.toLowerCase()));

  return html`<section class="panel-body stack" aria-label=${t("Maps")}>
    <div class="row"><h2 class="grow">${t("Maps")}</h2><a class="small" href=${scene.room.page.library}>${t("Open the library")}</a></div>
    <div class="drop" data-over=${over.value} onDragOver=${(/** @type {DragEvent} */ event) => { event.preventDefault(); over.value = true; }} onDragLeave=${() => { over.value = false; }} onDrop=${drop}>
      <input ref=${file} type="file" multiple accept=${TYPES} class="visually-hidden" data-upload aria-label=${t("Map files")} tabindex="-1" onChange=${(/** @type {any} */ event) => { add([...event.target.files]); event.target.value = ""; }} />
      <button type="button" class="btn btn-primary" onClick=${() => file.current?.click()}><${Icon} name="upload" />${t("Upload a map")}</button>
      <p class="small">${t("or drop it here: pictures, Universal VTT (.dd2vtt, .uvtt)")}</p>
    </div>
    ${library.uploads.value.map((one) => html`<div key=${one.id} class="upload" role="status">
      <span class="row-s"><span class="grow truncate">${one.name}</span>${one.problem ? html`<${IconButton} icon="x" label=${t("Dismiss")} onClick=${() => library.dismiss(one.id)} />` : html`<span class="small quiet">${one.doing}</span>`}</span>
      ${one.problem ? html`<p class="small error-text">${one.problem}</p>` : html`<progress max="1" value=${one.part} aria-label=${t("Upload of {name}", { name: one.name })} />`}</div>`)}
    ${library.problem.value && html`<p class="alert" role="alert">${library.problem} <button type="button" class="btn btn-s" onClick=${library.load}>${t("Try again")}</button></p>`}
    ${library.maps.value === null && !library.problem.value && html`<p class="quiet row-s"><span class="spinner" />${t("Looking for your maps …")}</p>`}
    ${library.maps.value?.length === 0 && html`<div class="empty"><${Icon} name="map" /><h3>${t("No maps yet")}</h3><p>${t("Upload one; then it can be placed on any scene.")}</p></div>`}
    ${(library.maps.value?.length ?? 0) > 0 && html`
      <label class="field"><span class="visually-hidden">${t("Find a map")}</span><input type="search" placeholder=${t("Find a map")} value=${words.value} onInput=${(/** @type {any} */ event) => { words.value = event.target.value; }} /></label>
      <label class="check"><input type="checkbox" checked=${hidden.value} onChange=${(/** @type {any} */ event) => { hidden.value = event.target.checked; }} />${t("Place hidden from the players")}</label>
      <p class="alert alert-note small">${t("Players receive only what they may see of a map. Moving pictures and videos are sent whole as soon as they are shown.")}</p>
      <ul class="map-cards">${found.map((map) => html`<li key=${map.id} class="map-card">
        <img src=${map.thumbnail} alt="" loading="lazy" width="96" height="64" />
        <span class="grow"><strong class="truncate">${map.name}</strong><span class="small quiet">${map.width} × ${map.height}${map.folder ? ` · ${folderName(map.folder)}` : ""}${map.has?.walls ? ` · ${t("{count} walls", { count: map.has.walls })}` : ""}</span><${NotSecret} media=${map.media} /></span>
        <button type="button" class="btn btn-s" disabled=${!scene.id.value} aria-label=${t("Place {name}", { name: map.name })} onClick=${() => place(map)}>${t("Place")}</button></li>`)}</ul>
      ${found.length === 0 && html`<p class="quiet">${t("No map of that name.")}</p>`}
      ${!scene.id.value && html`<p class="small quiet">${t("Create a scene first: a map lies on a scene.")}</p>`}`}
  </section>`;
}
