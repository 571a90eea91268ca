/** What staff may send, by the bytes that a file of the kind begins with. What a browser calls it is only a claim. */
const KINDS: readonly { readonly mimeType: string; readonly at: number; readonly bytes: readonly number[] }[] = [
  { mimeType: "image/jpeg", at: 0, bytes: [0xff, 0xd8, 0xff] },
  { mimeType: "image/png", at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mimeType: "application/pdf", at: 0, bytes: [...Buffer.from("%PDF-")] },
  { mimeType: "audio/ogg", at: 0, bytes: [...Buffer.from("OggS")] },
  { mimeType: "audio/mpeg", at: 0, bytes: [...Buffer.from("ID3")] },
  { mimeType: "audio/mpeg", at: 0, bytes: [0xff, 0xfb] },
  // A container of video as well: that it is sound alone, its brand says.
  { mimeType: "audio/mp4", at: 4, bytes: [...Buffer.from("ftypM4A ")] },
];

const DOCUMENTS: Readonly<Record<string, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
const ZIP = [0x50, 0x4b, 0x03, 0x04];

export const SENT_TYPES = [...new Set(KINDS.map(({ mimeType }) => mimeType)), ...Object.values(DOCUMENTS)];

/** What a file is; null for what staff may not send. Two kinds of office documents are told apart by their names. */
export function mimeTypeOf(bytes: Uint8Array, fileName: string): string | null {
  const begins = (at: number, with_: readonly number[]) => with_.every((byte, n) => bytes[at + n] === byte);
  const known = KINDS.find((kind) => begins(kind.at, kind.bytes));
  if (known) return known.mimeType;
  const extension = fileName.split(".").at(-1)?.toLowerCase() ?? "";
  return begins(0, ZIP) && Object.hasOwn(DOCUMENTS, extension) ? DOCUMENTS[extension]! : null;
}
