import { type MessageContent, type SendCommand, storedFileOf } from "@acolhe/events";
import { mediaTypeOf, safeFileName } from "@acolhe/runtime/outside";

/** A file of a patient, kept by its event. */
export interface Media {
  readonly mimeType: string;
  readonly fileName: string;
  /** What is written when the file cannot be shown. */
  readonly name: string;
}

/** What a patient sent, as text for the desk; with a file, its caption. */
export function contentText(content: MessageContent): string {
  switch (content.kind) {
    case "text":
      return content.text;
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker":
      return content.caption ?? "";
    case "location": {
      const place = [content.name, content.address].filter(Boolean).join(", ");
      const link = `https://maps.google.com/?q=${content.latitude},${content.longitude}`;
      return `📍 ${content.live ? "Localização em tempo real" : "Localização"}${place ? `: ${place}` : ""}\n${link}`;
    }
    case "contact-card":
      return [content, ...(content.others ?? [])]
        .map(({ name, phones }) => `👤 Contato: ${name}\n${phones.join("\n")}`.trim())
        .join("\n\n");
    case "button-reply":
      return content.label;
    case "list-reply":
      return content.title;
    case "poll":
      return `📊 ${content.question}\n${content.options.map((one) => `• ${one}`).join("\n")}`;
    case "poll-vote":
      return `📊 Votou: ${content.options.join(", ")}`;
    case "card":
      return content.text === "" ? `[cartão: ${content.card}]` : content.text;
    case "unknown":
      return "[mensagem de um tipo que ainda não sabemos mostrar]";
  }
}

const NAMES = { image: "imagem", video: "vídeo", audio: "áudio", document: "documento", sticker: "figurinha" } as const;

const ENDINGS: Readonly<Record<string, string>> = { jpeg: "jpg", "": "bin" };

export function mediaOf(content: MessageContent): Media | null {
  if (!("url" in content)) return null;
  const { kind } = content;
  const mimeType = mediaTypeOf(content.mimeType);
  const subtype = mimeType === "application/octet-stream" ? "bin" : mimeType.split("/")[1]!.replace(/[^a-z0-9]/g, "");
  const fileName = kind === "document" ? safeFileName(content.fileName) : `${kind}.${ENDINGS[subtype] ?? subtype}`;
  return { mimeType, fileName, name: NAMES[kind] };
}

/** What we say to a patient, as text for the desk; null when there is nothing to read. */
export function commandText(command: SendCommand): string | null {
  switch (command.type) {
    case "send-text":
      return command.text;
    case "send-buttons":
      return `${command.text}\n\n${command.buttons.map(({ label }) => `▸ ${label}`).join("\n")}`;
    case "send-list":
      return `${command.text}\n\n${command.rows.map(({ title }) => `▸ ${title}`).join("\n")}`;
    case "send-link":
      return command.text;
    case "send-location":
      return `📍 ${command.title}\n${command.address}`;
    case "send-contact":
      return `👤 ${command.name}: +${command.phone}`;
    case "send-image":
    case "send-video":
    case "send-document":
      return [command.caption, linkOf(command.url)].filter(Boolean).join("\n");
    case "send-audio":
      return `🎤 Áudio ${linkOf(command.url)}`.trim();
    case "send-reaction":
      return null;
  }
}

/** A file inside the address itself would fill the page, and one of our own store has none that a desk could open. */
const linkOf = (url: string) => (url.startsWith("data:") || storedFileOf(url) !== null ? "(arquivo)" : url);
