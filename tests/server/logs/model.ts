/**
 * An engine beside the simplest log that can be thought of: whatever is done to both, both say the
 * same.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { PIECE_BYTES } from "../../../lib/bulk.ts";
import { RunDraft } from "../../../server/drafts.ts";
import type { Draft, Retention } from "../../../server/logs/log.ts";
import { fc, holdsAsync } from "../../support/property.ts";
import { keysOf, NaiveLog } from "./naive_log.ts";
import { type Bench, chat, type Create, entries, KEEP_ALL, session, text } from "./bench.ts";

const SENDERS = ["otter", "heron", "lynx"];

type Step =
  | {
    readonly kind: "text";
    readonly from: number;
    readonly message: number;
    readonly sequence: number;
    readonly size: number;
    readonly repeatable: boolean;
  }
  | {
    readonly kind: "run";
    readonly from: number;
    readonly message: number;
    readonly sequence: number;
    readonly frames: number;
  }
  | { readonly kind: "drop"; readonly from: number }
  | { readonly kind: "forget"; readonly from: number }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "clear" | "settle" | "reopen" };

const from = fc.nat({ max: SENDERS.length - 1 });
const message = fc.nat({ max: 3 });
const sequence = fc.nat({ max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("text" as const),
      from,
      message,
      sequence,
      size: fc.nat({ max: 40 }),
      repeatable: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("run" as const),
      from,
      message,
      sequence: fc.integer({ min: 1, max: 5 }),
      frames: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("settle" as const) }) },
  fc.record({ kind: fc.constant("drop" as const), from }),
  fc.record({ kind: fc.constant("forget" as const), from }),
  fc.record({ kind: fc.constant("wait" as const), ms: fc.nat({ max: 60 }) }),
  fc.record({ kind: fc.constantFrom("clear" as const, "reopen" as const) }),
);

const RETENTIONS: readonly Retention[] = [
  KEEP_ALL,
  { bytes: 5_000, frames: Infinity, ms: Infinity },
  { bytes: Infinity, frames: 7, ms: Infinity },
  { bytes: Infinity, frames: Infinity, ms: 100 },
  { bytes: 6_000, frames: 9, ms: 200 },
];

/** Makes the test of an engine. `create` opens a new one. */
export function behavesAsModel(
  name: string,
  create: Create,
  options: Partial<Deno.TestDefinition> = {},
): void {
  Deno.test({
    ...options,
    name: `log: whatever is done, in whatever order, it is what the simplest log says (${name})`,
    async fn() {
      for (const retention of RETENTIONS) {
        await holdsAsync(fc.array(step, { maxLength: 60 }), async (steps) => {
          await using bench = await create();
          await walk(bench, retention, steps);
        }, 25);
      }
    },
  });
}

async function walk(bench: Bench, retention: Retention, steps: readonly Step[]): Promise<void> {
  const model = new NaiveLog();
  let now = 0;
  let sessions = 0;
  const open = () => chat(bench, retention, () => now);
  let log = open();
  const heard: string[] = [];
  const listen = () => log.subscribe((entry) => heard.push(labelOf(entry)));
  const begin = (from: string) => {
    // As a room does for a new session: what its sender said before was somebody else's.
    log.forget(from);
    model.forget(from);
    bench.room.sessions.delete(`${from} ${sessions}`);
    bench.room.sessions.save(session(`${from} ${++sessions}`, from));
  };
  const compare = async () => {
    await bench.settle();
    model.retain(now, retention);
    model.settle();
    const { oldest, next, bytes, cleared } = log;
    const lines = entries(log).map(labelOf);
    assertEquals({ lines, oldest, next, bytes, cleared }, model.look());
    assertEquals(new Set(heard).size, heard.length, "An entry is told once");
  };
  listen();
  for (const from of SENDERS) begin(from);
  await compare();
  for (const step of steps) {
    if (step.kind === "wait") now += step.ms;
    else if (step.kind === "settle") await compare();
    else if (step.kind === "clear") {
      log.clear();
      model.clear();
    } else if (step.kind === "reopen") {
      if (!bench.reopen) continue;
      await bench.reopen();
      model.crash();
      log = open();
      heard.length = 0;
      listen();
    } else if (step.kind === "text" || step.kind === "run") {
      const draft = draftOf(step);
      if (!draft.repeatable && keysOf(draft).some((key) => model.hazy.has(key))) continue;
      log.append(draft);
      model.append(draft, now, retention);
    } else if (step.kind === "forget") begin(SENDERS[step.from]!);
    else if (step.kind === "drop") {
      // With a bound on size, a crash may bring back what the bound took: then there is room for it.
      if (retention.bytes !== Infinity || retention.frames !== Infinity) continue;
      log.drop(SENDERS[step.from]!);
      model.drop(SENDERS[step.from]!);
    }
  }
  await compare();
}

function draftOf(step: Extract<Step, { kind: "text" | "run" }>): Draft {
  const from = SENDERS[step.from]!;
  const messageId = `m${step.message}`;
  const { sequence } = step;
  if (step.kind === "text") {
    const data = "x".repeat(step.size);
    return text(messageId, { from, sequence, total: 8, data, repeatable: step.repeatable });
  }
  const payload = new Uint8Array(step.frames * PIECE_BYTES);
  return new RunDraft({ channel: 2, message: 1, sequence, offset: 0, payload }, {
    messageId,
    total: 8,
    number: 1,
  }, from);
}

function labelOf(
  { from, messageId, sequence, offset }: ReturnType<typeof entries>[number],
): string {
  return `${from} ${messageId}/${sequence}@${offset}`;
}
