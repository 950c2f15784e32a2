/** How to join by phone, on a display: only while those who lead have made a link for it. */
import { html, useEffect, useSignal } from "../../vendor/ui.js";
import { get } from "../../base/http.js";
import { t } from "../../base/i18n.js";

/** @param {{url: string, invite: string | null}} props `url` tells the link of the display */
export function WayIn({ url, invite }) {
  const join = useSignal(/** @type {{url: string, qr: string} | null} */ (null));
  useEffect(() => {
    join.value = null;
    if (invite) get(url).then(({ data }) => { join.value = data.join; }, () => undefined);
  }, [invite]);
  if (!invite || !join.value) return null;
  return html`<figure class="way-in"><img src=${join.value.qr} alt=${t("QR code to join")} width="360" height="360" />
    <figcaption>${t("Join by phone")}</figcaption></figure>`;
}
