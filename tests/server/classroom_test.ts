import { assertEquals } from "@std/assert";
import { createClassroom } from "../support/classroom.ts";

Deno.test("classroom: who is admitted has an id and a name, and all are told", () => {
  const { admit, said } = createClassroom();
  assertEquals(admit("Ana", "teacher"), {
    id: "badger",
    name: "Ana",
    role: "teacher",
    room: "ABC234",
  });
  assertEquals(admit(" ana\u200b").name, "ana 2");
  assertEquals(admit("").name, "beaver");
  assertEquals(said("people"), {
    badger: { name: "Ana", role: "teacher" },
    bear: { name: "ana 2", role: "student" },
    beaver: { name: "beaver", role: "student" },
  });
});
