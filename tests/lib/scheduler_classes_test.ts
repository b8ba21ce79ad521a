import { assert, assertEquals } from "@std/assert";
import type { ChannelClass } from "../../lib/channels.ts";
import { BULK_PATIENCE, Scheduler, type Source } from "../../lib/scheduler.ts";
import { TURN_BYTES } from "../../lib/turns.ts";
import { fc, holds } from "../support/property.ts";

/** A source of items that are its name, with sizes that repeat. It never ends, or when told. */
class Endless implements Source<string> {
  taken = 0;
  bytes = 0;
  isEmpty = false;
  constructor(
    readonly name: string,
    readonly channel: string,
    readonly kind: ChannelClass,
    readonly sizes: readonly number[] = [TURN_BYTES],
  ) {}

  get class(): ChannelClass {
    return this.kind;
  }

  peek(): number | undefined {
    return this.isEmpty ? undefined : this.sizes[this.taken % this.sizes.length];
  }

  take(): string {
    this.bytes += this.peek()!;
    this.taken++;
    return this.name;
  }
}

function create(...sources: Endless[]): Scheduler<string> {
  const scheduler = new Scheduler<string>();
  for (const source of sources) scheduler.add(source);
  return scheduler;
}

const names = (scheduler: Scheduler<string>, count: number) =>
  Array.from({ length: count }, () => scheduler.next());

Deno.test("T1: control goes before all else, as long as it has something", () => {
  const control = new Endless("$", "$", "control");
  const scheduler = create(
    new Endless("file", "file", "bulk"),
    new Endless("chat", "chat", "interactive"),
    control,
  );
  assertEquals(names(scheduler, 40), Array(40).fill("$"));
  control.isEmpty = true;
  assertEquals(scheduler.next(), "chat");
});

Deno.test("T2: interactive, state and ephemeral channels are equals", () => {
  const scheduler = create(
    new Endless("chat", "chat", "interactive"),
    new Endless("presence", "presence", "state"),
    new Endless("typing", "typing", "ephemeral"),
  );
  assertEquals(names(scheduler, 6), ["chat", "presence", "typing", "chat", "presence", "typing"]);
});

Deno.test("T2: more sources on a channel do not make its share larger", () => {
  const sources = [1, 2, 3].map((n) => new Endless(`chat${n}`, "chat", "interactive"));
  const presence = new Endless("presence", "presence", "state");
  const scheduler = create(...sources, presence);
  names(scheduler, 600);
  assertEquals([presence.taken, ...sources.map(({ taken }) => taken)], [300, 100, 100, 100]);
});

const sizes = fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 4 });

Deno.test("T2, T4: turns are fair by bytes, whatever the sizes of messages", () => {
  holds(
    fc.tuple(
      fc.array(sizes, { minLength: 2, maxLength: 5 }),
      fc.constantFrom<ChannelClass>("bulk", "state"),
      fc.boolean(),
    ),
    ([all, kind, isOneChannel]) => {
      const sources = all.map((sizes, n) =>
        new Endless(`${n}`, isOneChannel ? "one" : `${n}`, kind, sizes)
      );
      const scheduler = create(...sources);
      const largest = Math.max(...all.flat());
      for (let n = 0; n < 400; n++) {
        scheduler.next();
        const bytes = sources.map((source) => source.bytes);
        // A turn, and the largest item of either: nobody is ever further ahead.
        assert(Math.max(...bytes) - Math.min(...bytes) <= 2 * (TURN_BYTES + largest));
      }
    },
    40,
  );
});

Deno.test("T3: bulk goes as soon as nothing above it may, though it has something", () => {
  const scheduler = create(
    new Endless("chat", "chat", "interactive"),
    new Endless("file", "file", "bulk"),
  );
  const noCredit = (source: Source<string>) => source.class === "bulk";
  assertEquals(scheduler.next(noCredit), "file");
  assertEquals(scheduler.next(), "chat");
});

