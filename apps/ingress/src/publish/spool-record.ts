import { crc32 } from "node:zlib";

/** One line: eight hex digits of the CRC-32 of what follows, a space, JSON. JSON holds no line break of its own. */
export function encodeRecord(value: unknown): Buffer {
  const json = JSON.stringify(value);
  return Buffer.from(`${crc32(json).toString(16).padStart(8, "0")} ${json}\n`);
}

/** The value, or undefined when the line is damaged. `line` is without its line break. */
export function decodeRecord(line: Buffer): unknown {
  const json = line.subarray(9);
  if (
    line.length < 10 ||
    line[8] !== 0x20 ||
    line.toString("latin1", 0, 8) !== crc32(json).toString(16).padStart(8, "0")
  )
    return undefined;
  try {
    return JSON.parse(json.toString("utf8"));
  } catch {
    return undefined;
  }
}
