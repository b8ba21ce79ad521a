import CopyButton from "../../islands/CopyButton.tsx";
import JoinedCount from "../../islands/JoinedCount.tsx";
import { joinTexts } from "../texts/join.ts";
import { QrCode } from "./QrCode.tsx";
import { spaced } from "./spaced.ts";

const words = joinTexts.join.board;

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
        <h1 id="board-title">{words.title}</h1>
        <div class="board-ways">
          <div>
            <p>
              {words.open[0]}
              <b class="address">{origin.replace(/^https?:\/\//, "")}/join</b>
              {words.open[1]}
            </p>
            <p class="big-code" aria-label={[...code].join(" ")}>{spaced(code)}</p>
            <p class="link">
              <a href={joinLink}>{joinLink}</a>{" "}
              <CopyButton text={joinLink} words={words.copy(words.link)} />
            </p>
            <JoinedCount joined={joined} words={{ ...words.joined }} />
          </div>
          <QrCode text={joinLink} label={words.qr} />
        </div>
        {advice && (
          <p class="warning">
            {advice === "reopen" ? words.advice.reopen : (
              <>
                {words.advice.restart[0]}
                <code>HOST=0.0.0.0</code>
                {words.advice.restart[1]}
              </>
            )}
          </p>
        )}
      </section>
      <p>
        <a class="button primary" href={`/r/${code}`}>{words.enter}</a>
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
        <b>{words.own.title}</b>
        {words.own.hint}
      </summary>
      <p>{words.own.words}</p>
      <p class="link">
        <code>{link}</code> <CopyButton text={link} words={words.copy(words.own.link)} />
      </p>
    </details>
  );
}
