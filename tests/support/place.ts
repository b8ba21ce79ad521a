/**
 * A place for one connection, as the gate gives it.
 *
 * @module
 */

import { assert } from "@std/assert";
import { Gate, type Place } from "../../server/gate.ts";
import { DEFAULT_LIMITS, type Limits } from "../../server/limit_table.ts";
import { FakeClock } from "./clock.ts";

/** A place of its own, with some limits replaced, that go by `clock`. */
export function enter(limits: Partial<Limits> = {}, clock: FakeClock = new FakeClock()): Place {
  const gate = new Gate({ ...DEFAULT_LIMITS, ...limits }, () => clock.now());
  const place = gate.admit({ ip: "192.0.2.1", room: "test" });
  assert(place.ok);
  return place;
}
