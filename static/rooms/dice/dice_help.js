/** What can be rolled, in words: the dialect of rooms/dice/README.md, what was decided, and the bounds. */
import { html } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Dialog } from "../../base/parts.js";

/** @returns {{title: string, rows: [string, string][]}[]} what is written and what it means */
function dialect() {
  return [
    { title: t("Dice"), rows: [
      ["2d6 + 3", t("two six-sided dice and three; d6 alone is one die")],
      ["d% · d100", t("1 to 100")],
      ["4dF", t("fate dice: −1, 0 or 1 each")],
      ["adv + 5 · dis", t("advantage: two d20, the higher one; disadvantage: the lower one. Also behind a die: d12adv")],
      ["(1d4)d6", t("one roll says how many dice there are")],
      ["{4d6kh3, 2d8}kh1", t("a pool: the highest of several results. {3d6 + 2d8}kh2 looks at the dice")],
    ] },
    { title: t("Throw again and explode"), rows: [
      ["1d10ro<3", t("thrown once more when it shows less than 3; r is the same")],
      ["1d10rr<3", t("thrown until it shows 3 or more")],
      ["3d6! · 3d6!>4", t("explodes: another die on the highest face, or on more than 4; also x and e")],
      ["3d6!o · !! · !p", t("explodes once (also xo) · adds up into one die · each further die counts one less")],
      ["1d20min10 · max8", t("no die counts less than 10, none more than 8; also mi and ma")],
    ] },
    { title: t("Keep and drop"), rows: [
      ["4d6kh3 · kl1", t("keep the highest three, the lowest one; k3 is kh3")],
      ["4d6dl1 · dh1", t("drop the lowest, the highest; d1 is dl1")],
    ] },
    { title: t("Arithmetic"), rows: [
      ["+ - * / % **", t("with brackets; 15/2 is 7.5, % is the rest of a division, ** a power")],
      ["floor() ceil() round() abs() min() max()", t("round takes halves away from zero")],
    ] },
    { title: t("Count instead of adding"), rows: [
      ["8d10>=8 · cs>=8", t("how many dice show 8 or more; s8 is the same")],
      ["8d10>=8df1", t("each 1 takes a success away")],
      ["cf=1 · sf=1", t("counts failures · takes the value of the failures off")],
      ["even · odd", t("counts even dice, odd dice")],
      ["m · mt · mt3", t("marks equal dice · counts the groups · groups of three")],
      ["1d20ms15", t("by how much the roll passes 15")],
    ] },
    { title: t("In the line to write"), rows: [
      ["/roll 1d20+5 # Attack", t("a label stands behind #, or in words behind the formula")],
      ["2d6[fire] + 1d4[cold]", t("says what the dice are")],
      [t("I hit for [[2d6+3]]"), t("a roll within a sentence; [[/r 2d6]] is a button instead")],
      ["?{Bonus|2} · ?{Kind|axe,1d12|sword,1d8}", t("asks before it rolls; the first is the default")],
      ["@{Mira|attack}", t("what a token knows of itself")],
      ["/gmroll · /blindroll · /selfroll", t("for the game masters and you · for them only · for you only")],
    ] },
  ];
}

/** @returns {string[]} */
function decisions() {
  return [
    t("Comparisons are as in mathematics: > is more than, >= is at least. Upper and lower case are the same."),
    t("Whatever the order they are written in: throw again, explode, smallest and largest value, keep and drop, count."),
    t("A critical is a natural 20 on the one d20 that counts, a fumble a natural 1."),
    t("The result shows the formula as it was understood. If that is not what you meant, write it otherwise."),
    t("At most: 500 characters, 20 brackets inside each other, 1,000 dice in one roll with those that explode, a million sides, 100 explosions of one die, numbers to 1,000,000,000."),
    t("The server throws, and cannot cheat: it promises its secret number before the roll, your page adds another, and both say what the dice show. “Check the dice” on a roll does the sums again."),
  ];
}

/** @param {{onClose: () => void}} props */
export function DiceHelp({ onClose }) {
  return html`<${Dialog} title=${t("How dice are written")} onClose=${onClose} wide>
    <div class="dice-help">
      ${dialect().map(({ title, rows }) => html`<section key=${title}><h3>${title}</h3><dl>${rows.map(([written, meaning]) => html`<div key=${written}><dt><code>${written}</code></dt><dd>${meaning}</dd></div>`)}</dl></section>`)}
      <section><h3>${t("Good to know")}</h3><ul>${decisions().map((sentence) => html`<li key=${sentence}>${sentence}</li>`)}</ul></section>
    </div><//>`;
}
