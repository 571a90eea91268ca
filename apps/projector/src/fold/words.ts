import type { MessageDetails, MessageKind } from "@acolhe/database/projection";
import type { MessageContent, SendCommand } from "@acolhe/events";
import { storable } from "./record.ts";

/** What a timeline shows of a message: its kind, its words, and of media and choices what is needed to show them. */
export interface Shown {
  readonly kind: MessageKind;
  readonly text: string;
  readonly media: Record<string, string | string[]> | null;
  readonly details: MessageDetails | null;
}

/** Details that say nothing are none. */
export function detailsOf(details: { [K in keyof MessageDetails]: MessageDetails[K] | undefined }): Shown["details"] {
  const said = Object.entries(details).filter(([, value]) => value !== undefined);
  return said.length === 0 ? null : Object.fromEntries(said);
}

export function shownContent(content: MessageContent): Shown {
  const { kind } = content;
  const shown = (text: string, details: MessageDetails = {}, media: Shown["media"] = null): Shown => ({
    kind,
    text: storable(text),
    media,
    details: detailsOf(details),
  });
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
        fileDetails(content),
        mediaOf({ ...content, ...(kind === "document" ? { fileName: content.fileName } : {}) }),
      );
    case "location":
      return shown(
        [content.name, content.address, `${content.latitude}, ${content.longitude}`].filter(Boolean).join("\n"),
        { latitude: content.latitude, longitude: content.longitude },
      );
    case "contact-card":
      return shown([content, ...(content.others ?? [])].flatMap(({ name, phones }) => [name, ...phones]).join("\n"));
    case "button-reply":
      return shown(content.label, { choiceId: storable(content.buttonId) });
    case "list-reply":
      return shown(content.title, { choiceId: storable(content.rowId) });
    case "poll":
      return shown(content.question, {}, { options: content.options.map(storable) });
    case "poll-vote":
      return shown(content.options.join("\n"));
    case "card":
      return shown(content.text);
    case "unknown":
      return shown("");
  }
}

type Sent<T> = T extends `send-${infer K}` ? K : never;
type SentKind = Sent<SendCommand["type"]>;

export function shownCommand(command: SendCommand): Shown {
  const kind = command.type.slice("send-".length) as SentKind;
  const attendant = command.attendant && {
    source: command.attendant.source,
    id: storable(command.attendant.id),
  };
  const shown = (text: string, details: MessageDetails = {}, media: Shown["media"] = null): Shown => ({
    kind,
    text: storable(text),
    media,
    details: detailsOf({ ...details, attendant, quotes: command.quotes && storable(command.quotes) }),
  });
  const choice = (
    text: string,
    offered: readonly { id: string; label: string; description?: string | undefined }[],
  ) => {
    const options = offered.map(({ id, label, description }) => ({
      id: storable(id),
      label: storable(label),
      ...(description === undefined ? {} : { description: storable(description) }),
    }));
    return shown(text, { options }, { options: options.map(({ label }) => label) });
  };
  switch (command.type) {
    case "send-text":
      return shown(command.text);
    case "send-link":
      return shown(command.text, {}, { url: storable(command.url) });
    case "send-buttons":
      return choice(command.text, command.buttons);
    case "send-list":
      return choice(
        command.text,
        command.rows.map(({ title, ...row }) => ({ ...row, label: title })),
      );
    case "send-image":
    case "send-video":
    case "send-document":
      return shown(command.caption ?? "", {}, mediaOf(command));
    case "send-audio":
      return shown("", {}, mediaOf(command));
    case "send-location":
      return shown(`${command.title}\n${command.address}`, {
        latitude: command.latitude,
        longitude: command.longitude,
      });
    case "send-contact":
      return shown(`${command.name}\n${command.phone}`);
    case "send-reaction":
      return shown(command.emoji, { reactsTo: storable(command.messageId) });
  }
}

type WithFile = Extract<MessageContent, { url: string | null }>;

const fileDetails = (content: WithFile): MessageDetails => ({
  ...(content.kind === "audio" ? { voiceNote: content.voiceNote } : {}),
  ...(content.kind === "audio" && content.seconds !== undefined ? { seconds: content.seconds } : {}),
  ...(content.kind === "image" && content.viewOnce ? { viewOnce: true } : {}),
});

function mediaOf(from: { url: string | null; mimeType?: string; fileName?: string | undefined }): Shown["media"] {
  const { url, mimeType, fileName } = from;
  return Object.fromEntries(
    Object.entries({ url, mimeType, fileName }).flatMap(([name, value]) => (value ? [[name, storable(value)]] : [])),
  );
}
