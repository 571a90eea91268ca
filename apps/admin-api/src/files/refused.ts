import type { Sentence } from "../sentences/catalogue.ts";

/** A file that is not read, with what its sender is told. Plain, because it crosses from the parser's thread. */
export class FileRefused extends Error {
  override readonly name = "FileRefused";
  readonly code: "invalid-request" | "payload-too-large";
  readonly detail: Sentence;

  constructor(code: FileRefused["code"], detail: Sentence, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.detail = detail;
  }
}

export const tooLarge = (detail: Sentence) => new FileRefused("payload-too-large", detail);
export const UNREADABLE_FILE = "O arquivo não pôde ser lido. Envie CSV ou XLSX.";
