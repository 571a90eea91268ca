import { isIP } from "node:net";

/** How many proxies stand in front, or which addresses and networks they have; false where callers reach us themselves. */
export type TrustedProxies = false | number | string[];

const HOPS_MAX = 9;
/** Networks that have a name: this machine, its link, and private ones. */
const NAMED: ReadonlySet<string> = new Set(["loopback", "linklocal", "uniquelocal"]);

function isNetwork(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128))
  );
}

/**
 * What a caller writes into X-Forwarded-For itself stands to the left of what our proxies added, so only as much of it
 * counts as is told here. `true`, which used to trust all of it, is one proxy.
 *
 * @returns undefined for what is neither
 */
export function trustedProxies(setting: string): TrustedProxies | undefined {
  const text = setting.trim().toLowerCase();
  if (text === "false" || text === "0") return false;
  if (text === "true") return 1;
  if (/^\d+$/.test(text)) return Number(text) <= HOPS_MAX ? Number(text) : undefined;
  const networks = text.split(",").map((one) => one.trim());
  return networks.every((one) => NAMED.has(one) || isNetwork(one)) ? networks : undefined;
}
