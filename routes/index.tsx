import { page } from "fresh";
import { CodeForm } from "../components/join/CodeForm.tsx";
import { CreateCard } from "../components/join/CreateCard.tsx";
import { Sheet } from "../components/join/Sheet.tsx";
import { joinTexts } from "../components/texts/join.ts";
import { define } from "../define.ts";
import MuxPanel from "../islands/MuxPanel.tsx";
import { RETENTION } from "../server/limits.ts";
import { upgrade, wantsUpgrade } from "../server/upgrade.ts";

const { front, code } = joinTexts.join;

/** The course's own client connects to `/`, so this address answers both. */
export const handler = define.handlers({
  GET: ({ req, state }) =>
    state.lobby && wantsUpgrade(req) ? upgrade(req, state, state.lobby) : page(),
});

const HOUR_MS = 3_600_000;

/** Said before anybody says anything. */
const privacy = front.privacy(RETENTION.interactive.ms / HOUR_MS, RETENTION.bulk.ms / HOUR_MS);

/** The lobby, with the ways into a classroom in sight; where it is off, only those. */
export default define.page<typeof handler>(({ state: { lobby } }) =>
  lobby ? <MuxPanel privacy={privacy} /> : (
    <Sheet>
      <h1>{front.title}</h1>
      <p class="intro">{front.intro}</p>
      <section class="card" aria-labelledby="join-title">
        <h2 id="join-title">{code.title}</h2>
        <CodeForm />
      </section>
      <CreateCard />
    </Sheet>
  )
);
