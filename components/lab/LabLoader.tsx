import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import type { LabProps } from "./Lab.tsx";
import { texts } from "../texts.ts";

const words = texts.views.more;

/** The lab, loaded when somebody first opens it: most of a page's visitors come to talk. */
export function LabLoader(props: LabProps) {
  const lab = useSignal<ComponentType<LabProps> | undefined>(undefined);
  const problem = useSignal("");
  const load = async () => {
    if (lab.value) return;
    try {
      const { default: Lab } = await import("./Lab.tsx");
      lab.value = Lab;
      problem.value = "";
    } catch {
      problem.value = words.failed;
    }
  };
  const Lab = lab.value;
  return (
    <details class="more" onToggle={({ currentTarget }) => currentTarget.open && load()}>
      <summary>
        {words.title} <small>{words.hint}</small>
      </summary>
      {Lab ? <Lab {...props} /> : <p role="status">{problem.value || words.loading}</p>}
    </details>
  );
}
