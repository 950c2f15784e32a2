/** Looks every few seconds whether the server is there again, and then opens what was asked for. */
const EVERY_MS = 5_000;
const own = /^\/offline\//;
const button = document.querySelector("[data-again]");

async function look() {
  button?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch("/api/v1/health", { cache: "no-store" });
    if (answer.status < 500) return goOn();
  } catch {
    // Still away: the next look is due by itself.
  }
  button?.removeAttribute("aria-busy");
}

function goOn() {
  if (own.test(location.pathname)) location.replace("/");
  else location.reload();
}

button?.addEventListener("click", look);
window.addEventListener("online", look);
setInterval(look, EVERY_MS);
