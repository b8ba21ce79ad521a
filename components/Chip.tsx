import { TONES } from "./tones.ts";
import { designOf, letterOf } from "./lab/designs.ts";

/** A channel's mark: letter, shape, pattern and colour, so that none of them is needed alone. */
export function Chip({ channel, text }: { channel: string; text?: string }) {
  const design = designOf(channel);
  const tone = design && TONES[design.colour];
  return (
    <span
      class="chip"
      data-channel={channel}
      data-shape={design?.shape}
      style={tone && { "--tone": `light-dark(${tone.light}, ${tone.dark})` }}
    >
      <b aria-hidden="true">{letterOf(channel)}</b>
      {text && <span>{text}</span>}
    </span>
  );
}
