import { type FunctionComponent, h, type VNode } from "preact";
import type { Item } from "./app.ts";
import type { AppModule } from "./build.ts";
import { HttpError } from "./error.ts";
import type { Method, Middleware, MiddlewareFn, PageProps, RouteHandler } from "./handlers.ts";

type Component<State> = FunctionComponent<PageProps<unknown, State>>;

/** What a file of `routes/` stands for. */
export function fsItem<State>({ name, module }: AppModule): Item<State> {
  const component = module.default as Component<State>;
  const handler = (module.handler ?? module.handlers) as RouteHandler<unknown, State> | undefined;
  const path = toPattern(name);
  switch (name.slice(name.lastIndexOf("/") + 1)) {
    case "_app":
      return { kind: "app", component };
    case "_middleware":
      return { kind: "use", path, fns: [(module.default ?? handler) as Middleware<State>].flat() };
    case "_error":
      return { kind: "error", path, fn: answer(handler, component) };
    default:
      return { kind: "route", method: "ALL", path, fns: [answer(handler, component)] };
  }
}

/** `blog/[slug]/index` is `/blog/:slug`; files with an underscore stand for their folder. */
function toPattern(name: string): string {
  const path = name.replace(/(^|\/)(index|_[^/]*)$/, "");
  return `/${path.replace(/\[\.\.\.(.+?)\]/g, ":$1*").replace(/\[(.+?)\]/g, ":$1")}`;
}

/** Answers with a route's handler, its page, or the two together. */
function answer<S>(handler?: RouteHandler<unknown, S>, component?: Component<S>): MiddlewareFn<S> {
  return async (ctx) => {
    const method = ctx.req.method as Method;
    const isRead = method === "GET" || method === "HEAD";
    const handle = typeof handler === "function"
      ? handler
      : handler?.[method] ?? (isRead ? handler?.GET : undefined);
    // Without a handler for its method a file route is as good as absent. A page alone answers
    // all of them, so that an error page can.
    if (!handle && !(component && (isRead || !handler))) throw new HttpError(404);

    const result = await handle?.(ctx) ?? { data: undefined };
    if (result instanceof Response) return result;
    if (!component) throw new TypeError(`Cannot render "${ctx.route}": it exports no component`);
    ctx.data = result.data;
    return await ctx.render(h(component, { ...ctx, Component: () => null }) as VNode, {
      status: result.status ?? (ctx.error === null ? 200 : statusOf(ctx.error)),
      headers: result.headers ?? {},
    });
  };
}

export const statusOf = (error: unknown) => error instanceof HttpError ? error.status : 500;
