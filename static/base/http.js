/** REST from the page: session cookie, CSRF header, one envelope, one kind of error. */
import { t } from "./i18n.js";

export class RestError extends Error {
  /**
   * @param {string} message a sentence for people
   * @param {number} status 0 when the server was not reached
   * @param {Record<string, string[]>} fields
   */
  constructor(message, status, fields = {}) {
    super(message);
    this.name = "RestError";
    this.status = status;
    this.fields = fields;
  }
}

/**
 * @param {string} method
 * @param {string} url
 * @param {object | FormData} [body]
 * @returns {Promise<{data: any, meta: any}>} the envelope's content
 */
export async function rest(method, url, body) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRFToken"] = csrfToken();
  if (body && !(body instanceof FormData)) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(url, {
      method,
      headers,
      credentials: "same-origin",
      body: body instanceof FormData ? body : body && JSON.stringify(body),
    });
  } catch {
    throw new RestError(t("The server cannot be reached. Check the connection and try again."), 0);
  }
  return unwrap(response.status, await response.text());
}

/** @param {string} url */
export const get = (url) => rest("GET", url);
/** @param {string} url @param {object | FormData} [body] */
export const post = (url, body) => rest("POST", url, body ?? {});
/** @param {string} url @param {object} body */
export const put = (url, body) => rest("PUT", url, body);
/** @param {string} url @param {object} body */
export const patch = (url, body) => rest("PATCH", url, body);
/** @param {string} url */
export const remove = (url) => rest("DELETE", url);

/**
 * Send bytes as they are.
 * @param {string} method
 * @param {string} url
 * @param {Blob} bytes
 * @param {Record<string, string>} headers their Content-Type among them
 * @param {AbortSignal} [signal] ends it; the promise is then refused with an error of the name "AbortError"
 * @returns {Promise<{data: any, meta: any}>}
 */
export async function sendBytes(method, url, bytes, headers, signal) {
  let response;
  try {
    response = await fetch(url, {
      method, signal, body: bytes, credentials: "same-origin",
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken(), ...headers },
    });
  } catch (error) {
    if (/** @type {Error} */ (error).name === "AbortError") throw error;
    throw new RestError(t("The server cannot be reached. Check the connection and try again."), 0);
  }
  return unwrap(response.status, await response.text());
}

/**
 * Send a file and hear how far it is; `fetch` cannot tell.
 * @param {string} url
 * @param {FormData} form
 * @param {(part: number) => void} progress from 0 to 1
 * @param {AbortSignal} [signal] ends it; the promise is then refused with an error of the name "AbortError"
 * @param {"POST" | "PUT"} [method]
 * @returns {Promise<{data: any, meta: any}>}
 */
export function upload(url, form, progress, signal, method = "POST") {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    signal?.addEventListener("abort", () => request.abort());
    request.onabort = () => reject(new DOMException("The upload was ended.", "AbortError"));
    request.open(method, url);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onerror = () => reject(new RestError(t("The upload was interrupted. Try again."), 0));
    request.onload = () => {
      try {
        resolve(unwrap(request.status, request.responseText));
      } catch (error) {
        reject(error);
      }
    };
    request.send(form);
  });
}

/** A file that an address makes of what it is asked. @param {string} url @param {object} body @returns {Promise<Blob>} */
export async function fileOf(url, body) {
  const headers = { "X-CSRFToken": csrfToken(), "Content-Type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, credentials: "same-origin", body: JSON.stringify(body) }).catch(() => null);
  if (!answer) throw new RestError(t("The server cannot be reached. Check the connection and try again."), 0);
  if (!answer.ok) unwrap(answer.status, await answer.text());
  return answer.blob();
}

/**
 * @param {number} status
 * @param {string} text
 */
function unwrap(status, text) {
  const answer = parse(text);
  if (status >= 400 || answer?.success === false) {
    const message = answer?.error || (status === 413 ? t("The file is too large.") : t("That did not work (status {status}).", { status }));
    throw new RestError(message, status, answer?.errors ?? {});
  }
  return { data: answer?.data ?? answer, meta: answer?.meta ?? null };
}

/** @param {string} text */
function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/** The token is in the page when the cookie is HttpOnly, else in the cookie. */
function csrfToken() {
  const field = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (field instanceof HTMLInputElement) return field.value;
  return /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}
