/**
 * The sessions of one room in SQLite: written with the entries that they count.
 *
 * @module
 */

import type { Change, GroupCommit } from "./commit.ts";
import type { Row, Sql } from "./sqlite_db.ts";
import type { KeptChannel, KeptSession, SessionStore } from "./store.ts";

/** Where the logs of a room end, by channel. */
type Ends = Readonly<Record<string, number>>;

/** See {@linkcode SessionStore}. */
export class SqliteSessions implements SessionStore {
  readonly #sql: Sql;
  readonly #commit: GroupCommit;
  readonly #room: number;
  readonly #ends: () => Ends;
  /** Where the logs ended when each session began: what its sender is known to have said is behind. */
  readonly #since = new Map<string, string>();
  /** What is to be written, by token; nothing where it is to be deleted. */
  readonly #changed = new Map<string, KeptSession | undefined>();
  readonly #rows: Change = { write: () => this.#write() };

  constructor(sql: Sql, commit: GroupCommit, room: number, ends: () => Ends) {
    this.#sql = sql;
    this.#commit = commit;
    this.#room = room;
    this.#ends = ends;
  }

  load(): Iterable<KeptSession> {
    return this.#commit.attempt(() => this.#load()) ?? [];
  }

  save(session: KeptSession): void | Promise<void> {
    if (!this.#since.has(session.token)) {
      this.#since.set(session.token, JSON.stringify(this.#ends()));
    }
    this.#changed.set(session.token, session);
    return this.#commit.touch(this.#rows);
  }

  delete(token: string): void {
    this.#since.delete(token);
    this.#changed.set(token, undefined);
    this.#commit.touch(this.#rows);
  }

  /** From which offset of a channel on each sender with a session is known. */
  since(channel: string): ReadonlyMap<string, number> {
    const rows = this.#sql.all(
      `SELECT sender, max(since ->> ?) AS since FROM session WHERE room = ? GROUP BY sender`,
      ...[`$.${JSON.stringify(channel)}`, this.#room],
    );
    return new Map(rows.map(({ sender, since }: Row) => [sender, since ?? 0]));
  }

  #load(): KeptSession[] {
    // Those that were let go first come first, and those that are connected last.
    const rows = this.#sql.all(
      "SELECT * FROM session WHERE room = ? ORDER BY until IS NULL, until",
      this.#room,
    );
    return rows.map(({ token, sender: from, until, channels, since }) => {
      this.#since.set(token, since);
      return { token, from, until: until ?? Infinity, channels: parseChannels(channels) };
    });
  }

  #write(): void {
    for (const [token, session] of this.#changed) {
      if (session) this.#put(session);
      else this.#sql.run("DELETE FROM session WHERE token = ?", token);
    }
    this.#changed.clear();
  }

  #put({ token, from, until, channels }: KeptSession): void {
    this.#sql.run(
      "REPLACE INTO session VALUES (?, ?, ?, ?, ?, ?)",
      ...[token, this.#room, from, until === Infinity ? null : until],
      ...[formatChannels(channels), this.#since.get(token)!],
    );
  }
}

function formatChannels(channels: KeptSession["channels"]): string {
  const used = [...channels].filter(([_, { frames }]) => frames > 0);
  return JSON.stringify(used.map(([name, { announced, ...counts }]) => [
    name,
    { ...counts, ...announced?.size && { announced: [...announced] } },
  ]));
}

function parseChannels(json: string): Map<string, KeptChannel> {
  return new Map(
    JSON.parse(json).map(([name, { announced, ...counts }]: Row) => [
      name,
      { ...counts, ...announced && { announced: new Map(announced) } },
    ]),
  );
}
