import { addressesOf, requestAt } from "./reach.ts";

/** Why a post did not arrive, without what was posted or where to. `refused`: the server answered, and not with 2xx. */
export type NoPost = "not-allowed" | "unreachable" | "refused" | "too-late";

interface Post {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the address may be a private one, and without TLS. */
  readonly mayBePrivate: boolean;
  readonly signal: AbortSignal;
}

/**
 * Posts to a server outside; null: it took it. Nothing of the answer is read but its status, and redirects are not
 * followed. It never throws.
 */
export async function postTo(link: string, { body, headers, mayBePrivate, signal }: Post): Promise<NoPost | null> {
  try {
    const url = new URL(link);
    const trusted = new Set(mayBePrivate ? [url.host] : []);
    const addresses = await addressesOf(url, trusted, signal);
    if (addresses === null) return "not-allowed";
    const length = String(Buffer.byteLength(body));
    const sending = { method: "POST", headers: { ...headers, "content-length": length }, body } as const;
    const response = await requestAt(url, addresses, signal, sending);
    response.destroy();
    const { statusCode = 0 } = response;
    return statusCode >= 200 && statusCode < 300 ? null : "refused";
  } catch {
    return signal.aborted ? "too-late" : "unreachable";
  }
}
