import { assertEquals } from "@std/assert";
import { missingCause, OVERDUE_MS } from "../../../components/lab/missing_cause.ts";
import { frame } from "../../support/frames.ts";
import { logOf } from "./logs.ts";

Deno.test("missingCause: injected, refused, timed out, or on its way", () => {
  const piece = {
    channel: "file",
    from: "otter",
    me: "otter",
    messageId: "file-1",
    sequence: 1,
  };
  const missed = frame({ channel: "file", messageId: "file-1", sequence: 1, total: 3 });
  const [entry] = logOf([{ ...missed, from: "otter" }]);
  assertEquals(missingCause([], piece, 0, OVERDUE_MS - 1), "in flight");
  assertEquals(missingCause([], piece, 0, OVERDUE_MS), "timed out");
  assertEquals(missingCause([{ ...entry!, fault: "drop" }], piece, 0, OVERDUE_MS), "injected");
  const refused = { ...entry!, direction: "up" as const, rule: "M2", frame: missed };
  assertEquals(missingCause([refused], piece, 0, 0), "refused by the hub");
  assertEquals(missingCause([refused], { ...piece, me: "heron" }, 0, 0), "in flight");
  assertEquals(
    missingCause([{ ...entry!, fault: "drop" }], { ...piece, sequence: 2 }, 0, 0),
    "in flight",
  );
});
