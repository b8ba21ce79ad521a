/**
 * Where a request comes from: the address that counts, and whether it came by TLS.
 *
 * @module
 */

import { isIP } from "node:net";
import { isLoopback } from "./origin.ts";

/** What a proxy of ours says, or the connection itself. */
export interface Source {
  /** The IP address, as text. */
  readonly address: string;
  /** Whether the visitor's own connection is encrypted. */
  readonly secure: boolean;
  /** Whether it is this machine itself that asks, and no proxy on it for somebody else. */
  readonly local: boolean;
}

/**
 * Reads where a request comes from.
 *
 * @param peer The address at the other end of the connection.
 * @param secure Whether that connection is TLS.
 * @param proxies How many proxies of ours are in front. Each adds the address that it sees to the end
 * of X-Forwarded-For, so the entry that counts is that many from the end: what stands before it,
 * anybody can have written.
 */
export function sourceOf(
  headers: Headers,
  peer: string,
  secure: boolean,
  proxies: number,
): Source {
  const isForwarded = ["forwarded", "x-forwarded-for"].some((name) => headers.has(name));
  const local = isLoopback(peer) && !isForwarded;
  if (proxies === 0) return { address: peer, secure, local };
  const entries = listOf(headers.get("x-forwarded-for"));
  const entry = entries.at(-proxies);
  const proto = listOf(headers.get("x-forwarded-proto")).at(-1);
  return {
    address: entry !== undefined && isIP(entry) > 0 ? entry : peer,
    secure: proto === undefined ? secure : proto === "https",
    local,
  };
}

function listOf(value: string | null): string[] {
  return value === null ? [] : value.split(",").map((item) => item.trim());
}

/**
 * The network that limits count for: an IPv4 address, or the first 64 bits of an IPv6 address, which
 * one household or machine has all of.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (isIP(address) !== 6) return address;
  return `${expand(address).slice(0, 4).join(":")}::/64`;
}

/** The address as logs may say it: without the part that names one machine. */
export function shortened(address: string): string {
  const network = networkOf(address);
  if (isIP(network) === 4) return network.replace(/\d+$/, "0/24");
  return network.includes("::/64") ? `${network.split(":").slice(0, 3).join(":")}::/48` : network;
}

/** The eight groups of an IPv6 address. */
function expand(address: string): string[] {
  const [head = "", tail] = address.replace(/%.*$/, "").split("::");
  const groups = (part: string) => part === "" ? [] : part.split(":");
  const [before, after] = [groups(head), groups(tail ?? "")];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array(Math.max(0, zeros)).fill("0"), ...after]
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""));
}
