import type { AnyComponent } from "preact";
import { buildOf } from "./build.ts";
import { Context, type ResolvedFreshConfig } from "./context.ts";
import { HttpError } from "./error.ts";
import { fsItem, statusOf } from "./fs_routes.ts";
import type { Middleware, MiddlewareFn, PageProps } from "./handlers.ts";
import { covers, normalize, Router } from "./router.ts";

/** One line of an app's definition, written in code or found in `routes/`. */
export type Item<State> =
  | { kind: "use"; path: string; fns: MiddlewareFn<State>[] }
  | { kind: "route"; method: string; path: string; fns: MiddlewareFn<State>[] }
  | { kind: "error"; path: string; fn: MiddlewareFn<State> }
  | { kind: "missing"; fn: MiddlewareFn<State> }
  | { kind: "app"; component: AnyComponent<PageProps<unknown, State>> }
  | { kind: "fsRoutes" };

const toPath = (path: string) => path === "*" ? "/" : normalize(`/${path}`);

/** An app whose middlewares and routes apply from top to bottom, in the order they were added. */
export class App<State> {
  /** The configuration with every default filled in. */
  config: ResolvedFreshConfig = { root: ".", basePath: "", mode: "production", trustProxy: false };
  #items: Item<State>[] = [];

  /** Adds middlewares, for everything or for what lies at and below a path. */
  use(...middleware: Middleware<State>[]): this;
  use(path: string, ...middleware: Middleware<State>[]): this;
  use(first: string | Middleware<State>, ...rest: Middleware<State>[]): this {
    const [path, fns] = typeof first === "string" ? [first, rest] : ["/", [first, ...rest]];
    return this.#add({ kind: "use", path: toPath(path), fns: fns.flat() });
  }

  get(path: string, ...fns: Middleware<State>[]): this {
    return this.#add({ kind: "route", method: "GET", path: toPath(path), fns: fns.flat() });
  }

  post(path: string, ...fns: Middleware<State>[]): this {
    return this.#add({ kind: "route", method: "POST", path: toPath(path), fns: fns.flat() });
  }

  /** Inserts the file routes here. */
  fsRoutes(): this {
    return this.#add({ kind: "fsRoutes" });
  }

  /** Answers whatever ends in a 404. */
  notFound(fn: MiddlewareFn<State>): this {
    return this.#add({ kind: "missing", fn });
  }

  /** Answers errors at and below a path; the deepest handler that fits is asked first. */
  onError(path: string, fn: MiddlewareFn<State>): this {
    return this.#add({ kind: "error", path: toPath(path), fn });
  }

  /** The function that `Deno.serve` or a test calls. */
  handler(): (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response> {
    const build = buildOf(this);
    const fsItems = build?.routes.map((it) => fsItem<State>(it)) ?? [];
    const items = this.#items.flatMap((it) => it.kind === "fsRoutes" ? fsItems : it);
    const { router, outer, wrapper, rescuers } = compile(items);
    const own = { build, wrapper: wrapper as AnyComponent<PageProps> | undefined };

    return async (req, info = LOCAL) => {
      const pathname = normalize(new URL(req.url).pathname);
      const match = router.match(pathname);
      const { pattern = null, params = {}, methods } = match ?? {};
      const ctx = new Context<State>(req, info, this.config, pattern, params, { ...own });
      const fns = methods?.get(req.method) ?? methods?.get("ALL") ??
        (req.method === "HEAD" ? methods?.get("GET") : undefined);
      const refuse = () => Promise.reject(new HttpError(methods ? 405 : 404));
      const response = await run(ctx, fns ?? [...outer, refuse])
        .catch((error) => rescue(ctx, error, rescuers(error, pathname)));
      if (req.method !== "HEAD") return response;
      await response.body?.cancel();
      return new Response(null, response);
    };
  }

  #add(item: Item<State>): this {
    this.#items.push(item);
    return this;
  }
}

const LOCAL: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 8080 },
  completed: Promise.resolve(),
};

/** Works out once which middlewares stand before each route, the outermost folder's first. */
function compile<State>(items: Item<State>[]) {
  // Of two paths that cover the same route, the shorter one lies further out.
  const outerFirst = (a: { path: string }, b: { path: string }) => a.path.length - b.path.length;
  const uses = items.filter((it) => it.kind === "use").sort(outerFirst);
  const errors = items.filter((it) => it.kind === "error").sort(outerFirst).reverse();
  const missing = items.findLast((it) => it.kind === "missing");

  const router = new Router<MiddlewareFn<State>[]>();
  const seen = new Set<Item<State>>();
  for (const item of items) {
    seen.add(item);
    if (item.kind !== "route") continue;
    const before = uses.filter((use) => seen.has(use) && covers(use.path, item.path));
    router.add(item.method, item.path, [...before, item].flatMap((it) => it.fns));
  }
  return {
    router,
    /** The middlewares of requests that no route takes. */
    outer: uses.filter((it) => it.path === "/").flatMap((it) => it.fns),
    wrapper: items.findLast((it) => it.kind === "app")?.component,
    /** Who may answer for an error, in the order they are asked. */
    rescuers: (error: unknown, pathname: string): MiddlewareFn<State>[] => [
      ...(missing && statusOf(error) === 404 ? [missing.fn] : []),
      ...errors.filter((it) => covers(it.path, pathname)).map((it) => it.fn),
    ],
  };
}

/** Runs middlewares as an onion: what `ctx.next` means changes from one to the next. */
async function run<S>(ctx: Context<S>, fns: MiddlewareFn<S>[], index = 0): Promise<Response> {
  const fn = fns[index];
  if (!fn) throw new HttpError(404);
  ctx.next = () => run(ctx, fns, index + 1);
  return await fn(ctx);
}

/** Has an error answered outside all middlewares, and answers itself if nobody else can. */
async function rescue<S>(
  ctx: Context<S>,
  error: unknown,
  [fn, ...others]: MiddlewareFn<S>[],
): Promise<Response> {
  ctx.error = error;
  if (fn) return await run(ctx, [fn]).catch((next) => rescue(ctx, next, others));
  const status = statusOf(error);
  if (error instanceof HttpError) {
    // Seldom needed, and it takes longer to load than all the rest.
    const { STATUS_CODES } = await import("node:http");
    return new Response(error.message || STATUS_CODES[status] || null, { status });
  }
  console.error(error);
  return new Response("Internal server error", { status });
}
