import { assert, assertEquals } from "@std/assert";
import { CODE_LENGTH, makeCode, readCode } from "../../server/codes.ts";
import { anyText, fc, holds } from "../support/property.ts";

/** Codes, with chance that fast-check can play back. */
const codes = fc.infiniteStream(fc.integer({ min: 0, max: 255 })).map((bytes) =>
  makeCode((array) => array.map(() => bytes.next().value as number))
);

Deno.test("makeCode: six characters, none that looks like another, no vowel", () => {
  holds(codes, (code) => assert(/^[2-9B-DF-HJ-KM-NP-TV-XZ]{6}$/.test(code), code));
});

Deno.test("makeCode: every character is as likely as every other", () => {
  const counts = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    let calls = 0;
    const code = makeCode((array) => array.fill(calls++ === 0 ? byte : 0));
    // Bytes that would make some characters more likely are not used, but the next ones.
    if (calls === 1) counts.set(code[0]!, (counts.get(code[0]!) ?? 0) + 1);
  }
  assertEquals([counts.size, ...new Set(counts.values())], [27, 9]);
});

Deno.test("makeCode: real chance does not repeat itself", () => {
  const make = () => makeCode((array) => crypto.getRandomValues(array));
  assertEquals(new Set(Array.from({ length: 100 }, make)).size, 100);
});

/** A code as somebody may type it. */
const spelling = fc.tuple(
  codes,
  fc.array(fc.constantFrom("", "", " ", "-", "–", " - ", "\u00a0", "."), {
    minLength: CODE_LENGTH + 1,
    maxLength: CODE_LENGTH + 1,
  }),
  fc.boolean(),
);

Deno.test("readCode: however it is typed, it is the code", () => {
  holds(spelling, ([code, gaps, small]) => {
    const typed = gaps[0] + [...code].map((it, n) => it + gaps[n + 1]).join("");
    assertEquals(readCode(small ? typed.toLowerCase() : typed), code);
  });
});

Deno.test("readCode: a whole link is as good as its code", () => {
  for (
    const link of [
      "https://mux.example.org/r/7KWFT3",
      "http://10.0.0.7:8765/r/7kwft3?x=1#top",
      "  https://mux.example.org/r/7KWFT3/board ",
      "mux.example.org/join?code=7KWFT3",
      "http://localhost:8765/join?from=qr&code=7kw-ft3",
      "/r/7KW%20FT3",
    ]
  ) assertEquals(readCode(link), "7KWFT3", link);
});

Deno.test("readCode: what is no code is none, whatever it is", () => {
  for (
    const text of [
      "",
      "7KWFT",
      "7KWFT33",
      "7KWFTO",
      "0KWFT3",
      "A KWFT",
      "/r/",
      "?code=",
      "🎈🎈🎈🎈🎈🎈",
    ]
  ) assertEquals(readCode(text), undefined, text);
  holds(anyText, (text) => {
    const code = readCode(text);
    assert(code === undefined || readCode(code) === code);
  });
});
