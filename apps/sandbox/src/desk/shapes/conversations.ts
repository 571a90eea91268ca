import type { Book } from "../book.ts";
import type { Conversation } from "../records.ts";
import type { contactShapes } from "./contacts.ts";
import type { messageShapes } from "./messages.ts";
import type { staffShapes } from "./staff.ts";
import { iso, seconds } from "./times.ts";

type Parts = ReturnType<typeof contactShapes> & ReturnType<typeof staffShapes> & ReturnType<typeof messageShapes>;

/** Conversations in answers. */
export function conversationShapes(book: Book, { contactRest, agent, botPush, teamRow, messageNested }: Parts) {
  /** In REST a missing assignee or team is absent, not null. */
  function conversationRest(conversation: Conversation) {
    const { assigneeId, assigneeType, teamId } = conversation;
    const shown = conversation.messages.findLast((one) => one.type !== "activity");
    const last = conversation.messages.at(-1);
    const team = teamId === null ? null : teamRow(teamId);
    return {
      ...commonOf(book, conversation),
      meta: {
        sender: contactRest(book.contact(book.link(conversation.contactInboxId).contactId)),
        channel: "Channel::Api",
        ...(assigneeId === null
          ? {}
          : {
              assignee: assigneeType === "User" ? agent(assigneeId) : botPush(assigneeId),
              assignee_type: assigneeType,
            }),
        ...(team ? { team: { ...team, is_member: false } } : {}),
        hmac_verified: false,
      },
      messages: last ? [messageNested(conversation, last)] : [],
      account_id: book.account.id,
      uuid: conversation.uuid,
      assignee_last_seen_at: seconds(conversation.agentSeenAt),
      muted: false,
      first_reply_created_at: seconds(conversation.firstReplyAt),
      last_non_activity_message: shown ? messageNested(conversation, shown) : null,
      sla_policy_id: null,
    };
  }

  return { conversationRest };
}

/** What answers and webhooks say of a conversation alike. */
export const commonOf = (book: Book, conversation: Conversation) => ({
  additional_attributes: conversation.additionalAttributes,
  can_reply: true,
  id: conversation.id,
  inbox_id: conversation.inboxId,
  labels: conversation.labels,
  status: conversation.status,
  custom_attributes: conversation.customAttributes,
  snoozed_until: conversation.snoozedUntil === null ? null : iso(conversation.snoozedUntil),
  unread_count: book.unread(conversation),
  priority: conversation.priority,
  waiting_since: seconds(conversation.waitingSince),
  agent_last_seen_at: seconds(conversation.agentSeenAt),
  contact_last_seen_at: 0,
  last_activity_at: seconds(conversation.lastActivityAt),
  timestamp: seconds(conversation.lastActivityAt),
  created_at: seconds(conversation.createdAt),
  updated_at: conversation.updatedAt / 1000,
});
