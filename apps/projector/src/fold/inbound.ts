import type { MessageChange, MessageRow } from "@acolhe/database/projection";
import { LogEvent } from "@acolhe/events";
import { instant, type StreamRecord, storable } from "./record.ts";
import { type Shown, shownContent } from "./words.ts";

/** What INBOUND adds to the read side: the words of patients, of people on the clinic's phone and of other systems. */
export interface InboundRows {
  readonly messages: MessageRow[];
  readonly changes: MessageChange[];
}

export function foldInbound(rows: InboundRows, record: StreamRecord): void {
  const event = LogEvent.parse(record.json());
  const message = (author: MessageRow["author"], shown: Shown, messageId: string | null): MessageRow => ({
    channel: event.channel,
    contactKey: event.contact,
    id: storable(event.id),
    author,
    at: instant(event.receivedAt),
    ...shown,
    inboundSeq: record.seq,
    turnSeq: null,
    commandIndex: null,
    messageId: messageId === null ? null : storable(messageId),
    editedAt: null,
    revokedAt: null,
  });
  switch (event.type) {
    case "message-received":
      rows.messages.push(message("patient", shownContent(event.content), event.messageId));
      break;
    case "reaction-received":
      rows.messages.push(
        message("patient", { kind: "reaction", text: storable(event.emoji), media: null }, event.messageId),
      );
      break;
    case "call-received":
      rows.messages.push(message("patient", { kind: "call", text: event.phase, media: null }, null));
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
    default:
      // Everything else is told by the turn it made.
      break;
  }
}

const changeOf = (
  event: { channel: string; messageId: string; receivedAt: number },
  { seq }: StreamRecord,
): MessageChange => ({
  channel: event.channel,
  messageId: storable(event.messageId),
  seq,
  at: instant(event.receivedAt),
});
