/** What our pages need of the theme's frame: where icons are, and night or parchment as the theme chose. */

/** @returns {HTMLElement} the place of the page's own parts */
export function openFrame() {
  const office = /** @type {HTMLElement} */ (document.querySelector("[data-office]"));
  const page = document.documentElement;
  page.dataset.icons = office.dataset.icons;
  /* The theme writes the name of a chosen file into a text field beside it, which ours have not: it leaves alone what says this. */
  Object.defineProperty(HTMLInputElement.prototype, "hasChangeListener", { value: true });
  if (office.dataset.theme === "auto") {
    const follow = () => { office.dataset.theme = page.classList.contains("dark") ? "dark" : "light"; };
    new MutationObserver(follow).observe(page, { attributes: true, attributeFilter: ["class"] });
    follow();
  }
  return office;
}
