/**
 * An archive opened in the browser, so that what lies in it goes the way of every other file: named, checked, prepared.
 * Format: PKWARE's APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end). Stored and
 * deflated members; what is encrypted, split or over 4 GB (zip64) is refused in words.
 */
import { t } from "../base/i18n.js";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const MOST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
export const MOST_MEMBERS = 2_000;
/** Of one member, and of all of them together, once they are inflated. */
export const MOST_BYTES = 500 * 1024 * 1024;
export const MOST_IN_ALL = 2 * 1024 * 1024 * 1024;

/** @typedef {{name: string, path: string[], size: number, packed: number, method: number, at: number}} Member `path`: the folders around it */

/**
 * What is in an archive, without the folders themselves and what systems hide in it.
 * @param {Blob} archive
 * @returns {Promise<Member[]>} refused with an Error in words when it cannot be read
 */
export async function membersOf(archive) {
  const tail = await view(archive, Math.max(0, archive.size - END_BYTES - MOST_COMMENT), archive.size);
  let end = tail.byteLength - END_BYTES;
  while (end >= 0 && tail.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new Error(t("This is not a ZIP archive, or its end is missing."));
  const count = tail.getUint16(end + 10, true);
  const begin = tail.getUint32(end + 16, true);
  if (count > MOST_MEMBERS) throw new Error(t("At most {count} files in an archive.", { count: MOST_MEMBERS }));
  const table = await view(archive, begin, begin + tail.getUint32(end + 12, true));
  /** @type {Member[]} */
  const members = [];
  let at = 0;
  for (let left = count; left > 0; left -= 1) {
    if (at + 46 > table.byteLength || table.getUint32(at, true) !== ENTRY) throw new Error(t("This archive is damaged."));
    const length = table.getUint16(at + 28, true);
    const whole = new TextDecoder().decode(new Uint8Array(table.buffer, table.byteOffset + at + 46, Math.min(length, table.byteLength - at - 46)));
    const parts = whole.replaceAll("\\", "/").split("/").filter((part) => part && part !== "." && part !== "..");
    const name = parts.pop() ?? "";
    if (!whole.endsWith("/") && name && !name.startsWith(".") && parts[0] !== "__MACOSX") {
      if (table.getUint16(at + 8, true) & ENCRYPTED) throw new Error(t("This archive is locked with a password."));
      members.push({ name, path: parts, method: table.getUint16(at + 10, true), packed: table.getUint32(at + 20, true), size: table.getUint32(at + 24, true), at: table.getUint32(at + 42, true) });
    }
    at += 46 + length + table.getUint16(at + 30, true) + table.getUint16(at + 32, true);
  }
  if (members.reduce((sum, one) => sum + one.size, 0) > MOST_IN_ALL) throw new Error(t("There is too much in this archive: at most 2 GB."));
  return members;
}

/**
 * One member as a file; never more than it says to be, whatever its bytes inflate to.
 * @param {Blob} archive @param {Member} member @returns {Promise<File>}
 */
export async function takeOut(archive, member) {
  if (member.size > MOST_BYTES) throw new Error(t("{name} is too large.", { name: member.name }));
  const head = await view(archive, member.at, member.at + 30);
  if (head.byteLength < 30 || head.getUint32(0, true) !== LOCAL) throw new Error(t("This archive is damaged."));
  const from = member.at + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const packed = archive.slice(from, from + member.packed);
  if (member.method === STORED) return new File([packed], member.name);
  if (member.method !== DEFLATED) throw new Error(t("{name} is packed in a way that browsers cannot open.", { name: member.name }));
  let read = 0;
  const bounded = new TransformStream({
    transform(chunk, controller) {
      read += chunk.byteLength;
      if (read > member.size) throw new Error(t("This archive is damaged."));
      controller.enqueue(chunk);
    },
  });
  try {
    const blob = await new Response(packed.stream().pipeThrough(new DecompressionStream("deflate-raw")).pipeThrough(bounded)).blob();
    if (blob.size !== member.size) throw new Error();
    return new File([blob], member.name);
  } catch {
    throw new Error(t("{name} in this archive is damaged.", { name: member.name }));
  }
}

/** @param {Blob} archive @param {number} from @param {number} to */
const view = async (archive, from, to) => new DataView(await archive.slice(from, to).arrayBuffer());
