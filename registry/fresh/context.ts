import { type AnyComponent, type FunctionComponent, h, type VNode } from "preact";
import type { Build } from "./build.ts";
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
  build: Build | undefined;
  wrapper: AnyComponent<PageProps> | undefined;
  /** Set once something was rendered: `csp()` reads it. */
  nonce?: string;
}

const internals = new WeakMap<object, Internals>();

export const internalsOf = (ctx: object) => internals.get(ctx)!;

/** A request on its way through the app: shared by its middlewares, its handler and its page. */
export class Context<State> {
  readonly url: URL;
  readonly state: State = {} as State;
  readonly isPartial: boolean = false;
  data: unknown = undefined;
  error: unknown | null = null;
  /** Calls the next middleware. */
  next!: () => Promise<Response>;

  constructor(
    readonly req: Request,
    readonly info: Deno.ServeHandlerInfo,
    readonly config: ResolvedFreshConfig,
    readonly route: string | null,
    readonly params: Record<string, string>,
    own: Internals,
  ) {
    this.url = new URL(req.url);
    internals.set(this, own);
  }

  /** Redirects within this site: `//host` is a path here, never another host. */
  redirect(pathOrUrl: string, status = 302): Response {
    const location = pathOrUrl.replace(/^\/{2,}/, "/");
    return new Response(null, { status, headers: { location } });
  }

  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  html(content: string, init: ResponseInit = {}): Response {
    const headers = new Headers(init.headers);
    headers.set("content-type", "text/html; charset=utf-8");
    return new Response(content, { ...init, headers });
  }

  json(content: unknown, init?: ResponseInit): Response {
    return Response.json(content, init);
  }

  /** Renders a vnode inside `_app`, if there is one, and answers with it. */
  // deno-lint-ignore require-await -- what throws while rendering must reject
  async render(vnode: VNode | null, init?: ResponseInit): Promise<Response> {
    const own = internalsOf(this);
    own.nonce = crypto.randomUUID().replaceAll("-", "");
    const props = { ...this, Component: () => vnode };
    const tree = own.wrapper ? h(own.wrapper as FunctionComponent<typeof props>, props) : vnode;
    const { html, modules } = renderDocument(tree, own.nonce, own.build);
    const response = this.html(html, init);
    for (const url of modules) {
      response.headers.append("link", `<${url}>; rel="modulepreload"; as="script"`);
    }
    return response;
  }
}
