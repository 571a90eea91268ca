import { isIPv6 } from "node:net";

/** In front of an IPv4 address that is written as one of IPv6: mapped, and by the translator of a network (RFC 6052). */
const OF_IPV4: ReadonlySet<string> = new Set(["0:0:0:0:0:ffff", "64:ff9b:0:0:0:0"]);

/**
 * Who stands behind an address, for counting. One customer of IPv6 has a network of 64 bits at least, and could take
 * another address for each request; of IPv4 the address itself is counted, however it is written.
 */
export function networkOf(address: string): string {
  const [plain = ""] = address.split("%");
  if (!isIPv6(plain)) return address;
  const [front = "", back] = plain.split("::").map(withoutDots);
  const left = groupsIn(front);
  const right = groupsIn(back ?? "");
  const between = back === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<number>(between).fill(0), ...right];
  const written = groups.map((group) => group.toString(16));
  if (!OF_IPV4.has(written.slice(0, 6).join(":"))) return `${written.slice(0, 4).join(":")}::/64`;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 255])
    .join(".");
}

/** An IPv4 address at the end is two groups. */
const withoutDots = (part: string): string =>
  part.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
const groupsIn = (part: string): number[] =>
  part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
