import { type Signal, useSignal } from "@preact/signals";
import type { Order } from "../../lib/scheduler.ts";
import { Chip } from "../Chip.tsx";
import { figuresOf } from "./figures.ts";
import type { LoggedFrame } from "./log.ts";
import { actionsOf, MOST_OF_EACH } from "./own_actions.ts";
import { type Action, type Knobs, LINE, type Passage, simulate } from "./simulate.ts";
import { cardTexts } from "../texts/cards.ts";
import { viewTexts } from "../texts/views.ts";

const words = viewTexts.views.compare;
const whats = cardTexts.cards.compare;

/** Queues to choose from, in bytes: about two frames, and about the whole file. */
const QUEUES: readonly number[] = [200, 1_000, 20_000];

/** A file, and a line of chat while it is on its way. */
const SCENE: readonly Action[] = [
  { at: 0, channel: "file", data: "ABCDEFGHIJKLMNOPQRSTUVWXYZ".repeat(12) },
  { at: 300, channel: "chat", data: "hello there" },
];

const ROADS: readonly Knobs[] = [
  { order: "one-at-a-time", chunkSize: 8, line: LINE, sockets: 1 },
  { order: "round-robin", chunkSize: 8, line: LINE, sockets: 1 },
];

/** What {@linkcode Compare} is given. */
export interface CompareProps {
  /** The log of this page as it is now. Asked when somebody wants to see what they sent themselves. */
  readonly log: () => readonly LoggedFrame[];
}

/** The same actions on two roads, side by side. */
export function Compare({ log }: CompareProps) {
  const roads = [useSignal(ROADS[0]!), useSignal(ROADS[1]!)];
  /** What this page sent, as it was when that was chosen. */
  const own = useSignal<readonly Action[] | undefined>(undefined);
  const actions = own.value ?? SCENE;
  return (
    <>
      <p>{own.value ? whats.about(own.value.length, MOST_OF_EACH) : words.intro}</p>
      <label>
        {whats.what}{" "}
        <select
          value={own.value ? "own" : "scene"}
          onChange={({ currentTarget }) =>
            own.value = currentTarget.value === "own" ? actionsOf(log()) : undefined}
        >
          <option value="scene">{whats.scene}</option>
          <option value="own">{whats.own}</option>
        </select>
      </label>
      <div class="grid">
        {roads.map((road, n) => <Road key={n} name={"AB"[n]!} knobs={road} actions={actions} />)}
      </div>
      <p class="hint">{words.twoHint}</p>
    </>
  );
}

interface RoadProps {
  readonly name: string;
  readonly knobs: Signal<Knobs>;
  readonly actions: readonly Action[];
}

function Road({ name, knobs, actions }: RoadProps) {
  const { order, chunkSize, sockets, line } = knobs.value;
  const passages = simulate(actions, knobs.value);
  const { chatMs, fileMs } = figuresOf(passages);
  const turn = (change: Partial<Knobs>) => knobs.value = { ...knobs.value, ...change };
  return (
    <fieldset>
      <legend>{words.road(name)}</legend>
      <div class="fields">
        <label>
          {words.order}
          <select
            value={order}
            onChange={({ currentTarget }) => turn({ order: currentTarget.value as Order })}
          >
            {Object.entries(cardTexts.cards.orders).map(([id, label]) => (
              <option key={id} value={id} selected={id === order}>{label}</option>
            ))}
          </select>
        </label>
        <label>
          {words.sockets}
          <select
            value={String(sockets)}
            onChange={({ currentTarget }) => turn({ sockets: currentTarget.value === "2" ? 2 : 1 })}
          >
            <option value="1">{words.one}</option>
            <option value="2">{words.two}</option>
          </select>
        </label>
        <label>
          {words.chunkSize}
          <select
            value={String(chunkSize)}
            onChange={({ currentTarget }) => turn({ chunkSize: Number(currentTarget.value) })}
          >
            {[4, 8, 16, 312].map((size) => (
              <option key={size} value={String(size)} selected={size === chunkSize}>{size}</option>
            ))}
          </select>
        </label>
        <label>
          {words.queue}
          <select
            value={String(line.queueBytes)}
            onChange={({ currentTarget }) =>
              turn({ line: { ...line, queueBytes: Number(currentTarget.value) } })}
          >
            {QUEUES.map((bytes) => (
              <option key={bytes} value={String(bytes)}>{words.bytes(bytes)}</option>
            ))}
          </select>
        </label>
      </div>
      <dl>
        <dt>{words.wait}</dt>
        <dd>{chatMs === undefined ? words.none : words.time(chatMs)}</dd>
        <dt>{words.file}</dt>
        <dd>{fileMs === undefined ? words.none : words.time(fileMs)}</dd>
      </dl>
      <Frames passages={passages} />
    </fieldset>
  );
}

/** As a picture, and the same in words. */
function Frames({ passages }: { passages: readonly Passage[] }) {
  const inWords = runsOf(passages.map(({ frame }) => frame.channel)).join(", ");
  return (
    <figure>
      <figcaption>{words.frames}</figcaption>
      <div class="passages" aria-hidden="true">
        {passages.map(({ frame, socket }, n) => (
          <span key={n} data-socket={socket}>
            <Chip channel={frame.channel} />
          </span>
        ))}
      </div>
      <p class="hint">{words.strip(inWords)}</p>
    </figure>
  );
}

/** "3 file", "1 chat", … */
function runsOf(channels: readonly string[]): string[] {
  const runs: { channel: string; count: number }[] = [];
  for (const channel of channels) {
    const last = runs.at(-1);
    if (last?.channel === channel) last.count++;
    else runs.push({ channel, count: 1 });
  }
  return runs.map(({ channel, count }) => `${count} ${channel}`);
}
