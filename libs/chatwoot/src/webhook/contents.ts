import { safeFileName } from "@acolhe/runtime/outside";
import type { Attachment } from "./schemas.ts";
import { whatsappText } from "./whatsapp-text.ts";

/** One piece of what an attendant wrote; each becomes an event of its own. */
export type DeskContent =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "media";
      readonly url: string;
      readonly mimeType: string;
      readonly fileName?: string;
      readonly caption?: string;
    };

const MIME_TYPE = /^[\w.+-]{1,64}\/[\w.+-]{1,96}$/;
/** Chatwoot takes 150 000 characters; no patient reads that on a phone. */
const TEXT_LENGTH_MAX = 20_000;

/** The caption goes with the first file only: repeating it with each is the classic mistake of bridges. */
export function contentsOf(message: {
  readonly content?: string | null | undefined;
  readonly attachments?: readonly Attachment[] | null | undefined;
}): DeskContent[] {
  const text = whatsappText(message.content ?? "").slice(0, TEXT_LENGTH_MAX);
  const [first, ...rest] = (message.attachments ?? []).flatMap((one) => fileOf(one) ?? []);
  if (!first) return text === "" ? [] : [{ kind: "text", text }];
  return [text === "" ? first : { ...first, caption: text }, ...rest];
}

function fileOf(file: Attachment): Extract<DeskContent, { kind: "media" }> | null {
  const { data_url: url, content_type: mimeType } = file;
  if (!url || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return null;
  const fileName = fileNameOf(url, file.extension ?? undefined);
  return {
    kind: "media",
    url,
    mimeType: mimeType && MIME_TYPE.test(mimeType) ? mimeType : (TYPICAL[file.file_type] ?? "application/octet-stream"),
    ...(fileName ? { fileName } : {}),
  };
}

/** Chatwoot tells the kind even where it does not tell the type. */
const TYPICAL: Readonly<Record<string, string>> = { image: "image/jpeg", audio: "audio/ogg", video: "video/mp4" };

function fileNameOf(url: string, extension: string | undefined): string {
  const last = new URL(url).pathname.split("/").pop() ?? "";
  const name = last === "" ? "" : safeFileName(safeDecode(last));
  return name.includes(".") || !extension ? name : `arquivo.${extension}`;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
