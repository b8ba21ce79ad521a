import { STATUS_CODES } from "node:http";
import type { AnyComponent } from "preact";
import { buildCacheOf } from "./build_cache.ts";
import { Context, type ResolvedFreshConfig } from "./context.ts";
import { HttpError } from "./error.ts";
import { fsItem, statusOf } from "./fs_routes.ts";
import type { Method, Middleware, MiddlewareFn, PageProps } from "./handlers.ts";
import { covers, depth, normalize, Router } from "./router.ts";

export interface FreshConfig {
  mode?: "development" | "production";
}

export interface ListenOptions extends Partial<Deno.ServeTcpOptions> {
  onListen?: (params: Deno.NetAddr) => void;
}

type Item<State> =
  | { kind: "use"; path: string; fns: MiddlewareFn<State>[] }
  | { kind: "route"; method: Method | "ALL"; path: string; fns: MiddlewareFn<State>[] }
  | { kind: "error"; path: string; fn: MiddlewareFn<State> }
  | { kind: "missing"; fn: MiddlewareFn<State> }
  | { kind: "app"; component: AnyComponent<PageProps<unknown, State>> }
  | { kind: "fsRoutes" };

/** An app whose middlewares and routes apply from top to bottom, in the order they were added. */
export class App<State> {
  /** The configuration with every default filled in. */
  config: ResolvedFreshConfig;
  #items: Item<State>[] = [];

  constructor(config: FreshConfig = {}) {
    this.config = { root: ".", basePath: "", mode: config.mode ?? "production", trustProxy: false };
  }

  /** Adds middlewares, for everything or for what lies at and below a path. */
  use(...middleware: Middleware<State>[]): this;
  use(path: string, ...middleware: Middleware<State>[]): this;
  use(first: string | Middleware<State>, ...rest: Middleware<State>[]): this {
    const [path, fns] = typeof first === "string" ? [first, rest] : ["/", [first, ...rest]];
    return this.#add({ kind: "use", path: toPath(path), fns: fns.flat() });
  }

  get(path: string, ...fns: Middleware<State>[]): this {
    return this.#route("GET", path, fns);
  }

  post(path: string, ...fns: Middleware<State>[]): this {
    return this.#route("POST", path, fns);
  }

  all(path: string, ...fns: Middleware<State>[]): this {
    return this.#route("ALL", path, fns);
  }

  /** Inserts the file routes here. */
  fsRoutes(): this {
    return this.#add({ kind: "fsRoutes" });
  }

  /** Answers whatever ends in a 404. */
  notFound(middleware: MiddlewareFn<State>): this {
    return this.#add({ kind: "missing", fn: middleware });
  }

  /** Answers errors at and below a path; the deepest handler that fits is asked. */
  onError(path: string, middleware: MiddlewareFn<State>): this {
    return this.#add({ kind: "error", path: toPath(path), fn: middleware });
  }

  /** Sets the component around every page. */
  appWrapper(component: AnyComponent<PageProps<unknown, State>>): this {
    return this.#add({ kind: "app", component });
  }

  /** The function that `Deno.serve` or a test calls. */
  handler(): (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response> {
    const cache = buildCacheOf(this);
    const table = compile(this.#items.flatMap((item): Item<State>[] => {
      if (item.kind !== "fsRoutes") return [item];
      return (cache?.routes ?? []).map((file) => {
        const found = fsItem<State>(file);
        return found.kind === "route" ? { ...found, method: "ALL" } : found as Item<State>;
      });
    }));

