/**
 * A room's scenes as a tree of folders. Pure. A folder is its path, "The tomb/Second level"; folders that only a scene
 * names are folders too.
 *
 * @typedef {{id: string, name: string, folder?: string, order?: number, active?: boolean}} SceneLine
 * @typedef {{kind: "folder", key: string, path: string, name: string, depth: number, scenes: number, closed: boolean}} FolderRow
 * @typedef {{kind: "scene", key: string, scene: any, depth: number}} SceneRow
 */

/** @param {SceneLine} a @param {SceneLine} b */
export const inOrder = (a, b) => (a.order ?? 0) - (b.order ?? 0) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);

/** Whether `path` is `folder` or lies in it. @param {string} path @param {string} folder */
export const within = (path, folder) => path === folder || path.startsWith(`${folder}/`);

/** The name of a folder. @param {string} path */
export const nameOf = (path) => path.slice(path.lastIndexOf("/") + 1);

/** The folder around a folder; "" on the top level. @param {string} path */
export const above = (path) => path.slice(0, Math.max(path.lastIndexOf("/"), 0));

/** @param {string} folder @param {string} name */
export const join = (folder, name) => (folder ? `${folder}/${name}` : name);

/**
 * Every folder that there is, by path, those above others among them.
 * @param {SceneLine[]} scenes
 * @param {string[]} folders
 */
export function pathsOf(scenes, folders) {
  const named = [...folders, ...scenes.map((scene) => scene.folder ?? "")].filter(Boolean);
  const all = named.flatMap((path) => path.split("/").map((_name, at, names) => names.slice(0, at + 1).join("/")));
  return [...new Set(all)].sort((a, b) => a.localeCompare(b));
}

/**
 * The rows of the tree from the top: in each folder its folders by name, then its scenes in their order.
 * @param {SceneLine[]} scenes
 * @param {string[]} folders
 * @param {Set<string>} closed paths whose content is folded away
 * @returns {(FolderRow | SceneRow)[]}
 */
export function treeOf(scenes, folders, closed) {
  const paths = pathsOf(scenes, folders);
  /** @param {string} folder @param {number} depth @returns {(FolderRow | SceneRow)[]} */
  const inside = (folder, depth) => [
    ...paths.filter((path) => above(path) === folder).flatMap((path) => {
      const row = /** @type {FolderRow} */ ({
        kind: "folder", key: `folder:${path}`, path, name: nameOf(path), depth, closed: closed.has(path),
        scenes: scenes.filter((scene) => within(scene.folder ?? "", path)).length,
      });
      return [row, ...(row.closed ? [] : inside(path, depth + 1))];
    }),
    ...siblings(scenes, folder).map((scene) => /** @type {SceneRow} */ ({ kind: "scene", key: scene.id, scene, depth })),
  ];
  return inside("", 0);
}

/** The scenes directly in a folder, in order. @param {SceneLine[]} scenes @param {string} folder */
export const siblings = (scenes, folder) => scenes.filter((scene) => (scene.folder ?? "") === folder).sort(inOrder);

/**
 * The order of a folder's scenes once `moved` stands before `before`, or last without one.
 * @param {SceneLine[]} scenes
 * @param {string} folder
 * @param {string} moved a scene, which may come from elsewhere
 * @param {string | null} before
 * @returns {string[]}
 */
export function ordered(scenes, folder, moved, before) {
  const rest = siblings(scenes, folder).map((scene) => scene.id).filter((id) => id !== moved);
  const at = before === null ? -1 : rest.indexOf(before);
  rest.splice(at < 0 ? rest.length : at, 0, moved);
  return rest;
}

/**
 * The order of its folder once a scene has gone one place up or down; null at the end of the way.
 * @param {SceneLine[]} scenes
 * @param {SceneLine} scene
 * @param {-1 | 1} by
 */
export function shifted(scenes, scene, by) {
  const ids = siblings(scenes, scene.folder ?? "").map((one) => one.id);
  const at = ids.indexOf(scene.id);
  const to = at + by;
  if (to < 0 || to >= ids.length) return null;
  ids.splice(at, 1);
  ids.splice(to, 0, scene.id);
  return ids;
}
