import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { ConfigError } from "../../../server/config.ts";
import { openStore } from "../../../server/logs/open.ts";
import { KEEP_ALL, read, text } from "./bench.ts";
import { FILES } from "./sqlite_bench.ts";

/** Does `work` in a folder that is gone afterwards. */
function inFolder(work: (folder: string) => void): void {
  const folder = Deno.makeTempDirSync({ prefix: "mux-test-" });
  try {
    work(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test({
  name: "openStore: the folder is made, for this user alone, and what was kept is found again",
  ...FILES,
  fn: () =>
    inFolder((folder) => {
      const data = `${folder}/a/b`;
      const store = openStore(data);
      store.open("lobby").log("chat", KEEP_ALL, () => 0).append(text("a"));
      store.close();
      if (Deno.build.os !== "windows") assertEquals(Deno.statSync(data).mode! & 0o777, 0o700);
      const again = openStore(data);
      assertEquals(read(again.open("lobby").log("chat", KEEP_ALL, () => 0)), ["a/0@0"]);
      again.close();
    }),
});

Deno.test({
  name: "openStore: a folder that cannot be used is one line",
  ...FILES,
  fn: () =>
    inFolder((folder) => {
      Deno.writeTextFileSync(`${folder}/file`, "");
      const { message } = assertThrows(() => openStore(`${folder}/file`), ConfigError);
      assertEquals(message, `Cannot use MUX_DATA, ${folder}/file/rooms.db: it is no folder`);
      const other = assertThrows(() => openStore("/proc/nothing"), ConfigError).message;
      assertStringIncludes(other, "Cannot use MUX_DATA, /proc/nothing/rooms.db: ");
      assertEquals(other.includes("\n"), false);
    }),
});

Deno.test({
  name: "openStore: a damaged file is left as it is, and its rooms are read-only",
  ...FILES,
  fn: () =>
    inFolder((folder) => {
      const path = `${folder}/rooms.db`;
      Deno.writeTextFileSync(path, "nothing of a database is in here. ".repeat(99));
      const before = Deno.readFileSync(path);
      const store = openStore(folder);
      const reasons: string[] = [];
      store.onFailure(({ message }) => reasons.push(message));
      const room = store.open("lobby");
      assertEquals([room.failure?.message, ...reasons], [
        "its file is damaged, or none of ours",
        "its file is damaged, or none of ours",
      ]);
      assertEquals(room.log("chat", KEEP_ALL, () => 0).next, 0);
      store.close();
      assertEquals(Deno.readFileSync(path), before);
    }),
});
