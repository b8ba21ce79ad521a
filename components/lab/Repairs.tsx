import type { Repair } from "../../lib/commands.ts";
import type { Row } from "../rows.ts";
import { views } from "./text_views.ts";

const words = views.repairs;

/** What {@linkcode Repairs} is given. */
export interface RepairsProps {
  readonly rows: readonly Row[];
  readonly onAsk: (repair: Repair) => void;
}

/** Frames that the hub dropped on request, each to be asked for again. */
export function Repairs({ rows, onAsk }: RepairsProps) {
  const dropped = rows.flatMap((row) => row.dropped.map((sequence) => ({ row, sequence })));
  return (
    <section class="card repairs" aria-labelledby="repairs-title">
      <h2 id="repairs-title">{words.title}</h2>
      {dropped.length === 0 ? <p class="hint">{words.none}</p> : (
        <ul>
          {dropped.map(({ row: { key, channel, from, messageId }, sequence }) => (
            <li key={`${key} ${sequence}`}>
              {words.missing(sequence, channel, messageId, from)}{" "}
              <button
                type="button"
                onClick={() =>
                  onAsk({ channel: "$", type: "repair", of: channel, from, messageId, sequence })}
              >
                {words.ask(sequence)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
