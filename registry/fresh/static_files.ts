import type { StaticFile } from "./build_cache.ts";
import { internalsOf } from "./context.ts";
import type { Middleware } from "./handlers.ts";

const IMMUTABLE = "public, max-age=31536000, immutable";
const REVALIDATE = "no-cache, no-store, max-age=0, must-revalidate";

/**
 * Serves the files of `static/` and of the build. Only paths that the build has listed are ever
 * opened, so no path leads out of those folders.
 */
export function staticFiles<State>(): Middleware<State> {
  return async (ctx) => {
    const { cache } = internalsOf(ctx);
    const file = cache?.files.get(decodePath(ctx.url.pathname));
    if (!cache || !file) return ctx.next();
    if (ctx.req.method !== "GET" && ctx.req.method !== "HEAD") {
      return new Response("Method Not Allowed", { status: 405, headers: { allow: "GET, HEAD" } });
    }

    const lasting = ctx.url.pathname.startsWith(`/_fresh/js/${cache.buildId}/`) ||
      ctx.url.searchParams.get("__frsh_c") === cache.buildId;
    const headers = new Headers({
      "content-type": file.type,
      "cache-control": lasting ? IMMUTABLE : REVALIDATE,
      etag: `W/"${file.etag}"`,
      vary: "If-None-Match",
    });
    if (isSame(ctx.req.headers.get("if-none-match"), file.etag)) {
      return new Response(null, { status: 304, headers });
    }
    headers.set("content-length", String(file.size));
    return new Response(ctx.req.method === "HEAD" ? null : await open(file), { headers });
  };
}

async function open({ source }: StaticFile): Promise<BodyInit> {
  return source instanceof URL ? (await Deno.open(source)).readable : source;
}

function isSame(ifNoneMatch: string | null, etag: string): boolean {
  return ifNoneMatch?.split(",").some((it) => it.trim().replace(/^W\//, "") === `"${etag}"`) ??
    false;
}

function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
