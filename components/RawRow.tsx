import { Component } from "preact";
import { Chip } from "./Chip.tsx";
import type { WireFrame } from "./frames.ts";
import { bytesOf, dataAt, jsonOf, pieceOf } from "./raw.ts";
import { texts } from "./texts/page.ts";
import { frameTime } from "./words.ts";

/** Characters of a frame that a row shows: a file's frame has thousands. */
const SHOWN = 240;

interface Props {
  readonly entry: WireFrame;
  /** What the page calls its sender. The frame itself says an id. */
  readonly from: string;
  /** In the whole list, with the head as the first. */
  readonly place: number;
  readonly isSelected: boolean;
}

/** A row, which is drawn again only when something of it is another: there may be many. */
export class RawRow extends Component<Props> {
  override shouldComponentUpdate({ entry, from, place, isSelected }: Props): boolean {
    const { props } = this;
    return entry !== props.entry || from !== props.from || place !== props.place ||
      isSelected !== props.isSelected;
  }

  override render({ entry, from, place, isSelected }: Props) {
    const { n, at, direction, frame, fault } = entry;
    const text = jsonOf(entry);
    const split = Math.min(dataAt(text), SHOWN);
    return (
      <tr data-n={n} data-fault={fault} aria-rowindex={place} aria-selected={isSelected}>
        <td class="number">{n}</td>
        <td class="number">{frameTime(at)}</td>
        <td>
          {direction === "up" ? "↑" : "↓"}
          <span class="visually-hidden">
            {direction === "up" ? texts.wire.sent : texts.wire.received}
          </span>
        </td>
        <td>
          <Chip channel={frame.channel} />
          <span class="visually-hidden">{frame.channel}</span>
        </td>
        <td>{from}</td>
        <td>{frame.messageId}</td>
        <td class="number">{pieceOf(entry)}</td>
        <td class="number">{bytesOf(entry)}</td>
        <td>
          <code>
            {/* A narrow list has them in cells of their own, and begins with the data. */}
            <span class="labels">{text.slice(0, split)}</span>
            {text.slice(split, SHOWN)}
            {text.length > SHOWN && "…"}
          </code>
        </td>
      </tr>
    );
  }
}
