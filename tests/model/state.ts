/**
 * What the model of a resumed connection knows: plain data, so that states can be compared.
 *
 * @module
 */

/** How much there is to explore. */
export interface Bounds {
  /** Frames that the client wants to send, 1 or more. Frame n has payload n. */
  readonly frames: number;
  /** Frames that the server lets the client have on its way or unhandled. */
  readonly window: number;
  /** How often the connection may break. */
  readonly breaks: number;
  /** How often the server may forget the session. */
  readonly restarts: number;
  /** How many frames the server may refuse. */
  readonly refusals: number;
}

/** A rule changed: all but "lenient" are flaws that the explorer must catch. */
export type Change =
  /** R2: the log takes what it has. */
  | "no-dedupe"
  /** C1: a grant says how much more, not how much in all. */
  | "delta-credit"
  /** R2: after a resume only what was not sent yet is sent. */
  | "no-resend"
  /** R4: who is a new sender sends again what may be in the log. */
  | "resend-unsure"
  /** R1: a connection whose session was resumed on another still reaches the log. */
  | "no-fence"
  /** R5: a welcome does not say what was refused. */
  | "forget-refusals"
  /** E3: the error comes behind the ack that counts it. */
  | "late-refusal"
  /** K2: an ack of what was sent on an earlier connection is taken, and that is not sent again. */
  | "lenient"
  /** C1: what is lost with a connection stays spent. */
  | "no-refund";

/** A frame by its sender: who is a new sender is another one to the log. */
export interface Logged {
  readonly sender: number;
  readonly frame: number;
}

/** Client to server: a frame, on which connection. */
export interface Sent extends Logged {
  readonly connection: number;
}

/** Server to client: totals of the session. `more` is what a grant by difference would say. */
export interface Told {
  readonly acked: number;
  readonly granted: number;
  readonly more: number;
}

/** Server to client: one frame was refused. */
export interface Refused {
  readonly refused: number;
}

/** All there is. Frames are numbered from 0 in the order of sending. */
export interface State {
  /** Whether the client is connected, and how many connections there were. */
  readonly isOpen: boolean;
  readonly connection: number;
  /** How many were ever sent, the next frame to send, the first that is not acked, and those of which nobody knows. */
  readonly everSent: number;
  readonly next: number;
  readonly acked: number;
  readonly unsure: readonly number[];
  /** Those of which it knows that they were refused. */
  readonly refused: readonly number[];
  /** The client's credit: in all, and spent. Counted from the session's first frame. */
  readonly granted: number;
  readonly spent: number;
  /** On its way. Of a connection that broke, the server may still read what came before. */
  readonly up: readonly Sent[];
  readonly down: readonly (Told | Refused)[];
  /** The server: whether it knows the session, what of it the log has and what it granted. */
  readonly knows: boolean;
  readonly accepted: number;
  readonly told: number;
  /** What the server refused of the session, and how much it ever did. */
  readonly refusals: readonly number[];
  readonly everRefused: number;
  /** The first frame of the session: where its counts begin. */
  readonly first: number;
  readonly log: readonly Logged[];
  /** Who the client is: each forgotten session makes it a new one. */
  readonly sender: number;
  readonly breaks: number;
  readonly restarts: number;
  /** Set when a side saw what must not be. */
  readonly fault?: string;
}
