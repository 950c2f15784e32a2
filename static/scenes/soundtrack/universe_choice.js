/**
 * In which universe a scene is, and what is otherwise in it there. Those that one may use for it are one's own, those one
 * belongs to, and public ones.
 */
import { html, signal, useEffect, useSignal } from "../../vendor/ui.js";
import { get, post } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { countOf, OverridesDialog } from "./overrides_dialog.js";

/** @type {import("../../vendor/ui.js").Signal<{id: string, name: string}[] | null>} the same for every scene */
const usable = signal(null);

/** @param {{room: import("../../rooms/store.js").Room, scene: any}} props */
export function UniverseChoice({ room, scene }) {
  const tuning = useSignal(/** @type {string | null} */ (null));
  const all = usable.value;
  const knows = (/** @type {string | null} */ id) => Boolean(all?.some((one) => one.id === id));
  /* A world of its own is made while the page is open. */
  useEffect(() => { load(room); }, [scene.own_universe]);
  if (!all) return null;
  const choose = (/** @type {any} */ event) => room.send("scene.update", { scene: scene.id, universe: event.target.value || null });
  const unknown = scene.universe && !knows(scene.universe);
  if (!all.length && !unknown) return html`<p class="small quiet">${t("A scene in a universe has its music.")} <a href=${room.page.universes}>${t("Make a universe")}</a></p>`;
  const count = countOf(scene);
  return html`<div class="stack-s"><div class="universe-choice"><label class="field grow">${t("Universe whose music this scene has")}
    <select data-universe value=${scene.universe ?? ""} onChange=${choose}>
      <option value="">${t("none")}</option>
      ${unknown && html`<option value=${scene.universe}>${t("one of somebody else")}</option>`}
      ${all.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}</select></label>
    ${scene.universe && !unknown && html`<a class="btn btn-icon" href=${`${room.page.universes}${scene.universe}/`} target="_blank" rel="noopener" aria-label=${t("Open the universe")} title=${t("Open the universe")}><${Icon} name="orbit" /></a>`}</div>
    ${scene.universe && html`<div class="row-s"><button type="button" class="btn btn-s" onClick=${() => { tuning.value = scene.id; }}><${Icon} name="settings" />${t("Otherwise here")}${count > 0 && html` <span class="chip">${count}</span>`}</button></div>`}
    ${scene.universe && (!unknown || scene.own_universe) && html`<${OwnWorld} room=${room} scene=${scene} known=${knows(scene.own_universe)} />`}
    ${scene.universe && tuning.value === scene.id && html`<${OverridesDialog} room=${room} scene=${scene} onClose=${() => { tuning.value = null; }} />`}</div>`;
}

/**
 * A world of the scene's own: a copy of its universe, which is tuned at a page of its own and changes no other scene.
 * @param {{room: import("../../rooms/store.js").Room, scene: any, known: boolean}} props `known`: whether one may open it
 */
function OwnWorld({ room, scene, known }) {
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
  if (!scene.own_universe) return html`<div class="row-s"><button type="button" class="btn btn-s" disabled=${busy.value} onClick=${make}><${Icon} name="copy" />${busy.value ? t("Making it …") : t("Give it a world of its own")}</button></div>`;
  return html`<div class="row-s"><span class="small quiet grow">${t("This scene has a world of its own.")}</span>
    ${known && html`<a class="btn btn-s" href=${`${room.page.universes}${scene.own_universe}/`} target="_blank" rel="noopener">${t("Open it")}</a>`}
    <button type="button" class="btn btn-s" onClick=${() => room.send("scene.update", { scene: scene.id, own_universe: null })}>${t("Do without")}</button></div>`;
}

/** Those one belongs to, then public ones, the best loved first. @param {import("../../rooms/store.js").Room} room */
async function load(room) {
  try {
    const lists = await Promise.all(["mine=1", "visibility=public&order=popular"].map((wanted) => get(`${room.page.api}/universes?page_size=100&${wanted}`)));
    const all = new Map(lists.flatMap(({ data }) => data.map((/** @type {any} */ one) => [one.id, one])));
    usable.value = [...all.values()];
  } catch (error) {
    room.toast(/** @type {Error} */ (error).message, "bad");
  }
}
