/** Parts that every panel uses: icon, avatar, dialog, question, toasts. */
import { html, signal, useEffect, useId, useRef } from "../vendor/ui.js";
import { iconHref } from "./dom.js";
import { t } from "./i18n.js";
import { newId } from "./ids.js";

const TOAST_MS = 6_000;

/** @param {{name: string, class?: string}} props */
export function Icon({ name, class: extra = "" }) {
  return html`<svg class=${`icon ${extra}`} aria-hidden="true"><use href=${iconHref(name)} /></svg>`;
}

/** @param {{person: {name: string, colour?: string, avatar?: string | null}, class?: string}} props */
export function Avatar({ person, class: extra = "" }) {
  if (person.avatar) return html`<img class=${`avatar ${extra}`} src=${person.avatar} alt="" />`;
  const initial = [...(person.name || "?")][0].toUpperCase();
  return html`<span class=${`avatar ${extra}`} style=${{ backgroundColor: person.colour || "" }} aria-hidden="true">${initial}</span>`;
}

/** A button with only an icon always has words for who does not see it. @param {any} props */
export function IconButton({ icon, label, onClick, pressed, class: extra = "", ...rest }) {
  return html`<button type="button" class=${`btn btn-icon ${extra}`} aria-label=${label} title=${label} aria-pressed=${pressed} onClick=${onClick} ...${rest}><${Icon} name=${icon} /></button>`;
}

/** @param {{title: string, onClose: () => void, children: any, wide?: boolean}} props */
export function Dialog({ title, onClose, children, wide = false }) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const id = useId();
  const gone = useRef(false);
  useEffect(() => {
    element.current?.showModal();
    return () => { gone.current = true; };
  }, []);
  const closed = () => gone.current || onClose(); /* a dialog that was taken away still says that it closed */
  return html`<dialog ref=${element} class=${`dialog ${wide ? "dialog-wide" : ""}`} aria-labelledby=${id} onClose=${closed}>
    <div class="dialog-head"><h2 id=${id}>${title}</h2><${IconButton} icon="x" label=${t("Close")} onClick=${onClose} /></div>
    <div class="dialog-body">${children}</div>
  </dialog>`;
}

/** A field with its label, help and errors. @param {{label: string, help?: string, errors?: string[], children: any}} props */
export function Field({ label, help, errors = [], children }) {
  return html`<div class=${`field ${errors.length ? "has-error" : ""}`}>
    <label class="stack-s"><span>${label}</span>${children}</label>
    ${help && html`<p class="help">${help}</p>`}
    ${errors.length > 0 && html`<ul class="errors" role="alert">${errors.map((error) => html`<li>${error}</li>`)}</ul>`}
  </div>`;
}

/** Questions and passing messages of one page. */
export function openNotices() {
  const toasts = signal(/** @type {{id: string, message: string, kind: string}[]} */ ([]));
  const question = signal(/** @type {{text: string, verb: string, more: string, answer: (yes: boolean) => void} | null} */ (null));
  const drop = (/** @type {string} */ id) => { toasts.value = toasts.value.filter((toast) => toast.id !== id); };
  return {
    toasts, question, drop,
    /** @param {string} message @param {"bad" | "good" | ""} [kind] */
    toast(message, kind = "") {
      const id = newId();
      toasts.value = [...toasts.value.slice(-2), { id, message, kind }];
      setTimeout(() => drop(id), TOAST_MS);
    },
    /** @param {string} text @param {string} verb what the button says @param {string} [more] what follows from it @returns {Promise<boolean>} */
    confirm: (text, verb, more = "") => new Promise((resolve) => {
      question.value = { text, verb, more, answer: (yes) => { question.value = null; resolve(yes); } };
    }),
  };
}

/** Shows a popover; over an open dialog too, which else lies on what is said about it. @param {any} popover */
function onTop(popover) {
  if (!popover?.showPopover) return; /* an old browser shows it in the page */
  const open = popover.matches(":popover-open");
  if (open && document.querySelector("dialog[open]")) popover.hidePopover();
  else if (open) return;
  popover.showPopover();
}

/** @param {{notices: ReturnType<typeof openNotices>}} props */
export function Notices({ notices }) {
  const asked = notices.question.value;
  const shown = useRef(/** @type {HTMLElement | null} */ (null));
  const newest = notices.toasts.value.at(-1)?.id;
  useEffect(() => onTop(shown.current), [newest]);
  return html`
    <div class="toasts" role="status" popover="manual" ref=${shown}>${notices.toasts.value.map((toast) => html`
      <div key=${toast.id} class=${`toast ${toast.kind ? `toast-${toast.kind}` : ""}`}>
        <p>${toast.message}</p><${IconButton} icon="x" label=${t("Dismiss")} class="btn-s" onClick=${() => notices.drop(toast.id)} />
      </div>`)}
    </div>
    ${asked && html`<${Dialog} title=${asked.text} onClose=${() => asked.answer(false)}>
      ${asked.more && html`<p class="quiet">${asked.more}</p>`}
      <div class="dialog-actions">
        <button type="button" class="btn btn-quiet" onClick=${() => asked.answer(false)}>${t("Cancel")}</button>
        <button type="button" class="btn btn-danger" onClick=${() => asked.answer(true)}>${asked.verb}</button>
      </div><//>`}`;
}
