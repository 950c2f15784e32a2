/** Choose a sound of one's library by words: to play it, to lay it on a pad, to put it in a list. */
import { html, useEffect, useRef, useSignal } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { Dialog, Icon } from "../../base/parts.js";
import { timeOf } from "../../rooms/files/file_words.js";
import { groupIcon, groupOf, kindName } from "../words.js";

const FIND_MS = 200;
const MOST = 50;
const CROSSFADE_MAX = 20;

/**
 * @param {{sound: import("../page.js").TableSound, title: string, verb: string, onPick: (track: any, seconds: number) => any, onClose: () => void,
 *   seconds?: number, once?: boolean}} props `seconds`: asked besides, with this to begin; `once`: closes with the first choice
 */
export function Finder({ sound: { room }, title, verb, onPick, onClose, seconds, once = false }) {
  const words = useSignal("");
  const favourites = useSignal(false);
  const long = useSignal(seconds ?? 0);
  const found = useSignal(/** @type {any[] | null} */ (null));
  const problem = useSignal("");
  const picked = useSignal(/** @type {string[]} ids, the newest last */ ([]));
  const timer = useRef(0);
  const asked = useRef(0);
  const load = async () => {
    const question = ++asked.current;
    const asks = new URLSearchParams({ order: words.value.trim() ? "name" : "new", per_page: String(MOST) });
    if (words.value.trim()) asks.set("q", words.value.trim());
    if (favourites.value) asks.set("favourite", "1");
    try {
      const { data } = await get(`${room.page.api}/tracks?${asks}`);
      if (question !== asked.current) return;
      found.value = data;
      problem.value = "";
    } catch (error) {
      problem.value = /** @type {Error} */ (error).message;
    }
  };
  useEffect(() => {
    load();
    return () => clearTimeout(timer.current);
  }, []);
  const type = (/** @type {any} */ event) => {
    words.value = event.target.value;
    clearTimeout(timer.current);
    timer.current = window.setTimeout(load, FIND_MS);
  };
  const pick = async (/** @type {any} */ track) => {
    if (once) onClose();
    if (await onPick(track, long.value)) picked.value = [...picked.value.filter((id) => id !== track.id), track.id];
  };
  const none = found.value?.length === 0;
  const last = (found.value ?? []).find((track) => track.id === picked.value.at(-1));
  return html`<${Dialog} title=${title} onClose=${onClose} wide><div class="stack">
    <div class="row-s"><label class="grow"><span class="visually-hidden">${t("Find a sound")}</span><input type="search" autofocus placeholder=${t("Find a sound: name, artist, tag")} value=${words.value} onInput=${type} /></label>
      <button type="button" class="btn" aria-pressed=${favourites.value} onClick=${() => { favourites.value = !favourites.value; load(); }}><${Icon} name="star" />${t("Favourites")}</button></div>
    ${seconds !== undefined && html`<label class="row-s nowrap">${t("Within seconds")}<input type="number" class="sound-number" min="0" max=${CROSSFADE_MAX} step="0.5" value=${long.value} onInput=${(/** @type {any} */ event) => { long.value = Math.max(0, Math.min(CROSSFADE_MAX, event.target.valueAsNumber || 0)); }} /></label>`}
    ${problem.value && html`<p class="alert" role="alert">${problem.value} <button type="button" class="btn btn-s" onClick=${load}>${t("Try again")}</button></p>`}
    ${found.value === null && !problem.value && html`<p class="quiet row-s"><span class="spinner" />${t("Looking for your sounds …")}</p>`}
    ${none && (words.value.trim() || favourites.value ? html`<p class="quiet">${t("No such sound.")}</p>`
      : html`<div class="empty"><${Icon} name="music" /><h3>${t("No sounds yet")}</h3><p>${t("Upload sounds, or add ready-made ones such as rain, wind and fire.")}</p><a class="btn btn-primary" href=${room.page.sounds}>${t("Open the sound library")}</a></div>`)}
    <p class="visually-hidden" role="status">${last && t("{verb}: {name}", { verb, name: last.name })}</p>
    <ul class="list sound-found">${(found.value ?? []).map((track) => html`<li key=${track.id}><${Icon} name=${groupIcon(groupOf(track.kind))} />
      <span class="grow sound-name"><strong class="truncate">${track.name}</strong><span class="small quiet truncate">${[kindName(track.kind), timeOf(track.duration), track.artist].filter(Boolean).join(" · ")}</span></span>
      <button type="button" class="btn btn-s" aria-label=${t("{verb}: {name}", { verb, name: track.name })} onClick=${() => pick(track)}>${picked.value.includes(track.id) && html`<${Icon} name="check" />`}${verb}</button></li>`)}</ul>
    ${!none && html`<p class="small"><a href=${room.page.sounds}>${t("Open the sound library")}</a></p>`}
  </div><//>`;
}
