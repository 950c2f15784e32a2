/**
 * What the server prepares for this browser's tab, by job, so that a page that is left and opened again shows it: its job
 * goes on meanwhile. Private windows may forbid to keep it; then it shows when it is ready.
 *
 * @param {string} things whose uploads: the address of the items of one library
 */
export function preparingHere(things) {
  const key = `preparing:${things}`;
  /** @returns {[job: string, name: string][]} */
  const all = () => {
    try {
      return JSON.parse(window.sessionStorage.getItem(key) ?? "[]");
    } catch {
      return [];
    }
  };
  /** @param {[string, string][]} jobs */
  const keep = (jobs) => {
    try {
      window.sessionStorage.setItem(key, JSON.stringify(jobs));
    } catch {
      /* as said above */
    }
  };
  const without = (/** @type {string} */ job) => all().filter(([one]) => one !== job);
  return {
    all,
    /** @param {string} job @param {string} name of the file */
    add: (job, name) => keep([...without(job), [job, name]]),
    /** @param {string} job */
    drop: (job) => keep(without(job)),
  };
}
