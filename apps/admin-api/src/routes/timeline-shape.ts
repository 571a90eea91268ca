import { dangerText, reasonSentence } from "@acolhe/conversation";
import type { MessageReferred, readTimeline } from "@acolhe/database";
import { storedFileOf } from "@acolhe/events";
import type { z } from "zod";
import type { Timeline } from "../schemas/timeline.ts";
import { said } from "../sentences/said.ts";
import type { FlowTalk } from "../why/flow-talk.ts";
import { ruleSentence } from "../why/rule-sentence.ts";
import { toldValues } from "../why/why.ts";

type Item = Awaited<ReturnType<typeof readTimeline>>["items"][number];
type Kind<T extends Item["type"]> = Extract<Item, { readonly type: T }>;
type Shown = z.input<typeof Timeline>["items"][number];

/** What a page of the timeline refers to, looked up for all of it at once. */
export interface References {
  readonly messages: readonly MessageReferred[];
  /** Names of attendants by their id. */
  readonly names: ReadonlyMap<string, string>;
  /** Where files of this conversation are handed over. */
  readonly mediaPath: string;
  /** How the conversation's flow calls things. */
  readonly talk: FlowTalk;
}

export function gatewayIdsIn(items: readonly Item[]): string[] {
  return items.flatMap((item) =>
    item.type === "message" ? [item.details?.quotes, item.details?.reactsTo].filter((id) => id !== undefined) : [],
  );
}

export function attendantIdsIn(items: readonly Item[]): string[] {
  return items.flatMap((item) => {
    const attendant = item.type === "message" ? item.details?.attendant : undefined;
    return attendant?.source === "panel" ? [attendant.id] : [];
  });
}

export function shownItem(item: Item, references: References): Shown {
  switch (item.type) {
    case "message":
      return shownMessage(item, references);
    case "turn":
      return { ...item, sentence: ruleSentence(item.rule, references.talk) };
    case "handoff":
      return shownHandoff(item, references);
    case "note": {
      const { authorId, author, ...note } = item;
      return { ...note, author: { id: authorId, name: author } };
    }
  }
}

function shownHandoff({ summary, ...handoff }: Kind<"handoff">, { talk }: References): Shown {
  return {
    ...handoff,
    label: said(reasonSentence(handoff.reason)),
    danger: summary.danger === undefined ? null : said(dangerText(summary.danger)),
    firstWords: summary.first_words ?? null,
    summary: toldValues(summary, talk),
  };
}

function shownMessage(item: Kind<"message">, { messages, names, mediaPath }: References): Shown {
  const { status, code, attempts, settledAs, acceptedAt, sentAt, receivedAt, readAt, details, media, ...message } =
    item;
  const referred = (messageId: string | undefined) => {
    if (messageId === undefined) return null;
    const found = messages.find((one) => one.messageId === messageId);
    return found
      ? { id: found.id, author: found.author, kind: found.kind, text: found.text }
      : { id: null, author: null, kind: null, text: null };
  };
  const attendant = details?.attendant;
  const { latitude, longitude } = details ?? {};
  return {
    ...message,
    attendant: attendant ? { ...attendant, name: names.get(attendant.id) ?? null } : null,
    quote: referred(details?.quotes),
    reactsTo: referred(details?.reactsTo),
    options: optionsOf(item),
    choiceId: details?.choiceId ?? null,
    location: latitude === undefined || longitude === undefined ? null : { latitude, longitude },
    media: mediaOf(item, mediaPath),
    forwarded: details?.forwarded ?? false,
    statusReply: details?.statusReply ?? false,
    ad: details?.ad ?? null,
    delivery:
      status === null || attempts === null
        ? null
        : { status, code, attempts, settledAs, acceptedAt, sentAt, receivedAt, readAt },
  };
}

/** What was projected before knows labels only. */
function optionsOf({ details, media }: Kind<"message">) {
  if (details?.options) return details.options.map(({ id, label, description = null }) => ({ id, label, description }));
  const labels = Array.isArray(media?.options) ? media.options : [];
  return labels.map((label) => ({ id: null, label, description: null }));
}

const FILES: ReadonlySet<string> = new Set(["image", "audio", "video", "document", "sticker"]);

/** The gateway's address of a patient's file is left out: it works for any holder. */
function mediaOf({ kind, turnSeq, id, media, details }: Kind<"message">, mediaPath: string) {
  if (!FILES.has(kind)) return null;
  const text = (name: string) => (typeof media?.[name] === "string" ? media[name] : null);
  const url = text("url");
  const stored = turnSeq === null ? id : url && storedFileOf(url);
  return {
    mimeType: text("mimeType"),
    fileName: text("fileName"),
    seconds: details?.seconds ?? null,
    voiceNote: details?.voiceNote ?? false,
    viewOnce: details?.viewOnce ?? false,
    path: stored ? `${mediaPath}/${stored}` : null,
    url: turnSeq !== null && url !== null && /^https?:/.test(url) ? url : null,
  };
}
