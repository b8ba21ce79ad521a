/**
 * A socket to a room in memory, as a link sees it, and a member of that room, as the room does.
 *
 * @module
 */

import type { Clock, Socket } from "../../lib/link.ts";
import type { Frame } from "../../lib/protocol.ts";

/** Milliseconds from one end to the other: short, and long enough to be seen. */
export const WAY_MS = 15;

/** The room. */
export interface Hub {
  take(member: Member, text: string): void;
  leave(member: Member): void;
}

/** See the module's description. */
export class Member implements Socket {
  readonly bufferedAmount = 0;
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  isClosed = false;
  badFrames = 0;
  /** Its latest presence message. */
  presence: readonly Frame[] = [];

  constructor(readonly name: string, readonly clock: Clock, readonly hub: Hub) {}

  send(text: string): void {
    this.clock.after(WAY_MS, () => {
      if (!this.isClosed) this.hub.take(this, text);
    });
  }

  close(code = 1000, reason = ""): void {
    this.end(code, reason);
  }

  deliver(text: string, afterMs = 0): void {
    this.clock.after(WAY_MS + afterMs, () => {
      if (!this.isClosed) this.onmessage?.({ data: text } as never);
    });
  }

  announce(frame: Frame): void {
    const isSame = this.presence[0]?.messageId === frame.messageId;
    this.presence = isSame ? [...this.presence, frame] : [frame];
  }

  /** Learns of somebody who was here before (P6). */
  hear(other: Member): void {
    if (other === this) return;
    for (const frame of other.presence) this.deliver(JSON.stringify(frame));
  }

  /** Ends after what is on its way. */
  endSoon(code: number, reason: string): void {
    this.clock.after(WAY_MS, () => this.end(code, reason));
  }

  end(code: number, reason: string): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.hub.leave(this);
    this.clock.after(0, () => this.onclose?.({ code, reason } as never));
  }
}
