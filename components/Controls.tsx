import { useSignal } from "@preact/signals";
import { MAX_FILE_BYTES } from "../lib/limits.ts";
import { split } from "../lib/protocol.ts";
import { allThree, FAKE_FILE } from "./samples.ts";
import { FILE_PIECE, type Session } from "./session.ts";
import { count, size } from "./words.ts";

/** The other channels of the same socket, and how messages are cut and paced. */
export function Controls({ session }: { session: Session }) {
  const closed = session.state.value.phase !== "open";
  const three = allThree(session.presence.value);
  const cost = (...texts: string[]) =>
    count(texts.reduce((sum, data) => sum + frameCount(data, session.chunkSize.value), 0), "frame");
  return (
    <section class="card controls" aria-labelledby="controls-title">
      <h2 id="controls-title">Send on the same socket</h2>
      <div class="buttons">
        <button
          type="button"
          disabled={closed}
          onClick={() => session.send({ channel: "file", data: FAKE_FILE })}
        >
          Send fake file <small>{cost(FAKE_FILE)}</small>
        </button>
        <button type="button" disabled={closed} onClick={() => session.send(...three)}>
          Send all three <small>{cost(...three.map(({ data }) => data))}</small>
        </button>
      </div>
      <RealFile session={session} disabled={closed} />
      <div class="fields">
        <label>
          I am
          <select
            value={session.presence}
            disabled={closed}
            onChange={(event) =>
              session.setPresence(event.currentTarget.value as "online" | "away")}
          >
            <option value="online">online</option>
            <option value="away">away</option>
          </select>
        </label>
        <ChunkSize session={session} />
        <label>
          Pace
          <select
            value={String(session.pace)}
            onChange={(event) => session.pace.value = Number(event.currentTarget.value)}
          >
            <option value="0">as fast as it goes</option>
            <option value="250">4 frames a second</option>
            <option value="1000">1 frame a second</option>
          </select>
        </label>
      </div>
      <p class="hint">
        {session.waiting.value > 0
          ? `${count(session.waiting.value, "frame")} waiting for a turn`
          : `A message is cut every ${count(session.chunkSize.value, "character")}.`}
      </p>
    </section>
  );
}

function frameCount(data: string, chunkSize: number): number {
  return split({ channel: "", messageId: "", data }, chunkSize).length;
}

/** Characters per frame that can be chosen: more would hide that messages are cut at all. */
const MAX_CHUNK_SIZE = 1_000;

function ChunkSize({ session }: { session: Session }) {
  const onInput = (event: { currentTarget: HTMLInputElement }) => {
    const value = event.currentTarget.valueAsNumber;
    if (Number.isInteger(value) && value >= 1 && value <= MAX_CHUNK_SIZE) {
      session.chunkSize.value = value;
    }
  };
  return (
    <label>
      Chunk size
      <input
        type="number"
        min={1}
        max={MAX_CHUNK_SIZE}
        value={session.chunkSize}
        onInput={onInput}
      />
    </label>
  );
}

function RealFile({ session, disabled }: { session: Session; disabled: boolean }) {
  const problem = useSignal("");
  const onChange = async (event: { currentTarget: HTMLInputElement }) => {
    const input = event.currentTarget;
    const file = input.files?.[0];
    if (!file) return;
    problem.value = file.size > MAX_FILE_BYTES
      ? `${file.name} has ${size(file.size)}. Up to ${size(MAX_FILE_BYTES)} can be sent here.`
      : "";
    if (!problem.value) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      session.sendFile({ name: file.name, type: file.type, bytes });
    }
    // So that the same file can be chosen again.
    input.value = "";
  };
  return (
    <div class="real-file">
      <label>
        Send a real file, up to {size(MAX_FILE_BYTES)}
        <input type="file" disabled={disabled} onChange={onChange} aria-describedby="file-hint" />
      </label>
      <p class="hint" id="file-hint" role="alert">{problem}</p>
      <p class="hint">
        It goes in pieces of {size(FILE_PIECE)}, between the frames of everybody else.
      </p>
    </div>
  );
}
