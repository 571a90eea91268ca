import { contentHash, stableId } from "@acolhe/events";
import { defined } from "../defined.ts";
import type { ConversationDraft, Normalised, ReceiptDraft, Received, TakeoverDraft } from "./types.ts";

/** Undefined for a name with nothing visible: fillers, marks of direction, blanks. */
const shownName = (name: string | undefined): string | undefined =>
  name !== undefined && /[^\s\p{Default_Ignorable_Code_Point}\p{C}\u2800]/u.test(name) ? name : undefined;

/** What makes this fact about a message differ from others about the same message. */
function identify({ webhook, idOf }: Received): string {
  if (webhook.waitingMessage) return idOf("waiting");
  if (webhook.isEdit) return idOf("edit", webhook.editMessageId ?? stableId(JSON.stringify(webhook.said)));
  if (webhook.reaction) return idOf("reaction");
  return idOf("message");
}

export function fromPatient(received: Received): Normalised {
  const { webhook, names, at, receivedAt } = received;
  const envelope = { id: identify(received), at, receivedAt, messageId: webhook.messageId ?? "" };
  return { target: "conversation", names, draft: draftOf() };

  function draftOf(): ConversationDraft {
    const { content } = webhook.said;
    // A placeholder has no content: the message follows, so its id must differ from the message's.
    if (webhook.waitingMessage) return { type: "message-waiting", ...envelope };
    if (webhook.isEdit) return { type: "message-edited", ...envelope, content };
    const { reaction } = webhook;
    if (reaction?.value !== undefined) {
      return {
        type: "reaction-received",
        ...envelope,
        // The time the person reacted, by which the last of several reactions wins.
        at: reaction.time ?? at,
        // On a message that the payload does not name it is no answer to anything, but no message either.
        targetMessageId: reaction.referencedMessage?.messageId ?? "",
        emoji: reaction.value,
      };
    }
    return defined({
      type: "message-received" as const,
      ...envelope,
      address: names.address,
      senderName: shownName(webhook.senderName),
      quotedMessageId: webhook.referenceMessageId,
      forwarded: webhook.forwarded || undefined,
      statusReply: webhook.isStatusReply || undefined,
      ad:
        webhook.externalAdReply &&
        defined({ sourceId: webhook.externalAdReply.sourceId, title: webhook.externalAdReply.title }),
      content,
    });
  }
}

/**
 * Sent from the clinic's number. Through the gateway's API: an echo, whatever system uses the instance. Not through it: a
 * person on the phone. Unsaid: ingress looks for the message in the log. The sender's name is the clinic's own here.
 */
export function fromClinic(received: Received): Normalised {
  const { webhook, names, at, receivedAt } = received;
  const id = identify(received);
  const messageId = webhook.messageId ?? "";
  const { content, spoken } = webhook.said;
  const waiting = webhook.waitingMessage === true;

  const takeover: TakeoverDraft = defined({
    type: "takeover-started" as const,
    id,
    at,
    receivedAt,
    source: "phone" as const,
    messageId: webhook.messageId,
    content: waiting ? undefined : content,
  });
  // A placeholder says nothing yet: a hash of its own keeps it from matching a send without words.
  const hash = waiting ? stableId("waiting", messageId) : contentHash(spoken);
  const receipt: ReceiptDraft = { id, kind: "echoed", messageId, at, receivedAt, contentHash: hash };

  if (webhook.fromApi === undefined) {
    return { target: "own-or-human", names, messageId, contentHash: hash, at, takeover, receipt };
  }
  const type = "sent-by-other-system" as const;
  const other = waiting ? {} : { other: { type, id, at, receivedAt, messageId, content } };
  return webhook.fromApi
    ? { target: "receipt", names, draft: receipt, ...other }
    : { target: "conversation", names, draft: takeover };
}
