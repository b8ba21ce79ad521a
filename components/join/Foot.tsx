import { joinTexts } from "../texts/join.ts";

const { code, foot: words } = joinTexts.join;

/** Help, in the same place on every page (WCAG 3.2.6). It needs no script. */
export function Foot() {
  return (
    <footer class="foot">
      <nav aria-label={words.help}>
        <ul>
          <Away href="/protocol">{words.rules}</Away>
          <Away href="/limits">{words.limits}</Away>
          <Away href="/join">{code.title}</Away>
        </ul>
      </nav>
      <p>
        {words.credits[0]}
        <i>{words.credits[1]}</i>
        {words.credits[2]}
      </p>
    </footer>
  );
}

/** Opens beside the page: who only looks something up is not to leave a room by it. */
function Away({ href, children }: { href: string; children: string }) {
  return (
    <li>
      <a href={href} target="_blank" rel="noopener">{children}</a> <small>{words.newTab}</small>
    </li>
  );
}
