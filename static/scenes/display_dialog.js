/** Screens for the table: a television shows the players' view by an address that can be ended at any time. */
import { html, useEffect, useSignal } from "../vendor/ui.js";
import { get, post, remove } from "../base/http.js";
import { t } from "../base/i18n.js";
import { Dialog, Icon, IconButton } from "../base/parts.js";
import { OnlyHere } from "../rooms/people/invite.js";

/** @param {{room: import("../rooms/store.js").Room, onClose: () => void}} props */
export function DisplayDialog({ room, onClose }) {
  const url = `${room.page.api}/rooms/${room.page.room.id}/displays`;
  const displays = useSignal(/** @type {any[]} */ ([]));
  const name = useSignal(t("Television"));
  const made = useSignal(/** @type {any} */ (null));
  const problem = useSignal("");

  const attempt = async (/** @type {() => Promise<any>} */ act) => {
    try {
      problem.value = "";
      await act();
    } catch (error) {
      problem.value = /** @type {Error} */ (error).message;
    }
  };
  const load = () => attempt(async () => { displays.value = (await get(url)).data; });
  const create = (/** @type {Event} */ event) => {
    event.preventDefault();
    attempt(async () => {
      made.value = (await post(url, { name: name.value.trim() })).data;
      await load();
    });
  };
  const end = (/** @type {string} */ id) => attempt(async () => {
    await remove(`${url}/${id}`);
    await load();
  });
  useEffect(() => { load(); }, []);

  return html`<${Dialog} title=${t("Show the map on a screen")} onClose=${onClose}>
    <p class="quiet">${t("A display shows what the players see: no login, no chat. Whoever has its address can watch, until you end it.")}</p>
    ${problem.value && html`<p class="alert" role="alert">${problem}</p>`}
    ${made.value ? html`<div class="stack"><img class="invite-qr" src=${made.value.qr} width="200" height="200" alt=${t("QR code of the display")} />
      <input readonly value=${made.value.url} aria-label=${t("Address of the display")} onFocus=${(/** @type {any} */ event) => event.target.select()} />
      <${OnlyHere} url=${made.value.url} />
      <a class="btn" href=${made.value.url} target="_blank" rel="noopener">${t("Open it here in a new window")}</a></div>`
      : html`<form class="row-s nowrap" onSubmit=${create}><input class="grow" maxlength="50" required aria-label=${t("Name of the screen")} value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} />
        <button class="btn btn-primary"><${Icon} name="monitor" />${t("Set up")}</button></form>`}
    ${displays.value.length > 0 && html`<ul class="list">${displays.value.map((one) => html`<li key=${one.id}><span class="grow truncate">${one.name}</span><${IconButton} icon="trash-2" label=${t("End {name}", { name: one.name })} onClick=${() => end(one.id)} /></li>`)}</ul>`}
  <//>`;
}
