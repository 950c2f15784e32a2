/**
 * The dock at the right, a sheet from below on a phone: tabs with one panel each. Panels stay mounted, so that a half
 * written message and the place in the log survive a look at another tab.
 *
 * @typedef {{name: string, label: string, icon: string, count?: () => number, view: (shown: boolean) => any}} Tab
 */
import { html, useRef } from "../vendor/ui.js";
import { t } from "../base/i18n.js";
import { Icon, IconButton } from "../base/parts.js";

/** @param {{tabs: Tab[], tab: import("../vendor/ui.js").Signal<string>, open: import("../vendor/ui.js").Signal<boolean>, foldable: boolean}} props */
export function Dock({ tabs, tab, open, foldable }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const current = tabs.some((one) => one.name === tab.value) ? tab.value : tabs[0].name;
  const choose = (/** @type {string} */ name) => {
    tab.value = name;
    open.value = true;
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const at = tabs.findIndex((one) => one.name === current);
    choose(tabs[(at + by + tabs.length) % tabs.length].name);
    requestAnimationFrame(() => /** @type {HTMLElement | null} */ (list.current?.querySelector("[aria-selected=true]"))?.focus());
  };
  return html`<aside class=${`panel dock ${open.value ? "" : "dock-folded"}`} aria-label=${t("Panels")}>
    <div class="dock-head">
      <div class="tabs" role="tablist" aria-label=${t("Panels")} ref=${list} onKeyDown=${key}>
        ${tabs.map((one) => html`<button key=${one.name} type="button" role="tab" id=${`tab-${one.name}`} aria-controls=${`panel-${one.name}`} title=${one.label}
          aria-selected=${one.name === current && open.value} tabindex=${one.name === current ? 0 : -1} aria-label=${one.label} onClick=${() => choose(one.name)}>
          <${Icon} name=${one.icon} />${(one.count?.() ?? 0) > 0 && html`<span class="count">${one.count?.()}</span>`}</button>`)}
      </div>
      ${foldable && html`<${IconButton} icon=${open.value ? "panel-right-close" : "panel-right-open"} class="dock-fold" label=${open.value ? t("Fold the panels (\\)") : t("Open the panels (\\)")} onClick=${() => { open.value = !open.value; }} />`}
    </div>
    ${tabs.map((one) => html`<div key=${one.name} class="dock-panel" role="tabpanel" id=${`panel-${one.name}`} aria-labelledby=${`tab-${one.name}`} hidden=${!open.value || one.name !== current}>${one.view(open.value && one.name === current)}</div>`)}
  </aside>`;
}
