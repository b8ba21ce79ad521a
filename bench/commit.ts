/**
 * What durability costs: the time of one group commit, by how many messages of chat it has.
 *
 *     deno run --allow-read --allow-write --allow-sys bench/commit.ts
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import { TextDraft } from "../server/drafts.ts";
import { RETENTION } from "../server/limits.ts";
import { SqliteStore } from "../server/logs/sqlite.ts";
import { describeMachine } from "./support/machine.ts";
import { quantile, show } from "./support/stats.ts";
import { table } from "./support/table.ts";

/** Commits of each figure. */
const COMMITS = 1_000;
/** As in a class that talks: what a turn of the event loop has at a time. */
const SIZES = [1, 8, 32, 128];
const DATA = "Forty units of what people say to others";

const folder = await Deno.makeTempDir({ prefix: "bench-" });
const rows: string[][] = [];
for (const size of SIZES) {
  const tasks: (() => void)[] = [];
  const db = new DatabaseSync(`${folder}/${size}.db`);
  const store = new SqliteStore(db, { schedule: (task) => tasks.push(task) });
  const log = store.open("bench").log("chat", RETENTION.interactive, Date.now);
  const times: number[] = [];
  for (let n = 0; n < COMMITS; n++) {
    for (let i = 0; i < size; i++) {
      const messageId = `${n}-${i}`;
      const frame = { channel: "chat", messageId, sequence: 0, total: 1, data: DATA };
      log.append(new TextDraft(frame, "otter"));
    }
    const began = performance.now();
    for (const task of tasks.splice(0)) task();
    times.push(performance.now() - began);
  }
  store.close();
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  rows.push([`${size}`, show(p50), show(p99), show(p50 / size * 1_000)]);
}
await Deno.remove(folder, { recursive: true });

console.log(`## Group commit: SQLite, WAL, synchronous = FULL\n`);
console.log(`${await describeMachine({ withPeers: false })} ${COMMITS} commits of each.\n`);
console.log(table(["messages in a commit", "p50 ms", "p99 ms", "µs/message"], rows));
