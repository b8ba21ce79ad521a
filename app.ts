/**
 * The app: middlewares from the outside in, then the routes of `routes/`.
 *
 * @module
 */

import { App, csp, staticFiles } from "fresh";
import { define, type State } from "./define.ts";

/**
 * Fresh's `csp()` asks browsers to upgrade insecure requests. On a plain http address of a classroom's
 * network nothing would load then, so the words are taken out where the page itself came by http.
 */
const allowPlainHttp = define.middleware(async (ctx) => {
  const response = await ctx.next();
  const policy = response.headers.get("content-security-policy");
  if (policy && ctx.url.protocol === "http:") {
    const kept = policy.split(";").filter((rule) => rule.trim() !== "upgrade-insecure-requests");
    response.headers.set("content-security-policy", kept.join(";"));
  }
  return response;
});

/** Builds the app around its state, so that a test can have its own. */
export function createApp(state: State): App<State> {
  return new App<State>()
    .use((ctx) => {
      Object.assign(ctx.state, state);
      return ctx.next();
    })
    .use(staticFiles())
    .use(allowPlainHttp)
    .use(csp({ useNonce: true }))
    .fsRoutes();
}
