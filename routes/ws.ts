import { define } from "../define.ts";
import { upgrade } from "../server/upgrade.ts";

export const handler = define.handlers({
  GET: ({ req, state: { config, lobby } }) =>
    lobby ? upgrade(req, config, lobby) : new Response("There is no open lobby\n", { status: 404 }),
});
