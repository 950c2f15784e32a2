/** The scenes of a room: which the players see, and another one shown to them at once. */
import { html, useSignal } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { Icon } from "../base/parts.js";

/** @param {{room: import("../rooms/store.js").Room}} props */
export function Scenes({ room }) {
  const busy = useSignal("");
  const scenes = Object.values(room.kind("scene").value).sort((a, b) => Number(b.active) - Number(a.active) || (a.order ?? 0) - (b.order ?? 0) || a.name.localeCompare(b.name));
  const show = async (/** @type {any} */ scene) => {
    busy.value = scene.id;
    if (await room.send("scene.activate", { scene: scene.id })) room.toast(t("The players see {name}.", { name: scene.name }), "good");
    busy.value = "";
  };
  return html`<section class="card stack-s" aria-labelledby="scenes">
    <div class="row"><h2 id="scenes" class="grow">${t("On the table")}</h2><a class="btn btn-s" href=${room.page.imports}><${Icon} name="download" />${t("Import a scene")}</a></div>
    ${scenes.length === 0 ? html`<div class="empty"><${Icon} name="layers" /><h3>${t("No scene yet")}</h3><p>${t("Import one from a file, or make one at the table.")}</p></div>`
      : html`<ul class="list office-scenes">${scenes.map((scene) => html`<li key=${scene.id} aria-current=${scene.active ? "true" : undefined}>
        <img class="office-thumbnail" src=${`${room.page.api}/scenes/${scene.id}/thumbnail`} alt="" loading="lazy" onError=${hide} />
        <strong class="grow truncate">${scene.name}</strong>
        ${scene.active ? html`<span class="badge badge-good"><${Icon} name="eye" />${t("shown to the players")}</span>`
          : html`<button type="button" class="btn" disabled=${Boolean(busy.value) || room.archived.value} onClick=${() => show(scene)} aria-label=${t("Show now: {name}", { name: scene.name })}>${t("Show now")}</button>`}</li>`)}</ul>`}
  </section>`;
}

/** A scene without maps has no picture. @param {any} event */
function hide(event) {
  event.target.hidden = true;
}
