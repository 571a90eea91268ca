import type { SendCommand } from "@acolhe/events";
import { linkMessage } from "./words.ts";

export interface SendOptions {
  /** Seconds until the gateway's next message leaves. Absent: its own random 1 to 3. */
  readonly delayMessage?: number;
  /** Seconds of "typing…" or "recording…" before this one; only text, link and audio know it. */
  readonly delayTyping?: number;
}

export interface SendAccepted {
  /** Id in the gateway's queue. */
  readonly zaapId: string;
  /** WhatsApp's id, which callbacks name. */
  readonly messageId: string;
}

interface SendRequest {
  readonly route: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the gateway accepts for either delay, seconds. */
const DELAY_SECONDS_MIN = 1;
const DELAY_SECONDS_MAX = 15;

/** One command → route and body. Keys whose value is undefined do not reach the wire. */
export function sendRequest(command: SendCommand, options: SendOptions = {}): SendRequest {
  const plain = { phone: command.to, delayMessage: seconds(options.delayMessage) };
  // Of voice and interactive messages the gateway does not say that they can answer one.
  const base = { ...plain, messageId: command.quotes };
  const typing = { ...base, delayTyping: seconds(options.delayTyping) };
  switch (command.type) {
    case "send-text":
      return { route: "send-text", body: { ...typing, message: command.text } };
    case "send-image":
      return { route: "send-image", body: { ...base, image: command.url, caption: command.caption } };
    case "send-document":
      return {
        route: `send-document/${command.extension}`,
        body: { ...base, document: command.url, fileName: command.fileName, caption: command.caption },
      };
    // Files are fetched after the answer: otherwise the call lasts as long as the download.
    case "send-audio":
      return {
        route: "send-audio",
        body: { ...plain, delayTyping: typing.delayTyping, audio: command.url, async: true },
      };
    case "send-video":
      return { route: "send-video", body: { ...base, video: command.url, caption: command.caption, async: true } };
    case "send-location":
      return { route: "send-location", body: { ...base, ...locationOf(command) } };
    case "send-contact":
      return { route: "send-contact", body: { ...base, contactName: command.name, contactPhone: command.phone } };
    case "send-link":
      return { route: "send-link", body: { ...typing, ...linkOf(command) } };
    case "send-buttons":
      return {
        route: "send-button-list",
        body: {
          ...plain,
          message: command.text,
          buttonList: { buttons: command.buttons.map(({ id, label }) => ({ id, label })) },
        },
      };
    case "send-list":
      return { route: "send-option-list", body: { ...plain, message: command.text, optionList: listOf(command) } };
    case "send-reaction": {
      const target = { ...plain, messageId: command.messageId };
      return command.emoji === ""
        ? { route: "send-remove-reaction", body: target }
        : { route: "send-reaction", body: { ...target, reaction: command.emoji } };
    }
  }
}

type Of<T extends SendCommand["type"]> = Extract<SendCommand, { type: T }>;

const locationOf = ({ title, address, latitude, longitude }: Of<"send-location">) => ({
  title,
  address,
  // Text here, numbers when received.
  latitude: String(latitude),
  longitude: String(longitude),
});

const linkOf = (command: Of<"send-link">) => ({
  message: linkMessage(command),
  image: command.image,
  linkUrl: command.url,
  title: command.title,
  linkDescription: command.description,
});

const listOf = ({ title, buttonLabel, rows }: Of<"send-list">) => ({
  title,
  buttonLabel,
  options: rows.map(({ id, title, description }) => ({ id, title, description })),
});

function seconds(value: number | undefined): number | undefined {
  if (value === undefined || value < DELAY_SECONDS_MIN) return undefined;
  return Math.min(DELAY_SECONDS_MAX, Math.round(value));
}
