import { useRef } from "preact/hooks";
import { save } from "../browser.ts";
import { CELLS } from "../Strip.tsx";
import { lookOf } from "../strip_canvas.ts";
import { viewTexts } from "../texts/views.ts";
import { download } from "./download.ts";
import type { LoggedFrame } from "./log.ts";
import { drawFile, sizeOf, type StripFile, svgOf } from "./strip_file.ts";

const words = viewTexts.views.picture;

/** Dots of a PNG for each pixel of the page: enough for a slide. */
const SCALE = 2;

/** Saves the strip as it is now, in the colours of the page. */
export function StripPicture({ now }: { now: () => readonly LoggedFrame[] }) {
  const box = useRef<HTMLDivElement>(null);
  const file = (): StripFile => ({
    cells: now().slice(-CELLS),
    look: lookOf(box.current!),
    paper: getComputedStyle(box.current!.closest(".card")!).backgroundColor,
  });
  return (
    <>
      <div class="buttons" ref={box}>
        <button type="button" onClick={() => download("wire.svg", "image/svg+xml", svgOf(file()))}>
          {words.svg}
        </button>
        <button type="button" onClick={() => savePng(file())}>{words.png}</button>
      </div>
      <p class="hint">{words.hint(CELLS)}</p>
    </>
  );
}

async function savePng(file: StripFile): Promise<void> {
  const { width, height } = sizeOf(file);
  const canvas = Object.assign(document.createElement("canvas"), {
    width: width * SCALE,
    height: height * SCALE,
  });
  const pen = canvas.getContext("2d")!;
  pen.scale(SCALE, SCALE);
  drawFile(pen, file);
  // Behind all that is there: the strip clears its place before it draws.
  pen.globalCompositeOperation = "destination-over";
  pen.fillStyle = file.paper;
  pen.fillRect(0, 0, width, height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done));
  if (blob) save("wire.png", new Uint8Array(await blob.arrayBuffer()));
}
