import { type AnyComponent, type FunctionComponent, h, type VNode } from "preact";
import type { BuildCache } from "./build_cache.ts";
import { HttpError } from "./error.ts";
import type { PageProps } from "./handlers.ts";
import { renderDocument } from "./render.ts";

export interface ResolvedFreshConfig {
  root: string;
  basePath: string;
  mode: "development" | "production";
  trustProxy: boolean;
}

/** What the parts of the stand-in know of a request and the app does not. */
interface Internals {
  cache: BuildCache | undefined;
  wrapper: AnyComponent<PageProps> | undefined;
  /** Set once something was rendered: `csp()` reads it. */
  nonce?: string;
}

const internals = new WeakMap<object, Internals>();

export function internalsOf(ctx: object): Internals {
  return internals.get(ctx)!;
}

/** A request on its way through the app: shared by its middlewares, its handler and its page. */
export class Context<State> {
  readonly config: ResolvedFreshConfig;
  readonly url: URL;
  req: Request;
  readonly route: string | null;
  readonly params: Record<string, string>;
  readonly state: State = {} as State;
  data: unknown = undefined;
  error: unknown | null = null;
  readonly info: Deno.ServeHandlerInfo;
  readonly isPartial: boolean = false;
  /** Calls the next middleware. */
  next: () => Promise<Response>;
  Component: FunctionComponent = () => null;

  constructor(
    init: {
      config: ResolvedFreshConfig;
      url: URL;
      req: Request;
      info: Deno.ServeHandlerInfo;
      route: string | null;
      params: Record<string, string>;
    },
    own: Internals,
  ) {
    this.config = init.config;
    this.url = init.url;
    this.req = init.req;
    this.info = init.info;
    this.route = init.route;
    this.params = init.params;
    this.next = () => Promise.reject(new HttpError(404));
    internals.set(this, own);
  }

  /** Redirects within this site: `//host` is a path here, never another host. */
  redirect(pathOrUrl: string, status = 302): Response {
    const location = pathOrUrl.replace(/^\/{2,}/, "/");
    return new Response(null, { status, headers: { location } });
  }

  text(content: string, init?: ResponseInit): Response {
    return respond(content, "text/plain;charset=UTF-8", init);
  }

  html(content: string, init?: ResponseInit): Response {
    return respond(content, "text/html; charset=utf-8", init);
  }

  json(content: unknown, init?: ResponseInit): Response {
    return Response.json(content, init);
  }

  /** Turns the request into a WebSocket; the caller returns the `response`. */
  upgrade(options?: Deno.UpgradeWebSocketOptions): { socket: WebSocket; response: Response } {
    if (this.req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      throw new HttpError(400, "Expected a WebSocket upgrade request");
    }
    return Deno.upgradeWebSocket(this.req, options);
  }

  /** Renders a vnode inside the app wrapper, if there is one, and answers with it. */
  // deno-lint-ignore require-await -- a throw while rendering must reject, not throw
  async render(vnode: VNode | null, init: ResponseInit = {}): Promise<Response> {
    const own = internalsOf(this);
    own.nonce = crypto.randomUUID().replaceAll("-", "");
    const props = { ...pageProps(this), Component: () => vnode };
    const tree = own.wrapper ? h(own.wrapper as FunctionComponent<typeof props>, props) : vnode;
    const { html, preload } = renderDocument(tree, own.nonce, own.cache);
    const response = this.html(html, init);
    if (preload.length > 0) {
      const links = preload.map((url) => `<${url}>; rel="modulepreload"; as="script"`);
      response.headers.append("link", links.join(", "));
    }
    return response;
  }
}

function respond(body: string, type: string, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  if (!headers.has("content-type")) headers.set("content-type", type);
  return new Response(body, { ...init, headers });
}

/** The part of a request that its components see. */
export function pageProps<State>(ctx: Context<State>): PageProps<unknown, State> {
  const { config, url, req, params, info, state, isPartial, error, route, data, Component } = ctx;
  return { config, url, req, params, info, state, isPartial, error, route, data, Component };
}
