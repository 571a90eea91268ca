import { isIPv6 } from "node:net";

/**
 * Who stands behind an address, for counting. One customer of IPv6 has a network of 64 bits at least, and could take
 * another address for each request; of IPv4 the address itself is counted.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [plain = ""] = address.split("%");
  if (!isIPv6(plain)) return address;
  const [front = "", back] = plain.split("::").map(groupsOf);
  const left = groupsIn(front);
  const right = groupsIn(back ?? "");
  const between = back === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(between).fill("0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

/** An IPv4 address at the end takes the room of two groups. */
const groupsOf = (part: string) => part.replace(/\d+\.\d+\.\d+\.\d+$/, "0:0");
const groupsIn = (part: string) => (part === "" ? [] : part.split(":"));
