import { useSignal } from "@preact/signals";
import type { ChannelSet } from "../../lib/parse.ts";
import type { Frame } from "../../lib/protocol.ts";
import { breaking, checkText, textOf, type TextRule } from "./editor.ts";
import { viewTexts } from "../texts/views.ts";

const words = viewTexts.views.editor;

const RULES: readonly TextRule[] = ["F1", "F2", "F3", "F4", "F5", "F6", "F7"];

const FIRST: Frame = {
  channel: "chat",
  messageId: "by-hand-1",
  sequence: 0,
  total: 1,
  data: "hello",
};

/** What {@linkcode FrameEditor} is given. */
export interface FrameEditorProps {
  /** The frame to begin with: one that was chosen on the wire. */
  readonly draft?: Frame;
  /** The channels that the room has. */
  readonly known: ChannelSet;
  /** Puts a text on the wire as it is, also one that is no frame: the server's answer teaches too. */
  readonly onSend: (text: string) => void;
  /** The text is another one. */
  readonly onEdit?: () => void;
}

/** One frame by hand, and what the server would say of it. */
export function FrameEditor({ draft = FIRST, known, onSend, onEdit }: FrameEditorProps) {
  const source = useSignal(textOf(draft));
  const checked = checkText(source.value, known);
  const write = (text: string) => {
    source.value = text;
    onEdit?.();
  };
  return (
    <>
      <div class="fields">
        <label>
          {words.begin}
          <select
            onChange={({ currentTarget }) => {
              const rule = RULES.find((rule) => rule === currentTarget.value);
              write(rule ? breaking(rule, draft) : textOf(draft));
            }}
          >
            <option value="">{words.goodFrame}</option>
            {RULES.map((rule) => <option key={rule} value={rule}>{words.breaking(rule)}</option>)}
          </select>
        </label>
      </div>
      <label>
        {words.label}
        <textarea
          rows={8}
          spellcheck={false}
          autocapitalize="off"
          aria-describedby="editor-verdict"
          aria-invalid={!checked.ok}
          value={source}
          onInput={({ currentTarget }) => write(currentTarget.value)}
        />
      </label>
      <div id="editor-verdict" role="status" data-good={checked.ok}>
        {checked.ok
          ? (
            <>
              <p>{words.good}</p>
              {checked.hints.map((hint) => <p key={hint} class="hint">{hint}</p>)}
            </>
          )
          : (
            <>
              <p>
                <b>{words.broken(checked.rule, checked.message)}</b>{" "}
                <a href={`/protocol#${checked.rule}`} target="_blank" rel="noopener">
                  {words.read(checked.rule)}
                </a>
              </p>
              <p class="hint">{checked.fix}</p>
            </>
          )}
      </div>
      <button type="button" onClick={() => onSend(source.value)}>
        {checked.ok ? words.send : words.sendBroken}
      </button>
    </>
  );
}
