import { assertEquals } from "@std/assert";
import { frameBytes, webSocketFields, wireBytes } from "../../../components/lab/bytes.ts";
import { frame } from "../../support/frames.ts";

Deno.test("frameBytes: what is data, and what is around it", () => {
  const hi = frame({ data: "hé" });
  const json = new TextEncoder().encode(JSON.stringify(hi)).length;
  const { data, overhead, ...rest } = frameBytes(hi, "up");
  assertEquals(data, 3);
  assertEquals(rest, { json, webSocket: 6, binary: 16 + 3 + 6 });
  assertEquals(overhead, 1 - 3 / (json + 6));
  assertEquals(wireBytes(hi, "up"), json + 6);
  assertEquals(wireBytes(hi, "down"), json + 2);
});

Deno.test("frameBytes: base64 is a quarter less in binary", () => {
  const piece = frame({ channel: "file", data: "QUJDREVGR0g=" });
  assertEquals(frameBytes(piece, "down").binary, 16 + 8 + 2);
  assertEquals(frameBytes(frame({ data: "hey!" }), "down").binary, 16 + 4 + 2);
});

Deno.test("webSocketFields: the fields of RFC 6455, section 5.2, leave no byte out", () => {
  const cases = [[5, 2], [125, 2], [126, 4], [65_535, 4], [65_536, 10]] as const;
  for (const [length, header] of cases) {
    for (const direction of ["up", "down"] as const) {
      const fields = webSocketFields(length, direction);
      const start = header + (direction === "up" ? 4 : 0);
      assertEquals(fields.at(-1), { ...fields.at(-1)!, from: start, to: start + length });
      const bytes = new Set(fields.flatMap(({ from, to }) => [from, to]));
      assertEquals(Math.max(...bytes), start + length);
      let end = 0;
      for (const { from, to } of fields) {
        assertEquals(from <= end && to >= end, true, `${length} ${direction}`);
        end = to;
      }
    }
  }
  assertEquals(webSocketFields(300, "up").map(({ name, value }) => `${name} ${value}`), [
    "FIN 1",
    "RSV1–3 000",
    "opcode 0001",
    "MASK 1",
    "length 1111110",
    "extended length 300",
    "masking key ",
    "payload ",
  ]);
  assertEquals(webSocketFields(5, "down")[4]?.value, "0000101");
});
