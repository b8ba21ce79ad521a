/**
 * Mini Multiplexed Chat's protocol: many channels on one WebSocket.
 *
 * - {@linkcode split} and {@linkcode Reassembler}: messages as frames, and back.
 * - {@linkcode connect}: a connection that speaks `mux.v1`, with credit, priorities and resume.
 * - {@linkcode Scheduler}, {@linkcode SendCredit}, {@linkcode ReceiveCredit}, {@linkcode BulkWindow}:
 *   the parts that both sides are made of.
 *
 * It has no dependency and touches no DOM, timer or socket but those that it is handed.
 *
 * @module
 */

export * from "./batch.ts";
export * from "./bulk.ts";
export * from "./channels.ts";
export * from "./client_words.ts";
export * from "./clock.ts";
export * from "./commands.ts";
export * from "./connect.ts";
export * from "./control.ts";
export * from "./credit.ts";
export * from "./file.ts";
export * from "./limits.ts";
export * from "./link.ts";
export * from "./parse.ts";
export * from "./protocol.ts";
export * from "./scheduler.ts";
export * from "./server_words.ts";
export * from "./tap.ts";
export * from "./window.ts";
