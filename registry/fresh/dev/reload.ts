const PATH = "/_frsh/alive";

/**
 * A page keeps a stream open that names the build. A server that restarts closes it; the browser
 * connects again by itself, and reloads when it hears another name.
 */
export const reloadCode = `let build;new EventSource("${PATH}").onmessage=({data})=>{` +
  `if(build&&build!==data)location.reload();build=data};`;

/** Answers the stream's request, and no other. */
export function reloadStream(req: Request, buildId: string): Response | undefined {
  if (new URL(req.url).pathname !== PATH) return;
  // The id alone would stay the same when only code of the server has changed.
  const name = `${buildId}-${started}`;
  const stream = new ReadableStream({
    start: (controller) => controller.enqueue(`retry: 100\ndata: ${name}\n\n`),
  });
  return new Response(stream.pipeThrough(new TextEncoderStream()), {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
  });
}

const started = Date.now();
