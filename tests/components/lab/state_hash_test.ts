import { assertEquals } from "@std/assert";
import type { LoggedFrame } from "../../../components/lab/log.ts";
import { stateHash, stateText } from "../../../components/lab/state_hash.ts";
import { OPEN_MS } from "../../../lib/limits.ts";
import { frame } from "../../support/frames.ts";
import { cut, logOf, smallLesson } from "./logs.ts";

Deno.test("stateHash: completed messages in order, then what is open, with its gaps", () => {
  const [, ...late] = cut("heron", "file", "file-1", "ABCDEF", 2);
  const log = logOf([...late, ...cut("otter", "chat", "chat-1", "hi\u2028\ud800")]);
  assertEquals(
    stateText(log),
    '["complete","otter","chat","chat-1","hi\u2028\\ud800"]\n' +
      '["open","heron","file","file-1",3,[[1,"CD"],[2,"EF"]]]\n',
  );
  // As `sha256sum` has it.
  assertEquals(
    stateHash(logOf(cut("s1", "chat", "chat-1", "hello"))),
    "7077fb2da6520f38a3dbdd2710063f85488c84321ce3a30355e6cb9701944b0e",
  );
});

Deno.test("A7: stateHash forgets what is stale by the times of the log", () => {
  const [first, last] = cut("otter", "chat", "chat-1", "hello");
  const log = logOf([first!, last!], { every: OPEN_MS });
  assertEquals(stateText(log), '["open","otter","chat","chat-1",2,[[1,"o"]]]\n');
});

Deno.test("stateHash: refused and dropped frames, and those that went up, change nothing", () => {
  const log = smallLesson();
  const entry = log[0]!;
  const noise = frame({ messageId: "noise" });
  const others: LoggedFrame[] = [
    { ...entry, direction: "up", frame: noise },
    { ...entry, rule: "F5", frame: noise },
    { ...entry, fault: "drop", frame: noise },
    { ...entry, frame: { ...noise, channel: "$" } },
  ];
  assertEquals(stateHash([...others, ...log]), stateHash(log));
  assertEquals(stateHash([...log, { ...log.at(-1)!, fault: "duplicate" }]), stateHash(log));
});
