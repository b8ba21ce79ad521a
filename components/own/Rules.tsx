import "../loaded.ts";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Step } from "../../conformance/dialogue.ts";
import { EXCHANGES, type Failure, run, type Verdict } from "../../conformance/run.ts";
import { Checkbox } from "../Checkbox.tsx";
import { pageEdge } from "./page_edge.ts";
import { ownTexts } from "../texts/own.ts";

const words = ownTexts.own.rules;

/** What {@linkcode Rules} is given. */
export interface RulesProps {
  readonly url: URL;
  /** Whether a sender is this page: it is in the room too, and no part of the dialogues. */
  readonly isMine: (from: string) => boolean;
}

/** The dialogues of docs/vectors, played from this page. Loaded when somebody asks for it. */
export default function Rules({ url, isMine }: RulesProps) {
  const verdicts = useSignal<readonly Verdict[]>([]);
  const slow = useSignal(false);
  const running = useSignal<AbortController | undefined>(undefined);
  const end = useSignal("");
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The button that asked for this is gone.
    title.current?.focus();
    return () => running.peek()?.abort();
  }, []);

  const start = async () => {
    const control = running.value = new AbortController();
    verdicts.value = [];
    end.value = "";
    try {
      const ignores = (from: unknown) => typeof from === "string" && isMine(from);
      const options = { slow: slow.value, signal: control.signal, ignores };
      for await (const verdict of run(url, pageEdge, options)) {
        verdicts.value = [...verdicts.value, verdict];
      }
      end.value = (control.signal.aborted ? `${words.stopped} ` : "") + countsOf(verdicts.value);
    } catch (error) {
      end.value = (error as Error).message;
    } finally {
      running.value = undefined;
    }
  };

  return (
    <section aria-labelledby="rules-title">
      <h3 id="rules-title" ref={title} tabIndex={-1}>{words.title}</h3>
      <p>{words.intro}</p>
      <Checkbox on={slow} text={words.slow} />
      <div class="buttons">
        <button type="button" onClick={() => running.value ? running.value.abort() : start()}>
          {running.value ? words.stop : words.run}
        </button>
        {running.value && <span>{words.progress(verdicts.value.length, EXCHANGES.length)}</span>}
      </div>
      <p role="status">
        <b>{end}</b>
      </p>
      <ul class="verdicts">
        {verdicts.value.map((verdict, n) => <Line key={n} verdict={verdict} />)}
      </ul>
    </section>
  );
}

function countsOf(verdicts: readonly Verdict[]): string {
  const count = (outcome: string) => verdicts.filter((one) => one.outcome === outcome).length;
  return words.end(count("ok"), count("FAIL"), count("skip"));
}

function Line({ verdict }: { verdict: Verdict }) {
  const { outcome, rule, name } = verdict;
  return (
    <li data-outcome={outcome}>
      <b>{words.outcome[outcome]}</b>{" "}
      <a href={`/protocol#${rule}`} target="_blank" rel="noopener">{rule}</a>: {name}
      {outcome === "skip" && <span class="hint">{` (${verdict.why})`}</span>}
      {outcome === "FAIL" && <Why failure={verdict.failure} />}
    </li>
  );
}

function Why({ failure: { at, steps, expected, seen } }: { failure: Failure }) {
  return (
    <>
      <p>
        {words.where(at + 1, steps.length)} <code>{expected}</code>
      </p>
      <p>
        {words.saw} <code>{seen}</code>
      </p>
      <details>
        <summary>{words.steps}</summary>
        <ol>{steps.slice(0, at + 1).map((step, n) => <li key={n}>{tell(step)}</li>)}</ol>
      </details>
    </>
  );
}

/** A step in words. */
function tell(step: Step): string {
  const { does } = words;
  const { as, connect, expect, nothing, close, closed } = step;
  const sent = step.send ?? step.sendText ?? step.sendHex ?? step.sendRun ?? step.flood;
  if (connect) return words.who(as, does.connect(connect.join(", ")));
  if (sent !== undefined) return words.who(as, `${does.send} ${show(sent)}`);
  if (nothing) return words.who(as, `${does.nothing} ${show(nothing)}`);
  if (close) return words.who(as, does.close);
  if (closed !== undefined) return words.who(as, `${does.closed} ${closed}`);
  return words.who(as, `${does.expect} ${show(expect ?? step.expectRun)}`);
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? "").slice(0, 200);
}
