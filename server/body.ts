/**
 * The fields of a form or of a JSON object that was posted.
 *
 * @module
 */

/** Bytes that a body may have: a name, and room for whatever a form says around it. */
const MAX_BODY_BYTES = 4_096;

/** The text fields of a body, or the status and words that refuse it. */
export type Fields =
  | { readonly ok: true; readonly get: (name: string) => string }
  | { readonly ok: false; readonly status: number; readonly message: string };

/** Reads a body: a form as browsers send it without files, a JSON object, or none at all. */
export async function readFields(request: Request): Promise<Fields> {
  const text = await readText(request);
  if (text === undefined) {
    return { ok: false, status: 413, message: `A body here has at most ${MAX_BODY_BYTES} bytes` };
  }
  const type = request.headers.get("content-type")?.replace(/;.*/s, "").trim().toLowerCase();
  if (text === "") return { ok: true, get: () => "" };
  if (type === "application/x-www-form-urlencoded") {
    const form = new URLSearchParams(text);
    return { ok: true, get: (name) => form.get(name) ?? "" };
  }
  if (type === "application/json") return readJson(text);
  return { ok: false, status: 415, message: "Post a form or JSON" };
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
  return { ok: false, status: 400, message: "The body is no JSON object" };
}

function stringOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The body as text, or nothing if it is too long: then the rest of it is not read. */
async function readText({ body }: Request): Promise<string | undefined> {
  if (!body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
