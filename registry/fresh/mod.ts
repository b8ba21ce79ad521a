/**
 * A stand-in for `fresh`, for networks that reach npm and not JSR: the part of its documented API
 * that this app uses, behaving as the real one does. The app never knows which it runs on.
 * @module
 */

export * from "./handlers.ts";
export { App } from "./app.ts";
export { Context, type Context as FreshContext, type ResolvedFreshConfig } from "./context.ts";
export { csp, type CSPOptions } from "./csp.ts";
export { createDefine, type Define } from "./define.ts";
export { HttpError } from "./error.ts";
export { staticFiles } from "./static_files.ts";
