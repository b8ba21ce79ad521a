import { type AnyComponent, type FunctionComponent, h, type VNode } from "preact";
import type { RouteFile } from "./build_cache.ts";
import { type Context, pageProps } from "./context.ts";
import { HttpError } from "./error.ts";
import type {
  HandlerByMethod,
  HandlerFn,
  Method,
  MiddlewareFn,
  PageProps,
  RouteHandler,
} from "./handlers.ts";

type Component<State> = AnyComponent<PageProps<unknown, State>>;

/** What a file below `routes/` stands for. */
export type FsItem<State> =
  | { kind: "app"; component: Component<State> }
  | { kind: "use" | "route"; path: string; fns: MiddlewareFn<State>[] }
  | { kind: "error"; path: string; fn: MiddlewareFn<State> }
  | { kind: "missing"; fn: MiddlewareFn<State> };

/** Reads what a route file exports; `name` is its path below `routes/`, without the extension. */
export function fsItem<State>({ name, module }: RouteFile): FsItem<State> {
  const base = name.slice(name.lastIndexOf("/") + 1);
  const component = module.default as Component<State> | undefined;
  const path = toPattern(name);
  switch (base) {
    case "_app":
      return { kind: "app", component: component! };
    case "_middleware": {
      const found = module.default ?? module.handler ?? module.handlers;
      return { kind: "use", path, fns: [found as MiddlewareFn<State>].flat() };
    }
    case "_404":
      return { kind: "missing", fn: respond(module, true) };
    case "_error":
    case "_500":
      return { kind: "error", path, fn: respond(module, true) };
    default:
      return { kind: "route", path, fns: [respond(module, false)] };
  }
}

/** `blog/[slug]/index` is `/blog/:slug`; files with an underscore stand for their folder. */
export function toPattern(name: string): string {
  const segments = name.split("/").filter((it) => !/^\(.*\)$/.test(it));
  if (/^(index$|_)/.test(segments.at(-1)!)) segments.pop();
  const pattern = segments.map((segment) =>
    segment
      .replace(/^\[\[(.+)\]\]$/, "{/:$1}?")
      .replace(/^\[\.\.\.(.+)\]$/, ":$1*")
      .replace(/\[(.+?)\]/g, ":$1")
  );
  return pattern.map((it) => it.startsWith("{") ? it : `/${it}`).join("") || "/";
}

/** Answers with a route's handler, its page, or the two together. */
function respond<State>(
  module: Record<string, unknown>,
  isErrorPage: boolean,
): MiddlewareFn<State> {
  const handler = (module.handler ?? module.handlers) as RouteHandler<unknown, State> | undefined;
  const component = module.default as Component<State> | undefined;

  return async (ctx) => {
    const handle = handlerFor(handler, ctx.req.method as Method);
    const isRead = ctx.req.method === "GET" || ctx.req.method === "HEAD";
    // Without a handler for its method a file route is as good as absent.
    if (!handle && !(component && (isRead || isErrorPage))) throw new HttpError(404);

    const result = await handle?.(ctx) ?? { data: undefined };
    if (result instanceof Response) return result;
    if (!component) throw new TypeError(`Cannot render "${ctx.route}": it has no component`);

    ctx.data = result.data;
    const vnode = await toVNode(component, ctx);
    if (vnode instanceof Response) return vnode;
    const status = result.status ?? (isErrorPage ? statusOf(ctx.error) : 200);
    return ctx.render(vnode, { status, headers: result.headers ?? {} });
  };
}

function handlerFor<State>(
  handler: RouteHandler<unknown, State> | undefined,
  method: Method,
): HandlerFn<unknown, State> | undefined {
  if (typeof handler === "function") return handler;
  const byMethod: HandlerByMethod<unknown, State> = handler ?? {};
  return byMethod[method] ?? (method === "HEAD" ? byMethod.GET : undefined);
}

/** An async page is awaited here, since rendering itself never waits. */
function toVNode<State>(
  component: Component<State>,
  ctx: Context<State>,
): VNode | Promise<VNode | Response> {
  const props = pageProps(ctx);
  const fn = component as FunctionComponent<PageProps<unknown, State>>;
  if (fn.constructor.name !== "AsyncFunction") return h(fn, props) as VNode;
  return fn(props) as unknown as Promise<VNode | Response>;
}

export function statusOf(error: unknown): number {
  return error instanceof HttpError ? error.status : 500;
}
