import { assertEquals } from "@std/assert";
import { Room } from "../../server/room.ts";
import { noteRefused } from "../../server/sessions.ts";

const PAUSED = { rule: "M8", message: "paused" };
const MUTED = { rule: "M9", message: "muted" };

/** A channel of a session that has taken nothing yet. */
function chat() {
  const state = new Room().sessions.create("otter").channels[0]!;
  const take = (frames: number, refusal?: typeof PAUSED) => {
    if (refusal) noteRefused(state, frames, refusal);
    state.kept.frames += frames;
  };
  return { state, take };
}

Deno.test("R5: what is refused in a row for one reason is one note", () => {
  const { state, take } = chat();
  assertEquals(state.kept.refused, undefined);
  take(2);
  for (let n = 0; n < 100; n++) take(1, PAUSED);
  take(3, MUTED);
  take(1);
  take(1, MUTED);
  assertEquals(state.kept.refused, [
    { from: 2, to: 102, ...PAUSED },
    { from: 102, to: 105, ...MUTED },
    { from: 106, to: 107, ...MUTED },
  ]);
});

Deno.test("R5: what is a window of credit old is forgotten, as its sender must know it", () => {
  const { state, take } = chat();
  const WINDOW = 4_096;
  take(1, PAUSED);
  take(1);
  take(1, PAUSED);
  take(WINDOW - 3);
  take(1, MUTED);
  assertEquals(state.kept.refused!.map(({ to }) => to), [3, WINDOW + 1]);
  for (let n = 0; n < 20_000; n++) take(1, n % 2 === 0 ? PAUSED : undefined);
  assertEquals(state.kept.refused!.length, WINDOW / 2);
});
