/**
 * What is said of a server of one's own.
 *
 * @module
 */

import { said } from "./speak.ts";

const own = {
  intro: "Have you written a server of the plain wire, in any language? Let this page talk to it. ",
  starter: "Nothing of this room goes there: no name, no history, no cookie of a classroom.",
  label: "Address of your server",
  hint: "Like ws://localhost:9000",
  connect: "Connect",
  connecting: "Connecting…",
  at: "You are on your own server: ",
  back: "Back to the lobby",
  test: "Hold it to the rules",
  wrong: {
    none: "This is no address. One begins with ws:// or wss://, like ws://localhost:9000.",
    bare: (text: string) => `An address of a WebSocket begins with ws:// or wss://: ws://${text}?`,
    scheme: (scheme: string) =>
      `An address of a WebSocket begins with ws:// or wss://, not ${scheme}//.`,
    password: "An address with a name or password in it is not taken: it would stay on the screen.",
    mixed: "This page came by https, so the browser lets it open wss:// only, " +
      "or ws:// on this same computer (localhost).",
    classroom: "This is a classroom's address: your browser would send your place in it along.",
    policy: "The policy of this page (CSP) does not allow that address.",
    silent: (page: string) =>
      "No connection. A browser does not tell a page why. It can be that nobody listens there; " +
      "that it is no WebSocket server; that it refuses this page " +
      `(its Origin is ${page}); or that it chose a subprotocol that was not offered. ` +
      "At a terminal, deno task conformance with this address says more.",
  },
  rules: {
    title: "The rules, one by one",
    intro: "Each is a short dialogue with your server, and you see its frames above. " +
      "Say nothing meanwhile, and let nobody else in.",
    slow: "The slow ones too, which take up to a minute",
    run: "Run",
    stop: "Stop",
    progress: (done: number, all: number) => `${done} of ${all}`,
    end: (ok: number, fail: number, skip: number) => `${ok} hold, ${fail} fail, ${skip} skipped.`,
    stopped: "Stopped.",
    outcome: { ok: "✓ holds", FAIL: "✗ fails", skip: "– skipped" },
    steps: "What was done, step by step",
    where: (n: number, of: number) => `Step ${n} of ${of}. Expected:`,
    saw: "What came:",
    cannot: {
      origin: "only the browser says which page this is; a terminal can try it",
      refused: "a page cannot tell a refusal from another failure; a terminal can",
      get: "a page may not read what another server answers; a terminal can",
    },
    who: (name: string, does: string) => `${name} ${does}`,
    does: {
      connect: (offers: string) => `connects and offers ${offers || "no subprotocol"}`,
      send: "sends",
      expect: "should get",
      nothing: "should have got nothing like",
      close: "leaves",
      closed: "should be closed with",
    },
  },
};

/** See the module's description. */
export const ownTexts = said({ own });
