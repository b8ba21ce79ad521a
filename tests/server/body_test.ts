import { assert, assertEquals } from "@std/assert";
import { type Fields, readFields } from "../../server/body.ts";
import { anyText, fc, holdsAsync } from "../support/property.ts";

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";

function read(body: BodyInit | null, type?: string): Promise<Fields> {
  const headers: HeadersInit = type === undefined ? [] : [["content-type", type]];
  return readFields(new Request("http://localhost/", { method: "POST", body, headers }));
}

async function nameIn(body: BodyInit | null, type?: string): Promise<string> {
  const fields = await read(body, type);
  assert(fields.ok, JSON.stringify(fields));
  return fields.get("name");
}

async function refusalOf(body: BodyInit, type?: string): Promise<number> {
  const fields = await read(body, type);
  assert(!fields.ok);
  return fields.status;
}

Deno.test("readFields: a form, a JSON object, or nothing", async () => {
  assertEquals(await nameIn("name=Ana+%C3%89&x=1", FORM), "Ana É");
  assertEquals(await nameIn("name=a", `${FORM.toUpperCase()};charset=UTF-8`), "a");
  assertEquals(await nameIn(`{"name":"Ana"}`, `${JSON_TYPE}; charset=utf-8`), "Ana");
  assertEquals([await nameIn(null), await nameIn("", "text/html")], ["", ""]);
});

Deno.test("readFields: what is no text is as good as absent", async () => {
  for (
    const json of [
      "{}",
      "[]",
      `{"name":1}`,
      `{"name":{}}`,
      `{"name":null}`,
      `{"__proto__":{"name":"x"}}`,
    ]
  ) {
    assertEquals(await nameIn(json, JSON_TYPE), "", json);
  }
});

Deno.test("readFields: what cannot be read is refused, and says as what", async () => {
  assertEquals(await refusalOf("name=a", "text/plain"), 415);
  assertEquals(await refusalOf(new FormData(), undefined), 415);
  for (const json of ["1", "null", `"a"`, "{", "name=a"]) {
    assertEquals(await refusalOf(json, JSON_TYPE), 400, json);
  }
});

Deno.test("readFields: a body that breaks off is refused, and no error of ours", async () => {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"name":'));
    },
    pull(controller) {
      controller.error(new Deno.errors.BadResource("gone"));
    },
  });
  const headers = { "content-type": "application/json" };
  const request = new Request("http://a.test", { method: "POST", headers, body });
  const refused = { ok: false, status: 400, message: "The body broke off" } as const;
  assertEquals(await readFields(request), refused);
});

Deno.test("readFields: a body that is too long is refused, and its rest never read", async () => {
  assertEquals(await refusalOf("name=" + "a".repeat(5_000), FORM), 413);
  let pulled = 0;
  const endless = new ReadableStream({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(1_024));
    },
  });
  assertEquals(await refusalOf(endless, FORM), 413);
  assert(pulled < 10, `${pulled} chunks`);
});

Deno.test("readFields: whatever the text, it comes through", async () => {
  await holdsAsync(fc.tuple(anyText, fc.boolean()), async ([text, isForm]) => {
    const body = isForm ? `${new URLSearchParams({ name: text })}` : JSON.stringify({ name: text });
    const expected = isForm ? text.toWellFormed() : text;
    if (body.length < 4_000) {
      assertEquals(await nameIn(body, isForm ? FORM : JSON_TYPE), expected);
    }
  });
});
