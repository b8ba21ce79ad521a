import { useSignal } from "@preact/signals";
import { MAX_TOTAL } from "../lib/limits.ts";
import { countFrames } from "../lib/protocol.ts";
import { maySend } from "./Banner.tsx";
import { digest } from "./browser.ts";
import { allThree, FAKE_FILE, SAMPLE_TEXT } from "./samples.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts/page.ts";
import { count } from "./words.ts";

const words = texts.send;

/** At smaller ones the sample text has more frames than a message may have (F4). */
const LEAST_SAMPLE_SIZE = Math.ceil(SAMPLE_TEXT.length / MAX_TOTAL);

/** The other channels of the same socket. */
export function Controls({ session }: { session: Session }) {
  session.state.value;
  const closed = !maySend(session);
  const three = allThree(session.presence.value);
  const frames = (data: string) => countFrames(data, session.chunkSize.value);
  const cost = (...texts: string[]) =>
    count(texts.reduce((sum, data) => sum + frames(data), 0), "frame");
  const isTooLong = frames(SAMPLE_TEXT) > MAX_TOTAL;
  return (
    <section class="card controls" aria-labelledby="controls-title">
      <h2 id="controls-title">{words.title}</h2>
      <div class="buttons">
        <button
          type="button"
          disabled={closed}
          onClick={() => session.send({ channel: "file", data: FAKE_FILE })}
        >
          {words.fake} <small>{cost(FAKE_FILE)}</small>
        </button>
        <button
          type="button"
          disabled={closed || isTooLong}
          onClick={() => session.send({ channel: "file", data: SAMPLE_TEXT })}
        >
          {words.sample}{" "}
          <small>{isTooLong ? words.tooShort(LEAST_SAMPLE_SIZE) : cost(SAMPLE_TEXT)}</small>
        </button>
        <button type="button" disabled={closed} onClick={() => session.send(...three)}>
          {words.three} <small>{cost(...three.map(({ data }) => data))}</small>
        </button>
      </div>
      <RealFile session={session} disabled={closed} />
      <div class="fields">
        <label>
          <span>
            {words.presence}{" "}
            <small>{cost(session.presence.value === "away" ? "online" : "away")}</small>
          </span>
          <select
            value={session.presence}
            disabled={!session.canSend}
            onChange={(event) =>
              session.setPresence(event.currentTarget.value as "online" | "away")}
          >
            <option value="online">{words.online}</option>
            <option value="away">{words.away}</option>
          </select>
        </label>
      </div>
    </section>
  );
}

function RealFile({ session, disabled }: { session: Session; disabled: boolean }) {
  const problem = useSignal("");
  const onChange = async (event: { currentTarget: HTMLInputElement }) => {
    const input = event.currentTarget;
    const file = input.files?.[0];
    if (!file) return;
    const most = session.maxFileBytes;
    problem.value = file.size > most ? words.tooLarge(file.name, file.size, most) : "";
    if (!problem.value) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      session.sendFile({ name: file.name, type: file.type, bytes }, await digest(bytes));
    }
    // So that the same file can be chosen again.
    input.value = "";
  };
  return (
    <div class="real-file">
      <label>
        <span>
          {words.real(session.maxFileBytes)} <small>{words.perFrame(session.pieceBytes)}</small>
        </span>
        <input type="file" disabled={disabled} onChange={onChange} aria-describedby="file-hint" />
      </label>
      <p class="hint" id="file-hint" role="alert">{problem}</p>
      <p class="hint">{words.realHint}</p>
    </div>
  );
}
