/**
 * Runs what needs no root, one after the other, and keeps the tables in artifacts/bench.md.
 *
 * @module
 */

const folder = new URL("../", import.meta.url);
const parts: string[] = [];
for (const script of ["fanout.ts", "idle.ts", "codec.ts"]) {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-lock", "--allow-all", `bench/${script}`],
    cwd: folder,
    stderr: "inherit",
  }).output();
  if (!success) Deno.exit(1);
  const text = new TextDecoder().decode(stdout);
  console.log(text);
  parts.push(text);
}
await Deno.mkdir(new URL("artifacts/", folder), { recursive: true });
await Deno.writeTextFile(new URL("artifacts/bench.md", folder), parts.join("\n"));
