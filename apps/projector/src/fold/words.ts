import type { MessageContent, SendCommand } from "@acolhe/events";
import { storable } from "./record.ts";

/** What a timeline shows of a message: its kind, its words, and of media and choices what is needed to show them. */
export interface Shown {
  readonly kind: string;
  readonly text: string;
  readonly media: Record<string, string | string[]> | null;
}

export function shownContent(content: MessageContent): Shown {
  const { kind } = content;
  const shown = (text: string, media: Shown["media"] = null): Shown => ({ kind, text: storable(text), media });
  switch (kind) {
    case "text":
      return shown(content.text);
    case "image":
    case "audio":
    case "video":
    case "document":
    case "sticker":
      return shown(
        content.caption ?? "",
        mediaOf({ ...content, ...(kind === "document" ? { fileName: content.fileName } : {}) }),
      );
    case "location":
      return shown(
        [content.name, content.address, `${content.latitude}, ${content.longitude}`].filter(Boolean).join("\n"),
      );
    case "contact-card":
      return shown([content.name, ...content.phones].join("\n"));
    case "button-reply":
      return shown(content.label);
    case "list-reply":
      return shown(content.title);
    case "poll":
      return shown(content.question, { options: content.options.map(storable) });
    case "poll-vote":
      return shown(content.options.join("\n"));
    case "card":
      return shown(content.text);
    case "unknown":
      return shown("");
  }
}

export function shownCommand(command: SendCommand): Shown {
  const kind = command.type.slice("send-".length);
  const shown = (text: string, media: Shown["media"] = null): Shown => ({ kind, text: storable(text), media });
  switch (command.type) {
    case "send-text":
      return shown(command.text);
    case "send-link":
      return shown(command.text, { url: storable(command.url) });
    case "send-buttons":
      return shown(command.text, { options: command.buttons.map(({ label }) => storable(label)) });
    case "send-list":
      return shown(command.text, { options: command.rows.map(({ title }) => storable(title)) });
    case "send-image":
    case "send-video":
    case "send-document":
      return shown(command.caption ?? "", mediaOf(command));
    case "send-audio":
      return shown("", mediaOf(command));
    case "send-location":
      return shown(`${command.title}\n${command.address}`);
    case "send-contact":
      return shown(`${command.name}\n${command.phone}`);
    case "send-reaction":
      return shown(command.emoji);
  }
}

function mediaOf(from: { url: string | null; mimeType?: string; fileName?: string | undefined }): Shown["media"] {
  const { url, mimeType, fileName } = from;
  return Object.fromEntries(
    Object.entries({ url, mimeType, fileName }).flatMap(([name, value]) => (value ? [[name, storable(value)]] : [])),
  );
}
