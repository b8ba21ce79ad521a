/**
 * A line between a client and a server, for a test to cut: neither side gets a word.
 *
 * @module
 */

/** Forwards connections on a free port to a server. */
export class Line implements Disposable {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #connections = new Set<Deno.TcpConn>();
  /** How many connections there were. */
  count = 0;

  /** @param address The server, as in "127.0.0.1:1234". */
  constructor(address: string) {
    this.#accept(Number(address.split(":")[1]));
  }

  /** Like the server's. */
  get address(): string {
    return `127.0.0.1:${this.#listener.addr.port}`;
  }

  /** Cuts the connections that there are. New ones may come. */
  cut(): void {
    for (const connection of this.#connections) close(connection);
    this.#connections.clear();
  }

  [Symbol.dispose](): void {
    this.#listener.close();
    this.cut();
  }

  async #accept(port: number): Promise<void> {
    for await (const client of this.#listener) {
      this.count++;
      const server = await Deno.connect({ hostname: "127.0.0.1", port });
      for (const connection of [client, server]) {
        connection.setNoDelay();
        this.#connections.add(connection);
      }
      forward(client, server);
      forward(server, client);
    }
  }
}

/** Until either end is cut. */
async function forward(from: Deno.TcpConn, to: Deno.TcpConn): Promise<void> {
  try {
    await from.readable.pipeTo(to.writable);
  } catch {
    close(from);
    close(to);
  }
}

function close(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // It is closed already, from the other end.
  }
}
