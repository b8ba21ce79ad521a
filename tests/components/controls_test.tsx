import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { Controls } from "../../components/Controls.tsx";
import { Experiments } from "../../components/Experiments.tsx";
import { SAMPLE_TEXT } from "../../components/samples.ts";
import { frame } from "../support/frames.ts";
import { openSession } from "../support/session.ts";

Deno.test("experiments: the one with two windows is not judged with one", () => {
  const { session, socket, paint } = openSession();
  const html = () => renderToString(<Experiments session={session} />);
  assertStringIncludes(html(), "Open a second window first");
  socket.deliver({ ...frame({ channel: "presence", data: "online" }), from: "heron" });
  paint();
  assert(!html().includes("Open a second window first"));
});

Deno.test("Controls: U2: whatever can be sent says how many frames it makes", () => {
  const { session } = openSession();
  const costs = () =>
    [...renderToString(<Controls session={session} />).matchAll(/<small>(.*?)<.small>/g)]
      .map(([, cost]) => cost);
  session.chunkSize.value = 3;
  const [fake, sample, three, file, presence] = costs();
  assertEquals([fake, sample, presence], ["3 frames", "4,000 frames", "2 frames"]);
  assertStringIncludes(three!, "frames");
  assertEquals(file, "1 frame for each 6,144 bytes");
});

Deno.test("F4: the sample text is offered at those chunk sizes alone at which it is sent", () => {
  const { session } = openSession();
  for (
    const [size, said] of [[1, undefined], [2, undefined], [3, "4,000"], [4, "3,000"]] as const
  ) {
    session.chunkSize.value = size;
    const html = renderToString(<Controls session={session} />);
    const [, disabled, cost] =
      /<button type="button"( disabled)?>Send sample.*?<small>(.*?)<.small>/
        .exec(html)!;
    assertEquals(
      cost,
      said ? `${said} frames` : "too many frames for one message: from chunk size 3 on",
    );
    assertEquals(disabled === undefined, session.send({ channel: "file", data: SAMPLE_TEXT }));
  }
});
