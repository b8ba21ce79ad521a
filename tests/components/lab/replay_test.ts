import { assertEquals } from "@std/assert";
import type { LoggedFrame } from "../../../components/lab/log.ts";
import { MAX_GAP_MS, Player } from "../../../components/lab/replay.ts";
import { FakeClock } from "../../support/clock.ts";
import { frame } from "../../support/frames.ts";
import { fc, holds } from "../../support/property.ts";

/** Frames at these times. */
function logAt(...times: number[]): LoggedFrame[] {
  return times.map((at, n) => ({ n: n + 1, at, direction: "down", frame: frame() }));
}

function create(log: LoggedFrame[], isLive = false) {
  const clock = new FakeClock();
  const parts = { log, changes: 0 };
  const player = new Player({
    clock,
    log: () => parts.log,
    isLive,
    onChange: () => parts.changes++,
  });
  const stands = () => `${player.phase} at ${player.cursor}`;
  return { clock, player, parts, stands };
}

Deno.test("Player: a saved log begins paused before its first frame", () => {
  const { stands } = create(logAt(100, 200));
  assertEquals(stands(), "paused at 0");
});

Deno.test("Player: frames are shown with the times between them", () => {
  const { player, clock, stands } = create(logAt(100, 150, 400));
  player.play();
  clock.advance(0);
  assertEquals(stands(), "playing at 1");
  clock.advance(49);
  assertEquals(stands(), "playing at 1");
  clock.advance(1);
  assertEquals(stands(), "playing at 2");
  clock.advance(250);
  assertEquals(stands(), "paused at 3");
  assertEquals(clock.waiting, 0);
  player.play();
  clock.advance(0);
  assertEquals(stands(), "playing at 1");
});

Deno.test("Player: speed divides the times, also when it changes on the way", () => {
  const { player, clock, stands } = create(logAt(0, 100, 200, 300));
  player.setSpeed(2);
  player.play();
  clock.advance(50);
  assertEquals(stands(), "playing at 2");
  player.setSpeed(0.1);
  clock.advance(999);
  assertEquals(stands(), "playing at 2");
  clock.advance(1);
  assertEquals(stands(), "playing at 3");
});

Deno.test("Player: a burst is shown at once, and a long silence is cut short", () => {
  const { player, clock, parts, stands } = create(logAt(0, 0, 0, 3_600_000, 3_600_100));
  player.play();
  const { changes } = parts;
  clock.advance(0);
  assertEquals(stands(), "playing at 3");
  assertEquals(parts.changes, changes + 1);
  clock.advance(MAX_GAP_MS);
  assertEquals(stands(), "playing at 4");
  clock.advance(100);
  assertEquals(stands(), "paused at 5");
});

Deno.test("Player: a step stands, forth and back, and never leaves the log", () => {
  const { player, clock, stands } = create(logAt(0, 10, 20));
  player.play();
  player.step();
  assertEquals(stands(), "paused at 1");
  player.step(7);
  assertEquals(stands(), "paused at 3");
  player.step(-1);
  assertEquals(stands(), "paused at 2");
  player.step(-9);
  assertEquals(stands(), "paused at 0");
  clock.advance(1_000);
  assertEquals(stands(), "paused at 0");
});

Deno.test("Player: to seek goes on as it was", () => {
  const { player, clock, stands } = create(logAt(0, 10, 20, 500));
  player.seek(2);
  assertEquals(stands(), "paused at 2");
  player.play();
  player.seek(3);
  assertEquals(stands(), "playing at 3");
  clock.advance(480);
  assertEquals(stands(), "paused at 4");
});

Deno.test("Player: a live log is followed, paused, stepped and followed again", () => {
  const { player, clock, parts, stands } = create(logAt(0, 10), true);
  assertEquals(stands(), "live at 2");
  player.pause();
  parts.log = logAt(0, 10, 20, 30);
  assertEquals(stands(), "paused at 2");
  player.step();
  assertEquals(stands(), "paused at 3");
  player.toLive();
  assertEquals(stands(), "live at 4");
  player.step(-2);
  player.play();
  clock.advance(20);
  assertEquals(stands(), "live at 4");
  parts.log = logAt(0, 10, 20, 30, 40);
  assertEquals(stands(), "live at 5");
});

Deno.test("Player: what the log let go of is passed over, and a log that was emptied is one", () => {
  const { player, clock, parts, stands } = create(logAt(0, 10, 20, 30), true);
  player.seek(1);
  parts.log = parts.log.slice(2);
  assertEquals(stands(), "paused at 2");
  player.play();
  clock.advance(5);
  parts.log = [];
  clock.advance(100);
  assertEquals(stands(), "live at 0");
});

Deno.test("Player: played at any speed, every frame is shown, once and in order", () => {
  const times = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 20 });
  holds(fc.tuple(times, fc.constantFrom(0.1, 1, 64), fc.nat(50)), ([gaps, speed, step]) => {
    let at = 0;
    const { player, clock } = create(logAt(...gaps.map((gap) => at += gap)));
    player.setSpeed(speed);
    player.play();
    for (let cursor = 0; player.phase === "playing"; cursor = player.cursor) {
      clock.advance(step + 1);
      assertEquals(player.cursor >= cursor, true);
    }
    assertEquals(player.cursor, gaps.length);
    assertEquals(clock.waiting, 0);
  });
});
