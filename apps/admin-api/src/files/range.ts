/** A part of a file: its first and its last byte. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * What a player asks for (RFC 9110, 14.2). Null: the whole file, which is also the answer to several ranges at once and
 * to what lies behind the end; a server may ignore either.
 */
export function rangeOf(header: string | undefined, size: number): Range | null {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (from === "" && to === "") return null;
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(size - 1, Number(to));
  return first <= last ? { first, last } : null;
}

/** The bytes of the range, as they come by; the source is left where the range ends. */
export async function* part(source: AsyncIterable<Uint8Array>, { first, last }: Range): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of source) {
    const wanted = chunk.subarray(Math.max(0, first - at), Math.max(0, last + 1 - at));
    at += chunk.length;
    if (wanted.length > 0) yield wanted;
    if (at > last) return;
  }
}
