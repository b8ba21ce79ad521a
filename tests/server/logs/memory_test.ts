import { MemoryStore } from "../../../server/logs/memory_store.ts";
import { conforms } from "./conformance.ts";
import { behavesAsModel } from "./model.ts";

const create = () =>
  Promise.resolve({
    room: new MemoryStore().open("room"),
    settle: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });

conforms("memory", create);
behavesAsModel("memory", create);
