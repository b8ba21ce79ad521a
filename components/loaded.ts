/**
 * What the page has loaded already. All that is loaded later imports this: a bundler then sees that it
 * shares every module of the page, and keeps those in one file. Without it they are cut into thirty by
 * who else needs them, which are a tenth larger together.
 *
 * @module
 */

import "./Panel.tsx";
