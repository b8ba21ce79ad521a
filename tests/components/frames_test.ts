import { assertEquals } from "@std/assert";
import { logged } from "../../components/frames.ts";
import { dropNote } from "../../lib/fault_notes.ts";
import { frame } from "../support/frames.ts";

Deno.test("M18: what the hub did to a frame is in the log of the page", () => {
  const swapped = { ...frame({ from: "otter" }), fault: "swap" };
  assertEquals(logged(1, 0, "down", { kind: "frame", frame: swapped }).fault, "swap");
  assertEquals(logged(1, 0, "down", { kind: "frame", frame: frame() }).fault, undefined);
});

Deno.test("M18: a note of a dropped frame stands where the frame would have been", () => {
  const lost = frame({ from: "otter", sequence: 1, total: 3 });
  const note = { ...dropNote(lost, 1), from: "$", offset: 0 };
  assertEquals(logged(7, 5, "down", { kind: "frame", frame: note }), {
    ...{ n: 7, at: 5, direction: "down", fault: "drop" },
    frame: { ...lost, data: "" },
  });
});

Deno.test("F5: a message that is no frame is in the log, with the rule that it broke", () => {
  const error = { rule: "F5", message: "sequence is 7" } as const;
  const entry = logged(1, 0, "down", { kind: "error", error });
  assertEquals([entry.rule, entry.frame.channel, entry.frame.data], [
    "F5",
    "$",
    "sequence is 7",
  ]);
});
