import { timingSafeEqual } from "node:crypto";
import { HttpError } from "fresh";
import { define } from "../define.ts";
import { visitOf } from "../server/visit.ts";

/** Numbers for Prometheus: for this machine, or for who has the token. Nobody else learns that they are here. */
export const handler = define.handlers({
  async GET({ req, state: { config, metrics } }) {
    const isAllowed = visitOf(req).source.local ||
      (config.metricsToken !== undefined && hasToken(req.headers, config.metricsToken));
    if (!isAllowed) throw new HttpError(404);
    const { text, type } = await metrics.read();
    return new Response(text, { headers: { "content-type": type, "cache-control": "no-store" } });
  },
});

function hasToken(headers: Headers, token: string): boolean {
  const encode = (text: string) => new TextEncoder().encode(text);
  const [given, wanted] = [encode(headers.get("authorization") ?? ""), encode(`Bearer ${token}`)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
