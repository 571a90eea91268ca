import { deflateSync } from "node:zlib";
import { MEDIA_FILES_MAX } from "../limits.ts";

export interface MediaFile {
  mimeType: string;
  bytes: Buffer;
}

const DATA_URI = /^data:([^;,]+)((?:;[^;,]+)*?)(;base64)?,(.*)$/s;

/** Files that came as data URIs, by the path that webhooks link to. The oldest are forgotten first. */
export class MediaStore {
  readonly #files = new Map<string, MediaFile>();

  /** A data URI becomes a path on this server; anything else is a link already and stays. */
  keep(value: string, instanceId: string, messageId: string, fileName: string): string {
    const match = DATA_URI.exec(value);
    if (!match) return value;
    const path = mediaPath(instanceId, messageId, fileName);
    const bytes = match[3] ? Buffer.from(match[4]!, "base64") : unescapeBytes(match[4]!);
    this.#files.set(path, { mimeType: `${match[1]}${match[2] ?? ""}`, bytes });
    if (this.#files.size > MEDIA_FILES_MAX) this.#files.delete(this.#files.keys().next().value!);
    return path;
  }

  read(path: string): MediaFile | undefined {
    return this.#files.get(path) ?? sample(path.slice(path.lastIndexOf(".") + 1));
  }

  clear(): void {
    this.#files.clear();
  }
}

/** The bytes of a text with `%41` in it; a sign of percent that begins nothing stands for itself. */
const unescapeBytes = (text: string): Buffer =>
  Buffer.concat(
    text.split(/(%[0-9a-f]{2})/i).map((part, n) => (n % 2 ? Buffer.from(part.slice(1), "hex") : Buffer.from(part))),
  );

/** The same path shape as the store that the gateway uses for received files. */
export const mediaPath = (instanceId: string, messageId: string, fileName: string): string =>
  `/file/temp-file-download/instances/${instanceId}/${messageId}/${encodeURIComponent(fileName)}`;

export const mimeTypeOf = (value: string): string | undefined => DATA_URI.exec(value)?.[1];

const cache = new Map<string, MediaFile>();

function sample(extension: string): MediaFile | undefined {
  const known = cache.get(extension);
  if (known) return known;
  const file = makeSample(extension);
  if (file) cache.set(extension, file);
  return file;
}

function makeSample(extension: string): MediaFile | undefined {
  switch (extension) {
    case "png":
      return { mimeType: "image/png", bytes: samplePng() };
    case "pdf":
      return { mimeType: "application/pdf", bytes: samplePdf() };
    case "ogg":
      return { mimeType: "audio/ogg; codecs=opus", bytes: sampleOgg(2) };
    case "webp":
      return {
        mimeType: "image/webp",
        bytes: Buffer.from("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==", "base64"),
      };
    case "mp4":
      // Only the file type box: enough for code that sniffs the first bytes, not for a player.
      return { mimeType: "video/mp4", bytes: Buffer.from("\0\0\0\x18ftypisom\0\0\x02\0isomiso2", "latin1") };
    default:
      return undefined;
  }
}

function crc32(table: Uint32Array, bytes: Buffer, reflected: boolean): number {
  let crc = reflected ? 0xffffffff : 0;
  for (const byte of bytes) {
    crc = reflected
      ? table[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
      : ((crc << 8) ^ table[((crc >>> 24) ^ byte) & 0xff]!) >>> 0;
  }
  return reflected ? (crc ^ 0xffffffff) >>> 0 : crc >>> 0;
}

const PNG_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

const OGG_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n << 24;
  for (let k = 0; k < 8; k += 1) c = c & 0x80000000 ? (c << 1) ^ 0x04c11db7 : c << 1;
  return c >>> 0;
});

/** A soft landscape, 480 by 360. */
function samplePng(): Buffer {
  const [width, height] = [480, 360];
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const near = y > 250 + Math.sin(x / 60) * 26;
      const far = y > 200 + Math.sin(x / 90 + 2) * 34;
      const sun = Math.hypot(x - 350, y - 105) < 42;
      const t = y / height;
      const colour = near
        ? [38, 92, 84]
        : far
          ? [86, 142, 126]
          : sun
            ? [255, 236, 190]
            : [250 - 60 * t, 196 + 20 * t, 160 + 60 * t];
      rows.set(colour, y * (width * 3 + 1) + 1 + x * 3);
    }
  }
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(PNG_TABLE, body, true), body.length + 4);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function samplePdf(): Buffer {
  const text = "BT /F1 20 Tf 60 760 Td (Documento de exemplo) Tj ET";
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    `<</Length ${text.length}>>stream\n${text}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  let out = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = out.length;
    out += `${index + 1} 0 obj${object}endobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  out += `xref\n0 6\n0000000000 65535 f \n${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${out.length}\n%%EOF`;
  return Buffer.from(out, "latin1");
}

/** Silence in Ogg Opus, 50 frames of 20 ms to the second. */
function sampleOgg(seconds: number): Buffer {
  const page = (type: number, granule: number, sequence: number, packets: Buffer[]): Buffer => {
    const head = Buffer.alloc(27 + packets.length);
    head.write("OggS", 0, "latin1");
    head[5] = type;
    head.writeBigUInt64LE(BigInt(granule), 6);
    head.writeUInt32LE(1, 14);
    head.writeUInt32LE(sequence, 18);
    head[26] = packets.length;
    packets.forEach((packet, index) => {
      head[27 + index] = packet.length;
    });
    const whole = Buffer.concat([head, ...packets]);
    whole.writeUInt32LE(crc32(OGG_TABLE, whole, false), 22);
    return whole;
  };
  const identity = Buffer.concat([Buffer.from("OpusHead\x01\x01", "latin1"), Buffer.alloc(9)]);
  identity.writeUInt32LE(48_000, 12);
  const tags = Buffer.concat([Buffer.from("OpusTags", "latin1"), Buffer.alloc(8)]);
  const silence = Buffer.from([0xf8, 0xff, 0xfe]);
  const pages = Array.from({ length: seconds }, (_, index) =>
    page(index === seconds - 1 ? 4 : 0, (index + 1) * 48_000, index + 2, Array<Buffer>(50).fill(silence)),
  );
  return Buffer.concat([page(2, 0, 0, [identity]), page(0, 0, 1, [tags]), ...pages]);
}
