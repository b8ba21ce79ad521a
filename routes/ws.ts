import { define } from "../define.ts";
import { upgrade } from "../server/upgrade.ts";

export const handler = define.handlers({
  GET: ({ req, state }) =>
    state.lobby
      ? upgrade(req, state, state.lobby)
      : new Response("There is no open lobby\n", { status: 404 }),
});
