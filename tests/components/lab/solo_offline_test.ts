import { assert, assertEquals, assertRejects } from "@std/assert";
import { keepPage } from "../../../components/lab/solo_kept.ts";
import { assetsIn, type Scope, serveOffline } from "../../../components/lab/solo_offline.ts";

const ORIGIN = "https://class.example";

/** What a server has, by address: one build of it. */
function siteOf(build: string, theme = "light"): Record<string, string> {
  const at = `/_fresh/js/${build}`;
  return {
    "/solo": `<html data-theme="${theme}"><link href="/styles.css?c=${build}">` +
      `<a href="/protocol">rules</a><script>import{boot}from"${at}/fresh-runtime.js";` +
      `import{a as i}from "${at}/SoloPanel.js";boot(i)</script>`,
    [`/styles.css?c=${build}`]: "a{}",
    [`${at}/fresh-runtime.js`]: `import{h}from"./chunk-A.js";let path="./styles/";`,
    [`${at}/SoloPanel.js`]: `import"./chunk-A.js";const load=()=>import("./Lab-B.js");`,
    [`${at}/chunk-A.js`]: `export const h="/_frsh/alive"`,
    [`${at}/Lab-B.js`]: `import{h}from'./chunk-A.js';import("./cards-C.js")`,
    [`${at}/cards-C.js`]: `import"./Lab-B.js";// of ${build}`,
    [`${at}/MuxPanel.js`]: "the lobby's",
    "/protocol": "The rules",
  };
}

/** A browser with a server, whose service workers are started and asked by hand. */
class FakeBrowser {
  readonly shelves = new Map<string, Map<string, Response>>();
  readonly asked: string[] = [];
  claims = 0;
  /** What the server answers; undefined: there is no network. */
  site: ((address: string) => Response) | undefined;

  serve(files: Record<string, string>): void {
    this.site = (address) => new Response(files[address], { status: address in files ? 200 : 404 });
  }

  /** The worker that a page of this build registers. */
  worker(build: string) {
    const listeners: Record<string, Parameters<Scope["addEventListener"]>[1]> = {};
    serveOffline({
      location: new URL(`${ORIGIN}/solo_offline.js?/_fresh/js/${build}/`),
      caches: {
        keys: () => Promise.resolve([...this.shelves.keys()]),
        delete: (name) => Promise.resolve(this.shelves.delete(name)),
        open: (name) => Promise.resolve(this.#shelf(name)),
      },
      clients: { claim: () => Promise.resolve(void this.claims++) },
      fetch: (what) => this.#fetch(addressOf(what)),
      addEventListener: (kind, listener) => listeners[kind] = listener,
    });
    const fire = async (kind: string, mode: RequestMode = "cors", address = "/") => {
      let answer: Promise<Response> | undefined;
      const works: Promise<unknown>[] = [];
      listeners[kind]!({
        request: { mode, url: ORIGIN + address },
        respondWith: (it) => answer = it,
        waitUntil: (work) => works.push(work),
      });
      const response = await answer;
      await Promise.all(works);
      return response;
    };
    return {
      install: () => fire("install"),
      activate: () => fire("activate"),
      visit: (address: string) => fire("fetch", "navigate", address),
      load: (address: string) => fire("fetch", "cors", address),
    };
  }

  async #fetch(address: string): Promise<Response> {
    this.asked.push(address);
    if (!this.site) return await Promise.reject(new TypeError("Failed to fetch"));
    return this.site(address);
  }

  #shelf(name: string): Pick<Cache, "match" | "put"> {
    const shelf = this.shelves.get(name) ?? new Map<string, Response>();
    this.shelves.set(name, shelf);
    return {
      match: (what) => Promise.resolve(shelf.get(addressOf(what as Request))?.clone()),
      put: (what, response) => Promise.resolve(void shelf.set(addressOf(what as string), response)),
    };
  }
}

function addressOf(what: string | Pick<Request, "url">): string {
  return (typeof what === "string" ? what : what.url).replace(ORIGIN, "");
}

const addressesOf = ({ shelves }: FakeBrowser, build: string) =>
  [...shelves.get(`solo /_fresh/js/${build}/`)!.keys()].sort();

/** A browser that has kept a build, and what keeps it. */
async function kept(build: string) {
  const browser = new FakeBrowser();
  browser.serve(siteOf(build));
  const worker = browser.worker(build);
  await worker.install();
  await worker.activate();
  return { browser, worker };
}

const needless = (build: string) => [`/_fresh/js/${build}/MuxPanel.js`, "/protocol"];

Deno.test("solo: U26: the page is kept with all that it loads, now or later, and nothing else", async () => {
  const { browser, worker } = await kept("1a");
  const needed = Object.keys(siteOf("1a")).filter((it) => !needless("1a").includes(it)).sort();
  assertEquals(addressesOf(browser, "1a"), needed);
  assertEquals(browser.asked.length, needed.length, "Each is fetched once");
  assertEquals(browser.claims, 1);

  browser.site = undefined;
  for (const address of ["/solo", "/solo?from=link"]) {
    assertEquals(await (await worker.visit(address))!.text(), siteOf("1a")["/solo"]);
  }
  for (const address of needed) {
    assertEquals(await (await worker.load(address))!.text(), siteOf("1a")[address]);
  }
  await assertRejects(() => worker.load("/elsewhere.js"), TypeError);
});

