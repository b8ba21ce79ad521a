/**
 * The fields of a form or of a JSON object that was posted.
 *
 * @module
 */

/** Bytes that a body may have: a name, and room for whatever a form says around it. */
const MAX_BODY_BYTES = 4_096;

/** The status and words that refuse a body. */
interface Refused {
  readonly ok: false;
  readonly status: number;
  readonly message: string;
}

/** The text fields of a body, or why it is refused. */
export type Fields = { readonly ok: true; readonly get: (name: string) => string } | Refused;

const TOO_LONG = `A body here has at most ${MAX_BODY_BYTES} bytes`;

/** Reads a body: a form as browsers send it without files, a JSON object, or none at all. */
export async function readFields(request: Request): Promise<Fields> {
  const text = await readText(request);
  if (typeof text !== "string") return text;
  const type = request.headers.get("content-type")?.replace(/;.*/s, "").trim().toLowerCase();
  if (text === "") return { ok: true, get: () => "" };
  if (type === "application/x-www-form-urlencoded") {
    const form = new URLSearchParams(text);
    return { ok: true, get: (name) => form.get(name) ?? "" };
  }
  if (type === "application/json") return readJson(text);
  return refused(415, "Post a form or JSON");
}

function readJson(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) {
      const fields = new Map<string, unknown>(Object.entries(value));
      return { ok: true, get: (name) => stringOf(fields.get(name)) };
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return refused(400, "The body is no JSON object");
}

function stringOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The body as text. Of one that is too long the rest is not read. */
async function readText({ body }: Request): Promise<string | Refused> {
  if (!body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) return refused(413, TOO_LONG);
      text += decoder.decode(chunk, { stream: true });
    }
  } catch {
    // Whoever sends it went away in the middle: no error of ours.
    return refused(400, "The body broke off");
  }
  return text + decoder.decode();
}

function refused(status: number, message: string): Refused {
  return { ok: false, status, message };
}
