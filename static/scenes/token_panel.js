/** What is known of the selected token; for those who lead, everything about it, and the draft of a new one. */
import { html, useSignal } from "../vendor/ui.js";
import { t, tn } from "../base/i18n.js";
import { Avatar, Icon } from "../base/parts.js";

const SIZES = /** @type {const} */ ([[0.5, t("tiny")], [1, t("medium")], [2, t("large")], [3, t("huge")], [4, t("gargantuan")]]);

/** @param {{scene: import("./model.js").Scene, moves: ReturnType<typeof import("./moves.js").openMoves>}} props */
export function TokenPanel({ scene, moves }) {
  const selected = scene.selected.value;
  const drafting = scene.tool.value === "place" && scene.draft.value && scene.edits.value;
  return html`<section class="panel-body stack" aria-label=${t("Token")}>
    ${drafting ? html`<${Draft} scene=${scene} />`
      : selected.length === 0 ? html`<div class="empty"><${Icon} name="circle-user-round" /><h2>${t("No token selected")}</h2><p>${scene.edits.value ? t("Choose one on the map, or make a new one with the tools at the left.") : t("Choose one on the map; yours have a warm ring.")}</p></div>`
      : selected.length > 1 ? html`<${Several} scene=${scene} moves=${moves} />`
      : scene.edits.value ? html`<${Inspector} key=${selected[0].id} scene=${scene} token=${selected[0]} moves=${moves} />`
      : html`<${Known} scene=${scene} token=${selected[0]} />`}
  </section>`;
}

/** @param {string} disposition */
const dispositionName = (disposition) => ({ ally: t("ally"), enemy: t("enemy") }[disposition] ?? t("neutral"));

/** @param {{value: string, onChange: (value: string) => void}} props */
function Disposition({ value, onChange }) {
  return html`<div class="field"><span class="label">${t("Disposition")}</span><div class="segmented" role="group" aria-label=${t("Disposition")}>${["neutral", "ally", "enemy"].map((one) => html`
    <button type="button" aria-pressed=${value === one} onClick=${() => onChange(one)}><i class=${`disc disc-${one}`} />${dispositionName(one)}</button>`)}</div></div>`;
}

/** @param {{value: number, onChange: (value: number) => void}} props */
function Size({ value, onChange }) {
  const known = SIZES.some(([size]) => size === value);
  return html`<label class="field">${t("Size in cells")}<select value=${value} onChange=${(/** @type {any} */ event) => onChange(Number(event.target.value))}>
    ${SIZES.map(([size, name]) => html`<option value=${size}>${size} · ${name}</option>`)}${!known && html`<option value=${value}>${value}</option>`}</select></label>`;
}

/** @param {{scene: import("./model.js").Scene}} props */
function Draft({ scene }) {
  const draft = scene.draft.value;
  const set = (/** @type {object} */ fields) => { scene.draft.value = { ...scene.draft.value, ...fields }; };
  return html`<h2>${t("New token")}</h2>
    <label class="field">${t("Name")}<input maxlength="50" value=${draft.name} data-draft-name onInput=${(/** @type {any} */ event) => set({ name: event.target.value })} onFocus=${(/** @type {any} */ event) => event.target.select()} /></label>
    <${Disposition} value=${draft.disposition} onChange=${(/** @type {string} */ disposition) => set({ disposition })} />
    <${Size} value=${draft.size} onChange=${(/** @type {number} */ size) => set({ size })} />
    <label class="check"><input type="checkbox" checked=${draft.hidden} onChange=${(/** @type {any} */ event) => set({ hidden: event.target.checked })} />${t("Hidden from the players")}</label>
    <p class="alert alert-note">${t("Now click on the map where it stands.")}</p>
    <button type="button" class="btn btn-quiet" onClick=${() => { scene.tool.value = "select"; }}>${t("Cancel")}</button>`;
}

