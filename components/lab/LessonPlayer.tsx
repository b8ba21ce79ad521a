import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { systemClock } from "../../lib/clock.ts";
import { Chip } from "../Chip.tsx";
import { Columns } from "../Columns.tsx";
import { RowsOf } from "../frames.ts";
import { NO_ROWS, type Row } from "../rows.ts";
import { Speed } from "../Speed.tsx";
import { ranges } from "../words.ts";
import { ForkButton } from "./ForkButton.tsx";
import type { LoggedFrame } from "./log.ts";
import { narrate } from "./narrate.ts";
import { Player } from "./replay.ts";
import type { Knobs } from "./simulate.ts";
import { stateHash } from "./state_hash.ts";
import { labTexts } from "../texts/lab.ts";

const words = labTexts.views.player;

/** Frames that the strip shows before the cursor. */
const SHOWN = 40;

/** What {@linkcode LessonPlayer} is given. */
export interface LessonPlayerProps {
  readonly title: string;
  /** A log that does not grow: a lesson that was opened, or a fork. */
  readonly log: readonly LoggedFrame[];
  readonly knobs: Pick<Knobs, "order" | "chunkSize">;
  /** Another log, forked from this one. */
  readonly onFork: (log: readonly LoggedFrame[]) => void;
  readonly onClose: () => void;
}

/** A log played again, with no server: the same frames, taken apart by the same code. */
export function LessonPlayer({ title, log, knobs, onFork, onClose }: LessonPlayerProps) {
  const changes = useSignal(0);
  const player = useMemo(
    () =>
      new Player({
        clock: systemClock,
        log: () => log,
        isLive: false,
        onChange: () => changes.value++,
      }),
    [log],
  );
  useEffect(() => () => player.pause(), [player]);
  const rows = useMemo(() => new RowsOf({ frames: log, base: NO_ROWS }), [log]);
  const hash = useMemo(() => stateHash(log), [log]);
  // Drawn again with each change of the player.
  changes.value;
  const { cursor, first, last, phase } = player;
  const index = cursor - first;

  return (
    <section class="card player" aria-labelledby="player-title">
      <div class="title">
        <h2 id="player-title">{title}</h2>
        <button type="button" class="small" onClick={onClose}>{words.close}</button>
      </div>
      <div class="time" role="group" aria-label={words.position}>
        <button type="button" onClick={() => phase === "playing" ? player.pause() : player.play()}>
          {phase === "playing" ? words.pause : words.play}
        </button>
        <button type="button" aria-label={words.back} onClick={() => player.step(-1)}>◀</button>
        <button type="button" aria-label={words.on} onClick={() => player.step(1)}>▶</button>
        <Speed label={words.speed} of={player} />
        <input
          type="range"
          aria-label={words.position}
          aria-valuetext={words.at(cursor, last)}
          min={first - 1}
          max={last}
          value={cursor}
          onInput={({ currentTarget }) => player.seek(currentTarget.valueAsNumber)}
        />
      </div>
      <p role="status">{index >= 0 ? narrate(log, index) : words.before}</p>
      <div class="passages" aria-hidden="true">
        {log.slice(Math.max(0, index + 1 - SHOWN), index + 1).map(({ n, frame, fault }) => (
          <span key={n} data-fault={fault}>
            <Chip channel={frame.channel} />
          </span>
        ))}
      </div>
      <RowList rows={index >= 0 ? rows.at(index) : []} />
      <ForkButton log={log} n={cursor} knobs={knobs} onFork={onFork} />
      <p class="hint">{words.hash(hash)}</p>
    </section>
  );
}

function RowList({ rows }: { rows: readonly Row[] }) {
  return (
    <div class="stack">
      <table>
        <caption class="visually-hidden">{words.caption}</caption>
        <Columns names={words.columns} />
        <tbody>
          {rows.map(({ key, channel, from, messageId, received, total, missing, pieces }) => (
            <tr key={key}>
              <th scope="row">
                <Chip channel={channel} text={channel} />
                <small>{from}, {messageId}</small>
              </th>
              <td class="number">{words.part(received, total)}</td>
              <td>{ranges(missing)}</td>
              <td>
                {pieces.map((piece) =>
                  piece ?? "…"
                ).join("")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
