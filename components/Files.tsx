import "./loaded.ts";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SmallFile } from "../lib/file.ts";
import { digest, objectUrl, save } from "./browser.ts";
import type { ReceivedFile } from "./demux.ts";
import { calledWithYou } from "./names.ts";
import type { SendingFile } from "./outbound.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts/page.ts";
import { size } from "./words.ts";

const words = texts.files;

/** What came on the channel `file`, and what of ours is on its way. */
export default function Files({ session }: { session: Session }) {
  const files = session.files.value;
  const sending = session.outbound.sending.value;
  return (
    <section class="card files" aria-labelledby="files-title">
      <h2 id="files-title">{words.title}</h2>
      <ul>
        {sending.map((file) => <Sending key={file.messageId} file={file} session={session} />)}
        {files.map((file) => (
          <li key={file.key}>
            <Content file={file} /> <small>{words.from(calledWithYou(session, file.from))}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sending({ file, session }: { file: SendingFile; session: Session }) {
  const { messageId, name, bytes, progress: { acked, total }, failed } = file;
  return (
    <li class="sending">
      <span>{failed === undefined ? texts.send.progress(name) : name}</span>{" "}
      <small>{size(bytes)}</small>
      {failed === undefined
        ? (
          <>
            <progress
              max={total}
              value={acked}
              aria-label={texts.send.progress(name)}
              aria-valuetext={texts.send.part(acked, total)}
            />
            <small>{texts.send.part(acked, total)}</small>
          </>
        )
        : <small>{failed}</small>}
      {/* One button, so that the focus stays where it is when there is no more to stop. */}
      <button
        type="button"
        class="small"
        aria-label={failed === undefined ? texts.send.stop(name) : undefined}
        onClick={() =>
          failed === undefined
            ? session.outbound.stop(messageId)
            : session.outbound.dismiss(messageId)}
      >
        {failed === undefined ? texts.send.shortStop : texts.notice.dismiss}
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
