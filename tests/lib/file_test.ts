import { assert, assertEquals, assertThrows } from "@std/assert";
import { decodeFile, encodeFile, MAX_NAME_LENGTH } from "../../lib/file.ts";
import { MAX_FILE_BYTES, MAX_MESSAGE_LENGTH, MAX_TOTAL } from "../../lib/limits.ts";
import { anyText, fc, holds } from "../support/property.ts";

const bytes = Uint8Array.from([104, 105]);
const written = (name: string, type = "text/plain") => encodeFile({ name, type, bytes });
const nameOf = (name: string) => decodeFile(written(name))?.name;
/** The name of a file that somebody else wrote. */
const claimed = (name: string) =>
  decodeFile(`data:text/plain;name=${encodeURIComponent(name)};base64,aGk=`)?.name;

Deno.test("encodeFile: a file is a data URL with a name", () => {
  assertEquals(written("a b.txt"), "data:text/plain;name=a%20b.txt;base64,aGk=");
});

Deno.test("decodeFile: what was written is read, whatever the bytes", () => {
  const file = fc.record({
    name: anyText,
    type: fc.constantFrom("image/png", "application/vnd.a+json", "text/x-y.z"),
    bytes: fc.uint8Array({ maxLength: 300 }).map((bytes) => Uint8Array.from(bytes)),
  });
  holds(file, (file) => {
    const read = decodeFile(encodeFile(file));
    assertEquals(read?.bytes, file.bytes);
    assertEquals(read?.type, file.type);
    assertEquals(read?.name, nameOf(file.name));
  });
});

Deno.test("encodeFile: the largest file is written, fits a message, and one byte more is refused", () => {
  const largest = new Uint8Array(MAX_FILE_BYTES).fill(255);
  const text = encodeFile({
    name: "👍".repeat(MAX_NAME_LENGTH),
    type: "image/png",
    bytes: largest,
  });
  assert(text.length <= MAX_MESSAGE_LENGTH);
  assert(text.length / 8_192 <= MAX_TOTAL);
  assertEquals(decodeFile(text)?.bytes.length, MAX_FILE_BYTES);
  assertThrows(
    () => encodeFile({ name: "", type: "", bytes: new Uint8Array(MAX_FILE_BYTES + 1) }),
    RangeError,
    "Cannot send file: 1000001 bytes, at most 1000000",
  );
});

Deno.test("decodeFile: more bytes than a file may have are no file", () => {
  const base64 = (length: number) => "AAAA".repeat(Math.ceil(length / 3));
  const read = (length: number) => decodeFile(`data:a/b;name=a;base64,${base64(length)}`);
  assertEquals(read(999_999)?.bytes.length, 999_999);
  assertEquals(read(1_000_002), undefined);
});

Deno.test("decodeFile: another text is no file", () => {
  for (
    const text of [
      "",
      "ABCDEFGH",
      "data:,hello",
      "data:text/plain;base64,aGk=",
      " data:text/plain;name=a;base64,aGk=",
      "data:text/plain;name=a;base64,not base64!",
      "data:text/plain;name=a;base64,aGk=aGk=",
      "data:text/plain;name=%E0%A4;base64,aGk=",
      "data:text/plain\n;name=a;base64,aGk=",
      "data:text/<b>;name=a;base64,aGk=",
    ]
  ) {
    assertEquals(decodeFile(text), undefined, text);
  }
});

Deno.test("encodeFile: a type that is no media type is bytes", () => {
  for (const type of ["", "text", "text/html;charset=utf-8", "a/b,c", "text/plain\n", '"><b>/x']) {
    assertEquals(decodeFile(written("a", type))?.type, "application/octet-stream", type);
  }
});

Deno.test("decodeFile: a name is no path", () => {
  const paths = [
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows\\passwd",
    "a/..\\passwd",
    "\\\\host\\passwd",
  ];
  for (const path of paths) {
    assertEquals([nameOf(path), claimed(path)], ["passwd", "passwd"], path);
  }
  for (const empty of ["", ".", "..", "/", "a/", "...", "a/../..", "\u202e", " ", " . "]) {
    assertEquals([nameOf(empty), claimed(empty)], ["file", "file"], empty);
  }
});

Deno.test("decodeFile: a name does not hide its end", () => {
  assertEquals(claimed("photo\u202egpj.exe"), "photogpj.exe");
  assertEquals(claimed("a\u2066\u200f\u0007\n.exe"), "a.exe");
});

Deno.test("decodeFile: a name is not hidden", () => {
  for (const name of [".profile", "..profile", " .profile", ". .profile", "\u202e.profile"]) {
    assertEquals([nameOf(name), claimed(name)], ["profile", "profile"], name);
  }
});

Deno.test("decodeFile: a name is no device, no stream and no pattern on Windows", () => {
  for (
    const [name, safe] of [
      ["con", "_on"],
      ["CON.txt", "_ON.txt"],
      ["nul .tar.gz", "_ul .tar.gz"],
      ["com¹", "_om¹"],
      ["LPT9.", "_PT9"],
      ["conout$", "_onout$"],
      ["a.txt:evil.exe", "a.txt_evil.exe"],
      ['<a>|?*".txt', "_a_____.txt"],
      ["evil.exe. . ", "evil.exe"],
      ["console.txt", "console.txt"],
      ["com10", "com10"],
    ] as const
  ) {
    assertEquals([nameOf(name), claimed(name)], [safe, safe], name);
  }
});

Deno.test("decodeFile: a name is no longer than file systems take, in bytes too", () => {
  for (const letter of ["é", "語", "👍"]) {
    const name = claimed(`${letter.repeat(200)}.pdf`)!;
    const { length } = new TextEncoder().encode(name);
    assert(length <= 200 && length > 190, `${length}`);
    assert(name.endsWith(`${letter}.pdf`));
  }
});

Deno.test("decodeFile: a long name keeps its end, which says what it is", () => {
  const name = claimed(`${"x".repeat(300)}.pdf`)!;
  assertEquals([name.length, name.slice(-5)], [MAX_NAME_LENGTH, "x.pdf"]);
  assertEquals(claimed(`xx.${"y".repeat(MAX_NAME_LENGTH - 1)}`), "y".repeat(MAX_NAME_LENGTH - 1));
});

Deno.test("decodeFile: every name is safe, and stays what it is when it is sent on", () => {
  holds(
    fc.oneof(anyText, fc.string({ unit: fc.constantFrom(".", " ", "/", "\\", "a", "\u202e") })),
    (text) => {
      const name = claimed(text.toWellFormed())!;
      assert(name.length >= 1 && name.length <= MAX_NAME_LENGTH);
      assert(!/[/\\:*?"<>|\p{Cc}\p{Cf}]|^[.\s]|[.\s]$/u.test(name), JSON.stringify(name));
      assert(new TextEncoder().encode(name).length <= 200);
      assert(name.isWellFormed());
      assertEquals(claimed(name), name);
    },
  );
});
