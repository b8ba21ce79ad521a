import type { Signal } from "@preact/signals";
import type { WireFrame } from "./frames.ts";
import { called } from "./names.ts";
import { type Filter, NO_FILTER } from "./raw.ts";
import { texts } from "./texts/page.ts";
import { idIn, type WireView } from "./wire_view.ts";

const words = texts.raw;

interface Props {
  readonly session: WireView;
  readonly filter: Signal<Filter>;
  readonly frames: readonly WireFrame[];
}

/** Says which frames the list shows. Browsers' own find misses rows that are not there. */
export function RawFilter({ session, filter, frames }: Props) {
  const channels = [...new Set(frames.map(({ frame }) => frame.channel))].sort();
  const senders = [...new Set(frames.flatMap(({ frame: { from } }) => from ? [from] : []))].sort();
  const set = (part: Partial<Filter>) => {
    const next = { ...filter.value, ...part };
    filter.value = Object.values(next).some((value) => value) ? next : NO_FILTER;
  };
  const value = filter.value;
  /** It undoes one thing at a time: the text, then what frame is shown. Not every browser clears it. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    if (!value.text) return session.selected.value = undefined;
    event.stopPropagation();
    set({ text: "" });
  };
  return (
    <div class="filter" role="group" aria-label={words.filter.legend}>
      <select
        aria-label={words.filter.channel}
        value={value.channel}
        onChange={(event) => set({ channel: event.currentTarget.value })}
      >
        <option value="">{words.filter.channel}: {words.filter.all}</option>
        {channels.map((name) => <option key={name} value={name}>{name}</option>)}
      </select>

      <select
        aria-label={words.filter.direction}
        value={value.direction}
        onChange={(event) => set({ direction: event.currentTarget.value as Filter["direction"] })}
      >
        <option value="">{words.direction.all}</option>
        <option value="up">{words.direction.up}</option>
        <option value="down">{words.direction.down}</option>
      </select>

      <select
        aria-label={words.filter.sender}
        value={value.sender}
        onChange={(event) => set({ sender: event.currentTarget.value })}
      >
        <option value="">{words.filter.sender}: {words.filter.anybody}</option>
        {senders.map((from) => <option key={from} value={from}>{called(session, from)}</option>)}
      </select>

      <input
        class="wide"
        aria-label={words.filter.text}
        id={idIn(session, "filter-text")}
        type="search"
        value={value.text}
        placeholder={words.filter.text}
        autocomplete="off"
        onKeyDown={onKeyDown}
        onInput={(event) => set({ text: event.currentTarget.value })}
      />
    </div>
  );
}
