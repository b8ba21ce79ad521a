import { assertEquals } from "@std/assert";
import { signal } from "@preact/signals";
import type { SendingFile } from "../../components/outbound.ts";
import { guardTransfers } from "../../components/transfer.ts";

const FILE: SendingFile = {
  messageId: "f-1",
  name: "notes.txt",
  bytes: 1,
  progress: { sent: 0, acked: 0, total: 2 },
};

function create({ isOld = false, refuses = false } = {}) {
  const sending = signal<readonly SendingFile[]>([]);
  const page = new EventTarget();
  const document = Object.assign(new EventTarget(), { hidden: false });
  const locks = { asked: 0, held: 0 };
  const request = () => {
    locks.asked++;
    if (refuses) return Promise.reject(new DOMException("battery low", "NotAllowedError"));
    locks.held++;
    return Promise.resolve({ release: () => locks.held-- });
  };
  const wakeLock = isOld ? undefined : { request };
  const end = guardTransfers(sending, { page, document, wakeLock });
  /** Whether the page warns when it is closed. */
  const warns = () => !page.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  return { sending, page, document, locks, end, warns };
}

/** Promises of a lock are settled by then. */
const settled = () => new Promise((done) => setTimeout(done));

Deno.test("access: C6: the page warns before it is closed while a file of its own is on its way, only then", () => {
  const { sending, warns } = create();
  assertEquals(warns(), false);
  sending.value = [FILE];
  assertEquals(warns(), true);
  sending.value = [{ ...FILE, failed: "no room" }];
  assertEquals(warns(), false);
  sending.value = [FILE, { ...FILE, failed: "no room" }];
  assertEquals(warns(), true);
  sending.value = [];
  assertEquals(warns(), false);
});

Deno.test("access: C6: the screen is kept awake once a transfer, however often progress is told", async () => {
  const { sending, locks } = create();
  sending.value = [FILE];
  sending.value = [{ ...FILE, progress: { sent: 1, acked: 1, total: 2 } }];
  assertEquals(locks, { asked: 1, held: 1 });
  sending.value = [];
  await settled();
  assertEquals(locks, { asked: 1, held: 0 });
});

Deno.test("access: C6: a page that comes back to the front keeps the screen awake again", () => {
  const { sending, document, locks } = create();
  sending.value = [FILE];
  for (const hidden of [true, false]) {
    document.hidden = hidden;
    document.dispatchEvent(new Event("visibilitychange"));
  }
  assertEquals(locks.asked, 2);
});

Deno.test("access: C6: where nothing keeps a screen awake, or it is refused, the page warns all the same", async () => {
  for (const options of [{ isOld: true }, { refuses: true }]) {
    const { sending, warns } = create(options);
    sending.value = [FILE];
    await settled();
    assertEquals(warns(), true);
    sending.value = [];
    await settled();
    assertEquals(warns(), false);
  }
});

Deno.test("access: C6: a page that is left lets go of the screen and of the warning", async () => {
  const { sending, locks, end, warns } = create();
  sending.value = [FILE];
  end();
  await settled();
  assertEquals([locks.held, warns()], [0, false]);
});
