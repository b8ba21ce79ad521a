const PATH = "/_frsh/alive";

/** The build's id would stay the same when only code of the server has changed. */
const life = String(Date.now());

/**
 * A page keeps a stream open that names the life of the server. A restart ends it; the browser
 * connects again by itself, and reloads when it hears another name.
 */
export const reloadCode = `let life;new EventSource("${PATH}").onmessage=({data})=>{` +
  `if(life&&life!==data)location.reload();life=data};`;

/** Answers the stream's request, and no other. */
export function reloadStream(req: Request): Response | undefined {
  if (new URL(req.url).pathname !== PATH) return;
  const stream = new ReadableStream({
    start: (controller) => controller.enqueue(`retry: 100\ndata: ${life}\n\n`),
  });
  return new Response(stream.pipeThrough(new TextEncoderStream()), {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
  });
}
