import { save } from "./browser.ts";
import type { ReceivedFile } from "./demux.ts";
import type { Session } from "./session.ts";
import { sender, size } from "./words.ts";

/** What came on the channel `file`. */
export function Files({ session }: { session: Session }) {
  const files = session.files.value;
  if (files.length === 0) return null;
  return (
    <section class="card files" aria-labelledby="files-title">
      <h2 id="files-title">Files</h2>
      <ul>
        {files.map((file) => (
          <li key={file.key}>
            <Content file={file} /> <small>from {sender(file.from, session.me.value)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Characters of a fake file that are shown. */
const SHOWN = 40;

function Content({ file: { content } }: { file: ReceivedFile }) {
  if (typeof content === "string") {
    return <code>{content.length > SHOWN ? `${content.slice(0, SHOWN)}…` : content}</code>;
  }
  return (
    <button type="button" onClick={() => save(content.name, content.bytes)}>
      Save {content.name} <small>{size(content.bytes.length)}</small>
    </button>
  );
}
