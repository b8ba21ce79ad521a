import "./loaded.ts";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { SmallFile } from "../lib/file.ts";
import { maySend } from "./Banner.tsx";
import { digest, objectUrl, save } from "./browser.ts";
import type { ReceivedFile } from "./demux.ts";
import { calledWithYou } from "./names.ts";
import type { SendingFile } from "./outbound.ts";
import type { Session } from "./session.ts";
import { fileTexts } from "./texts/files.ts";
import { texts } from "./texts/page.ts";
import { size } from "./words.ts";

const words = fileTexts.files;

/** What came on the channel `file`, and what of ours is on its way. */
export default function Files({ session }: { session: Session }) {
  const files = session.files.value;
  const sending = session.outbound.sending.value;
  const section = useRef<HTMLElement>(null);
  return (
    <section class="card files" aria-labelledby="files-title" tabIndex={-1} ref={section}>
      <h2 id="files-title">{words.title}</h2>
      <ul>
        {sending.map((file) => (
          <Sending
            key={file.messageId}
            file={file}
            session={session}
            leave={() => section.current?.focus({ preventScroll: true })}
          />
        ))}
        {files.map((file) => (
          <li key={file.key}>
            <Content file={file} /> <small>{words.from(calledWithYou(session, file.from))}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface SendingProps {
  readonly file: SendingFile;
  readonly session: Session;
  /** A button that goes is not to take the focus along. */
  readonly leave: () => void;
}

function Sending({ file, session, leave }: SendingProps) {
  const { messageId, name, bytes, progress: { acked, total }, failed, again } = file;
  return (
    <li class="sending">
      <span>{failed === undefined ? words.progress(name) : name}</span> <small>{size(bytes)}</small>
      {failed === undefined
        ? (
          <>
            <progress
              max={total}
              value={acked}
              aria-label={words.progress(name)}
              aria-valuetext={words.part(acked, total)}
            />
            <small>{words.part(acked, total)}</small>
          </>
        )
        : <small>✗ {failed}</small>}
      {failed !== undefined && again && (
        <button
          type="button"
          class="small"
          aria-label={words.sendAgain(name)}
          disabled={!maySend(session)}
          onClick={() => {
            leave();
            session.outbound.dismiss(messageId);
            again();
          }}
        >
          {words.again}
        </button>
      )}
      {/* One button, so that the focus stays where it is when there is no more to stop. */}
      <button
        type="button"
        class="small"
        aria-label={failed === undefined ? words.stop(name) : undefined}
        onClick={() =>
          failed === undefined
            ? session.outbound.stop(messageId)
            : session.outbound.dismiss(messageId)}
      >
        {failed === undefined ? words.shortStop : texts.notice.dismiss}
      </button>
    </li>
  );
}

/** Characters of a fake file that are shown. */
const SHOWN = 40;

function Content({ file: { content, sha256 } }: { file: ReceivedFile }) {
  if (typeof content === "string") {
    return <code>{content.length > SHOWN ? `${content.slice(0, SHOWN)}…` : content}</code>;
  }
  return (
    <>
      <button type="button" onClick={() => save(content.name, content.bytes)}>
        {words.save(content.name)} <small>{size(content.bytes.length)}</small>
      </button>
      <Hash bytes={content.bytes} told={sha256} />
      <Preview file={content} />
    </>
  );
}

/** Hexadecimal digits of a hash that are shown: enough to compare by eye. */
const SHOWN_HASH = 12;

function Hash({ bytes, told }: { bytes: Uint8Array<ArrayBuffer>; told: string | undefined }) {
  const hash = useSignal("");
  useEffect(() => {
    let isGone = false;
    digest(bytes).then((text) => isGone || (hash.value = text));
    return () => {
      isGone = true;
    };
  }, [bytes]);
  if (!hash.value) return null;
  const isDamaged = told !== undefined && told !== hash.value;
  return (
    <small class={isDamaged ? "bad" : ""} title={hash.value}>
      {words.hash} <code>{hash.value.slice(0, SHOWN_HASH)}…</code>{" "}
      {isDamaged ? `✗ ${words.damaged}` : told !== undefined && `✓ ${words.whole}`}
    </small>
  );
}

/** Types that a browser shows and never runs. An SVG can hold a script, so it is not among them. */
const IMAGES: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

function Preview({ file: { name, type, bytes } }: { file: SmallFile }) {
  const url = useSignal("");
  useEffect(() => {
    if (!IMAGES.has(type)) return;
    const made = objectUrl(bytes, type);
    url.value = made;
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  if (!url.value) return null;
  return <img class="preview" src={url.value} alt={words.preview(name)} />;
}
