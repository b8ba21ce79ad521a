import { page } from "fresh";
import { define } from "../define.ts";
import MuxPanel from "../islands/MuxPanel.tsx";
import { upgrade, wantsUpgrade } from "./ws.ts";

/** The course's own client connects to `/`, so this address answers both. */
export const handler = define.handlers({
  GET: (ctx) => wantsUpgrade(ctx.req) ? upgrade(ctx.req, ctx.state) : page(),
});

export default define.page<typeof handler>(() => <MuxPanel />);
