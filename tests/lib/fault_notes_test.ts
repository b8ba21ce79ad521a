import { assertEquals } from "@std/assert";
import { FAULTS } from "../../lib/faults.ts";
import {
  dropNote,
  droppedBy,
  faultOf,
  isNamed,
  labelled,
  repairBy,
  repairFrame,
} from "../../lib/fault_notes.ts";
import { frame } from "../support/frames.ts";
import { anyText, holds } from "../support/property.ts";

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

Deno.test("fault notes: a frame is asked for by its name, and by nothing else", () => {
  const name = { channel: "chat", from: "otter", messageId: "chat-1", sequence: 2 };
  const ask = repairFrame(name);
  assertEquals(repairBy(JSON.stringify(ask)), name);
  assertEquals(isNamed(frame({ ...name, total: 3 }), name), true);
  for (const field of ["channel", "from", "messageId"]) {
    assertEquals(isNamed(frame({ ...name, [field]: "other" }), name), false, field);
  }
  const others = [{ ...ask, channel: "chat" }, { ...ask, data: ask.data.replace("2", "-2") }];
  for (const other of others) assertEquals(repairBy(JSON.stringify(other)), undefined);
  holds(anyText, (text) => {
    assertEquals(repairBy(text), undefined);
    assertEquals(repairBy(JSON.stringify({ ...ask, data: text })), undefined);
  });
});