Deno.test("T3: bulk waits for all above it, but not for more than a share of its bytes", () => {
  const scheduler = create(
    new Endless("chat", "chat", "interactive", [100]),
    new Endless("file", "file", "bulk", [1_000]),
  );
  const chats = BULK_PATIENCE * 1_000 / 100;
  assertEquals(names(scheduler, chats + 2), [...Array(chats).fill("chat"), "file", "chat"]);
});

Deno.test("T3: what passed while bulk could not go does not count for its share", () => {
  const scheduler = create(
    new Endless("chat", "chat", "interactive", [1_000]),
    new Endless("file", "file", "bulk", [1_000]),
  );
  const noWindow = (source: Source<string>) => source.class !== "bulk";
  for (let n = 0; n < 100; n++) assertEquals(scheduler.next(noWindow), "chat");
  assertEquals(names(scheduler, BULK_PATIENCE), Array(BULK_PATIENCE).fill("chat"));
  assertEquals(scheduler.next(), "file");
});

Deno.test("T1, T2, T3: nobody starves below control, whoever has how much, and who is blocked", () => {
  const kinds = fc.constantFrom<ChannelClass>("interactive", "state", "ephemeral", "bulk");
  const sizes = fc.array(fc.integer({ min: 500, max: 70_000 }), { minLength: 1, maxLength: 4 });
  const source = fc.record({ kind: kinds, sizes, blocked: fc.boolean() });
  holds(
    fc.array(source, { minLength: 1, maxLength: 6 }),
    (made) => {
      const sources = made.map(({ kind, sizes }, n) => new Endless(`${n}`, `${n}`, kind, sizes));
      const scheduler = create(...sources);
      const allow = (source: Source<string>) => !made[Number(source.channel)]!.blocked;
      for (let n = 0; n < 20_000 && sources.some(({ taken }, n) => isOwed(made[n]!, taken)); n++) {
        const next = scheduler.next(allow);
        assertEquals(next === undefined, made.every(({ blocked }) => blocked));
        if (next === undefined) break;
      }
      for (const [n, { taken }] of sources.entries()) {
        assert(!isOwed(made[n]!, taken), `source ${n} starved`);
        assert(!made[n]!.blocked || taken === 0);
      }
    },
    20,
  );
});

const isOwed = ({ blocked }: { blocked: boolean }, taken: number) => !blocked && taken < 2;

Deno.test("Scheduler: a source that has nothing for a while keeps its place", () => {
  const [a, b, c] = ["a", "b", "c"].map((name) => new Endless(name, "chat", "interactive"));
  const scheduler = create(a!, b!, c!);
  assertEquals(names(scheduler, 1), ["a"]);
  b!.isEmpty = true;
  assertEquals(names(scheduler, 3), ["c", "a", "c"]);
  b!.isEmpty = false;
  assertEquals(names(scheduler, 3), ["a", "b", "c"]);
});

Deno.test("Scheduler: sources come and go at any time, also from within take", () => {
  const scheduler = new Scheduler<string>();
  const source = new Endless("once", "chat", "interactive");
  source.take = () => {
    scheduler.remove(source);
    return "once";
  };
  scheduler.add(source);
  scheduler.add(source);
  assertEquals(scheduler.size, 1);
  assertEquals(names(scheduler, 2), ["once", undefined]);
  scheduler.remove(source);
  assertEquals(scheduler.size, 0);
  scheduler.add(new Endless("x", "file", "bulk"));
  scheduler.clear();
  assertEquals([scheduler.size, scheduler.next()], [0, undefined]);
});

Deno.test("Scheduler: an item costs the same with one more waiting as with ten thousand", () => {
  const asked = (count: number) => {
    let peeks = 0;
    const scheduler = new Scheduler<string>();
    for (let n = 0; n < count; n++) {
      const source = new Endless(`${n}`, "file", "bulk", [1, 40_000]);
      const peek = source.peek.bind(source);
      source.peek = () => (peeks++, peek());
      scheduler.add(source);
    }
    names(scheduler, 20_000);
    return peeks / 20_000;
  };
  assert(asked(10_000) < 4);
});
