// Sounds in lists of the back office: a button plays one, a click into its wave jumps there, and only one plays at a time.

(() => {
  /** @type {HTMLElement | null} The one that plays. */
  let current = null;
  const audio = new Audio();

  /** @param {Element} player @returns {[HTMLElement, HTMLProgressElement]} its sign and how far it is */
  const parts = (player) => [
    /** @type {HTMLElement} */ (player.querySelector(".material-symbols-outlined")),
    /** @type {HTMLProgressElement} */ (player.querySelector("progress")),
  ];

  function show() {
    if (!current) return;
    const [sign, progress] = parts(current);
    sign.textContent = audio.paused ? "play_arrow" : "pause";
    progress.value = audio.duration ? audio.currentTime / audio.duration : 0;
  }

  /** @param {HTMLElement} player */
  function choose(player) {
    if (player === current) return;
    if (current) {
      const [sign, progress] = parts(current);
      sign.textContent = "play_arrow";
      progress.value = 0;
    }
    current = player;
    player.classList.remove("gm-failed");
    audio.src = player.dataset.src ?? "";
  }

  function start() {
    const player = current;
    // Refused by the browser, or gone meanwhile: the button says so, and may be pressed again.
    audio.play().catch(() => player?.classList.add("gm-failed"));
  }

  for (const event of ["play", "pause", "ended", "timeupdate"]) audio.addEventListener(event, show);

  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const player = /** @type {HTMLElement | null} */ (target.closest("[data-player]"));
    if (!player) return;
    const wave = target.closest(".gm-track");
    if (wave) {
      const box = wave.getBoundingClientRect();
      const part = (event.clientX - box.left) / box.width;
      choose(player);
      const jump = () => (audio.currentTime = part * audio.duration);
      if (audio.duration) jump();
      else audio.addEventListener("loadedmetadata", jump, { once: true });
      start();
    } else if (target.closest(".gm-play")) {
      const plays = player === current && !audio.paused;
      choose(player);
      if (plays) audio.pause();
      else start();
    }
  });
})();
