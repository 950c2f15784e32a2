/** What people say about a universe: threads that are answered, settled, said in other words, deleted. */
import { html, signal } from "../../vendor/ui.js";
import { t, tn } from "../../base/i18n.js";
import { Icon, IconButton } from "../../base/parts.js";
import { leads } from "../../rooms/roles.js";
import { fromNow } from "../../base/times.js";

/** @typedef {{id: string, by: {user: string | null, name: string}, text: string, reply_to: string | null, resolved: boolean, edited_at: string | null, at: string}} Comment */
/** @typedef {Comment & {answers: Comment[]}} Thread */

/** Answers to answers stand below what began the thread, in time. Pure. @param {Comment[]} comments @returns {Thread[]} open ones first, the newest on top */
export function threadsOf(comments) {
  const byId = new Map(comments.map((one) => [one.id, one]));
  const rootOf = (/** @type {Comment} */ one) => {
    let [root, steps] = [one, 0];
    while (root.reply_to && byId.has(root.reply_to) && steps < comments.length) [root, steps] = [/** @type {Comment} */ (byId.get(root.reply_to)), steps + 1];
    return root;
  };
  /** @type {Map<string, Thread>} */
  const threads = new Map();
  for (const one of [...comments].sort((a, b) => a.at.localeCompare(b.at))) {
    const root = rootOf(one);
    if (!threads.has(root.id)) threads.set(root.id, { ...root, answers: [] });
    if (root.id !== one.id) threads.get(root.id)?.answers.push(one);
  }
  return [...threads.values()].sort((a, b) => Number(a.resolved) - Number(b.resolved) || b.at.localeCompare(a.at));
}

/** Which one is answered or said in other words. */
const writing = signal(/** @type {null | {id: string, way: "answer" | "edit"}} */ (null));

/** @param {{world: import("../world.js").World}} props */
export function Comments({ world }) {
  const { room } = world;
  const comments = /** @type {Comment[]} */ (Object.values(room.kind("comment").value));
  const threads = threadsOf(comments);
  const may = room.may("universes.comment");
  const open = threads.filter((thread) => !thread.resolved).length;
  return html`<section class="stack-s comments" aria-label=${t("Comments")}><h3>${t("Comments")} ${open > 0 && html`<span class="quiet">${tn("{count} open", "{count} open", open)}</span>`}</h3>
    ${may && html`<${Write} label=${t("Say something about it")} verb=${t("Comment")} onSay=${(/** @type {string} */ text) => room.send("comment.create", { text })} />`}
    ${!threads.length && html`<div class="empty"><${Icon} name="message-circle" /><h3>${t("Nothing said yet")}</h3><p>${may ? t("Say what you hear, or what is missing.") : t("Who belongs to this universe may say something about it.")}</p></div>`}
    <ul class="comment-threads">${threads.map((thread) => html`<li key=${thread.id} class=${thread.resolved ? "comment-settled" : ""}>
      <${One} room=${room} comment=${thread} may=${may} />
      ${thread.answers.length > 0 && html`<ul class="comment-answers">${thread.answers.map((one) => html`<li key=${one.id}><${One} room=${room} comment=${one} may=${may} /></li>`)}</ul>`}</li>`)}</ul>
  </section>`;
}

/** @param {{room: import("../../rooms/store.js").Room, comment: Comment, may: boolean}} props */
function One({ room, comment, may }) {
  const { id, by, text, reply_to: answers, resolved, edited_at: edited, at } = comment;
  const own = by.user !== null && by.user === room.you.value.user;
  const led = leads(room.you.value.role) && !room.archived.value;
  const way = writing.value?.id === id ? writing.value.way : "";
  const begin = (/** @type {"answer" | "edit"} */ next) => { writing.value = way === next ? null : { id, way: next }; };
  const drop = async () => {
    if (await room.confirm(t("Delete this comment?"), t("Delete"), t("The answers to it go with it; nobody finds the words again."))) room.send("comment.delete", { comment: id });
  };
  const say = (/** @type {string} */ words) => room.send(way === "edit" ? "comment.edit" : "comment.create", way === "edit" ? { comment: id, text: words } : { text: words, reply_to: id });
  return html`<article class="comment" aria-label=${t("Comment by {name}", { name: by.name })}>
    <p class="row-s small"><strong>${by.name}</strong><span class="quiet">${fromNow(new Date(at), new Date())}${edited ? ` · ${t("edited")}` : ""}</span>${resolved && html`<span class="badge badge-good">${t("settled")}</span>`}</p>
    ${way === "edit" ? html`<${Write} label=${t("In other words")} verb=${t("Save")} text=${text} onSay=${say} onEnd=${() => { writing.value = null; }} />` : html`<p class="comment-text">${text}</p>`}
    <div class="row-s comment-deeds">
      ${may && html`<button type="button" class="btn btn-s btn-quiet" aria-pressed=${way === "answer"} onClick=${() => begin("answer")}><${Icon} name="reply" />${t("Answer")}</button>`}
      ${!answers && (led || (own && may)) && html`<button type="button" class="btn btn-s btn-quiet" onClick=${() => room.send("comment.resolve", { comment: id, resolved: !resolved })}><${Icon} name="check" />${resolved ? t("Open again") : t("Settled")}</button>`}
      ${own && may && html`<${IconButton} icon="pencil" class="btn-s" label=${t("Say it in other words")} onClick=${() => begin("edit")} />`}
      ${(led || (own && !room.archived.value)) && html`<${IconButton} icon="trash-2" class="btn-s" label=${t("Delete this comment")} onClick=${drop} />`}</div>
    ${way === "answer" && html`<${Write} label=${t("Your answer")} verb=${t("Answer")} onSay=${say} onEnd=${() => { writing.value = null; }} />`}
  </article>`;
}

/** @param {{label: string, verb: string, text?: string, onSay: (text: string) => Promise<any>, onEnd?: () => void}} props */
function Write({ label, verb, text = "", onSay, onEnd }) {
  const submit = async (/** @type {any} */ event) => {
    event.preventDefault();
    const field = event.target.elements.text;
    const words = field.value.trim();
    if (!words) return field.focus();
    if ((await onSay(words)) === undefined) return undefined; /* what was refused stays in the field */
    field.value = "";
    return onEnd?.();
  };
  return html`<form class="stack-s comment-write" onSubmit=${submit}><textarea name="text" rows="2" maxlength="2000" aria-label=${label} placeholder=${label} defaultValue=${text}></textarea>
    <div class="row-s"><button class="btn btn-s">${verb}</button>${onEnd && html`<button type="button" class="btn btn-s btn-quiet" onClick=${onEnd}>${t("Cancel")}</button>`}</div></form>`;
}