Deno.test("solo: U26: what is kept is not asked for again, but the page is, and its newest is kept", async () => {
  const { browser, worker } = await kept("1a");
  browser.asked.length = 0;
  browser.serve(siteOf("1a", "dark"));
  await worker.visit("/solo");
  await worker.load("/_fresh/js/1a/Lab-B.js");
  assertEquals(browser.asked, ["/solo"]);
  browser.site = undefined;
  assertEquals(await (await worker.visit("/solo"))!.text(), siteOf("1a", "dark")["/solo"]);
});

Deno.test("solo: U26: a server that is down is no network; any other answer is the answer", async () => {
  const { browser, worker } = await kept("1a");
  for (const [status, shown] of [[503, 200], [502, 200], [404, 404], [403, 403]] as const) {
    browser.site = () => new Response("", { status });
    assertEquals((await worker.visit("/solo"))!.status, shown, `${status}`);
  }
});

Deno.test("solo: U26: nothing but the page and what it loads passes through", async () => {
  const { browser, worker } = await kept("1a");
  browser.site = undefined;
  for (const address of ["/solo_offline.js", "/solos", "/solo/x"]) {
    assertEquals(await worker.visit(address), undefined, address);
  }
});

Deno.test("solo: U26: another build is kept beside the old one, and takes its place as a whole", async () => {
  const { browser, worker: old } = await kept("1a");
  browser.serve(siteOf("2b"));
  // Loaded anew while the old worker is there: it is the server's, and nothing of it is kept yet.
  assertEquals(await (await old.visit("/solo"))!.text(), siteOf("2b")["/solo"]);
  assertEquals(
    await (await old.load("/_fresh/js/2b/cards-C.js"))!.text(),
    'import"./Lab-B.js";// of 2b',
  );
  const young = browser.worker("2b");
  await young.install();

  browser.site = undefined;
  assertEquals(await (await old.visit("/solo"))!.text(), siteOf("1a")["/solo"]);
  assertEquals(
    await (await old.load("/_fresh/js/1a/cards-C.js"))!.text(),
    'import"./Lab-B.js";// of 1a',
  );
  await young.activate();
  assertEquals([...browser.shelves.keys()], ["solo /_fresh/js/2b/"]);
  assertEquals(await (await young.visit("/solo"))!.text(), siteOf("2b")["/solo"]);
  assertEquals(
    await (await young.load("/_fresh/js/2b/cards-C.js"))!.text(),
    'import"./Lab-B.js";// of 2b',
  );
});

Deno.test("solo: U26: a build that cannot be kept whole is not kept, and what was kept stays", async () => {
  const { browser, worker: old } = await kept("1a");
  const files = siteOf("2b");
  const broken: [name: string, site: FakeBrowser["site"]][] = [
    ["the server has a third build by now", (it) => new Response(siteOf("3c")[it])],
    [
      "a script is missing",
      (it) => new Response(files[it], { status: /cards/.test(it) ? 404 : 200 }),
    ],
    ["a network that ends", (it) => /cards/.test(it) ? Response.error() : new Response(files[it])],
    ["an address of this build leads to another's", (it) => {
      const answer = new Response(files[it]);
      return Object.defineProperty(answer, "redirected", { value: it.startsWith("/styles") });
    }],
  ];
  for (const [name, site] of broken) {
    browser.site = site;
    await assertRejects(() => browser.worker("2b").install(), Error, "Cannot keep", name);
    assert(!addressesOf(browser, "2b").includes("/solo"), name);
    browser.site = undefined;
    assertEquals(await (await old.visit("/solo"))!.text(), siteOf("1a")["/solo"], name);
  }
});

Deno.test("solo: U26: addresses are found as pages and built scripts write them", () => {
  const found = assetsIn(
    `import{a as b}from"./chunk-A_1.js";import './x.js';export*from"./y.js";import("./z-0.js");` +
      `"./not a file.js" "./lesson.ndjson" "solo.js" "https://other.example/a.js" "/a.svg?v=1-2"`,
    `${ORIGIN}/js/1/main.js`,
  );
  const names = ["js/1/chunk-A_1.js", "js/1/x.js", "js/1/y.js", "js/1/z-0.js", "a.svg?v=1-2"];
  assertEquals(found, names.map((name) => `${ORIGIN}/${name}`));
});

/** A browser's service workers, and what was asked of them. */
function fakeWorkers(failure?: Error) {
  const asked: unknown[] = [];
  const ask = (...what: unknown[]) => {
    asked.push(what);
    const registration = { unregister: () => asked.push(["unregister"]) };
    return failure ? Promise.reject(failure) : Promise.resolve(registration);
  };
  const workers = {
    register: (...all: unknown[]) => ask("register", ...all),
    getRegistration: (...all: unknown[]) => ask("get", ...all),
  };
  return { asked, workers: workers as unknown as ServiceWorkerContainer };
}

Deno.test("solo: U26: a built page is kept for its own address alone; one that is written lets go", async () => {
  const built = fakeWorkers();
  await keepPage(true, built.workers);
  const folder = new URL("../../../components/lab/", import.meta.url).pathname;
  assertEquals(built.asked, [["register", `/solo_offline.js?${folder}`, { scope: "/solo" }]]);
  const written = fakeWorkers();
  await keepPage(false, written.workers);
  assertEquals(written.asked, [["get", "/solo"], ["unregister"]]);
});

Deno.test("solo: U26: where nothing can be kept, the page says and asks nothing", async () => {
  await keepPage(true, undefined);
  await keepPage(true, fakeWorkers(new DOMException("No", "SecurityError")).workers);
});
