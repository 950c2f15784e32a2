/** Keeps what is drawn in step with what there is. */

/**
 * One view for each thing: made when the thing comes, told of its changes, destroyed when it goes.
 * @template V
 * @param {Map<string, V & {destroy: () => void}>} views
 * @param {any[]} things
 * @param {() => V & {destroy: () => void}} make
 * @param {(view: V, thing: any) => void} update
 */
export function reconcile(views, things, make, update) {
  const ids = new Set(things.map((thing) => thing.id));
  for (const [id, view] of views) {
    if (ids.has(id)) continue;
    view.destroy();
    views.delete(id);
  }
  for (const thing of things) {
    let view = views.get(thing.id);
    if (!view) {
      view = make();
      views.set(thing.id, view);
    }
    update(view, thing);
  }
}
