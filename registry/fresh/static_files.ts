import { internalsOf } from "./context.ts";
import type { Middleware } from "./handlers.ts";
import { decode, normalize } from "./router.ts";

const LASTING = "public, max-age=31536000, immutable";

/**
 * Serves the files of `static/` and of the build. Only paths that the build has listed are ever
 * opened, so no path leads out of those folders.
 */
export function staticFiles<State>(): Middleware<State> {
  return async (ctx) => {
    const { req, url } = ctx;
    const { build } = internalsOf(ctx);
    const file = build?.files.get(decode(decodeURIComponent, normalize(url.pathname)));
    if (!build || !file) return await ctx.next();
    if (req.method !== "GET" && req.method !== "HEAD") {
      return new Response("Method Not Allowed", { status: 405 });
    }

    const version = url.searchParams.get("__frsh_c");
    // What another build has versioned must not be kept for a year under that name.
    if (version !== null && version !== build.buildId) return ctx.redirect(url.pathname, 307);
    const isLasting = version !== null || url.pathname.startsWith(`/_fresh/js/${build.buildId}/`);
    const headers = new Headers({ "content-type": file.type, vary: "If-None-Match" });
    headers.set(
      "cache-control",
      isLasting ? LASTING : "no-cache, no-store, max-age=0, must-revalidate",
    );
    headers.set("etag", `W/"${file.etag}"`);
    if (req.headers.get("if-none-match") === headers.get("etag")) {
      return new Response(null, { status: 304, headers });
    }
    headers.set("content-length", String(file.size));
    const { source } = file;
    const body = source instanceof URL ? (await Deno.open(source)).readable : source;
    return new Response(body, { headers });
  };
}
