import { page } from "fresh";
import { define } from "../define.ts";
import MuxPanel from "../islands/MuxPanel.tsx";
import { upgrade, wantsUpgrade } from "../server/upgrade.ts";

/** The course's own client connects to `/`, so this address answers both. */
export const handler = define.handlers({
  GET: ({ req, state }) =>
    state.lobby && wantsUpgrade(req) ? upgrade(req, state, state.lobby) : page(),
});

export default define.page<typeof handler>(() => <MuxPanel />);
