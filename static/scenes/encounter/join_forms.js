/** Who joins a fight: one by name, selected tokens, or many enemies at once. */
import { html, useSignal } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";

/** @param {{scene: import("../model.js").Scene}} props */
export function JoinForms({ scene }) {
  const { fight } = scene;
  const show = useSignal(false);
  const standing = new Set(fight.line.value.map((/** @type {any} */ one) => one.mark));
  const chosen = scene.chosen.value.filter((token) => ![...standing].length || !fight.line.value.some((/** @type {any} */ one) => fight.tokenOf(one)?.id === token.id));
  const add = async (/** @type {any} */ event) => {
    event.preventDefault();
    const { target } = event;
    const form = new FormData(target);
    const one = { name: String(form.get("name")).trim(), initiative: String(form.get("initiative")).trim(), hp: String(form.get("hp")).trim(), is_player: form.has("player"), hidden: form.has("hidden") };
    if (!one.name || !(await fight.add([one], show.value))) return;
    target.reset();
    target.elements.name.focus();
  };
  const bulk = async (/** @type {any} */ event) => {
    event.preventDefault();
    const { target } = event;
    const form = new FormData(target);
    const many = { count: Number(form.get("count")), name: String(form.get("name")).trim(), hp: String(form.get("hp")).trim(), initiative: String(form.get("initiative")).trim(), hidden: form.has("hidden"), show: show.value };
    if (many.name && (await fight.bulk(many))) target.reset();
  };
  return html`<div class="stack-s fight-join">
    ${chosen.length > 0 && html`<button type="button" class="btn" onClick=${() => fight.add(chosen.map((token) => ({ token: token.id })), show.value)}><${Icon} name="user-plus" />${tn("Let the selected token join", "Let {count} selected tokens join", chosen.length)}</button>`}
    <form class="fight-form" onSubmit=${add} data-join>
      <input name="name" required maxlength="50" placeholder=${t("Name")} aria-label=${t("Name")} />
      <input name="initiative" maxlength="60" placeholder=${t("Initiative, or +3")} aria-label=${t("Initiative: a number, or +3 to roll")} />
      <input name="hp" maxlength="60" placeholder=${t("HP")} aria-label=${t("Hit points: a number or dice")} />
      <button class="btn btn-primary"><${Icon} name="plus" />${t("Add")}</button>
      <label class="check"><input type="checkbox" name="player" />${t("a player's")}</label>
      <label class="check"><input type="checkbox" name="hidden" />${t("hidden")}</label>
    </form>
    <details><summary>${t("Many enemies at once")}</summary>
      <form class="fight-form" onSubmit=${bulk} data-bulk>
        <input name="name" required maxlength="44" placeholder=${t("Goblin")} aria-label=${t("Name")} />
        <input name="count" type="number" required min="1" max="50" value="4" aria-label=${t("How many")} />
        <input name="hp" maxlength="60" placeholder="5d6+6" aria-label=${t("Hit points: a number or dice")} />
        <input name="initiative" maxlength="60" placeholder="+3" aria-label=${t("Initiative: a number, or +3 to roll")} />
        <button class="btn btn-primary"><${Icon} name="plus" />${t("Add")}</button>
        <label class="check"><input type="checkbox" name="hidden" />${t("hidden")}</label>
      </form></details>
    <label class="check"><input type="checkbox" checked=${show.value} onChange=${(/** @type {any} */ event) => { show.value = event.target.checked; }} />${t("Tell what is rolled for initiative in the chat")}</label>
    ${fight.line.value.some((/** @type {any} */ one) => one.initiative === null) && html`<button type="button" class="btn" onClick=${() => fight.rollMissing(show.value)}><${Icon} name="dices" />${t("Roll for all who have none")}</button>`}
  </div>`;
}
