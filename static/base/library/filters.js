/** What narrows a library's list down: a tag, only duplicates, and whatever else it has. */
import { html } from "../../vendor/ui.js";
import { t } from "../i18n.js";

/** @param {{library: import("./store.js").Library, children?: any}} props */
export function FilterRow({ library, children }) {
  const { filter, tags, shelf } = library;
  const set = (/** @type {string} */ name) => (/** @type {string | boolean} */ value) => {
    filter.value = { ...filter.value, [name]: value };
    library.load();
  };
  return html`<div class="row-s filters" role="group" aria-label=${t("Show only")}>
    ${tags.value.length > 0 && html`<${Choice} label=${t("Tag")} value=${filter.value.tag} onChange=${set("tag")} options=${[["", t("all tags")], ...tags.value.map((one) => [one.tag, `# ${one.tag} (${one[shelf.items]})`])]} />`}
    ${children?.(set)}
    <${Only} label=${t("Duplicates")} checked=${filter.value.duplicates} onChange=${set("duplicates")} />
  </div>`;
}

/** @param {{label: string, value: string, options: string[][], onChange: (value: string) => void}} props */
export function Choice({ label, value, options, onChange }) {
  return html`<label><span class="visually-hidden">${label}</span><select value=${value} onChange=${(/** @type {any} */ event) => onChange(event.target.value)}>
    ${options.map(([one, words]) => html`<option key=${one} value=${one}>${words}</option>`)}</select></label>`;
}

/** @param {{label: string, checked: boolean, onChange: (value: boolean) => void}} props */
export function Only({ label, checked, onChange }) {
  return html`<label class="check"><input type="checkbox" checked=${checked} onChange=${(/** @type {any} */ event) => onChange(event.target.checked)} />${label}</label>`;
}
