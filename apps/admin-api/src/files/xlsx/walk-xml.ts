import { Parser } from "htmlparser2";

export interface XmlEvents {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Goes through a part's XML as it is unpacked, without building a tree. Names come without the prefixes that some programs
 * write; entities of a document's own are not expanded.
 *
 * @param isDone looked at between pieces: what is enough, is not read on
 */
export async function walkXml(
  chunks: AsyncIterable<Uint8Array>,
  events: XmlEvents,
  isDone: () => boolean = () => false,
): Promise<void> {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => events.open?.(local(name), attributes),
      ontext: (text) => events.text?.(text),
      onclosetag: (name) => events.close?.(local(name)),
    },
    { xmlMode: true, decodeEntities: true },
  );
  const decoder = new TextDecoder();
  for await (const chunk of chunks) {
    parser.write(decoder.decode(chunk, { stream: true }));
    if (isDone()) return;
  }
  parser.end(decoder.decode());
}

const local = (name: string) => name.slice(name.indexOf(":") + 1);

/** Excel writes what XML cannot say as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export const unescaped = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
