import { useSignal } from "@preact/signals";
import { type FaultKind, type FaultRule, FAULTS } from "../../lib/faults.ts";
import { CHANNELS } from "../../lib/channels.ts";
import { views } from "./text_views.ts";

const words = views.faults;

/** How many frames can be asked for at once. */
const COUNTS: readonly number[] = [1, 2, 5];

/** Asks the hub for faults. */
export function Faults({ onInject }: { onInject: (rules: readonly FaultRule[]) => void }) {
  const channel = useSignal("file");
  const count = useSignal(1);
  const asked = useSignal("");

  const ask = (kind: FaultKind) => {
    const only = channel.value === "" ? {} : { channel: channel.value };
    onInject([{ kind, share: 1, count: count.value, ...only }]);
    const which = `${words.next(count.value)}, ${channel.value || words.any}`;
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
            onChange={({ currentTarget }) => channel.value = currentTarget.value}
          >
            {[...CHANNELS.keys()].map((name) => <option key={name} value={name}>{name}</option>)}
            <option value="">{words.any}</option>
          </select>
        </label>
        <label>
          {words.count}
          <select
            value={String(count)}
            onChange={({ currentTarget }) => count.value = Number(currentTarget.value)}
          >
            {COUNTS.map((n) => <option key={n} value={String(n)}>{words.next(n)}</option>)}
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
