import type { ComponentChildren } from "preact";
import { Later } from "./Later.tsx";
import type { WireView } from "./wire_view.ts";

const load = () => import("./FrameDetail.tsx");

/** What {@linkcode Detail} is given. */
export interface DetailProps {
  readonly session: WireView;
  /** Its place among the frames that are shown. */
  readonly index: number;
  /** Buttons beside its own. */
  readonly children?: ComponentChildren;
}

/** One frame, whole, which is loaded when somebody first looks at one. */
export function Detail(props: DetailProps) {
  return <Later load={load} props={props} />;
}
