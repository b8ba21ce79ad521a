import { CHANNELS } from "../lib/channels.ts";
import { Chip } from "./Chip.tsx";
import type { Row } from "./demux.ts";
import type { Session } from "./session.ts";
import { ranges, sender } from "./words.ts";

/** The frames taken apart again: a row a message, by channel. */
export function Channels({ session }: { session: Session }) {
  const rows = session.rows.value;
  return (
    <div class="card channels">
      <h2 id="channels-title">Demultiplexed channels</h2>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="channels-title">
        <table>
          <thead>
            <tr>
              <th scope="col">Channel</th>
              <th scope="col">Progress</th>
              <th scope="col">Missing</th>
              <th scope="col">Message</th>
            </tr>
          </thead>
          <tbody>
            {[...CHANNELS.keys()].map((channel) => {
              const own = rows.filter((row) => row.channel === channel);
              return own.length === 0
                ? <EmptyRow key={channel} channel={channel} />
                : own.map((row) => <MessageRow key={row.key} row={row} me={session.me.value} />);
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
      <td>0/0</td>
      <td>—</td>
      <td></td>
    </tr>
  );
}

function MessageRow({ row, me }: { row: Row; me: string | undefined }) {
  const { channel, from, messageId, received, total, missing } = row;
  return (
    <tr>
      <th scope="row">
        <Chip channel={channel} text={channel} />
        <small>{sender(from, me)}, {messageId}</small>
      </th>
      <td class="progress">
        <progress max={total} value={received} aria-label={`${messageId} from ${from}`} />
        <span>{received}/{total}</span>
      </td>
      <td>{missing.length === 0 ? "—" : `${ranges(missing)} not here yet`}</td>
      <td class="message">
        <Pieces row={row} />
      </td>
    </tr>
  );
}

/** The message so far, with a gap in sight wherever a piece is missing. */
function Pieces({ row: { pieces, total } }: { row: Row }) {
  return (
    <>
      {pieces.map((piece, sequence) =>
        piece === undefined
          ? <span key={sequence} class="gap" role="img" aria-label={`piece ${sequence} missing`} />
          : <span key={sequence}>{piece.length > 80 ? `${piece.slice(0, 40)}…` : piece}</span>
      )}
      {total > pieces.length && "…"}
    </>
  );
}
