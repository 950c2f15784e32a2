/** In which universe a scene is: those that one may use for it are one's own, those one belongs to, and public ones. */
import { html, signal, useEffect, useSignal } from "../../vendor/ui.js";
import { get, post } from "../../base/http.js";
import { t } from "../../base/i18n.js";

/** @type {import("../../vendor/ui.js").Signal<{id: string, name: string}[] | null>} the same for every scene */
const usable = signal(null);

/** @param {{room: import("../../rooms/store.js").Room, scene: any}} props */
export function UniverseChoice({ room, scene }) {
  useEffect(() => { load(room); }, []);
  const all = usable.value;
  if (!all) return null;
  const choose = (/** @type {any} */ event) => room.send("scene.update", { scene: scene.id, universe: event.target.value || null });
  const unknown = scene.universe && !all.some(({ id }) => id === scene.universe);
  if (!all.length && !unknown) return html`<p class="small quiet">${t("A scene in a universe has its music.")} <a href=${room.page.universes}>${t("Make a universe")}</a></p>`;
  return html`<div class="stack-s"><label class="field">${t("Universe whose music this scene has")}
    <select data-universe value=${scene.universe ?? ""} onChange=${choose}>
      <option value="">${t("none")}</option>
      ${unknown && html`<option value=${scene.universe}>${t("one of somebody else")}</option>`}
      ${all.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}</select></label>
    ${scene.universe && (!unknown || scene.own_universe) && html`<${OwnWorld} room=${room} scene=${scene} />`}</div>`;
}

/**
 * A world of the scene's own: a copy of its universe, which is tuned at a page of its own and changes no other scene.
 * @param {{room: import("../../rooms/store.js").Room, scene: any}} props
 */
function OwnWorld({ room, scene }) {
  const busy = useSignal(false);
  const make = async () => {
    busy.value = true;
    try {
      await post(`${room.page.api}/scenes/${scene.id}/world`, {});
    } catch (error) {
      room.toast(/** @type {Error} */ (error).message, "bad");
    }
    busy.value = false;
  };
  if (!scene.own_universe) return html`<div class="row-s"><button type="button" class="btn btn-s" disabled=${busy.value} onClick=${make}>${busy.value ? t("Making it …") : t("Give it a world of its own")}</button></div>`;
  return html`<div class="row-s"><span class="small quiet grow">${t("This scene has a world of its own.")}</span>
    <a class="btn btn-s" href=${`${room.page.universes}${scene.own_universe}/`} target="_blank" rel="noopener">${t("Open it")}</a>
    <button type="button" class="btn btn-s" onClick=${() => room.send("scene.update", { scene: scene.id, own_universe: null })}>${t("Do without")}</button></div>`;
}

/** @param {import("../../rooms/store.js").Room} room */
async function load(room) {
  try {
    const { data } = await get(`${room.page.api}/universes?page_size=100`);
    usable.value = data.filter((/** @type {any} */ one) => one.role || one.visibility === "public");
  } catch (error) {
    room.toast(/** @type {Error} */ (error).message, "bad");
  }
}
