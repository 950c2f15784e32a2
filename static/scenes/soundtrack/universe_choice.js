/** In which universe a scene is: those that one may use for it are one's own, those one belongs to, and public ones. */
import { html, signal, useEffect } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
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
  return html`<label class="field">${t("Universe whose music this scene has")}
    <select data-universe value=${scene.universe ?? ""} onChange=${choose}>
      <option value="">${t("none")}</option>
      ${unknown && html`<option value=${scene.universe}>${t("one of somebody else")}</option>`}
      ${all.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}</select></label>`;
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
