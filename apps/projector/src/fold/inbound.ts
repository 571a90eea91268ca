import type { MessageAuthor, MessageChange, MessageRow } from "@acolhe/database/projection";
import { LogEvent, type MessageReceived, type ReactionReceived } from "@acolhe/events";
import { instant, type StreamRecord, storable } from "./record.ts";
import { detailsOf, type Shown, shownContent } from "./words.ts";

/** What INBOUND adds to the read side: the words of patients, of people on the clinic's phone and of other systems. */
export interface InboundRows {
  readonly messages: MessageRow[];
  readonly changes: MessageChange[];
}

export function foldInbound(rows: InboundRows, record: StreamRecord): void {
  const event = LogEvent.parse(record.json());
  const message = (author: MessageAuthor, shown: Shown, messageId: string | null): MessageRow =>
    rowOf(event, record, { author, shown, messageId });
  switch (event.type) {
    case "message-received":
      rows.messages.push(message("patient", received(event), event.messageId));
      break;
    case "reaction-received":
      rows.messages.push(message("patient", reaction(event), event.messageId));
      break;
    case "call-received":
      rows.messages.push(message("patient", { kind: "call", text: event.phase, media: null, details: null }, null));
      break;
    case "takeover-started":
      if (event.content) rows.messages.push(message("phone", shownContent(event.content), event.messageId ?? null));
      break;
    case "sent-by-other-system":
      rows.messages.push(message("other-system", shownContent(event.content), event.messageId));
      break;
    case "message-edited":
      rows.changes.push({ ...changeOf(event, record), text: shownContent(event.content).text });
      break;
    case "message-revoked":
      rows.changes.push(changeOf(event, record));
      break;
    // These are told by the turn they made.
    case "message-waiting":
    case "message-missed":
    case "notice-received":
    case "timer-fired":
    case "lookup-answered":
    case "outcome-settled":
    case "attendant-replied":
    case "attendant-notified":
    case "merged-from":
    case "merged-into":
    case "unmerged":
    case "returned-to-bot":
    case "bot-paused":
    case "bot-stopped":
    case "contact-resumed":
    case "known-before-start":
      break;
    default:
      event satisfies never;
  }
}

const rowOf = (
  event: { readonly channel: string; readonly contact: string; readonly id: string; readonly receivedAt: number },
  { seq }: StreamRecord,
  { author, shown, messageId }: { author: MessageAuthor; shown: Shown; messageId: string | null },
): MessageRow => ({
  channel: event.channel,
  contactKey: event.contact,
  id: storable(event.id),
  author,
  at: instant(event.receivedAt),
  kind: shown.kind,
  text: shown.text,
  media: shown.media,
  details: shown.details as MessageRow["details"],
  inboundSeq: seq,
  turnSeq: null,
  commandIndex: null,
  messageId: messageId === null ? null : storable(messageId),
  editedAt: null,
  revokedAt: null,
});

function received({ content, quotedMessageId, forwarded, statusReply, ad }: MessageReceived): Shown {
  const shown = shownContent(content);
  const quotes = quotedMessageId === undefined ? undefined : storable(quotedMessageId);
  const from = {
    forwarded: forwarded || undefined,
    statusReply: statusReply || undefined,
    ad: ad?.title === undefined ? undefined : storable(ad.title),
  };
  return { ...shown, details: detailsOf({ ...shown.details, quotes, ...from }) };
}

const reaction = ({ emoji, targetMessageId }: ReactionReceived): Shown => ({
  kind: "reaction",
  text: storable(emoji),
  media: null,
  details: { reactsTo: storable(targetMessageId) },
});

const changeOf = (
  event: { channel: string; messageId: string; receivedAt: number },
  { seq }: StreamRecord,
): MessageChange => ({
  channel: event.channel,
  messageId: storable(event.messageId),
  seq,
  at: instant(event.receivedAt),
});
