import { define } from "../../../define.ts";
import { readCode } from "../../../server/codes.ts";
import { forget } from "../../../server/credentials.ts";

/** Has this browser forget who it was here, for the next one who uses it. */
export const handler = define.handlers({
  POST({ params }) {
    const headers = new Headers({ location: "/join" });
    const code = readCode(params["code"]!);
    if (code) forget(headers, code);
    return new Response(null, { status: 303, headers });
  },
});
