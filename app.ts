/**
 * The app: the front, then middlewares from the outside in, then the routes of `routes/`.
 *
 * @module
 */

import { App, csp, staticFiles } from "fresh";
import type { State } from "./define.ts";
import { front, type Handler } from "./server/front.ts";

/**
 * Fresh's error pages and static files pass by all middlewares, so what must hold for every response
 * stands around the app's handler, wherever that is asked for: by a built server, in development, or
 * by a test.
 */
class GuardedApp extends App<State> {
  readonly #state: State;

  constructor(state: State) {
    super();
    this.#state = state;
  }

  override handler(): Handler {
    return front(super.handler(), this.#state);
  }
}

/** Builds the app around its state, so that a test can have its own. */
export function createApp(state: State): App<State> {
  return new GuardedApp(state)
    .use((ctx) => {
      Object.assign(ctx.state, state);
      return ctx.next();
    })
    .use(staticFiles())
    // The first picture needs no script: on a slow line what paints it goes first.
    .use(async (ctx) => {
      const response = await ctx.next();
      const link = response.headers.get("link");
      const rel = 'rel="modulepreload"';
      if (link) response.headers.set("link", link.replaceAll(rel, `${rel}; fetchpriority="low"`));
      return response;
    })
    // For its nonce: what the policy says is the front's.
    .use(csp({ useNonce: true }))
    .fsRoutes();
}
