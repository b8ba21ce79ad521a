/** A channel's mark: letter, shape, pattern and colour, so that none of them is needed alone. */
export function Chip({ channel, text }: { channel: string; text?: string }) {
  const letter = channel === "$" ? "$" : channel.slice(0, 1).toUpperCase();
  return (
    <span class="chip" data-channel={channel}>
      <b aria-hidden="true">{letter}</b>
      {text && <span>{text}</span>}
    </span>
  );
}
