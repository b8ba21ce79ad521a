import { CHANNELS } from "../lib/channels.ts";
import { personOf } from "../lib/commands.ts";
import { useCalm } from "./calm.ts";
import { Chip } from "./Chip.tsx";
import { Columns } from "./Columns.tsx";
import { indexOf, type WireFrame } from "./frames.ts";
import { calledWithYou } from "./names.ts";
import { designs } from "./lab/designs.ts";
import { isComplete, keyOf, type Row } from "./rows.ts";
import { texts } from "./texts/page.ts";
import { ranges } from "./words.ts";
import { idIn, titleIn, type WireView } from "./wire_view.ts";

const words = texts.channels;

/** How often the table is drawn while frames pour in, in milliseconds. */
const EVERY_MS = 150;

/** Messages of a channel that are drawn: one of each of a class. More would keep a phone busy. */
const DRAWN = 32;

/** What {@linkcode Channels} is given. */
export interface ChannelsProps {
  readonly session: WireView;
  /** Leaves out who it was, and all that can be pressed: for a screen that everybody sees. */
  readonly isPlain?: boolean;
}

/** The frames taken apart again: a row a message, by channel. */
export function Channels({ session, isPlain = false }: ChannelsProps) {
  const rows = useCalm(session.time.rows, EVERY_MS);
  const pointedAt = session.selected.value;
  // Looked at, and not drawn anew with every frame.
  const { frames, phase } = session.time.shown.peek();
  const selected = frames[indexOf(frames, pointedAt)];
  // Where the views stand still, it is not now.
  const now = phase === "live" ? session.now() : -Infinity;
  // A channel has its lane before anybody spoke on it.
  const lanes = [...CHANNELS.keys(), ...designs.value.map(({ name }) => name)];
  // What the server says of people has their names in it.
  const all = isPlain ? lanes : [...new Set([...lanes, ...rows.map(({ channel }) => channel)])];
  return (
    <div class="card channels">
      <h2 id={idIn(session, "channels-title")}>{titleIn(session, words.title)}</h2>
      <div
        class="scroll stack"
        tabIndex={0}
        role="region"
        aria-labelledby={idIn(session, "channels-title")}
      >
        <table>
          <caption class="visually-hidden">{words.title}</caption>
          <Columns names={words.columns} />
          <tbody>
            {all.map((channel) => {
              const messages = rows.filter((row) => row.channel === channel);
              const own = messages.slice(isPlain ? -1 : -DRAWN);
              if (own.length === 0) return <EmptyRow key={channel} channel={channel} />;
              const more = messages.length - own.length;
              return [
                !isPlain && more > 0 && (
                  <tr key={channel}>
                    <td colSpan={words.columns.length}>{words.more(more, channel)}</td>
                  </tr>
                ),
                own.map((row) => (
                  <MessageRow
                    key={row.key}
                    row={row}
                    session={session}
                    selected={selected}
                    silence={silenceOf(row, now)}
                    isPlain={isPlain}
                  />
                )),
              ];
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function EmptyRow({ channel }: { channel: string }) {
  return (
    <tr class="empty">
      <th scope="row">
        <Chip channel={channel} text={channel} />
      </th>
      <td class="none">—</td>
      <td class="none">—</td>
      <td></td>
    </tr>
  );
}

interface RowProps {
  readonly row: Row;
  readonly session: WireView;
  readonly selected: WireFrame | undefined;
  /** For how many seconds nothing of it came, where that is long. */
  readonly silence: number;
  readonly isPlain: boolean;
}

function MessageRow({ row, session, selected, silence, isPlain }: RowProps) {
  const { channel, from, messageId, name, missing, dropped, mended, isHeadless } = row;
  const isKin = selected !== undefined && keyOf(selected.frame) === row.key;
  const which = ranges(missing);
  return (
    <tr data-kin={isKin}>
      <th scope="row">
        <Chip channel={channel} text={channel} />
        {!isPlain && !isHeadless && <small>{calledWithYou(session, from)}, {messageId}</small>}
      </th>
      <td class="progress">
        {isHeadless ? <span>{words.headless(row.received)}</span> : (
          <Progress
            row={row}
            label={isPlain ? channel : words.bar(name || channel, calledWithYou(session, from))}
          />
        )}
      </td>
      <td>
        {missing.length > 0 && (
          <>
            {words.missing(which)} <small>{causeOf(row, session, silence)}</small>
          </>
        )}
        {!isPlain && session.lesson === undefined && dropped.map((sequence) => (
          <button
            key={sequence}
            type="button"
            class="small"
            onClick={() =>
              session.command(
                { channel: "$", type: "repair", of: channel, from, messageId, sequence },
              )}
          >
            {words.ask(sequence)}
          </button>
        ))}
        {isHeadless && <small>{words.begunBefore}</small>}
        {missing.length === 0 && mended.length === 0 && !isHeadless && <span class="none">—</span>}
        {mended.length > 0 && <small>✓ {words.mended(mended.map((n) => `#${n}`).join(", "))}
        </small>}
      </td>
      <td class="message">
        {!isPlain && name && <small>{name}</small>}
        <Pieces row={row} session={session} selected={isKin ? selected : undefined} />
      </td>
    </tr>
  );
}

function Progress({ row, label }: { row: Row; label: string }) {
  const { received, total, missing } = row;
  return (
    <>
      <progress
        max={total}
        value={received}
        aria-label={label}
        aria-valuetext={words.valueText(received, total, ranges(missing))}
      />
      <span>{words.progress(received, total)}</span>
    </>
  );
}

/** Silence after which what is missing is no more said to be on the way, in seconds. */
const SILENT_S = 5;

function silenceOf(row: Row, now: number): number {
  const silence = Math.floor((now - row.at) / 1_000);
  return silence >= SILENT_S && !isComplete(row) ? silence : 0;
}

/** TCP loses nothing, so what is missing has a cause that can be said. */
function causeOf(row: Row, session: WireView, silence: number): string {
  const { missing, dropped, total, end, from } = row;
  if (dropped.length > 0) return words.cause.dropped;
  if (session.state.value.phase !== "open") return words.cause.lost;
  if (end) return words.cause[end];
  if (session.classroom.value.members.get(personOf(from))?.isMuted) return words.cause.muted;
  if (silence > 0) return words.cause.silent(silence);
  const isTail = missing.length === 1 && missing[0]![1] === total;
  return isTail ? words.cause.coming : words.cause.overtaken;
}

/** The message so far, with a gap in sight wherever a piece is missing. */
function Pieces({ row, session, selected }: Pick<RowProps, "row" | "session" | "selected">) {
  const { key, pieces, received, total, isHeadless } = row;
  if (isHeadless) return null;
  if (pieces.length === 0) return <>{words.bytes(received, total)}</>;
  const point = (sequence: number) => {
    const { frames } = session.time.shown.peek();
    const frame = frames.findLast((entry) =>
      entry.direction === "down" && entry.frame.sequence === sequence && keyOf(entry.frame) === key
    );
    session.selected.value = frame?.n;
  };
  return (
    <>
      {pieces.map((piece, sequence) =>
        piece === undefined
          ? <span key={sequence} class="gap" role="img" aria-label={words.gap(sequence)} />
          : (
            <span
              key={sequence}
              class="piece"
              data-selected={selected?.frame.sequence === sequence}
              onClick={() => point(sequence)}
            >
              {piece.length > 80 ? `${piece.slice(0, 40)}…` : piece}
            </span>
          )
      )}
      {total > pieces.length && "…"}
    </>
  );
}
