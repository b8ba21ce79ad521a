import { useSignal } from "@preact/signals";
import { type FaultKind, type FaultRule, FAULTS } from "../../lib/faults.ts";
import { CHANNELS } from "../../lib/channels.ts";
import { designs } from "./designs.ts";
import { viewTexts } from "../texts/views.ts";

const words = viewTexts.views.faults;

/** Which frames: the next few, or a share of all until it is ended. */
const EXTENTS: readonly Pick<FaultRule, "share" | "count">[] = [
  ...[1, 2, 5].map((count) => ({ share: 1, count })),
  ...[0.1, 0.5, 1].map((share) => ({ share })),
];

/** Where faults are asked for at first, and when the channel that was chosen is taken away. */
const FIRST = "file";

/** Asks the hub for faults, on the people's own channels as on any (M18). */
export function Faults({ onInject }: { onInject: (rules: readonly FaultRule[]) => void }) {
  const chosen = useSignal(FIRST);
  const extent = useSignal(EXTENTS[0]!);
  const asked = useSignal("");
  const channels = [...CHANNELS.keys(), ...designs.value.map(({ name }) => name)];
  const channel = ["", ...channels].includes(chosen.value) ? chosen.value : FIRST;

  const ask = (kind: FaultKind) => {
    const only = channel === "" ? {} : { channel };
    onInject([{ kind, ...extent.value, ...only }]);
    const which = `${words.extent(extent.value)}, ${channel || words.any}`;
    asked.value = words.asked(`${words.kinds[kind]}: ${which}`);
  };
  const stop = () => {
    onInject([]);
    asked.value = words.asked(words.stop);
  };

  return (
    <section class="card faults" aria-labelledby="faults-title">
      <h2 id="faults-title">{words.title}</h2>
      <p>{words.intro}</p>
      <div class="fields">
        <label>
          {words.channel}
          <select
            value={channel}
            onChange={({ currentTarget }) => chosen.value = currentTarget.value}
          >
            {channels.map((name) => <option key={name} value={name}>{name}</option>)}
            <option value="">{words.any}</option>
          </select>
        </label>
        <label>
          {words.count}
          <select
            value={String(EXTENTS.indexOf(extent.value))}
            onChange={({ currentTarget }) => extent.value = EXTENTS[Number(currentTarget.value)]!}
          >
            {EXTENTS.map((extent, n) => (
              <option key={n} value={String(n)}>{words.extent(extent)}</option>
            ))}
          </select>
        </label>
      </div>
      <div class="buttons">
        {FAULTS.map((kind) => (
          <button key={kind} type="button" onClick={() => ask(kind)}>{words.kinds[kind]}</button>
        ))}
        <button type="button" onClick={stop}>{words.stop}</button>
      </div>
      <p class="hint" role="status">{asked}</p>
    </section>
  );
}
