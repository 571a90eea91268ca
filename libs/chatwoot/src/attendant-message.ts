import type { MessageAnswer } from "./client/answers.ts";
import type { DeskConversation } from "./client/conversation-calls.ts";
import { isOurMark } from "./source-id.ts";
import { contentsOf } from "./webhook/contents.ts";
import type { AttendantMessage } from "./webhook/facts.ts";

const OUTGOING = 1;

/** What the webhook of this message would have said; null when it is not an attendant's to the patient. */
export function attendantMessageOf(conversation: DeskConversation, message: MessageAnswer): AttendantMessage | null {
  const { sender, content_attributes: attributes } = message;
  if (message.message_type !== OUTGOING || message.private || sender?.type !== "user") return null;
  if (isOurMark(message.source_id) || attributes?.external_echo || attributes?.deleted) return null;
  const contents = contentsOf(message);
  if (contents.length === 0) return null;
  const { address, phone, inboxId, id: conversationId } = conversation;
  const base = { address, phone, inboxId, conversationId };
  return {
    kind: "attendant-message",
    ...base,
    messageId: message.id,
    attendantId: sender.id,
    contents,
    at: message.created_at * 1000,
  };
}
