import { assert, assertEquals } from "@std/assert";
import { BET_IDS, betOf } from "../../../components/lab/bets.ts";
import engineer from "../../../components/texts/engineer.ts";
import simple from "../../../components/texts/simple.ts";
import { speak } from "../../../components/texts/speak.ts";
import { Reassembler, split } from "../../../lib/protocol.ts";

/** How many frames a text makes, as one would count it by hand. */
const countOf = (data: string, size: number) => Math.ceil([...data].length / size);

const SEEDS = Array.from({ length: 150 }, (_, seed) => seed);

Deno.test("bets: seed 0 asks what the course asks", () => {
  const asked = BET_IDS.map((id) => betOf(id, 0));
  assertEquals(asked.map(({ id, answer }) => `${id}: ${answer}`), [
    "frames: 5",
    "next: presence",
    "missing: #1",
    "finishesFirst: presence",
    "beside: No",
    "sameId: 2",
    "repeat: hello",
  ]);
  assertEquals(
    asked[0]!.question,
    "How many frames will “hello multiplexing” make at chunk size 4?",
  );
  assertEquals(asked[0]!.options, ["2", "4", "5", "18"]);
});

Deno.test("bets: of every kind and seed the answer is an option, and the options differ", () => {
  for (const id of BET_IDS) {
    const questions = new Set<string>();
    for (const seed of SEEDS) {
      const bet = betOf(id, seed);
      assertEquals(bet, betOf(id, seed), "The same seed is the same bet");
      assert(bet.options.includes(bet.answer), `${id} ${seed}: ${bet.answer} of ${bet.options}`);
      assertEquals(new Set(bet.options).size, bet.options.length, `${id} ${seed}`);
      assert(bet.options.length >= 2 && bet.options.length <= 8, `${id} ${seed}`);
      assert(bet.why.endsWith("."), bet.why);
      questions.add(bet.question);
    }
    assert(questions.size > 2, `${id} is varied`);
  }
});

Deno.test("bets: the answers are what the code does, as another implementation has it", () => {
  for (const seed of SEEDS) {
    const { answer, tryIt: { messages, chunkSize } } = betOf("frames", seed);
    assertEquals(answer, String(countOf(messages[0]!.data, chunkSize)));
    const shortest = betOf("finishesFirst", seed);
    const totals = shortest.tryIt.messages.map(({ channel, data }) => ({
      channel,
      total: countOf(data, shortest.tryIt.chunkSize),
    }));
    // In turns the fewest frames are done first, and the one that is asked earlier among equals.
    assertEquals(shortest.answer, totals.sort((a, b) => a.total - b.total)[0]?.channel);
    const beside = betOf("beside", seed);
    assertEquals(beside.answer, beside.tryIt.order === "one-at-a-time" ? "No" : "Yes");
  }
});

Deno.test("bets: U15: why a line passes a file or not is in times that say the same as the answer", () => {
  for (const pack of [{}, simple, engineer]) {
    speak(pack);
    for (const seed of SEEDS) {
      const { answer, why } = betOf("beside", seed);
      const [first, second] = why.match(/[\d.]+(?= (?:s|ms|seconds)\b)/g)!.map(Number);
      assert(first! < second!, why);
      const [winner] = why.match(/(?:chat|file)(?= (?:is there|complete))/g)!;
      assertEquals(winner, answer === "Yes" ? "chat" : "file", why);
    }
  }
  speak({});
});

Deno.test("bets: what is missing is what the reassembler misses", () => {
  for (const seed of SEEDS) {
    const { question, answer, tryIt: { messages, chunkSize } } = betOf("missing", seed);
    const here = question.match(/#\d+/g)!.map((label) => Number(label.slice(1)));
    const frames = split({ channel: "file", messageId: "f", data: messages[0]!.data }, chunkSize);
    const reassembler = new Reassembler({ now: () => 0 });
    const results = here.map((sequence) => reassembler.push(frames[sequence]!));
    assertEquals(results.at(-1)!.message!.missing(), [Number(answer.slice(1))]);
  }
});
