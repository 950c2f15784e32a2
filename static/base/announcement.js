/** What staff announce: put away with a button, it does not come back in this tab until its words are others. */

const KEY = "announcement-put-away";
const shown = document.querySelector("[data-announcement]");

if (shown instanceof HTMLElement) {
  const words = shown.dataset.announcement ?? "";
  const button = shown.querySelector("button");
  if (sessionStorage.getItem(KEY) === words) shown.remove();
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      sessionStorage.setItem(KEY, words);
      shown.remove();
    });
  }
}
