import MuxPanel from "../../islands/MuxPanel.tsx";
import { NameForm, type NameFormProps } from "./NameForm.tsx";
import { Outside, type OutsideProps } from "./Outside.tsx";
import type { RoomSeat } from "./RoomBar.tsx";
import { Sheet } from "./Sheet.tsx";

/** What somebody sees at a classroom's address. */
export type RoomViewData =
  | { readonly is: "inside"; readonly seat: RoomSeat; readonly isProjector: boolean }
  | ({ readonly is: "asked" } & NameFormProps)
  | ({ readonly is: "outside" } & OutsideProps);

/** See {@linkcode RoomViewData}. */
export function RoomView({ data }: { data: RoomViewData }) {
  if (data.is === "inside") {
    return <MuxPanel room={data.seat} isProjector={data.isProjector} />;
  }
  return <Sheet>{data.is === "asked" ? <NameForm {...data} /> : <Outside {...data} />}</Sheet>;
}
