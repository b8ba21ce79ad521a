/**
 * What either side says on `$`, for tests of what a frame is, whoever says it.
 *
 * @module
 */

import { CLIENT_WORDS } from "../../lib/client_words.ts";
import type { Words } from "../../lib/control_check.ts";
import { SERVER_WORDS } from "../../lib/server_words.ts";

/** All of them. */
export const ALL_WORDS: Words = { get: (type) => CLIENT_WORDS.get(type) ?? SERVER_WORDS.get(type) };
