/** Devices without a login: speakers that only sound, and keys that only press. Their address is told once. */
import { html, useEffect, useSignal } from "../../vendor/ui.js";
import { get, post, remove } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { Dialog, Icon, IconButton } from "../../base/parts.js";
import { CopyField, OnlyHere } from "../../rooms/people/invite.js";

const KINDS = {
  speakers: () => ({
    title: t("Speakers"), icon: "speaker", name: t("Living room"), label: t("Name of the speaker"),
    about: t("A phone or computer that only plays the table's sound, with its own volume: no login. Whoever has its address can listen, until you end it."),
    none: t("No speaker yet: give it a name, then open its address on the device that shall sound."), address: t("Address of the speaker"), qr: t("QR code of the speaker"),
  }),
  remotes: () => ({
    title: t("Remote keys"), icon: "layout-grid", name: t("Stream deck"), label: t("Name of the remote"),
    about: t("An address that a stream deck or a script may call by POST: /play, /pause, /next, /previous, /stop, /pads/1. Whoever has it can do that, until you end it."),
    none: t("No remote yet: give it a name, then put its address into your stream deck."), address: t("Address of the remote"), qr: t("QR code of the remote"),
  }),
};

/** @param {{room: import("../../rooms/store.js").Room, what: "speakers" | "remotes", onClose: () => void}} props */
export function DevicesDialog({ room, what, onClose }) {
  const words = KINDS[what]();
  const url = `${room.page.api}/rooms/${room.page.room.id}/${what}`;
  const devices = useSignal(/** @type {any[] | null} */ (null));
  const name = useSignal(words.name);
  const made = useSignal(/** @type {any} */ (null));
  const problem = useSignal("");
  const attempt = async (/** @type {() => Promise<any>} */ act) => {
    try {
      problem.value = "";
      await act();
    } catch (error) {
      problem.value = String(Object.values(/** @type {any} */ (error).fields ?? {}).flat()[0] ?? /** @type {Error} */ (error).message);
    }
  };
  const load = () => attempt(async () => { devices.value = (await get(url)).data; });
  const create = (/** @type {Event} */ event) => {
    event.preventDefault();
    attempt(async () => {
      made.value = (await post(url, { name: name.value.trim() })).data;
      await load();
    });
  };
  const end = (/** @type {any} */ one) => attempt(async () => {
    await remove(`${url}/${one.id}`);
    if (made.value?.id === one.id) made.value = null;
    await load();
  });
  useEffect(() => { load(); }, []);
  return html`<${Dialog} title=${words.title} onClose=${onClose}>
    <p class="quiet">${words.about}</p>
    ${problem.value && html`<p class="alert" role="alert">${problem.value}</p>`}
    ${made.value ? html`<div class="stack">${what === "speakers" && html`<img class="invite-qr" src=${made.value.qr} width="200" height="200" alt=${words.qr} />`}
        <${CopyField} room=${room} label=${words.address} text=${made.value.url} />
        <p class="small quiet">${t("It is shown only now: afterwards nobody can read it here.")}</p>
        <${OnlyHere} url=${made.value.url} />${what === "speakers" && html`<a class="btn" href=${made.value.url} target="_blank" rel="noopener">${t("Open it here in a new window")}</a>`}</div>`
      : html`<form class="row-s nowrap" onSubmit=${create}><input class="grow" maxlength="50" required aria-label=${words.label} value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} />
        <button class="btn btn-primary"><${Icon} name=${words.icon} />${t("Set up")}</button></form>`}
    ${devices.value?.length === 0 && html`<p class="quiet">${words.none}</p>`}
    <ul class="list">${(devices.value ?? []).map((one) => html`<li key=${one.id}><${Icon} name=${words.icon} /><strong class="grow truncate">${one.name}</strong>
      <${IconButton} icon="trash-2" label=${t("End {name}", { name: one.name })} onClick=${() => end(one)} /></li>`)}</ul>
  <//>`;
}
