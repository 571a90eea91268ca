import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/**
 * Where a link may be fetched from; null where it may not. Names are resolved here, once, and every address has to be
 * public: a name of the internet may lead to a machine of the clinic. Only trusted hosts are exempt, and may do without TLS.
 *
 * @throws Error when the name cannot be resolved
 */
export async function addressesOf(
  url: URL,
  trusted: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<readonly LookupAddress[] | null> {
  const isTrusted = trusted.has(url.host);
  const isAllowed = url.protocol === "https:" || (url.protocol === "http:" && isTrusted);
  // A link with a login in it was made for another reader.
  if (!isAllowed || url.username !== "" || url.password !== "") return null;
  // Decimal, octal and short forms of IPv4 became dotted ones when the URL was parsed.
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(host);
  const found = family === 0 ? await unless(signal, lookup(host, { all: true })) : [{ address: host, family }];
  return isTrusted || found.every(({ address }) => isPublicAddress(address)) ? found : null;
}

interface Sending {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Connects to one of these addresses and to no other: asked again, the name might lead elsewhere. */
export function requestAt(
  url: URL,
  addresses: readonly LookupAddress[],
  signal: AbortSignal,
  { method = "GET", headers = {}, body }: Sending = {},
): Promise<IncomingMessage> {
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    request(url, {
      // A kept connection is known by name, and may have been made to another address.
      agent: false,
      signal,
      method,
      headers: { "accept-encoding": "identity", ...headers },
      lookup(_host, { all }, done) {
        const [first] = addresses;
        if (all || !first) done(null, [...addresses]);
        else done(null, first.address, first.family);
      },
    })
      .on("response", resolve)
      .on("error", reject)
      .end(body);
  });
}

/** A name's lookup cannot be called off, but need not be waited for. */
async function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener("abort", onAbort);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
