/**
 * What a library holds: the only place where the pages of maps and of sounds differ.
 *
 * @typedef {object} Shelf
 * @property {string} items its REST below `/api/v1`, and the name under which folders and answers count them ("maps")
 * @property {string} folders its folders' REST ("map-folders")
 * @property {Record<string, string | boolean>} filter what its list may be narrowed down by besides `tag` and `duplicates`
 * @property {string} types the endings a file may have, for the browser's dialog
 * @property {string} icon
 * @property {Words} words
 *
 * @typedef {object} Words
 * @property {() => string} title
 * @property {() => string} about
 * @property {() => string} upload
 * @property {() => string} files
 * @property {() => string} formats
 * @property {() => string} find
 * @property {() => string} looking
 * @property {() => string} none
 * @property {() => string} next
 * @property {() => string} notFound
 * @property {() => string} preparing
 * @property {() => string} notPrepared
 * @property {() => string} allChosen
 * @property {(name: string) => string} twin
 * @property {(count: number) => string} count
 * @property {(count: number) => string} goesToo
 * @property {(count: number) => string} chosen
 * @property {(count: number) => string} deleteMany
 * @property {(count: number) => string} gone
 * @property {(items: any[]) => string} usedBy
 */
export {};
