/** What an import would build, drawn small: its picture if this page has it, walls, doors, windows and lights. */
import { html, useEffect, useSignal } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { t } from "../../base/i18n.js";
import { embeddedIn } from "./embedded.js";

/** Of a long file only so many lines are drawn: the eye has no use for more in so small a picture. */
const MOST_LINES = 4_000;

/** @param {{api: string, found: import("./importing.js").Preview, file: File | null, picture: File | null, map: string}} props */
export function ImportPreview({ api, found, file, picture, map }) {
  const shown = useSignal("");
  useEffect(() => {
    shown.value = "";
    if (map) get(`${api}/maps/${map}`).then(({ data }) => { shown.value = data.thumbnail; }, () => undefined);
    if (map) return undefined;
    let url = "";
    let gone = false;
    const show = (/** @type {Blob | null} */ one) => {
      if (one && !gone) shown.value = url = URL.createObjectURL(one);
    };
    if (picture) show(picture);
    else if (file && found.format === "uvtt") embeddedIn(file).then(show, () => undefined);
    return () => {
      gone = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [map, picture, file]);
  if (!found.size) return null;
  const { width, height } = found.size;
  const thin = Math.max(width, height) / 400;
  const lines = found.lines.slice(0, MOST_LINES);
  return html`<figure class="stack-s"><svg class="import-preview" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${t("Walls, doors and lights of {name}", { name: found.name })}>
    ${shown.value && html`<image href=${shown.value} width=${width} height=${height} preserveAspectRatio="none" />`}
    ${found.lights.map(([x, y, radius], at) => html`<circle key=${`light${at}`} class="light" cx=${x} cy=${y} r=${radius} stroke-width=${thin / 2} />`)}
    ${lines.map(([x1, y1, x2, y2, kind], at) => html`<line key=${at} class=${kind === "door" || kind === "secret" ? "door" : kind === "window" ? "window" : "wall"} x1=${x1} y1=${y1} x2=${x2} y2=${y2} stroke-width=${kind === "wall" ? thin : thin * 1.6} />`)}</svg>
    <figcaption class="small quiet">${t("{width} × {height} px", { width, height })}${found.lines.length > MOST_LINES ? ` · ${t("the first {count} walls are drawn", { count: MOST_LINES })}` : ""}</figcaption></figure>`;
}
