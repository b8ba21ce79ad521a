import { assert, assertEquals } from "@std/assert";
import { kill } from "../../tools/faults/kill.ts";
import { Ledger } from "../../tools/faults/support/ledger.ts";
import { needs } from "../support/needs.ts";
import { startProcess } from "../support/started.ts";

Deno.test(
  "R1, R2: a server that is killed while clients talk loses nothing that it acked, and nothing comes twice",
  needs("net", "env", "read", "write", "run", "sys"),
  async () => {
    const notes: string[] = [];
    const figures = await kill({
      times: 3,
      clients: 5,
      seed: 1,
      note: (line) => notes.push(line),
      async start(env) {
        const server = await startProcess(env);
        let gone: Promise<void> | undefined;
        const end = async () => await server[Symbol.asyncDispose]();
        return { port: server.port, log: server.log, kill: () => gone ??= end() };
      },
    });
    const broken = figures.filter(({ holds }) => holds === false).map(({ what }) => what);
    assertEquals([broken, notes], [[], []]);
    const acked = figures.find(({ what }) => what === "lines acked")!.value;
    assert(acked !== "0", "Something was said");
  },
);

Deno.test("Ledger: what is missing, comes twice or out of order is counted, by those who listen", async () => {
  const ledger = new Ledger(2);
  const never = Promise.reject(new Error("unsure"));
  for (const n of [0, 1, 2]) ledger.say(7, n, Promise.resolve());
  ledger.say(7, 3, never);
  await never.catch(() => {});
  const both = (n: number, offset: number) => {
    for (const listener of [0, 1]) ledger.hear(listener, 7, n, offset, true);
  };
  both(0, 0);
  assertEquals(ledger.isComplete, false);
  both(2, 1);
  ledger.hear(0, 7, 2, 1, true);
  ledger.hear(0, 7, 1, 2, true);
  const { said, acked, unsure, missing, twice, disorder } = ledger.verdict();
  assertEquals([said, acked, unsure, ledger.settled], [4, 3, 1, 4]);
  assertEquals([missing, twice, disorder], [1, 1, 1]);
  assertEquals([...ledger.missing()], ["7 1 is missing at 1"]);
  // The same place of the log is the same word for everybody.
  ledger.hear(1, 7, 3, 2, true);
  assertEquals(ledger.verdict().disorder, 2);
});
