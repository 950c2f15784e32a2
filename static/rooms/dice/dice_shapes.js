/** How each die looks: a small polygon by its number of sides, with the number it shows. */
import { html } from "../../vendor/ui.js";

/** Outlines in a box of 24 by 24. @type {{[sides: string]: string}} */
const OUTLINES = {
  4: "12,2.5 22.5,21 1.5,21",
  6: "3,3 21,3 21,21 3,21",
  8: "12,1 22,12 12,23 2,12",
  10: "12,1 22.5,10.5 12,23 1.5,10.5",
  12: "12,1.2 22.6,9 18.6,21.6 5.4,21.6 1.4,9",
  20: "12,1 21.6,6.5 21.6,17.5 12,23 2.4,17.5 2.4,6.5",
  100: "8,1.5 16,1.5 22.5,8 22.5,16 16,22.5 8,22.5 1.5,16 1.5,8",
  F: "4,4 20,4 20,20 4,20",
};

/** @param {{sides: number | string, class?: string}} props the outline alone */
export function Outline({ sides, class: extra = "" }) {
  const points = OUTLINES[sides] ?? OUTLINES[100];
  return html`<svg class=${`die-shape ${extra}`} viewBox="0 0 24 24" aria-hidden="true"><polygon points=${points} /></svg>`;
}

/** @param {{sides: number | string, children: any, class?: string}} props the outline with a number upon it; others say what it means */
export function DieShape({ sides, children, class: extra = "" }) {
  return html`<span class=${`die die-${sides} ${extra}`} aria-hidden="true"><${Outline} sides=${sides} /><b>${children}</b></span>`;
}
