/** What an address of the broker says: where it is, who logs in, whose certificates are believed. */
interface BrokerAddress {
  readonly servers: readonly string[];
  readonly login: { readonly user: string; readonly pass: string } | undefined;
  /** Answers to one login are for no other. */
  readonly inboxPrefix: string;
  readonly tls: { readonly caFile?: string; readonly certFile?: string; readonly keyFile?: string } | undefined;
}

/**
 * `nats://user:password@host:port`, or `tls://…?ca=FILE`, with `cert=FILE&key=FILE` where the broker asks for a certificate of ours.
 * Of several, separated by commas, the first says who logs in and what is believed.
 *
 * @throws Error without the address, which holds a password
 */
export function parseAddress(url: string): BrokerAddress {
  const addresses = url.split(",").map((one) => parsed(one.trim()));
  const [first] = addresses;
  const named = first!.username !== "";
  const file = (name: string) => first!.searchParams.get(name) ?? undefined;
  const [ca, cert, key] = ["ca", "cert", "key"].map(file);
  const user = decodeURIComponent(first!.username);
  return {
    servers: addresses.map(({ host }) => host),
    login: named ? { user, pass: decodeURIComponent(first!.password) } : undefined,
    inboxPrefix: named ? `_INBOX_${user}` : "_INBOX",
    tls:
      first!.protocol === "tls:"
        ? { ...(ca && { caFile: ca }), ...(cert && { certFile: cert }), ...(key && { keyFile: key }) }
        : undefined,
  };
}

function parsed(address: string): URL {
  try {
    return new URL(address.includes("://") ? address : `nats://${address}`);
  } catch {
    throw new Error("an address of the broker cannot be read; it is written as nats://host:4222");
  }
}
