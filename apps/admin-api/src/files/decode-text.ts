export const ENCODINGS = ["utf-8", "windows-1252", "utf-16le", "utf-16be"] as const;
export type Encoding = (typeof ENCODINGS)[number];

const SAMPLE_BYTES = 4_096;
/** Text in Latin letters has a NUL beside nearly each one in UTF-16, and none in any other encoding. */
const NUL_PART = 0.3;

/** A file's text, as it was told or else found to be written; a mark at its start is no part of it. */
export function decodeText(file: Buffer, chosen?: Encoding): { readonly text: string; readonly encoding: Encoding } {
  const encoding = chosen ?? encodingOf(file);
  return { text: new TextDecoder(encoding).decode(file), encoding };
}

/** By its mark, by its NULs, and UTF-8 if it is that without a flaw: else what Windows writes in Brazil. */
function encodingOf(file: Buffer): Encoding {
  if (file[0] === 0xff && file[1] === 0xfe) return "utf-16le";
  if (file[0] === 0xfe && file[1] === 0xff) return "utf-16be";
  const sample = file.subarray(0, SAMPLE_BYTES);
  const nuls = (odd: 0 | 1) => sample.reduce((sum, byte, at) => sum + (byte === 0 && at % 2 === odd ? 1 : 0), 0);
  const half = sample.length / 2;
  if (nuls(1) > half * NUL_PART && nuls(0) < half * 0.05) return "utf-16le";
  if (nuls(0) > half * NUL_PART && nuls(1) < half * 0.05) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(file);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}
