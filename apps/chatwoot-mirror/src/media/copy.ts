import type { Objects } from "@acolhe/bus";
import type { LogEvent } from "@acolhe/events";

/** Above what WhatsApp itself lets people send, except for documents, which nobody reads at two gigabytes. */
export const MEDIA_BYTES_MAX = 100 * 1024 * 1024;
const FETCH_MS_MAX = 60_000;
const KINDS = /^(?:image|audio|video)\/|^application\/(?:pdf|msword|vnd\.|zip|json|octet-stream)|^text\/(?:plain|csv)/;

/** Why there will never be a copy. */
type Refusal = "kind" | "too-large" | "gone";

const WITH_FILES: ReadonlySet<LogEvent["type"]> = new Set([
  "message-received",
  "takeover-started",
  "sent-by-other-system",
]);

/** The file a message came with, if any. */
function mediaUrlOf(event: LogEvent): { url: string | null; mimeType: string; fileName: string } | null {
  const content = "content" in event && WITH_FILES.has(event.type) ? event.content : undefined;
  if (!content || !("url" in content)) return null;
  return {
    url: content.url,
    mimeType: content.mimeType,
    fileName: content.kind === "document" ? content.fileName : content.kind,
  };
}

/**
 * Copies one file into our store under its event's id; that there is none for good is noted in its place. Repeating
 * it changes nothing.
 *
 * @throws Error when it may work later
 */
export async function copyMedia(objects: Objects, event: LogEvent): Promise<"kept" | "known" | Refusal | "no-media"> {
  const media = mediaUrlOf(event);
  if (!media) return "no-media";
  if (await objects.metadata(event.id)) return "known";
  const { mimeType, fileName } = media;
  const known = { mimeType, fileName, channel: event.channel, contact: event.contact };
  const got = KINDS.test(mimeType) ? await download(media.url) : "kind";
  if (typeof got === "string") {
    await objects.write(event.id, { bytes: new Uint8Array(), metadata: { ...known, refused: got } });
    return got;
  }
  await objects.write(event.id, { bytes: got, metadata: known });
  return "kept";
}

async function download(url: string | null): Promise<Uint8Array<ArrayBuffer> | Refusal> {
  // The gateway says null when it could not fetch the file itself.
  if (url === null || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return "gone";
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS_MAX) });
  if ([403, 404, 410].includes(response.status)) {
    await response.body?.cancel();
    return "gone";
  }
  if (!response.ok || !response.body) throw new Error(`a file could not be read: status ${response.status}`);
  const parts: Uint8Array[] = [];
  let size = 0;
  // Counted while reading: a length in a header is only a claim.
  for await (const part of response.body) {
    size += part.length;
    if (size > MEDIA_BYTES_MAX) return "too-large";
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
