import { getCookies } from "@std/http/cookie";
import { asset } from "fresh/runtime";
import { Foot } from "../components/join/Foot.tsx";
import { titleOf } from "../components/join/title.ts";
import { joinTexts } from "../components/texts/join.ts";
import { define } from "../define.ts";

/** The document around every page. The theme comes from a cookie, so there is no flash on load. */
export default define.page(({ Component, req, url }) => {
  const { theme } = getCookies(req.headers);
  return (
    <html lang="en" {...(theme === "light" || theme === "dark" ? { "data-theme": theme } : {})}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta
          name="description"
          content={joinTexts.join.about}
        />
        <title>{titleOf(url.pathname)}</title>
        <link rel="icon" href={asset("/favicon.svg")} type="image/svg+xml" />
        <link rel="stylesheet" href={asset("/styles.css")} />
      </head>
      <body>
        <Component />
        <Foot />
      </body>
    </html>
  );
});
