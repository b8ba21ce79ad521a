import type { FunctionComponent } from "preact";
import type { Context } from "./context.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";

/** Answers a request, or hands it on with `ctx.next()`. */
export type MiddlewareFn<State> = (ctx: Context<State>) => Response | Promise<Response>;

/** One middleware, or several that run from left to right. */
export type Middleware<State> = MiddlewareFn<State> | MiddlewareFn<State>[];

/** What a handler gives to its page instead of answering itself. */
export type PageResponse<T> = { data: T } & PageOptions;
type PageOptions = { headers?: HeadersInit; status?: number };

/** Gives `data` to the route's page component, which is then rendered. */
export function page<T = undefined>(data?: T, options?: PageOptions): PageResponse<T> {
  return { data: data as T, ...options };
}

/** A route's handler for every method. */
export type HandlerFn<Data, State> = (
  ctx: Context<State>,
) => Response | PageResponse<Data> | Promise<Response | PageResponse<Data>>;

/** A route's handlers, one for each method that it answers. */
export type HandlerByMethod<Data, State> = { [M in Method]?: HandlerFn<Data, State> };

export type RouteHandler<Data, State> = HandlerFn<Data, State> | HandlerByMethod<Data, State>;

type DataOf<Fn> = Fn extends (...args: never[]) => infer R
  ? Awaited<R> extends infer T ? T extends PageResponse<infer Data> ? Data : never : never
  : never;

/** The data that a page gets from its route's handler. */
export type RouteData<Handler> = Handler extends (...args: never[]) => unknown ? DataOf<Handler>
  : { [M in keyof Handler]: DataOf<Handler[M]> }[keyof Handler];

/** The props of pages, of `_app` and of `_error`. */
export type PageProps<Data = unknown, State = unknown> =
  & Pick<
    Context<State>,
    "config" | "url" | "req" | "params" | "info" | "state" | "error" | "route" | "isPartial"
  >
  & { data: Data; Component: FunctionComponent };
