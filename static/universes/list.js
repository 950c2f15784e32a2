/** The list of universes: new ones, copies, favourites, reading one in, covers that move. Filters are the page's own form. */
import { brought, busy, quiet, tell } from "../base/bringing.js";
import { dataOf, on } from "../base/dom.js";
import { post, put, remove } from "../base/http.js";
import { t } from "../base/i18n.js";
import { moveCovers } from "./moving_covers.js";

/** The server refuses longer bodies before it reads them. */
const MOST_BYTES = 2_000_000;

const { api, universes } = dataOf("dt-urls");

/** @param {string} words what is being done @param {() => Promise<{data: {id: string}}>} make */
async function goTo(words, make) {
  quiet();
  busy(words);
  try {
    const { data } = await make();
    window.location.assign(`${universes}${data.id}/`);
  } catch (error) {
    tell(error);
    busy("");
  }
}

for (const card of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".universe-card"))) {
  const at = `${api}/universes/${card.dataset.universe}`;
  const favourite = /** @type {HTMLElement} */ (card.querySelector("[data-favourite]"));
  on(favourite, "click", async () => {
    const is = favourite.getAttribute("aria-pressed") === "true";
    try {
      await (is ? remove(`${at}/favourite`) : put(`${at}/favourite`, {}));
      favourite.setAttribute("aria-pressed", String(!is));
      const count = /** @type {HTMLElement} */ (favourite.querySelector("[data-count]"));
      count.textContent = String(Number(count.textContent) + (is ? -1 : 1));
    } catch (error) {
      tell(error);
    }
  });
  const fork = card.querySelector("[data-fork]");
  if (fork) on(fork, "click", () => goTo(t("Making a copy …"), () => post(`${at}/fork`, {})));
}

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-new]"));
if (form) {
  on(form, "submit", (event) => {
    event.preventDefault();
    const given = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
    /** @type {HTMLDialogElement} */ (form.closest("dialog")).close();
    goTo(t("Making it …"), () => post(`${api}/universes`, given));
  });
}

const file = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-import]"));
if (file) {
  on(file, "change", () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    goTo(t("Reading it in …"), async () => {
      if (/\.zip$/i.test(chosen.name) || chosen.type.includes("zip")) return unpacked(chosen);
      if (chosen.size > MOST_BYTES) throw new Error(t("This document is too large: two megabytes are the most."));
      return post(`${api}/universes/import`, parsed(await chosen.text()));
    }).finally(() => { file.value = ""; });
  });
}

/** @param {File} file */
async function unpacked(file) {
  const { universe } = await brought(api, `${api}/universes/import/archive`, file);
  return { data: { id: universe } };
}

/** @param {string} text @returns {object} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(t("This file is no document of a universe."));
  }
}

moveCovers(document.querySelectorAll("canvas[data-cover]"));
