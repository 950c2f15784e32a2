/** A universe as a whole: its picture, its words, who may know of it, whose it is, what one may take away, what is said about it. */
import { html, signal, useEffect } from "../../vendor/ui.js";
import { get, post, put, remove } from "../../base/http.js";
import { t, tn } from "../../base/i18n.js";
import { Icon } from "../../base/parts.js";
import { markWords } from "../activity.js";
import { AboutPicture } from "./about_picture.js";
import { Collaborators } from "./collaborators.js";
import { Comments } from "./comments.js";
import { TakeAway } from "./take_away.js";

/** @param {{world: import("../world.js").World, player: import("../music/player.js").Player, presets: import("./render_dialog.js").Preset[], activity: import("../activity.js").Activity, onInvite: () => void, onPeople: () => void}} props */
export function AboutPanel({ world, player, presets, activity, onInvite, onPeople }) {
  const { room } = world;
  const about = world.about.value;
  if (!about) return null;
  const may = world.edits.value;
  const owns = room.you.value.role === "owner" && !room.archived.value;
  const set = (/** @type {string} */ name) => (/** @type {any} */ event) => room.send("universe.update", { [name]: event.target.value });
  const name = (/** @type {any} */ event) => {
    if (event.target.value.trim()) set("name")(event);
    else event.target.value = about.name; /* a universe has a name */
  };
  const visibility = { private: t("only its members"), shared: t("also tables that use it"), public: t("everybody") };
  const meaning = { private: t("Nobody else finds it, nor what it sounds like."), shared: t("Who sits at a table that uses it hears and sees it; it is in no list."), public: t("Everybody with an account here finds it, may look in and make a copy.") };
  const last = markWords(activity.marks.value.get(about.id));
  return html`<div class="panel-body stack">
    <${AboutPicture} world=${world} may=${may} />
    <${Deeds} world=${world} />
    <label class="field"><span>${t("Name")}</span><input type="text" maxlength="100" disabled=${!may} value=${about.name} onChange=${name} /></label>
    <label class="field"><span>${t("Description")}</span><textarea rows="4" maxlength="2000" disabled=${!may} value=${about.description} onChange=${set("description")}></textarea></label>
    <div class="field-grid"><label class="small-field"><span>${t("Genre")}</span><input type="text" maxlength="40" disabled=${!may} value=${about.genre} onChange=${set("genre")} /></label>
      <label class="small-field"><span>${t("Theme")}</span><input type="text" maxlength="40" disabled=${!may} value=${about.theme} onChange=${set("theme")} /></label></div>
    <div><label class="parameter-choice"><span>${t("Who may know of it")}</span><select disabled=${!owns} value=${about.visibility} onChange=${(/** @type {any} */ event) => room.send("universe.share", { visibility: event.target.value })}>
        ${Object.entries(visibility).map(([value, words]) => html`<option key=${value} value=${value}>${words}</option>`)}</select></label>
      <p class="help">${/** @type {any} */ (meaning)[about.visibility]}</p></div>
    ${last && html`<p class="small quiet">${t("Last changed: {who}", { who: last })}</p>`}
    <${Collaborators} room=${room} onInvite=${onInvite} onPeople=${onPeople} />
    <${TakeAway} world=${world} player=${player} presets=${presets} />
    <${Comments} world=${world} />
    ${owns && html`<${End} world=${world} />`}
  </div>`;
}

/** What the list knows of it: whether it is a favourite, of how many, and of what it is a copy. */
const listed = signal(/** @type {any} */ (null));

/** Keep it at hand, make it one's own. @param {{world: import("../world.js").World}} props */
function Deeds({ world }) {
  const { room } = world;
  const { id } = world.about.value;
  const at = `${room.page.api}/universes/${id}`;
  const row = listed.value;
  const guest = /** @type {any} */ (room.page.user).guest;
  useEffect(() => { get(at).then(({ data }) => { listed.value = data; }, () => undefined); }, [id]);
  const failed = (/** @type {Error} */ error) => room.toast(error.message, "bad");
  const favour = async () => {
    const is = row.favourite;
    listed.value = { ...row, favourite: !is, favourites: row.favourites + (is ? -1 : 1) };
    try {
      await (is ? remove(`${at}/favourite`) : put(`${at}/favourite`, {}));
    } catch (error) {
      listed.value = row;
      failed(/** @type {Error} */ (error));
    }
  };
  const copy = async () => {
    if (!(await room.confirm(t("Make {name} yours?", { name: world.about.value.name }), t("Make it mine"), t("You get a private copy with its physics, music, bodies and story; this one stays as it is.")))) return;
    post(`${at}/fork`, {}).then(({ data }) => window.location.assign(`${room.page.rooms}${data.id}/`), failed);
  };
  return html`<div class="row-s">
    <button type="button" class="btn btn-s favourite" disabled=${!row} aria-pressed=${Boolean(row?.favourite)} onClick=${favour}><${Icon} name="heart" />${row ? tn("favourite of {count}", "favourite of {count}", row.favourites) : "…"}</button>
    ${!guest && html`<button type="button" class="btn btn-s" onClick=${copy}><${Icon} name="copy" />${t("Make it mine")}</button>`}
    ${row?.forked_from && html`<span class="small quiet">${t("made from another universe")}</span>`}</div>`;
}

/** @param {{world: import("../world.js").World}} props */
function End({ world }) {
  const { room } = world;
  const end = async () => {
    const { id, name } = world.about.value;
    const meaning = t("Its physics, its music, its story, its history and all that was said about it go with it, for everybody. This cannot be undone. Sounds that were rendered stay in their libraries.");
    if (!(await room.confirm(t("Delete {name} for ever?", { name }), t("Delete the universe"), meaning))) return;
    remove(`${room.page.api}/universes/${id}`).then(() => window.location.assign(room.page.rooms), (error) => room.toast(error.message, "bad"));
  };
  return html`<p><button type="button" class="btn btn-s" onClick=${end}><${Icon} name="trash-2" />${t("Delete the universe")}</button></p>`;
}
