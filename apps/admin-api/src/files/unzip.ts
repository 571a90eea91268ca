import { createInflateRaw } from "node:zlib";
import { FileRefused, tooLarge, UNREADABLE_FILE } from "./refused.ts";

/* Offsets in the records of a ZIP file: PKWARE's APPNOTE, 4.3.7 (local), 4.3.12 (central directory), 4.3.16 (its end). */
const END = 0x06054b50;
const END_BYTES = 22;
const CENTRAL = 0x02014b50;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const COMMENT_BYTES_MAX = 65_535;
const DEFLATED = 8;
const TOO_LARGE = "O conteúdo do arquivo, descompactado, é grande demais.";

/**
 * Makes sure that a ZIP file's parts are no larger than this together, unpacked. What the directory says is believed only
 * when it is too much: otherwise each part is unpacked, counted and thrown away.
 *
 * @throws FileRefused
 */
export async function assertInflatesTo(file: Buffer, bytesMax: number): Promise<void> {
  const parts = partsOf(file);
  if (parts.reduce((sum, { size }) => sum + size, 0) > bytesMax) throw tooLarge(TOO_LARGE);
  let left = bytesMax;
  for (const { method, data } of parts) {
    left -= method === DEFLATED ? await inflatedBytes(data, left) : data.length;
    if (left < 0) throw tooLarge(TOO_LARGE);
  }
}

export interface Part {
  readonly name: string;
  readonly method: number;
  readonly size: number;
  readonly data: Buffer;
}

/** @throws FileRefused for what is no ZIP file */
export function partsOf(file: Buffer): Part[] {
  try {
    const end = endOf(file);
    const parts: Part[] = [];
    let at = file.readUInt32LE(end + 16);
    for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
      if (file.readUInt32LE(at) !== CENTRAL) break;
      const [packed, size, local] = [20, 24, 42].map((offset) => file.readUInt32LE(at + offset)) as [
        number,
        number,
        number,
      ];
      const [name, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset)) as [
        number,
        number,
        number,
      ];
      const from = local + LOCAL_BYTES + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
      parts.push({
        name: file.toString("utf8", at + CENTRAL_BYTES, at + CENTRAL_BYTES + name),
        ...{ method: file.readUInt16LE(at + 10), size, data: file.subarray(from, from + packed) },
      });
      at += CENTRAL_BYTES + name + extra + comment;
    }
    return parts;
  } catch (error) {
    if (error instanceof RangeError) throw new FileRefused("invalid-request", UNREADABLE_FILE);
    throw error;
  }
}

function endOf(file: Buffer): number {
  const first = Math.max(0, file.length - END_BYTES - COMMENT_BYTES_MAX);
  for (let at = file.length - END_BYTES; at >= first; at -= 1) if (file.readUInt32LE(at) === END) return at;
  throw new FileRefused("invalid-request", UNREADABLE_FILE);
}

/** How large a part is unpacked, or any number above `bytesMax`. */
async function inflatedBytes(data: Buffer, bytesMax: number): Promise<number> {
  let bytes = 0;
  for await (const chunk of inflated(data)) {
    bytes += chunk.length;
    if (bytes > bytesMax) break;
  }
  return bytes;
}

/** A part's content, piece by piece. */
export async function* unpacked({ method, data }: Part): AsyncGenerator<Buffer> {
  if (method === DEFLATED) yield* inflated(data);
  else yield data;
}

async function* inflated(data: Buffer): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  inflate.end(data);
  for await (const chunk of inflate) yield chunk as Buffer;
}
