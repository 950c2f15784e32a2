/** A room that was taken home, here or elsewhere, as a new room of one's own. */
import { brought, busy, quiet, tell } from "../base/bringing.js";
import { dataOf, on } from "../base/dom.js";

export function bringOne() {
  const file = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-bring]"));
  if (!file) return;
  const { api, rooms } = dataOf("dt-urls");
  on(file, "change", async () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    quiet();
    try {
      const { room } = await brought(api, `${api}/rooms/import`, chosen);
      window.location.assign(`${rooms}${room}/`);
    } catch (error) {
      tell(error);
      busy("");
    }
    file.value = "";
  });
}
