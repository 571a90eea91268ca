import { z } from "zod";
import type { ReadContent } from "./content/kind.ts";
import { readContent } from "./content/read.ts";
import { flag, instant, part, rawText, text } from "./lenient.ts";

const Envelope = z.object({
  instanceId: text(),
  messageId: text(),
  editMessageId: text(),
  phone: text(),
  chatLid: text(),
  senderLid: text(),
  fromMe: flag(),
  fromApi: flag(),
  momment: instant(),
  isGroup: flag(),
  isNewsletter: flag(),
  broadcast: flag(),
  isStatusReply: flag(),
  isEdit: flag(),
  waitingMessage: flag(),
  forwarded: flag(),
  senderName: text(),
  referenceMessageId: text(),
  externalAdReply: part({ sourceId: text(), title: text() }),
  notification: text(),
  callId: text(),
  callDirection: text(),
  isVideo: flag(),
  reaction: part({
    value: rawText(),
    time: instant(),
    referencedMessage: part({ messageId: text() }),
  }),
});

/** Keys that carry no content: what is left over in a message names an unknown kind. */
const ENVELOPE_KEYS: ReadonlySet<string> = new Set([
  ...Object.keys(Envelope.shape),
  "type",
  "connectedPhone",
  "status",
  "chatName",
  "senderPhoto",
  "photo",
  "participantPhone",
  "participantLid",
  "messageExpirationSeconds",
  "broadcastRecipients",
  "viewOnce",
  "expiresAt",
  "code",
  "notificationParameters",
  "statusImage",
  "statusVideo",
  "statusAudio",
]);

/** Something in a chat: a message of the patient, of ours, or a notification. */
export interface ReceivedWebhook extends z.output<typeof Envelope> {
  readonly kind: "received";
  readonly said: ReadContent;
}

export function readReceived(payload: Record<string, unknown>): ReceivedWebhook {
  const envelope = Envelope.parse(payload);
  const emoji = envelope.reaction?.value;
  const said: ReadContent =
    emoji === undefined
      ? readContent(payload, ENVELOPE_KEYS)
      : { content: { kind: "card", card: "reaction", text: emoji }, spoken: emoji };
  return { kind: "received", ...envelope, said };
}
