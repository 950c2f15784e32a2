/**
 * Taking a screen's measure on the screen itself: an outline that is as large as a bank card when it is right. Arrow
 * keys or dragging change it, or the diagonal is typed; the game master's page can change it too.
 */
import { html, useEffect, useSignal } from "../../vendor/ui.js";
import { on } from "../../base/dom.js";
import { patch } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { clamp } from "../../base/geometry.js";
import { CARD_MM, cardWidth, PPI_MAX, PPI_MIN, ppiOf, ppiOfCard } from "./scale.js";

const FIRST_PPI = 96;

/** @param {{display: any, url: string, onDone: () => void}} props `url` takes the measure */
export function Card({ display, url, onDone }) {
  const density = window.devicePixelRatio || 1;
  const ppi = useSignal(display.ppi ?? FIRST_PPI * density);
  const problem = useSignal("");
  const width = cardWidth(ppi.value, density);
  useEffect(() => { if (display.ppi) ppi.value = display.ppi; }, [display.ppi]);

  const set = (/** @type {number} */ value) => { ppi.value = clamp(value, PPI_MIN, PPI_MAX); };
  const save = async () => {
    try {
      await patch(url, { ppi: Math.round(ppi.value * 100) / 100 });
      onDone();
    } catch (error) {
      problem.value = /** @type {Error} */ (error).message;
    }
  };
  useEffect(() => on(window, "keydown", (event) => {
    if (event.target instanceof HTMLInputElement && event.key !== "Enter" && event.key !== "Escape") return;
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (by) set(ppiOfCard(cardWidth(ppi.value, density) + by * (event.shiftKey ? 10 : 1), density));
    else if (event.key === "Enter") save();
    else if (event.key === "Escape") onDone();
    else return;
    event.preventDefault();
  }), []);
  const drag = (/** @type {PointerEvent} */ event) => {
    const edge = /** @type {HTMLElement} */ (event.currentTarget);
    const from = event.clientX;
    const wide = cardWidth(ppi.value, density);
    edge.setPointerCapture(event.pointerId);
    const stop = on(edge, "pointermove", (moving) => set(ppiOfCard(wide + 2 * (moving.clientX - from), density)));
    on(edge, "pointerup", stop, { once: true });
  };
  const diagonal = (/** @type {any} */ event) => {
    const inches = Number(event.target.value);
    if (inches >= 3) set(ppiOf(inches, window.screen.width * density, window.screen.height * density));
  };
  return html`<section class="display-measure" aria-label=${t("Measure this screen")}>
    <div class="bank-card" style=${{ "--card": `${width}px`, "--card-ratio": String(CARD_MM.width / CARD_MM.height) }}>
      <p>${t("Hold a bank card here. The arrow keys make this outline larger or smaller.")}</p>
      <span class="bank-card-edge" onPointerDown=${drag} /></div>
    <p class="display-measure-words" role="status">${t("{ppi} pixels an inch", { ppi: ppi.value.toFixed(1) })}</p>
    <label class="display-measure-words">${t("or the diagonal in inches")} <input type="number" min="3" max="200" step="0.1" onInput=${diagonal} /></label>
    ${problem.value && html`<p class="alert" role="alert">${problem}</p>`}
    <div class="row"><button type="button" class="btn btn-primary" onClick=${save}>${t("It fits (Enter)")}</button>
      <button type="button" class="btn" onClick=${onDone}>${t("Leave it as it was")}</button></div>
  </section>`;
}
