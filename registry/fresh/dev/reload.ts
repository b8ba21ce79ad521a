const PATH = "/_frsh/alive";

const life = String(Date.now());

/**
 * A page keeps a stream open that names this life of the server. A restart ends the stream; the
 * browser connects again by itself, and reloads when it hears another name.
 */
export const reloadCode = `let life;new EventSource("${PATH}").onmessage=({data})=>{` +
  `if(life&&life!==data)location.reload();life=data};`;

/** Answers the stream's request, and no other. */
export function reloadStream(req: Request): Response | undefined {
  if (new URL(req.url).pathname !== PATH) return;
  const event = new TextEncoder().encode(`retry: 100\ndata: ${life}\n\n`);
  const body = new ReadableStream({ start: (controller) => controller.enqueue(event) });
  const headers = { "content-type": "text/event-stream", "cache-control": "no-store" };
  return new Response(body, { headers });
}
