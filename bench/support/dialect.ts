/**
 * What each server's wire asks of a load client: how to begin, how to say a text, what counts as one.
 *
 * @module
 */

import { RawSocket } from "./raw_socket.ts";

/** A member of the room, on any server. */
export interface Peer {
  /** Publishes texts that are due together. */
  publish(texts: readonly string[]): void;
  close(): void;
}

/** What a member tells. */
export interface PeerHandlers {
  /** So many texts came, together. */
  onTexts(count: number): void;
  onClose(code: number, reason: string): void;
}

/** Joins the room of a server of `mode`. */
export function join(mode: string, url: string, handlers: PeerHandlers): Promise<Peer> {
  if (mode === "socketio") return joinSocketIo(url, handlers);
  if (mode.startsWith("mux")) return joinMux(url, handlers);
  return joinPlain(mode === "plain" ? frameOf : (text) => text, url, handlers);
}

/** One message is one text: bare loops, and our plain wire. */
async function joinPlain(encode: (text: string) => string, url: string, handlers: PeerHandlers) {
  let came = 0;
  const socket = await RawSocket.connect(url, undefined, {
    onText: () => came++,
    onTurn() {
      if (came > 0) handlers.onTexts(came);
      came = 0;
    },
    onClose: handlers.onClose,
  });
  return {
    publish: (texts: readonly string[]) => socket.sendTexts(texts.map(encode)),
    close: () => socket.close(),
  };
}

/** Engine.IO 4 and Socket.IO 5 over WebSocket: "0" open, "40" connect, "2" ping, "42" event. */
async function joinSocketIo(url: string, handlers: PeerHandlers): Promise<Peer> {
  const joined = Promise.withResolvers<void>();
  let came = 0;
  const socket = await RawSocket.connect(url, undefined, {
    onText(text) {
      if (text.startsWith("42")) came++;
      else if (text.startsWith("40")) joined.resolve();
      else if (text.startsWith("0")) socket.sendTexts(["40"]);
      else if (text === "2") socket.sendTexts(["3"]);
    },
    onTurn() {
      if (came > 0) handlers.onTexts(came);
      came = 0;
    },
    onClose: handlers.onClose,
  });
  await joined.promise;
  return {
    publish: (texts) =>
      socket.sendTexts(texts.map((text) => `42${JSON.stringify(["chat", text])}`)),
    close: () => socket.close(),
  };
}

/** What a load client grants: it passes everything on at once, so it holds nothing. */
const GRANT = { bytes: Number.MAX_SAFE_INTEGER, frames: Number.MAX_SAFE_INTEGER };

/** mux.v1: hello, a credit for all, and texts as arrays (B1). Texts need no acks of a client (K1). */
async function joinMux(url: string, handlers: PeerHandlers): Promise<Peer> {
  const joined = Promise.withResolvers<void>();
  let came = 0;
  const socket = await RawSocket.connect(url, "mux.v1", {
    onText(text) {
      came += count(text, '"data":');
      // Acks and credits of the server need no answer: what is in flight here is far below any window.
      if (text.includes('"ping"') || text.includes('"welcome"')) {
        [JSON.parse(text)].flat().forEach(answer);
      }
    },
    onTurn() {
      if (came === 0) return;
      handlers.onTexts(came);
      came = 0;
    },
    onClose: handlers.onClose,
  });
  function answer(frame: { type: string; id?: number; channels?: Record<string, unknown> }) {
    if (frame.type === "ping") {
      socket.sendTexts([JSON.stringify({ channel: "$", type: "pong", id: frame.id })]);
    } else if (frame.type === "welcome") {
      const credits = Object.keys(frame.channels!).map((of) => ({
        channel: "$",
        type: "credit",
        of,
        ...GRANT,
      }));
      socket.sendTexts([JSON.stringify(credits)]);
      joined.resolve();
    }
  }
  socket.sendTexts([JSON.stringify({ channel: "$", type: "hello", version: 1 })]);
  await joined.promise;
  return {
    publish(texts) {
      const frames = texts.map(frameOf);
      socket.sendTexts([frames.length === 1 ? frames[0]! : `[${frames.join(",")}]`]);
    },
    close: () => socket.close(),
  };
}

let messages = 0;

/** A text as a message of one frame. */
function frameOf(data: string): string {
  const messageId = `chat-${++messages}`;
  return JSON.stringify({ channel: "chat", messageId, sequence: 0, total: 1, data });
}

function count(text: string, part: string): number {
  let n = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) n++;
  return n;
}
