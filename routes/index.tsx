import { page } from "fresh";
import { CodeForm } from "../components/join/CodeForm.tsx";
import { CreateCard } from "../components/join/CreateCard.tsx";
import { Sheet } from "../components/join/Sheet.tsx";
import { define } from "../define.ts";
import MuxPanel from "../islands/MuxPanel.tsx";
import { upgrade, wantsUpgrade } from "../server/upgrade.ts";

/** The course's own client connects to `/`, so this address answers both. */
export const handler = define.handlers({
  GET: ({ req, state }) =>
    state.lobby && wantsUpgrade(req) ? upgrade(req, state, state.lobby) : page(),
});

/** The lobby, with the ways into a classroom in sight; where it is off, only those. */
export default define.page<typeof handler>(({ state: { lobby } }) =>
  lobby ? <MuxPanel /> : (
    <Sheet>
      <h1>Many channels on one socket</h1>
      <p class="intro">
        One WebSocket carries chat, presence and files as labelled frames. Watch them share it, with
        your class.
      </p>
      <section class="card" aria-labelledby="join-title">
        <h2 id="join-title">Join a classroom</h2>
        <CodeForm />
      </section>
      <CreateCard />
    </Sheet>
  )
);
