/** Registers the worker, and offers to install the app where the browser says that it may be: in the person's menu. */

/** @type {any} the browser's own question, kept until somebody wants it */
let question = null;

export function startApp() {
  // Absent on plain http; a refusal is no fault of the page.
  navigator.serviceWorker?.register("/service-worker.js").catch(() => {});
  const offers = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-install]"));
  const show = () => { for (const offer of offers) offer.hidden = !question; };
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    question = event;
    show();
  });
  window.addEventListener("appinstalled", () => {
    question = null;
    show();
  });
  for (const offer of offers) {
    offer.addEventListener("click", async () => {
      const asked = question;
      question = null;
      await asked?.prompt();
      show();
    });
  }
}
