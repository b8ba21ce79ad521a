/**
 * How the server does, in Prometheus's text format. Nothing is measured for it while frames pass: the
 * numbers are read, and connections looked at, when somebody asks.
 *
 * `prom-client` writes the format: it is what Node services use, and has two small dependencies. What
 * OpenTelemetry has for this brings a server of its own; Deno's own export needs none of it.
 *
 * @module
 */

import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Registry } from "prom-client";
import type { Tallies } from "./counts.ts";
import type { Gate, Look } from "./gate.ts";

/** What is looked at. */
export interface MetricsSources {
  readonly gate: Gate;
  /** The classrooms. */
  readonly rooms: { readonly size: number };
}

/** Which of all connections' numbers are told. */
const QUANTILES = [0.5, 0.9, 0.99, 1] as const;

/** How finely the event loop's delay is measured, in milliseconds. */
const DELAY_RESOLUTION_MS = 20;

/** See the module's description. */
export class Metrics {
  readonly #sources: () => MetricsSources;
  #registry: Promise<Registry> | undefined;

  /** @param sources Is called when somebody asks. */
  constructor(sources: () => MetricsSources) {
    this.#sources = sources;
  }

  /** The page, and its type. The library is loaded when it is first asked for. */
  async read(): Promise<{ readonly text: string; readonly type: string }> {
    const registry = await (this.#registry ??= register(this.#sources()));
    return { text: await registry.metrics(), type: registry.contentType };
  }
}

async function register({ gate, rooms }: MetricsSources): Promise<Registry> {
  const { Counter, Gauge, Registry } = (await import("prom-client")).default;
  const registry = new Registry();
  const { counts } = gate;

  const gauge = (name: string, help: string, read: () => number) =>
    void new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  const spread = (name: string, help: string, read: () => Quantile) =>
    void new Gauge({
      name,
      help,
      labelNames: ["quantile"],
      registers: [registry],
      collect() {
        const at = read();
        for (const quantile of QUANTILES) this.set({ quantile }, at(quantile));
      },
    });
  const total = (name: string, help: string, label: string, read: () => Tallies) =>
    void new Counter({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      collect() {
        this.reset();
        for (const [value, count] of Object.entries(read())) this.inc({ [label]: value }, count);
      },
    });
  const looks = (name: string, help: string, read: (look: Look) => number | undefined) =>
    spread(name, help, () => {
      return quantileOf(gate.looks().map(read).filter((number) => number !== undefined));
    });

  gauge("mux_connections", "Connections now.", () => gate.size);
  gauge("mux_rooms", "Classrooms now.", () => rooms.size);
  void new Counter({
    name: "mux_connections_opened_total",
    help: "Connections since the start.",
    registers: [registry],
    collect() {
      this.reset();
      this.inc(counts.opened);
    },
  });
  total(
    "mux_connections_closed_total",
    "Connections that the server closed.",
    "code",
    () => counts.closed,
  );
  total("mux_frames_total", "Frames taken in.", "channel", () => counts.frames);
  total("mux_payload_bytes_total", "Their payload.", "channel", () => counts.bytes);
  total("mux_limited_total", "How often somebody was over a limit.", "limit", () => counts.limits);
  total(
    "mux_dropped_frames_total",
    "Frames that readers were told they will not get.",
    "cause",
    () => counts.dropped,
  );
  looks("mux_queued_bytes", "Bytes that wait in memory for a connection.", ({ queued }) => queued);
  looks("mux_lag_frames", "Frames that a connection has still to be sent.", ({ lag }) => lag);
  looks("mux_rtt_seconds", "The last round trip of a connection.", ({ rtt }) => rtt && rtt / 1_000);
  spread(
    "mux_event_loop_delay_seconds",
    "How late the event loop was since the last look.",
    delays(),
  );
  gauge("process_resident_memory_bytes", "Memory of the process.", () => Deno.memoryUsage().rss);
  gauge("process_heap_bytes", "Memory in use by JavaScript.", () => Deno.memoryUsage().heapUsed);
  return registry;
}

/** The number that so large a part of all numbers does not exceed. */
type Quantile = (part: number) => number;

function quantileOf(numbers: readonly number[]): Quantile {
  const sorted = numbers.toSorted((a, b) => a - b);
  return (part) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
}

/** Measured from the first look on, each time since the last. */
function delays(): () => Quantile {
  const histogram = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  histogram.enable();
  return () => {
    const seconds = new Map(
      QUANTILES.map((part) => [part as number, histogram.percentile(part * 100) / 1e9]),
    );
    histogram.reset();
    return (part) => seconds.get(part)!;
  };
}
