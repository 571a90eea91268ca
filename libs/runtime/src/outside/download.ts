import type { IncomingMessage } from "node:http";
import { addressesOf, requestAt } from "./reach.ts";

export interface DownloadLimits {
  readonly bytesMax: number;
  /** Whether a content type, as the server names it, is wanted. */
  readonly accepts: (contentType: string) => boolean;
  /** `host` or `host:port`: may be on a private address and without TLS. */
  readonly trustedHosts: ReadonlySet<string>;
  /** Ends the download, whatever it waits for. */
  readonly signal: AbortSignal;
}

/**
 * Why there is none. `not-allowed`: the link, or where it redirects to, must not be fetched. `gone`: the server has no such
 * file, or not for us. `refused`: it answered with something else. `kind`: a file of a type that is not wanted.
 */
export type NoDownload = "not-allowed" | "unreachable" | "gone" | "refused" | "kind" | "too-large" | "too-late";
export type Downloaded =
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly bytes: null; readonly reason: NoDownload };

/** A storage host redirects once to where the file is; more than a few lead in a circle. */
export const REDIRECTS_MAX = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const GONE: ReadonlySet<number> = new Set([403, 404, 410]);

/** Fetches a file that was named from outside. It never throws, sends no credentials, and is done once `signal` says so. */
export async function download(link: string, limits: DownloadLimits): Promise<Downloaded> {
  try {
    return await follow(link, limits);
  } catch {
    return none(limits.signal.aborted ? "too-late" : "unreachable");
  }
}

async function follow(link: string, limits: DownloadLimits): Promise<Downloaded> {
  const { trustedHosts, signal } = limits;
  let url = URL.parse(link);
  for (let redirects = 0; url !== null && redirects <= REDIRECTS_MAX; redirects++) {
    const addresses = await addressesOf(url, trustedHosts, signal);
    if (addresses === null) return none("not-allowed");
    const response = await requestAt(url, addresses, signal);
    const { statusCode = 0, headers } = response;
    if (!REDIRECTS.has(statusCode)) return await fileIn(response, limits);
    response.destroy();
    url = URL.parse(headers.location ?? "", url.href);
  }
  return none("not-allowed");
}

async function fileIn(response: IncomingMessage, limits: DownloadLimits): Promise<Downloaded> {
  const refusal = refusalOf(response, limits);
  if (refusal !== null) {
    response.destroy();
    return none(refusal);
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  // Counted while reading: a length in a header is only a claim.
  for await (const part of response as AsyncIterable<Uint8Array>) {
    size += part.length;
    // Leaving the loop closes the connection.
    if (size > limits.bytesMax) return none("too-large");
    parts.push(part);
  }
  return { bytes: new Uint8Array(Buffer.concat(parts, size)) };
}

function refusalOf({ statusCode = 0, headers }: IncomingMessage, limits: DownloadLimits): NoDownload | null {
  if (GONE.has(statusCode)) return "gone";
  if (statusCode !== 200) return "refused";
  const isPlain = (headers["content-encoding"] ?? "identity") === "identity";
  if (!isPlain || !limits.accepts(headers["content-type"] ?? "application/octet-stream")) return "kind";
  return Number(headers["content-length"] ?? 0) > limits.bytesMax ? "too-large" : null;
}

const none = (reason: NoDownload) => ({ bytes: null, reason }) as const;
