/**
 * A page's session with nothing real below it.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { plainLine } from "../../components/plain_line.ts";
import { Session } from "../../components/session.ts";
import type { Frame } from "../../lib/protocol.ts";
import { FakeClock } from "./clock.ts";
import { FakeNetwork } from "./socket.ts";

/** A session, and all that it is handed, for a test to turn. */
export function createSession() {
  const clock = new FakeClock();
  const network = new FakeNetwork();
  const paints: (() => void)[] = [];
  const chance = { value: 0.25 };
  const session = new Session({
    line: plainLine(network.connect),
    clock,
    random: () => chance.value,
    beforePaint: (task) => paints.push(task),
  });
  /** Draws the picture that is due. */
  const paint = () => {
    assertEquals(paints.length, 1, "One picture is due");
    paints.pop()!();
  };
  return { clock, network, paints, paint, chance, session };
}

/** The same, connected, announced, and known to the room as otter. What was sent so far is taken out. */
export function openSession() {
  const parts = createSession();
  const { network, session, paint } = parts;
  session.open();
  network.last.accept();
  for (const frame of network.last.frames()) network.last.deliver({ ...frame, from: "otter" });
  paint();
  network.last.sent.length = 0;
  return { ...parts, socket: network.last };
}

/** Channel and data of each frame, as in "chat hell". */
export const labels = (frames: readonly Frame[]): string[] =>
  frames.map(({ channel, data }) => `${channel} ${data}`);
