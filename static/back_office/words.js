/** What happened at a table, in words for who watches it. Pure. */
import { t } from "../base/i18n.js";
import { undoneWords } from "../rooms/past/undo.js";

/** @param {string} type of an entry or a command @returns {string} its own name where no words are known */
export function happenedWords(type) {
  return known(type) ?? undoneWords(type) ?? type;
}

/** What cannot be undone and so has no words there. @param {string} type @returns {string | undefined} */
function known(type) {
  return /** @type {Record<string, string>} */ ({
    "chat.say": t("said something"),
    "chat.edit": t("a message edited"),
    "chat.delete": t("a message deleted"),
    "chat.react": t("a sign under a message"),
    "chat.pin": t("a message pinned"),
    "dice.roll": t("a roll"),
    "room.pause": t("the game held or let go on"),
    "room.archive": t("the room put away or opened again"),
    "room.hand_over": t("the room handed over"),
    "member.join": t("came into the room"),
    "member.knock": t("knocked at the door"),
    "member.withdraw": t("went away from the door"),
    "member.admit": t("somebody let in"),
    "member.refuse": t("somebody sent away from the door"),
    "member.leave": t("left the room"),
    "member.remove": t("a member removed"),
    "member.ban": t("a member banned"),
    "member.unban": t("a ban lifted"),
    "member.mute": t("a member muted or heard again"),
    "member.role": t("another role for a member"),
    "member.forget": t("an account deleted"),
    "scene.delete": t("a scene deleted"),
    "scene.duplicate": t("a copy of a scene"),
    "scene.import": t("a scene from a file"),
    "scene.folder_delete": t("a folder deleted"),
    "map.changed": t("a map of the library changed"),
    "handout.create": t("a new handout"),
    "encounter.delete": t("a fight forgotten"),
    "session.schedule": t("a session planned"),
    "session.change": t("a session changed"),
    "session.cancel": t("a session cancelled"),
    "session.answer": t("whether they come to a session"),
    "session.start": t("a session begun"),
    "session.end": t("a session ended"),
    "pad.press": t("a sound from the board"),
    "playlist.play": t("a playlist"),
    "playlist.next": t("the next piece of a playlist"),
    "playlist.previous": t("the piece before in a playlist"),
    "mix.set": t("another mix of the sound"),
    "track.play": t("a sound"),
    "track.stop": t("a sound stopped"),
    "sight.explore": t("more of the map was seen"),
    "back_office.edit": t("a change in the back office"),
    "history.undo": t("something taken back"),
    "history.redo": t("something done again"),
  })[type];
}
