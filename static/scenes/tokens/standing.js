/**
 * Tokens as the page draws and lists them, kept by identity: a token that did not change is the same object, so whoever
 * draws it sees with `===` that there is nothing to do. Pure.
 */

/**
 * A function that says whether a token is one's own, with the same answer object for the same question.
 * @returns {(token: any, mine: boolean) => any} `token` with `mine`
 */
export function marking() {
  /** @type {WeakMap<object, any>} */
  const known = new WeakMap();
  return (token, mine) => {
    let marked = known.get(token);
    if (marked?.mine !== mine) {
      marked = { ...token, mine };
      known.set(token, marked);
    }
    return marked;
  };
}

/**
 * Tokens where they are shown: those that are held somewhere else, there; all others are the objects they were.
 * @param {any[]} tokens
 * @param {Map<string, number>} places where in `tokens` each is
 * @param {Map<string, {x: number, y: number}>[]} held the later wins
 */
export function shownAt(tokens, places, held) {
  if (held.every((each) => each.size === 0)) return tokens;
  const shown = [...tokens];
  for (const each of held) {
    for (const [id, place] of each) {
      const at = places.get(id);
      if (at !== undefined) shown[at] = { ...shown[at], ...place };
    }
  }
  return shown;
}
