/**
 * The service worker of `/solo`: it keeps that page with all that it ever loads, and hands it out
 * where there is no network. Nothing else of the app passes through it.
 *
 * Each build has a worker and a shelf of its own. A new one comes beside the old one, and takes its
 * place when no page of the old one is open any more: no page gets pieces of two builds.
 *
 * @module
 */

/** The page that is kept. */
export const PAGE = "/solo";

/** What one build is kept on. Where the page is, all is. */
type Shelf = Pick<Cache, "match" | "put">;

/** What happens to a service worker. Each kind of event has its part of it. */
interface Happening {
  readonly request: Pick<Request, "mode" | "url">;
  respondWith(answer: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
}

/** The part of a service worker's surroundings that is needed: TypeScript's "dom" has none of it. */
export interface Scope {
  readonly location: Pick<Location, "href" | "search">;
  readonly caches: Pick<CacheStorage, "keys" | "delete"> & { open(name: string): Promise<Shelf> };
  readonly clients: { claim(): Promise<void> };
  fetch(what: string | Happening["request"], how?: RequestInit): Promise<Response>;
  addEventListener(kind: string, listener: (event: Happening) => void): void;
}

/** Makes a service worker of a scope, for the build whose scripts lie at the query of its address. */
export function serveOffline(scope: Scope): void {
  const { caches } = scope;
  const build = new URL(scope.location.search.slice(1), scope.location.href);
  const name = `solo ${build.pathname}`;
  const open = () => caches.open(name);

  scope.addEventListener("install", (event) => event.waitUntil(open().then(keep)));
  scope.addEventListener("activate", (event) => event.waitUntil(begin()));
  scope.addEventListener("fetch", (event) => {
    const { mode, url } = event.request;
    if (mode !== "navigate") event.respondWith(assetFor(event.request));
    else if (new URL(url).pathname === PAGE) event.respondWith(pageFor(event));
  });

  /** Fails as a whole: then the next visit tries again, and what was kept before stays. */
  async function keep(shelf: Shelf): Promise<void> {
    const page = await whole(PAGE);
    const html = await page.clone().text();
    if (!isOurs(html)) throw new Error(`Cannot keep ${PAGE}: the server has another build by now`);
    const assets = new Set(assetsIn(html, build.href));
    // It grows on the way: scripts name scripts. One by one, so that the page has the line.
    for (const asset of assets) {
      const response = await whole(asset);
      await shelf.put(asset, response.clone());
      for (const found of assetsIn(await response.text(), asset)) assets.add(found);
    }
    await shelf.put(PAGE, page);
  }

  /** What is not there, and what a server of another build makes of its address, is no asset. */
  async function whole(address: string): Promise<Response> {
    const response = await scope.fetch(address, { priority: "low" });
    if (response.ok && !response.redirected) return response;
    throw new Error(`Cannot keep ${address}: status is ${response.status}`);
  }

  /** Pages of other builds are closed by now. One that is open already is ours from now on. */
  async function begin(): Promise<void> {
    const others = (await caches.keys()).filter((it) => it.startsWith("solo ") && it !== name);
    await Promise.all(others.map((other) => caches.delete(other)));
    await scope.clients.claim();
  }

  async function assetFor(request: Happening["request"]): Promise<Response> {
    return await (await open()).match(request as Request) ?? await scope.fetch(request);
  }

  /** The network's, and its newest is kept. Without one, or where its server is down, the kept one. */
  async function pageFor(event: Happening): Promise<Response> {
    const shelf = await open();
    const answer = await scope.fetch(event.request).catch(() => Response.error());
    if (answer.ok) event.waitUntil(renew(shelf, answer.clone()));
    const isDown = answer.type === "error" || answer.status >= 500;
    return isDown ? await shelf.match(PAGE) ?? answer : answer;
  }

  async function renew(shelf: Shelf, page: Response): Promise<void> {
    if (isOurs(await page.clone().text())) await shelf.put(PAGE, page);
  }

  function isOurs(html: string): boolean {
    return html.includes(build.pathname);
  }
}

/** Scripts, style sheets and pictures, as pages and built scripts name them. */
const ASSET = /["'](\.?\/[\w./-]+\.(?:js|css|svg)(?:\?[\w=-]*)?)["']/g;

/** The addresses of what a page or a script loads, or may load later. */
export function assetsIn(text: string, base: string): string[] {
  return [...text.matchAll(ASSET)].map(([, address]) => new URL(address!, base).href);
}
