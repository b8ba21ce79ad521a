import { define } from "../define.ts";

/**
 * Whether to send people here: 200 if all is well, 503 if not, with what troubles it by part. To
 * answer at all is to be live, so `?live` is always 200.
 */
export const handler = define.handlers({
  GET: ({ url, state: { health } }) => {
    const troubles = health.troubles();
    const ready = Object.keys(troubles).length === 0;
    const status = ready || url.searchParams.has("live") ? 200 : 503;
    return Response.json({ live: true, ready, troubles }, {
      status,
      headers: { "cache-control": "no-store" },
    });
  },
});