/** @param {{scene: import("./model.js").Scene, moves: any}} props */
function Several({ scene, moves }) {
  const tokens = scene.selected.value;
  return html`<h2>${tn("{count} token", "{count} tokens", tokens.length)}</h2>
    <ul class="list">${tokens.map((token) => html`<li key=${token.id}><i class=${`disc disc-${token.disposition}`} /><span class="grow truncate">${token.name}</span></li>`)}</ul>
    ${scene.edits.value && html`<div class="row-s">
      <button type="button" class="btn" onClick=${() => moves.hide(true)}><${Icon} name="eye-off" />${t("Hide")}</button>
      <button type="button" class="btn" onClick=${() => moves.hide(false)}><${Icon} name="eye" />${t("Show")}</button>
      <button type="button" class="btn" onClick=${moves.removeSelected}><${Icon} name="trash-2" />${t("Delete")}</button></div>`}`;
}

/** @param {{scene: import("./model.js").Scene, token: any}} props */
function Known({ scene, token }) {
  return html`<h2>${token.name}</h2>
    <p class="row-s"><span class="badge"><i class=${`disc disc-${token.disposition}`} />${dispositionName(token.disposition)}</span>${token.mine && html`<span class="badge badge-lamp">${t("yours to move")}</span>`}</p>
    <p class="quiet">${t("Covers {size} × {size} cells.", { size: token.size })} ${scene.mayMove(token) ? t("Drag it, or use the arrow keys.") : ""}</p>`;
}

/** @param {{scene: import("./model.js").Scene, token: any, moves: any}} props */
function Inspector({ scene, token, moves }) {
  const { room } = scene;
  const refusals = useSignal(0);
  const change = async (/** @type {object} */ fields) => {
    const done = await room.send("token.update", { token: token.id, version: token.version, ...fields });
    if (!done) refusals.value += 1; /* the fields are drawn anew, with what is true */
  };
  const text = (/** @type {string} */ field, /** @type {string} */ label, /** @type {number} */ most, required = false) => html`<label class="field">${label}<input maxlength=${most} value=${token[field] ?? ""} required=${required}
    onChange=${(/** @type {any} */ event) => (required && !event.target.value.trim() ? (event.target.value = token[field]) : change({ [field]: event.target.value.trim() }))} /></label>`;
  const owners = new Set(token.owners ?? []);
  const players = room.members.value.filter((member) => member.role === "player");
  const own = (/** @type {string} */ user, /** @type {boolean} */ has) => room.send("token.own", { token: token.id, users: has ? [...owners, user] : [...owners].filter((one) => one !== user) });
  return html`<div class="row"><h2 class="grow truncate">${token.name}</h2>
      <button type="button" class="btn btn-s" aria-pressed=${!token.hidden} onClick=${() => room.send("token.hide", { token: token.id, hidden: !token.hidden })}><${Icon} name=${token.hidden ? "eye-off" : "eye"} />${token.hidden ? t("hidden") : t("shown")}</button></div>
    <div class="stack" key=${refusals.value}>
    ${text("name", t("Name, for everybody"), 50, true)}
    ${text("gm_name", t("Name, for those who lead"), 50)}
    <${Disposition} value=${token.disposition} onChange=${(/** @type {string} */ disposition) => change({ disposition })} />
    <div class="form-grid"><${Size} value=${token.size} onChange=${(/** @type {number} */ size) => change({ size })} />
      <label class="field">${t("Turned, degrees")}<input type="number" step="15" value=${token.rotation ?? 0} onChange=${(/** @type {any} */ event) => Number.isFinite(event.target.valueAsNumber) && change({ rotation: event.target.valueAsNumber })} /></label></div>
    </div>
    <fieldset class="stack-s"><legend>${t("Moved by")}</legend>
      ${players.length === 0 && html`<p class="small quiet">${t("No players yet. Those who lead move every token.")}</p>`}
      ${players.map((player) => html`<label key=${player.id} class="check"><input type="checkbox" checked=${owners.has(player.user)} onChange=${(/** @type {any} */ event) => own(player.user, event.target.checked)} /><${Avatar} person=${player} class="avatar-s" />${player.name}</label>`)}</fieldset>
    <label class="field">${t("Notes, only for those who lead")}<textarea rows="4" maxlength="10000" value=${token.gm_notes ?? ""} onChange=${(/** @type {any} */ event) => change({ gm_notes: event.target.value })}></textarea></label>
    <button type="button" class="btn" onClick=${moves.removeSelected}><${Icon} name="trash-2" />${t("Delete")}</button>`;
}
