/**
 * Checks that every rule of docs/PROTOCOL.md has a test, that no test names a rule that is not there,
 * and that every test that docs/security.md names exists: `deno run --allow-read tools/rules.ts`.
 *
 * @module
 */

const root = new URL("../", import.meta.url);

/** Rules, in the order of the document: `**F1**`, at the start of an item or of a table's row. */
function readRules(): Set<string> {
  const document = Deno.readTextFileSync(new URL("docs/PROTOCOL.md", root));
  return new Set(
    [...document.matchAll(/^(?:- |\| )\*\*([A-Z]\d+)\*\*/gm)].map(([, rule]) => rule!),
  );
}

/** Rules that tests are named after, each with the files that have such a test. */
function readTests(): Map<string, Set<string>> {
  const tests = new Map<string, Set<string>>();
  for (const path of testFiles("tests/")) {
    const source = Deno.readTextFileSync(new URL(path, root));
    // A test's name starts with its rules: "F1: …", or "E1, E2: …".
    const names = /Deno\.test\(\s*(?:\{\s*name: )?["`]([A-Z]\d+(?:, [A-Z]\d+)*): /g;
    for (const [, rules] of source.matchAll(names)) {
      for (const rule of rules!.split(", ")) {
        tests.set(rule, (tests.get(rule) ?? new Set()).add(path));
      }
    }
  }
  return tests;
}

function* testFiles(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(new URL(folder, root))) {
    if (isDirectory) yield* testFiles(`${folder}${name}/`);
    else if (/_test\.tsx?$/.test(name)) yield folder + name;
  }
}

/** Tests that the document of threats names, as `[…](../tests/…) "name"`, and that are not there. */
function* missingTests(): Generator<string> {
  const document = Deno.readTextFileSync(new URL("docs/security.md", root));
  const named = [...document.matchAll(/\]\(\.\.\/(tests\/[\w/]+\.ts)\) "([^"]+)"/g)];
  if (named.length === 0) yield "docs/security.md: no tests found";
  for (const [, path, name] of named) {
    if (!sourceOf(path!).includes(JSON.stringify(name))) {
      yield `docs/security.md: ${path} has no test ${JSON.stringify(name)}`;
    }
  }
}

function sourceOf(path: string): string {
  try {
    return Deno.readTextFileSync(new URL(path, root));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

const rules = readRules();
const tests = readTests();
const problems = [
  ...(rules.size === 0 ? ["docs/PROTOCOL.md: no rules found"] : []),
  ...[...rules].filter((rule) => !tests.has(rule)).map((rule) => `${rule}: no test has it`),
  ...[...tests].filter(([rule]) => !rules.has(rule)).map(([rule, files]) =>
    `${rule}: not in docs/PROTOCOL.md, but in ${[...files].join(", ")}`
  ),
  ...missingTests(),
];

for (const problem of problems) console.error(problem);
if (problems.length > 0) Deno.exit(1);
console.log(`${rules.size} rules, each with a test`);
