/** Characters: all of the room for those who lead, one's own for a player; their sheets open from here. */
import { html, useSignal } from "../../vendor/ui.js";
import { t } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { carried } from "./carry.js";
import { Sheet } from "./sheet.js";

/** The characters that this viewer knows, by name. @param {import("../../rooms/store.js").Room} room */
export function charactersOf(room) {
  const known = { ...room.kind("own_character").value, ...room.kind("character").value };
  return Object.values(known).sort((a, b) => a.name.localeCompare(b.name));
}

/** Put one of a character's tokens into the scene: the next click says where. @param {import("../model.js").Scene} scene @param {any} character */
export function place(scene, character) {
  scene.select([]);
  scene.draft.value = { character: character.id, name: character.name, size: character.token.size ?? 1, disposition: character.token.disposition ?? "neutral", hidden: false, picture: character.portrait };
  scene.tool.value = "place";
}

/** @param {{scene: import("../model.js").Scene}} props */
export function CharacterPanel({ scene }) {
  const { room } = scene;
  const name = useSignal("");
  const opened = useSignal(/** @type {string | null} */ (null));
  const characters = charactersOf(room);
  const open = characters.find((one) => one.id === opened.value);
  const create = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!name.value.trim()) return;
    const entry = await room.send("character.create", { name: name.value.trim(), attributes: { hp: 10, hp_max: 10 } });
    if (!entry) return;
    name.value = "";
    opened.value = entry.ops?.find((/** @type {any} */ op) => op[0] === "put" && op[1] === "character")?.[2] ?? null;
  };
  return html`<section class="panel-body stack" aria-label=${t("Characters")}>
    <h2>${t("Characters")}</h2>
    ${scene.edits.value && html`<form class="row-s nowrap" onSubmit=${create}>
      <input class="grow" maxlength="50" placeholder=${t("Name of a new character")} aria-label=${t("Name of a new character")} value=${name.value} onInput=${(/** @type {any} */ event) => { name.value = event.target.value; }} />
      <button class="btn" disabled=${!name.value.trim()}><${Icon} name="plus" />${t("Create")}</button></form>`}
    ${characters.length === 0 && html`<div class="empty"><${Icon} name="book-open" /><h3>${t("No character yet")}</h3><p>${scene.edits.value
      ? t("A character keeps numbers, notes and macros for all scenes. Name the first one above, then give it to a player.")
      : t("When you are given one, its sheet is here.")}</p></div>`}
    <ul class="list character-list">${characters.map((one) => html`<li key=${one.id} ...${scene.edits.value && scene.id.value ? carried(scene, one, () => place(scene, one)) : {}}>
      <button type="button" class="character-open grow" onClick=${() => { opened.value = one.id; }}>${one.portrait ? html`<img src=${one.portrait} alt="" draggable="false" />` : html`<span class="picture-none" aria-hidden="true">${[...one.name][0]}</span>`}
        <span class="grow"><strong class="truncate">${one.name}</strong><span class="small quiet">${summary(room, one)}</span></span></button>
      ${scene.edits.value && scene.id.value && html`<${IconButton} icon="map-pin" label=${t("Place {name} on the map", { name: one.name })} pressed=${scene.tool.value === "place" && scene.draft.value?.character === one.id} onClick=${() => place(scene, one)} />`}</li>`)}</ul>
    ${open && html`<${Sheet} key=${open.id} scene=${scene} character=${open} onClose=${() => { opened.value = null; }} />`}
  </section>`;
}

/** For instance "HP 12 / 31 · Ben". @param {import("../../rooms/store.js").Room} room @param {any} character */
function summary(room, { attributes, owner }) {
  const player = room.members.value.find((member) => owner && member.user === owner);
  const points = attributes.hp === undefined ? "" : t("HP {hp}", { hp: attributes.hp_max === undefined ? attributes.hp : `${attributes.hp} / ${attributes.hp_max}` });
  return [points, player ? player.name : t("nobody plays it")].filter(Boolean).join(" · ");
}
