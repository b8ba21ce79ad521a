import CopyButton from "../../islands/CopyButton.tsx";
import JoinedCount from "../../islands/JoinedCount.tsx";
import { spaced } from "./spaced.ts";
import { QrCode } from "./QrCode.tsx";

interface BoardProps {
  readonly code: string;
  /** Of this server, as the class reaches it: `https://host`. */
  readonly origin: string;
  /** What is to be done where only this machine can open that address. */
  readonly advice: "restart" | "reopen" | undefined;
  /** The teacher's key, if this browser has it. */
  readonly teacherKey: string | undefined;
  /** How many have joined by it. */
  readonly joined: number;
}

/** What a teacher shows to the class: how to join. Nothing on it is for the teacher alone but what is folded. */
export function Board({ code, origin, advice, teacherKey, joined }: BoardProps) {
  const joinLink = `${origin}/r/${code}`;
  return (
    <>
      <section class="card board" aria-labelledby="board-title">
        <h1 id="board-title">Join this classroom</h1>
        <div class="board-ways">
          <div>
            <p>
              Open <b class="address">{origin.replace(/^https?:\/\//, "")}/join</b>{" "}
              and type this code:
            </p>
            <p class="big-code" aria-label={[...code].join(" ")}>{spaced(code)}</p>
            <p class="link">
              <a href={joinLink}>{joinLink}</a> <CopyButton text={joinLink} what="the join link" />
            </p>
            <JoinedCount joined={joined} />
          </div>
          <QrCode text={joinLink} label="QR code with the join link" />
        </div>
        {advice && (
          <p class="warning">
            Only this machine can open this address. For a class, {advice === "restart" && (
              <>
                start the server with <code>HOST=0.0.0.0</code> and
              </>
            )} open this page by the machine's name or address.
          </p>
        )}
      </section>
      <p>
        <a class="button primary" href={`/r/${code}`}>Open the classroom</a>
      </p>
      {teacherKey && <OwnLink link={`${origin}/teach/${teacherKey}`} />}
    </>
  );
}

/** Folded, because this page is made to be shown to a class. */
function OwnLink({ link }: { link: string }) {
  return (
    <details class="card own-link">
      <summary>
        <b>Your own link.</b> Keep it, and do not show it to the class.
      </summary>
      <p>
        It makes whoever opens it the teacher of this room, on any device. This server keeps no
        copy: if it is lost, this browser is the only way back in, for 12 hours.
      </p>
      <p class="link">
        <code>{link}</code> <CopyButton text={link} what="your own link" />
      </p>
    </details>
  );
}
