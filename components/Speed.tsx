import { SPEEDS } from "./lab/replay.ts";

/** What {@linkcode Speed} is given. */
export interface SpeedProps {
  readonly label: string;
  /** What plays, and how fast. */
  readonly of: { readonly speed: number; setSpeed(speed: number): void };
}

/** How fast a log is played again. */
export function Speed({ label, of }: SpeedProps) {
  return (
    <label>
      {label}{" "}
      <select
        value={String(of.speed)}
        onChange={({ currentTarget }) => of.setSpeed(Number(currentTarget.value))}
      >
        {SPEEDS.map((speed) => (
          <option key={speed} value={String(speed)} selected={speed === of.speed}>{speed}×</option>
        ))}
      </select>
    </label>
  );
}
