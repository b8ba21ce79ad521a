import { assertEquals } from "@std/assert";
import { FAULTS } from "../../lib/faults.ts";
import { dropNote, droppedBy, faultOf, isNamed, labelled } from "../../lib/fault_notes.ts";
import { frame } from "../support/frames.ts";

Deno.test("fault notes: what was done to a frame is on it, also on the wire", () => {
  for (const fault of FAULTS) {
    const sent = JSON.stringify(labelled({ frame: frame(), fault }));
    assertEquals(faultOf(JSON.parse(sent)), fault);
  }
  assertEquals(labelled({ frame: frame() }), frame());
  assertEquals(faultOf({ ...frame(), fault: "toString" } as never), undefined);
});

Deno.test("fault notes: a dropped frame is told of, without its data", () => {
  const dropped = frame({ from: "otter", sequence: 1, total: 3, data: "secret" });
  const note = dropNote(dropped, 1);
  assertEquals(note.data.includes("secret"), false);
  assertEquals(droppedBy(note), { ...dropped, data: "" });
  const others = ["no JSON", "[]", '{"type":"error"}', note.data.replace('"total":3', '"total":1')];
  for (const data of others) assertEquals(droppedBy({ ...note, data }), undefined, data);
  assertEquals(droppedBy({ ...note, channel: "chat" }), undefined);
});

Deno.test("fault notes: a frame is named by its sender, channel, message and sequence", () => {
  const name = { channel: "chat", from: "otter", messageId: "chat-1", sequence: 2 };
  assertEquals(isNamed(frame({ ...name, total: 3 }), name), true);
  for (const field of ["channel", "from", "messageId"]) {
    assertEquals(isNamed(frame({ ...name, [field]: "other" }), name), false, field);
  }
  assertEquals(isNamed(frame({ ...name, sequence: 1 }), name), false);
});
