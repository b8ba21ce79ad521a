import type { Session } from "./session.ts";
import { texts } from "./texts/page.ts";

/** What went wrong with a frame, until it has been read. */
export function Notice({ session }: { session: Session }) {
  const text = session.notice.value;
  return (
    <div class="notice" hidden={!text}>
      <p role="alert">{text}</p>
      <button type="button" onClick={() => session.dismissNotice()}>{texts.notice.dismiss}</button>
    </div>
  );
}