    return async (req, info = LOCAL) => {
      const url = new URL(req.url);
      const pathname = normalize(url.pathname);
      const match = table.router.match(pathname);
      const fns = match ? find(match.methods, req.method) : undefined;
      const ctx = new Context<State>({
        config: this.config,
        url,
        req,
        info,
        route: match?.pattern ?? null,
        params: match?.params ?? {},
      }, { cache, wrapper: table.wrapper as AnyComponent<PageProps> | undefined });

      let response: Response;
      try {
        response = await run(ctx, fns ?? [...table.outer, unhandled(match?.methods)]);
      } catch (error) {
        ctx.error = error;
        response = await fail(ctx, table.errorHandlers(error, pathname));
      }
      if (req.method !== "HEAD" || !response.body) return response;
      await response.body.cancel();
      return new Response(null, response);
    };
  }

  /** Serves the app. */
  async listen(options: ListenOptions = {}): Promise<void> {
    await Deno.serve(options as Deno.ServeTcpOptions, this.handler()).finished;
  }

  #route(method: Method | "ALL", path: string, fns: Middleware<State>[]): this {
    return this.#add({ kind: "route", method, path: toPath(path), fns: fns.flat() });
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

const toPath = (path: string) => path === "*" ? "/" : normalize(`/${path}`);

/** Works out once, for every route, which middlewares stand before it. */
function compile<State>(items: Item<State>[]) {
  const router = new Router<MiddlewareFn<State>[]>();
  const uses = items.filter((it) => it.kind === "use").sort((a, b) =>
    depth(a.path) - depth(b.path)
  );
  const position = new Map(items.map((item, index) => [item, index]));

  for (const item of items) {
    if (item.kind !== "route") continue;
    const before = uses.filter((it) =>
      position.get(it)! < position.get(item)! && covers(it.path, item.path)
    );
    router.add(item.method, item.path, [...before.flatMap((it) => it.fns), ...item.fns]);
  }

  const errors = items.filter((it) => it.kind === "error").sort((a, b) =>
    depth(b.path) - depth(a.path)
  );
  const missing = items.findLast((it) => it.kind === "missing")?.fn;
  return {
    router,
    outer: uses.filter((it) => it.path === "/").flatMap((it) => it.fns),
    wrapper: items.findLast((it) => it.kind === "app")?.component,
    /** Who may answer for an error, in the order they are asked. */
    errorHandlers(error: unknown, pathname: string): MiddlewareFn<State>[] {
      const fns = errors.filter((it) => covers(it.path, pathname)).map((it) => it.fn);
      return statusOf(error) === 404 && missing ? [missing, ...fns] : fns;
    },
  };
}

function find<T>(methods: Map<string, T>, method: string): T | undefined {
  return methods.get(method) ?? (method === "HEAD" ? methods.get("GET") : undefined) ??
    methods.get("ALL");
}

/** The end of the line for a request that no route takes: its path or its method is unknown. */
function unhandled<State>(methods: Map<string, unknown> | undefined): MiddlewareFn<State> {
  return (ctx) => {
    if (!methods) throw new HttpError(404);
    if (ctx.req.method !== "OPTIONS") throw new HttpError(405);
    return new Response(null, { status: 204, headers: { allow: [...methods.keys()].join(", ") } });
  };
}

/** Runs middlewares as an onion: what `ctx.next` means changes from one to the next. */
async function run<State>(
  ctx: Context<State>,
  fns: MiddlewareFn<State>[],
  index = 0,
): Promise<Response> {
  const fn = fns[index];
  if (!fn) throw new HttpError(404);
  ctx.next = () => run(ctx, fns, index + 1);
  return await fn(ctx);
}

async function fail<State>(ctx: Context<State>, fns: MiddlewareFn<State>[]): Promise<Response> {
  for (const fn of fns) {
    try {
      // deno-lint-ignore no-await-in-loop -- each is only asked when the one before it failed
      return await fn(ctx);
    } catch (error) {
      ctx.error = error;
    }
  }
  const status = statusOf(ctx.error);
  if (!(ctx.error instanceof HttpError)) console.error(ctx.error);
  const message = ctx.error instanceof HttpError
    ? ctx.error.message || STATUS_CODES[status]
    : "Internal server error";
  return new Response(message ?? "", { status });
}
