import { useEffect } from "preact/hooks";
import type { BrowserSession } from "../browser.ts";
import { Channels } from "../Channels.tsx";
import { spaced } from "../join/spaced.ts";
import { useDesigns } from "../lab/use_designs.ts";
import { Trouble } from "../StatusBar.tsx";
import { Strip } from "../Strip.tsx";
import { texts } from "../texts/page.ts";

const words = texts.projector;
const nothing = () => {};

/**
 * The wire and the lanes, large, for a screen that a whole class looks at. It says of nobody who they
 * are.
 */
export function Projector({ session, start, code }: BrowserSession & { readonly code: string }) {
  useEffect(start, []);
  useDesigns(session);
  const { time } = session;
  const isLive = time.shown.value.phase === "live";
  return (
    <main class="projector">
      <header>
        <h1>{words.room(spaced(code))}</h1>
        <button type="button" onClick={() => isLive ? time.pause() : time.toLive()}>
          {isLive ? words.pause : words.live}
        </button>
        <a href={`/r/${code}`}>{words.leave}</a>
        <Trouble session={session} />
      </header>
      <Strip session={session} onShow={nothing} onLeave={nothing} />
      <Channels session={session} isPlain />
    </main>
  );
}
