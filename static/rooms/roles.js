/** The roles at a table, in their order, and their words. */
import { t } from "../base/i18n.js";

const ROLES = ["owner", "game_master", "player", "spectator"];

/** Owner and game masters. @param {string} role */
export function leads(role) {
  return role === "owner" || role === "game_master";
}

/** @param {string} role */
export function roleName(role) {
  return { owner: t("owner"), game_master: t("game master"), player: t("player"), spectator: t("spectator"), display: t("display") }[role] ?? role;
}

/** The roles that this reader may give: the owner alone makes game masters. @param {import("./store.js").Room} room */
export function givableRoles(room) {
  return room.you.value.role === "owner" ? ROLES.slice(1) : ROLES.slice(2);
}

/** Whether the reader may change, mute or remove this member. @param {import("./store.js").Room} room @param {any} member */
export function mayChange(room, member) {
  if (!room.leads.value || member.user === room.you.value.user || member.role === "owner") return false;
  return room.you.value.role === "owner" || member.role !== "game_master";
}
