import type { Objects } from "@acolhe/bus";
import type { LogEvent } from "@acolhe/events";
import { download, mediaTypeOf, type NoDownload } from "@acolhe/runtime/outside";

/** Above what WhatsApp itself lets people send, except documents, and a document of two gigabytes is never read. */
export const MEDIA_BYTES_MAX = 100 * 1024 * 1024;
const KINDS = /^(?:image|audio|video)\/|^application\/(?:pdf|msword|vnd\.|zip|json|octet-stream)|^text\/(?:plain|csv)/;

/** Why there will never be a copy. */
type Refusal = Extract<NoDownload, "kind" | "too-large" | "gone" | "not-allowed">;
const FOR_GOOD: ReadonlySet<NoDownload> = new Set(["kind", "too-large", "gone", "not-allowed"] satisfies Refusal[]);
const isForGood = (reason: NoDownload): reason is Refusal => FOR_GOOD.has(reason);

const WITH_FILES: ReadonlySet<LogEvent["type"]> = new Set([
  "message-received",
  "takeover-started",
  "sent-by-other-system",
]);

export interface FetchLimits {
  /** `host` or `host:port`: fetched from also without TLS and on private addresses. */
  readonly trustedHosts: ReadonlySet<string>;
  readonly timeoutMs: number;
}

/** The file a message came with, if any. */
function mediaUrlOf(event: LogEvent): { url: string | null; mimeType: string; fileName: string } | null {
  const content = "content" in event && WITH_FILES.has(event.type) ? event.content : undefined;
  if (!content || !("url" in content)) return null;
  return {
    url: content.url,
    mimeType: mediaTypeOf(content.mimeType),
    fileName: content.kind === "document" ? content.fileName : content.kind,
  };
}

export const hasMedia = (event: LogEvent): boolean => mediaUrlOf(event) !== null;

/**
 * Copies one file into our store under its event's id; that there is none for good is noted in its place. Repeating
 * it changes nothing.
 *
 * @throws Error when it may work later
 */
export async function copyMedia(
  objects: Objects,
  event: LogEvent,
  limits: FetchLimits,
): Promise<"kept" | "known" | Refusal | "no-media"> {
  const media = mediaUrlOf(event);
  if (!media) return "no-media";
  if (await objects.metadata(event.id)) return "known";
  const { url, mimeType, fileName } = media;
  const known = { mimeType, fileName, channel: event.channel, contact: event.contact };
  const got = KINDS.test(mimeType) ? await fetched(url, limits) : "kind";
  if (typeof got === "string") {
    await objects.write(event.id, { bytes: new Uint8Array(), metadata: { ...known, refused: got } });
    return got;
  }
  await objects.write(event.id, { bytes: got, metadata: known });
  return "kept";
}

async function fetched(url: string | null, limits: FetchLimits): Promise<Uint8Array<ArrayBuffer> | Refusal> {
  // The gateway says null when it could not fetch the file itself.
  if (url === null) return "gone";
  const got = await download(url, {
    bytesMax: MEDIA_BYTES_MAX,
    // Stores that do not look into files call everything a stream of bytes; the message says what it is.
    accepts: () => true,
    trustedHosts: limits.trustedHosts,
    signal: AbortSignal.timeout(limits.timeoutMs),
  });
  if (got.bytes !== null) return got.bytes;
  if (isForGood(got.reason)) return got.reason;
  throw new Error(`a file could not be read: ${got.reason}`);
}
