/** Help, in the same place on every page (WCAG 3.2.6). It needs no script. */
export function Foot() {
  return (
    <footer class="foot">
      <nav aria-label="Help">
        <ul>
          <Away href="/protocol">How it works: the rules of the wire</Away>
          <Away href="/limits">What may be sent: limits of this server</Away>
          <Away href="/join">Join a classroom</Away>
        </ul>
      </nav>
      <p>
        The idea, the frame and the experiments come from the course <i>One Road: Multiplexing</i>
        {" "}
        by iamaamir. Licence: MIT.
      </p>
    </footer>
  );
}

/** Opens beside the page: who only looks something up is not to leave a room by it. */
function Away({ href, children }: { href: string; children: string }) {
  return (
    <li>
      <a href={href} target="_blank" rel="noopener">{children}</a> <small>in a new tab</small>
    </li>
  );
}
