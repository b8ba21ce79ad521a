import { type Signal, useSignal } from "@preact/signals";
import { Chip } from "../Chip.tsx";
import { type ChannelDesign, COLOURS, OWN_CLASSES, SHAPES } from "../../lib/own_channels.ts";
import { checkDesign } from "./channel_design.ts";
import { viewTexts } from "../texts/views.ts";

const words = viewTexts.views.designer;

/** What {@linkcode ChannelDesigner} is given. */
export interface ChannelDesignerProps {
  readonly designs: readonly ChannelDesign[];
  /** Whether a channel that is made here reaches everybody, or is known in this page alone. */
  readonly isDeclared: boolean;
  /** How many there may be, if the page is to say so. */
  readonly most?: number;
  readonly mayRemove: (design: ChannelDesign) => boolean;
  readonly onMake: (design: ChannelDesign) => void;
  readonly onRemove: (name: string) => void;
  readonly onSend: (channel: string, data: string) => void;
}

/** Channels that people make here, and a way to speak on them. */
export function ChannelDesigner(props: ChannelDesignerProps) {
  const { designs, isDeclared, mayRemove, onRemove, onSend } = props;
  return (
    <>
      <p class="hint">{isDeclared ? words.declared : words.local}</p>
      <ul>
        {designs.map((design) => (
          <li key={design.name}>
            <Chip channel={design.name} text={design.name} />
            <Speak name={design.name} onSend={onSend} />
            {mayRemove(design) && (
              <button
                type="button"
                class="small"
                onClick={() => onRemove(design.name)}
              >
                {words.remove(design.name)}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Form {...props} />
    </>
  );
}

function Speak({ name, onSend }: { name: string } & Pick<ChannelDesignerProps, "onSend">) {
  const line = useSignal("");
  return (
    <form
      class="inline"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(name, line.value);
        line.value = "";
      }}
    >
      <input
        aria-label={words.say(name)}
        value={line}
        onInput={({ currentTarget }) => line.value = currentTarget.value}
      />
      <button type="submit">{words.send}</button>
    </form>
  );
}

function Form({ designs, most, onMake }: ChannelDesignerProps) {
  const name = useSignal("");
  const letter = useSignal("");
  const shape = useSignal<string>(SHAPES[0]);
  const colour = useSignal<string>(COLOURS[0]);
  const kind = useSignal<string>(OWN_CLASSES[0]);
  const wrong = useSignal<{ field: keyof ChannelDesign; message: string } | undefined>(undefined);

  const make = (event: Event) => {
    event.preventDefault();
    const result = checkDesign(
      {
        name: name.value.trim(),
        letter: letter.value.trim(),
        shape: shape.value,
        colour: colour.value,
        class: kind.value,
      },
      designs,
      most,
    );
    wrong.value = result.ok ? undefined : result;
    if (!result.ok) return;
    onMake(result.design);
    for (const field of [name, letter]) field.value = "";
  };
  const field = (id: keyof ChannelDesign, value: Signal<string>, maxLength: number) => (
    <label>
      {words[id]}
      <input
        value={value}
        maxLength={maxLength}
        autocapitalize="off"
        aria-invalid={wrong.value?.field === id}
        aria-describedby="design-wrong"
        onInput={({ currentTarget }) => value.value = currentTarget.value}
      />
    </label>
  );
  const choice = (id: keyof ChannelDesign, value: Signal<string>, options: readonly string[]) => (
    <label>
      {words[id]}
      <select value={value} onChange={({ currentTarget }) => value.value = currentTarget.value}>
        {options.map((option) => <option key={option} value={option}>{option}</option>)}
      </select>
    </label>
  );

  return (
    <form class="fields" onSubmit={make}>
      {field("name", name, 32)}
      {field("letter", letter, 1)}
      {choice("shape", shape, SHAPES)}
      {choice("colour", colour, COLOURS)}
      {choice("class", kind, OWN_CLASSES)}
      <button type="submit">{words.make}</button>
      <p id="design-wrong" role="alert">{wrong.value?.message}</p>
    </form>
  );
}
