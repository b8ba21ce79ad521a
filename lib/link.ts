/**
 * A socket that comes back: it reconnects by itself, later and later, never all clients at once.
 * Socket, clock and randomness are handed in, so it runs anywhere and tests without waiting.
 *
 * @module
 */

/**
 * The part of a `WebSocket` that a link needs. It sets the handlers and never calls them, so what they
 * are called with is left to the socket: `never` fits every kind of event. `Data` is what it can send:
 * text on the plain wire, bytes too on `mux.v1`.
 */
export interface Socket<Data = string> {
  readonly bufferedAmount: number;
  onopen: ((event: never) => unknown) | null;
  onmessage: ((event: never) => unknown) | null;
  onclose: ((event: never) => unknown) | null;
  send(data: Data): void;
  close(code?: number, reason?: string): void;
}

/** Time, handed in. */
export interface Clock {
  /** Milliseconds. Only differences matter. */
  now(): number;
  /** Runs `task` once, `ms` milliseconds from now. Returns a function that calls it off. */
  after(ms: number, task: () => void): () => void;
}

/** Where a link stands. */
export type LinkState =
  | { readonly phase: "connecting"; readonly attempt: number }
  | { readonly phase: "open" }
  /** Lost or refused; it tries again at `retryAt` by the link's clock. */
  | {
    readonly phase: "waiting";
    readonly attempt: number;
    readonly retryAt: number;
    readonly code: number;
    readonly reason: string;
  }
  /** Closed for good: by us, or by a server that says that trying again would not help. */
  | { readonly phase: "closed"; readonly code: number; readonly reason: string };

/** What a link is made of. */
export interface LinkOptions<Data = string> {
  readonly connect: () => Socket<Data>;
  readonly clock: Clock;
  /** A number from 0 up to 1, as `Math.random` gives it. */
  readonly random: () => number;
  readonly onState: (state: LinkState) => void;
  readonly onMessage: (data: unknown) => void;
}

/** The first wait before a new attempt, in milliseconds: a restart of the server takes about that. */
export const BACKOFF_BASE_MS = 500;

/** The longest wait, in milliseconds: longer, and people would reload the page. */
export const BACKOFF_MAX_MS = 15_000;

/** How long a connection must have held before its end counts as a new trouble, in milliseconds. */
export const STABLE_MS = 5_000;

/**
 * Close codes after which a new attempt would end the same way: 4400 and 4409, the client breaks the
 * rules of the wire; 1008 and 4403, it is not allowed in; 4410, there is no room any more; 1009, it
 * sent more than somebody on the way takes, and after a resume would send just that again.
 */
const FINAL_CODES: ReadonlySet<number> = new Set([1008, 1009, 4400, 4403, 4409, 4410]);

/**
 * The wait after `failures` failures in a row (1, 2, …), in milliseconds: it doubles up to
 * {@linkcode BACKOFF_MAX_MS}, and up to half of it is left out by chance, so that a class does not
 * come back in the same instant.
 */
export function backoff(failures: number, random: () => number): number {
  const full = Math.min(BACKOFF_MAX_MS, BACKOFF_BASE_MS * 2 ** (failures - 1));
  return full * (1 - random() / 2);
}

/** How a close says when to come back (X11), in whole seconds. */
const HINT = /\bcome back in (\d{1,9}) s$/;

/**
 * The wait that a close asks for, in milliseconds, or 0. Nobody comes sooner; by chance it is up to
 * half of it longer, and never longer than {@linkcode BACKOFF_MAX_MS}, whatever a server says.
 */
function askedWait(reason: string, random: () => number): number {
  const asked = Number(HINT.exec(reason)?.[1] ?? 0) * 1_000;
  return asked && Math.min(asked, BACKOFF_MAX_MS / 1.5) * (1 + random() / 2);
}

/** See the module's description. A new link is idle until {@linkcode Link.open}. */
export class Link<Data = string> {
  readonly #options: LinkOptions<Data>;
  #socket: Socket<Data> | undefined;
  #failures = 0;
  #callOff: (() => void) | undefined;

  constructor(options: LinkOptions<Data>) {
    this.#options = options;
  }

  /** Bytes that were sent and have not left yet. 0 while there is no connection. */
  get bufferedAmount(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** Connects now: at the start, after {@linkcode Link.close}, or to cut a wait short. */
  open(): void {
    if (this.#socket) return;
    this.#callOff?.();
    this.#connect();
  }

  /** Sends on the open connection. Only to be called while the state is "open". */
  send(data: Data): void {
    this.#socket?.send(data);
  }

  /** Gives this connection up, which is of no more use, and comes back as after any loss. */
  renew(code: number, reason: string): void {
    const socket = this.#socket;
    if (!socket) return;
    this.#lost(code, reason);
    socket.close(code, reason);
  }

  /** Closes and stays closed until {@linkcode Link.open}. */
  close(reason = "Closed here"): void {
    this.#callOff?.();
    const socket = this.#socket;
    this.#drop();
    socket?.close(1000, reason);
    this.#failures = 0;
    this.#options.onState({ phase: "closed", code: 1000, reason });
  }

  #connect(): void {
    const { connect, clock, onState, onMessage } = this.#options;
    onState({ phase: "connecting", attempt: this.#failures + 1 });
    const socket = this.#socket = connect();
    let openedAt = Infinity;
    socket.onopen = () => {
      openedAt = clock.now();
      onState({ phase: "open" });
    };
    socket.onmessage = (event: { data: unknown }) => onMessage(event.data);
    socket.onclose = ({ code, reason }: { code: number; reason: string }) => {
      if (clock.now() - openedAt >= STABLE_MS) this.#failures = 0;
      this.#lost(code, reason);
    };
  }

  #lost(code: number, reason: string): void {
    const { clock, random, onState } = this.#options;
    this.#drop();
    if (FINAL_CODES.has(code)) {
      this.#failures = 0;
      onState({ phase: "closed", code, reason });
      return;
    }
    const wait = Math.max(backoff(++this.#failures, random), askedWait(reason, random));
    this.#callOff = clock.after(wait, () => this.#connect());
    onState({
      phase: "waiting",
      attempt: this.#failures + 1,
      retryAt: clock.now() + wait,
      code,
      reason,
    });
  }

  /** Lets go of the socket first, so that its late events reach nobody. */
  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
  }
}
