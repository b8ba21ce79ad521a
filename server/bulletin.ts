/**
 * A channel of state on which only the server speaks: the latest of each subject counts.
 *
 * @module
 */

import type { EncodedFrame } from "../lib/brief.ts";
import type { Frame } from "../lib/protocol.ts";
import { TextDraft } from "./drafts.ts";
import type { RoomChannel } from "./turn.ts";

/** See the module's description. What it says is one frame each, its data JSON. */
export class Bulletin {
  readonly #channel: RoomChannel;
  /** What was said last, by subject. */
  readonly #said = new Map<string, string>();

  #count = 0;

  /** It goes on from what the log has: after a restart nothing is said that was said already. */
  constructor(channel: RoomChannel) {
    this.#channel = channel;
    for (const { text } of latestOf(channel)) {
      const { from, data } = JSON.parse(text) as Frame;
      this.#said.set(from!, data);
    }
  }

  /** Says how a subject is now, unless that was said already. */
  say(subject: string, state: object): void {
    const data = JSON.stringify(state);
    if (this.#said.get(subject) === data) return;
    this.#said.set(subject, data);
    const { name, log } = this.#channel;
    // New in every life of the process: what was said in an earlier one lies before `next`.
    const messageId = `${name}-${log.next}-${++this.#count}`;
    const frame: Frame = { channel: name, messageId, sequence: 0, total: 1, data };
    log.append(new TextDraft(frame, subject, true));
  }
}

/** What a state channel says now, oldest first. */
export function* latestOf({ log }: RoomChannel): Generator<EncodedFrame> {
  for (let entry = log.at(0); entry; entry = log.at(entry.offset + entry.frames)) {
    yield entry.encoded as EncodedFrame;
  }
}
