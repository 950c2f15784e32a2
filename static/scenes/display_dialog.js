/** Screens for the table: a television shows the players' view by an address that can be ended at any time. */
import { html, useEffect, useSignal } from "../vendor/ui.js";
import { get, patch, post, remove } from "../base/http.js";
import { t } from "../base/i18n.js";
import { Dialog, Icon } from "../base/parts.js";
import { OnlyHere } from "../rooms/people/invite.js";
import { DisplayControls } from "./displays/controls.js";

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
      problem.value = Object.values(/** @type {any} */ (error).fields ?? {}).flat()[0] ?? /** @type {Error} */ (error).message;
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
  const change = (/** @type {string} */ id) => (/** @type {object} */ fields) => attempt(async () => {
    const { data } = await patch(`${url}/${id}`, fields);
    displays.value = displays.value.map((one) => (one.id === id ? data : one));
  });
  const end = (/** @type {any} */ one) => attempt(async () => {
    await remove(`${url}/${one.id}`);
    if (made.value?.id === one.id) made.value = null;
    await load();
  });
  useEffect(() => { load(); }, []);

  return html`<${Dialog} title=${t("Screens at the table")} onClose=${onClose} wide>
    <p class="quiet">${t("A display shows what the players see: no login, no chat. Whoever has its address can watch, until you end it.")}</p>
    ${problem.value && html`<p class="alert" role="alert">${problem}</p>`}
    ${made.value ? html`<div class="stack"><img class="invite-qr" src=${made.value.qr} width="200" height="200" alt=${t("QR code of the display")} />
      <input readonly value=${made.value.url} aria-label=${t("Address of the display")} onFocus=${(/** @type {any} */ event) => event.target.select()} />
      <${OnlyHere} url=${made.value.url} />
      <a class="btn" href=${made.value.url} target="_blank" rel="noopener">${t("Open it here in a new window")}</a></div>`
      : html`<form class="row-s nowrap" onSubmit=${create}><input class="grow" maxlength="50" required aria-label=${t("Name of the screen")} value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} />
        <button class="btn btn-primary"><${Icon} name="monitor" />${t("Set up")}</button></form>`}
    ${displays.value.map((one) => html`<${DisplayControls} key=${one.id} room=${room} display=${one} onChange=${change(one.id)} onEnd=${() => end(one)} />`)}
  <//>`;
}
