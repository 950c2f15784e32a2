/** Small helpers around the document, without any word of the application. */

/**
 * The data a template gave with `json_script`.
 * @param {string} id
 * @returns {any} null when the page has no such element (and in node, where tests run)
 */
export function dataOf(id) {
  if (typeof document === "undefined") return null;
  const element = document.getElementById(id);
  return element ? JSON.parse(element.textContent || "null") : null;
}

/**
 * Listen, and get the way to stop.
 * @param {EventTarget} target
 * @param {string} type
 * @param {(event: any) => void} listener
 * @param {AddEventListenerOptions} [options]
 * @returns {() => void}
 */
export function on(target, type, listener, options) {
  target.addEventListener(type, listener, options);
  return () => target.removeEventListener(type, listener, options);
}

/** Whether a key press belongs to a text field rather than to a shortcut. @param {EventTarget | null} target */
export function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select") !== null);
}

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes] set as attributes, never as code
 * @param {(Node | string)[]} [children]
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, children = []) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * The sprite is a file of its own, or part of the page once `bringIcons` has been called.
 * @param {string} name
 */
export function iconHref(name) {
  return document.getElementById("icons") ? `#icon-${name}` : `${document.documentElement.dataset.icons}#icon-${name}`;
}

/** Put the sprite into the page, so that an icon first shown while the line is lost is there. */
export async function bringIcons() {
  try {
    const answer = await fetch(document.documentElement.dataset.icons ?? "");
    const sprite = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
    sprite.setAttribute("id", "icons");
    sprite.setAttribute("hidden", "");
    document.body.append(document.importNode(sprite, true));
  } catch {
    /* then every icon is fetched when it is shown */
  }
}

/** @returns {boolean} */
export function reducedMotion() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Has the browser download what is at an address. @param {string} address */
export function download(address) {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
