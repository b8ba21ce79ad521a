/**
 * What `_fresh/server.js` needs. An app never imports this.
 *
 * @module
 */

export { setBuildCache } from "./build_cache.ts";
