/**
 * A small file as the text of a message: a data URL (RFC 2397) with a `name` parameter, so that any
 * client that knows the web can read it.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decodeFile, encodeFile } from "./file.ts";
 *
 * const text = encodeFile({ name: "a.txt", type: "text/plain", bytes: new Uint8Array([104, 105]) });
 * assertEquals(text, "data:text/plain;name=a.txt;base64,aGk=");
 * assertEquals(decodeFile(text)?.bytes.length, 2);
 * ```
 *
 * @module
 */

import { MAX_FILE_BYTES } from "./limits.ts";

/** Longest file name that is shown or offered for download: what common file systems take. */
export const MAX_NAME_LENGTH = 120;

/** A file, whole. */
export interface SmallFile {
  readonly name: string;
  /** A media type. From the wire it is a claim: never act on it. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What is said of a file before its bytes. */
export interface FileHead {
  readonly name: string;
  /** A media type. From the wire it is a claim: never act on it. */
  readonly type: string;
  /** SHA-256 of the bytes, in 64 hexadecimal digits, where the sender could tell it. */
  readonly sha256?: string | undefined;
}

/**
 * Writes a file as text.
 *
 * @throws {RangeError} If it has more than {@linkcode MAX_FILE_BYTES}.
 */
export function encodeFile(file: SmallFile, sha256?: string): string {
  const { name, type, bytes } = file;
  if (bytes.length > MAX_FILE_BYTES) {
    throw new RangeError(`Cannot send file: ${bytes.length} bytes, at most ${MAX_FILE_BYTES}`);
  }
  return encodeFileHead({ name, type, sha256 }) + toBase64(bytes);
}

/** Writes what comes before the bytes: the first frame of a message in bytes (B7). */
export function encodeFileHead({ name, type, sha256 }: FileHead): string {
  const mediaType = /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : "application/octet-stream";
  const hash = sha256 === undefined ? "" : `;sha256=${sha256}`;
  return `data:${mediaType};name=${encodeURIComponent(cleanName(name))}${hash};base64,`;
}

const HEAD = /^data:([\w.+-]+\/[\w.+-]+);name=([^;,]*)((?:;[\w-]+=[^;,]*)*);base64,/;

/** Reads what {@linkcode encodeFileHead} wrote, with any other parameters. */
export function decodeFileHead(text: string): FileHead | undefined {
  const match = HEAD.exec(text);
  if (!match) return undefined;
  try {
    const sha256 = /;sha256=([0-9a-f]{64})(?:;|$)/.exec(match[3]!)?.[1];
    return { name: cleanName(decodeURIComponent(match[2]!)), type: match[1]!, sha256 };
  } catch {
    // Not a URI component: then it is not a file, just a text that looks like one.
    return undefined;
  }
}

/** Reads what {@linkcode encodeFile} wrote. `undefined` where the text is something else. */
export function decodeFile(text: string): SmallFile | undefined {
  const head = decodeFileHead(text);
  if (!head) return undefined;
  try {
    const binary = atob(text.slice(HEAD.exec(text)![0].length));
    if (binary.length > MAX_FILE_BYTES) return undefined;
    const bytes = Uint8Array.from(binary, (unit) => unit.charCodeAt(0));
    return { name: head.name, type: head.type, bytes };
  } catch {
    // Not base64: just a text that looks like a file.
    return undefined;
  }
}

/** What who stops a message on `file` says there, so that nobody waits for the rest of it. */
export function stopNote(messageId: string): string {
  return `stopped ${messageId}`;
}

/** The message that {@linkcode stopNote} is about. `undefined` where the text is something else. */
export function stoppedBy(text: string): string | undefined {
  return /^stopped (\S+)$/.exec(text)?.[1];
}

/** Most bytes of a name in UTF-8: file systems take 255, and some is for "-2" and ".part". */
const MAX_NAME_BYTES = 200;

/** Names that Windows gives to devices, whatever comes behind a dot. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*(\.|$)/i;

/** A name that is no path and no device on any system, cannot hide its end, and is never empty. */
function cleanName(name: string): string {
  const base = name.toWellFormed().split(/[/\\]/).at(-1)!;
  // Control characters, and those that change the direction of the text around them.
  const plain = base.replace(/[\p{Cc}\p{Cf}]/gu, "").replace(/[<>:"|?*]/g, "_");
  // Windows takes dots and spaces off the end. In front they go last: cutting can bring one there.
  const cut = cutName(plain.replace(/[\s.]+$/, "")).replace(/^[\s.]+/, "");
  return (DEVICE.test(cut) ? `_${cut.slice(1)}` : cut) || "file";
}

/** Keeps the end, which says what it is. */
function cutName(name: string): string {
  let cut = name.slice(-MAX_NAME_LENGTH).toWellFormed();
  while (new TextEncoder().encode(cut).length > MAX_NAME_BYTES) cut = [...cut].slice(1).join("");
  return cut;
}

/** Bytes as base64 (RFC 4648, section 4), in steps, because the arguments of one call are limited. */
export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
