/**
 * What the vectors in docs/vectors/ are made of: parts, patterns, and names for what is not known
 * before. Their README says what each means.
 *
 * @module
 */

/** A text, or hex, that can be in parts: a string, or how often it comes. */
export type Parts = string | readonly (string | readonly [string, number])[];

/** Values by the names that a dialogue has given them. */
export type Names = ReadonlyMap<string, unknown>;

/** Joins parts. */
export function join(parts: Parts): string {
  if (typeof parts === "string") return parts;
  return parts.map((part) => typeof part === "string" ? part : part[0].repeat(part[1])).join("");
}

/** The bytes that parts say in hex. */
export function bytesOf(hex: Parts): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromHex(join(hex));
}

/** `"$name"`, and `"$name+2"`. The channel `$` alone is no name. */
const NAME = /^(\$[a-z]+)(?:\+(\d+))?$/;

/** `value` with each name in it replaced by what it stands for. */
export function fill(value: unknown, names: Names): unknown {
  if (typeof value === "string") return valueOf(value, names) ?? value;
  if (Array.isArray(value)) return value.map((inner) => fill(inner, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner, names)]));
}

/**
 * Whether `seen` is what is expected: objects may have more fields than that.
 *
 * @returns The names, with those that got their value here, or `undefined` where it is not.
 */
export function match(expected: unknown, seen: unknown, names: Names): Names | undefined {
  if (typeof expected === "string" && NAME.test(expected)) {
    const value = valueOf(expected, names);
    if (value !== undefined) return value === seen ? names : undefined;
    return seen === undefined ? undefined : new Map([...names, [expected, seen]]);
  }
  if (!isObject(expected) && !Array.isArray(expected)) {
    return expected === seen ? names : undefined;
  }
  const inside = typeof seen === "string" ? parsed(seen) : seen;
  if (!isObject(inside) && !Array.isArray(inside)) return undefined;
  if (Array.isArray(expected) && expected.length !== (inside as unknown[]).length) return undefined;
  let known: Names | undefined = names;
  for (const [key, inner] of Object.entries(expected)) {
    known = match(inner, (inside as Record<string, unknown>)[key], known);
    if (!known) return undefined;
  }
  return known;
}

function valueOf(text: string, names: Names): unknown {
  const [, name, more] = NAME.exec(text) ?? [];
  const value = name && names.get(name);
  return more && value !== undefined ? Number(value) + Number(more) : value;
}

/** Whether `value` is what JSON calls an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a text says in JSON, or `undefined` if it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
