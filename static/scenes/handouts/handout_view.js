/** A handout over the whole page, and the card that tells a player that one was just shown. */
import { effect, html, signal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Dialog, IconButton } from "../../base/parts.js";

/** @typedef {import("./handout_panel.js").Handout} Handout */

/**
 * What is open, and what came to be seen while the page was there.
 * @param {import("../../rooms/store.js").Room} room
 */
export function openHandouts(room) {
  const whole = signal(/** @type {string | null} */ (null));
  const news = signal(/** @type {string | null} */ (null));
  /** @type {Set<string> | null} null until the first snapshot */
  let known = null;
  effect(() => {
    const seen = room.kind("handout").value;
    if (!room.state.value || room.replaying.value) return;
    const before = known;
    known = new Set(Object.keys(seen));
    if (!before || room.leads.peek()) return;
    const fresh = [...known].filter((id) => !before.has(id));
    if (fresh.length) news.value = fresh[fresh.length - 1];
    else if (news.peek() && !known.has(news.peek() ?? "")) news.value = null;
  });
  return { whole, news, open: (/** @type {Handout} */ handout) => { whole.value = handout.id; news.value = null; } };
}

/** @param {{room: import("../../rooms/store.js").Room, handouts: ReturnType<typeof openHandouts>}} props */
export function HandoutViews({ room, handouts }) {
  const known = room.kind("handout").value;
  const whole = known[handouts.whole.value ?? ""];
  const news = known[handouts.news.value ?? ""];
  return html`
    ${news && html`<section class="panel handout-news" role="status" aria-label=${t("A new handout")}>
      <img src=${news.preview} alt="" /><span class="grow stack-s"><strong class="truncate">${news.name}</strong>
        <button type="button" class="btn btn-s btn-primary" onClick=${() => handouts.open(news)}>${t("Look at it")}</button></span>
      <${IconButton} icon="x" label=${t("Later")} onClick=${() => { handouts.news.value = null; }} /></section>`}
    ${whole && html`<${Dialog} key=${whole.id} title=${whole.name} onClose=${() => { handouts.whole.value = null; }} wide>
      <img class="handout-whole" src=${whole.url} width=${whole.width} height=${whole.height} alt=${whole.name} /><//>`}`;
}
