import { type SendButtons, type SendCommand, type SendLink, type SendList, TEXT_LENGTH_MAX } from "@acolhe/events";
import type { z } from "zod";

type SendText = Extract<SendCommand, { type: "send-text" }>;
type Interactive = z.infer<typeof SendButtons> | z.infer<typeof SendList>;

/** The words by which the echo of a command is recognised: the same that are read from that echo. */
export function spokenText(command: SendCommand): string {
  switch (command.type) {
    case "send-text":
    case "send-buttons":
    case "send-list":
      return command.text;
    case "send-link":
      return linkMessage(command);
    case "send-image":
    case "send-document":
    case "send-video":
      return command.caption ?? "";
    case "send-reaction":
      return command.emoji;
    case "send-audio":
    case "send-location":
    case "send-contact":
      return "";
  }
}

/** WhatsApp shows the preview only when the text ends with the link. */
export function linkMessage({ text, url }: Pick<z.infer<typeof SendLink>, "text" | "url">): string {
  const trimmed = text.trimEnd();
  return trimmed.endsWith(url) ? trimmed : `${trimmed} ${url}`;
}

/** The same choice as numbered text, for numbers on which buttons and lists do not work. */
export function textFallback(command: Interactive): SendText {
  const { to, author, repeatable, validUntil } = command;
  const rows =
    command.type === "send-buttons"
      ? command.buttons.map(({ label }) => ({ title: label, description: undefined }))
      : command.rows;
  const plain = rows.map(({ title }, i) => `*${i + 1}* - ${title}`).join("\n");
  const full = rows
    .map(({ title, description }, i) => `*${i + 1}* - ${title}${description ? ` (${description})` : ""}`)
    .join("\n");
  // The choices matter more than their descriptions, and more than the end of a long prompt.
  const choices = `${command.text}\n\n${full}`.length <= TEXT_LENGTH_MAX ? full : plain;
  const room = TEXT_LENGTH_MAX - choices.length - 2;
  const prompt = command.text.length <= room ? command.text : `${command.text.slice(0, room - 1)}…`;
  return { type: "send-text", to, author, repeatable, validUntil, text: `${prompt}\n\n${choices}` };
}

/** Below this patients do not expect to see typing. */
const TYPING_LENGTH_MIN = 20;
const TYPING_CHARACTERS_PER_SECOND = 60;
const TYPING_SECONDS_MAX = 5;

/** Seconds of "typing…" before a text of so many characters. */
export function delayTypingSeconds(textLength: number): number {
  if (textLength < TYPING_LENGTH_MIN) return 0;
  return Math.min(TYPING_SECONDS_MAX, Math.max(1, Math.ceil(textLength / TYPING_CHARACTERS_PER_SECOND)));
}
