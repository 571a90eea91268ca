import {
  type AttendantNotified,
  type AttendantReplied,
  CAPTION_LENGTH_MAX,
  type SendCommand,
  TEXT_LENGTH_MAX,
} from "@acolhe/events";
import { ATTENDANT_VALID_MS } from "../state/limits.ts";
import { type Draft, giveToPerson, sending } from "../turn/draft.ts";

/**
 * A person answers: their words leave whatever the bot's mode is, also to somebody who stopped the bot's messages (they
 * asked for no more of those, not for silence to their own question). Answering starts or prolongs human mode.
 */
export function relay(draft: Draft, event: AttendantReplied): string {
  giveToPerson(draft);
  const common = words(draft, event);
  const { content, quotedMessageId } = event;
  const quoted = quotedMessageId === undefined ? {} : { quotes: quotedMessageId };
  if (content.kind === "text") {
    const [first = "", ...others] = bubblesOf(content.text);
    // Of several bubbles the first shows what is answered.
    draft.commands.push({ type: "send-text", ...common, ...quoted, text: first });
    for (const text of others) draft.commands.push({ type: "send-text", ...common, text });
    return "attendant-replied";
  }
  const caption = content.caption?.toWellFormed().trim() ?? "";
  const fits = caption !== "" && caption.length <= CAPTION_LENGTH_MAX;
  const media = mediaCommand({ ...common, ...quoted }, content, fits ? caption : undefined);
  draft.commands.push(media);
  if (caption !== "" && !("caption" in media)) {
    for (const text of bubblesOf(caption)) draft.commands.push({ type: "send-text", ...common, text });
  }
  return "attendant-replied";
}

/**
 * A person lets the patient know something. Whoever has the conversation keeps it: no question is closed and no mode
 * changes. Unlike an answer it was not asked for, so it does not reach a patient who wants no more messages.
 */
export function notify(draft: Draft, event: AttendantNotified): string {
  if (draft.state.optedOut) return "notice-kept-back";
  draft.commands.push({ type: "send-text", ...words(draft, event), text: event.text.toWellFormed() });
  return event.type;
}

const words = (draft: Draft, { source, attendantId: id, externalId }: AttendantReplied | AttendantNotified) => ({
  ...sending(draft, "attendant", false),
  validUntil: draft.now + ATTENDANT_VALID_MS,
  attendant: { source, id, externalId },
});

type Media = Extract<AttendantReplied["content"], { kind: "media" }>;

function mediaCommand(common: ReturnType<typeof sending>, media: Media, caption: string | undefined): SendCommand {
  const { url, mimeType, fileName } = media;
  const captioned = { ...common, url, ...(caption === undefined ? {} : { caption }) };
  const [family, subtype = ""] = mimeType.toLowerCase().split("/");
  // WhatsApp shows these two as pictures; other image formats arrive only as files.
  if (family === "image" && ["jpeg", "jpg", "png"].includes(subtype)) return { type: "send-image", ...captioned };
  if (family === "video") return { type: "send-video", ...captioned };
  if (family === "audio") return { type: "send-audio", ...common, url };
  return {
    type: "send-document",
    ...captioned,
    extension: extensionOf(fileName, subtype),
    ...(fileName === undefined ? {} : { fileName: fileName.toWellFormed() }),
  };
}

function extensionOf(fileName: string | undefined, subtype: string): string {
  const named = fileName?.match(/\.([a-z0-9]{1,8})$/i)?.[1];
  if (named) return named.toLowerCase();
  return /^[a-z0-9]{1,8}$/.test(subtype) ? subtype : "bin";
}

/** Cut where a person would: after a paragraph, a line, a sentence, a word. Nothing is lost but white space. */
export function bubblesOf(text: string): string[] {
  const bubbles: string[] = [];
  let rest = text.toWellFormed().trim();
  while (rest.length > TEXT_LENGTH_MAX) {
    const head = rest.slice(0, TEXT_LENGTH_MAX);
    const cut = ["\n\n", "\n", ". ", " "].map((end) => head.lastIndexOf(end) + end.trimEnd().length);
    // Half a character at the end would be no text any more.
    const hard = /[\uD800-\uDBFF]$/.test(head) ? TEXT_LENGTH_MAX - 1 : TEXT_LENGTH_MAX;
    const at = cut.find((place) => place > TEXT_LENGTH_MAX / 2) ?? hard;
    bubbles.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === "" ? bubbles : [...bubbles, rest];
}
