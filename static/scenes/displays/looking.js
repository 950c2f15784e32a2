/** Where the game master's page looks: a display can be told to look there too. */

/** @type {() => {x: number, y: number} | null} */
let centre = () => null;

/** @param {() => {x: number, y: number} | null} tell in scene pixels */
export function lookFrom(tell) {
  centre = tell;
}

export const lookedAt = () => centre();
