import { assert, assertEquals, assertInstanceOf, assertStringIncludes } from "@std/assert";
import { readAddress } from "../../../components/own/address.ts";
import { ownTexts } from "../../../components/texts/own.ts";

const HTTP = { protocol: "http:", hostname: "localhost" };
const HTTPS = { protocol: "https:", hostname: "chat.example" };

Deno.test("own server: an address is taken as it is meant, without what browsers refuse", () => {
  for (
    const [text, href] of [
      [" ws://localhost:9000 ", "ws://localhost:9000/"],
      ["WSS://Example.com/ws?a=1#here", "wss://example.com/ws?a=1"],
    ] as const
  ) {
    const url = readAddress(text, HTTP);
    assertInstanceOf(url, URL);
    assertEquals(url.href, href);
  }
});

Deno.test("own server: what is wrong with an address is said in words", () => {
  assertEquals(readAddress("", HTTP), ownTexts.own.wrong.none);
  assertStringIncludes(
    String(readAddress("localhost:9000/room", HTTP)),
    "ws://localhost:9000/room?",
  );
  assertEquals(readAddress("hello", HTTP), ownTexts.own.wrong.none);
  assertStringIncludes(String(readAddress("http://localhost", HTTP)), "not http://");
  assertStringIncludes(String(readAddress("javascript:alert(1)", HTTP)), "not javascript:");
  assertEquals(readAddress("ws://ana:secret@localhost", HTTP), ownTexts.own.wrong.password);
  assertEquals(readAddress("ws://example.com", HTTPS), ownTexts.own.wrong.mixed);
  assert(readAddress("ws://localhost:9000", HTTPS) instanceof URL);
});

Deno.test("own server: a classroom's cookie goes to nobody else's port", () => {
  assertEquals(readAddress("ws://localhost:9000/r/7KWFT3", HTTP), ownTexts.own.wrong.classroom);
  assertEquals(readAddress("ws://localhost:9000/R/7KWFT3/ws", HTTP), ownTexts.own.wrong.classroom);
  assert(readAddress("ws://localhost:9000/room", HTTP) instanceof URL);
});
