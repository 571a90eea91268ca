import type { Book } from "../book.ts";
import type { Conversation, Message } from "../records.ts";
import type { contactShapes } from "./contacts.ts";
import { commonOf } from "./conversations.ts";
import type { messageShapes } from "./messages.ts";
import type { staffShapes } from "./staff.ts";
import { iso } from "./times.ts";

type Parts = ReturnType<typeof contactShapes> & ReturnType<typeof staffShapes> & ReturnType<typeof messageShapes>;

/** A conversation as webhooks tell of it. */
export function conversationHooks(book: Book, { contactPush, userPush, botPush, messageNested }: Parts) {
  function conversationHook(conversation: Conversation) {
    const link = book.link(conversation.contactInboxId);
    const shown = conversation.messages.findLast((one) => one.type !== "activity" && !one.private);
    const { assigneeId, assigneeType, teamId } = conversation;
    return {
      ...commonOf(book, conversation),
      channel: "Channel::Api",
      contact_inbox: {
        id: link.id,
        contact_id: link.contactId,
        inbox_id: link.inboxId,
        source_id: link.sourceId,
        created_at: iso(link.createdAt),
        updated_at: iso(link.createdAt),
        hmac_verified: false,
        pubsub_token: `pubsub-${link.id}`,
      },
      messages: shown ? [messageNested(conversation, shown)] : [],
      meta: {
        sender: contactPush(book.contact(link.contactId)),
        assignee:
          assigneeId === null ? null : assigneeType === "User" ? userPush(assigneeId, null) : botPush(assigneeId),
        assignee_type: assigneeType,
        team: teamId === null ? null : { id: teamId, name: book.team(teamId).name },
        hmac_verified: false,
      },
      first_reply_created_at: conversation.firstReplyAt === null ? null : iso(conversation.firstReplyAt),
      account: book.account,
    };
  }

  return { conversationHook };
}

/** A message as webhooks tell of it. */
export function messageHooks(
  book: Book,
  { contactHook, attachmentsOf, conversationHook }: Parts & ReturnType<typeof conversationHooks>,
) {
  function messageHook(conversation: Conversation, message: Message) {
    const { author } = message;
    const user = author?.kind === "user" ? book.user(author.id) : null;
    const sender = !author
      ? null
      : user
        ? { id: user.id, name: user.name, email: user.email, type: "user" }
        : author.kind === "bot"
          ? { id: author.id, name: book.bot.name, type: "agent_bot" }
          : contactHook(book.contact(author.id));
    return {
      account: book.account,
      additional_attributes: {},
      content_attributes: message.contentAttributes,
      content_type: "text",
      content: message.content,
      conversation: conversationHook(conversation),
      created_at: iso(message.createdAt),
      id: message.id,
      inbox: book.inbox(conversation.inboxId),
      message_type: message.type,
      private: message.private,
      sender,
      source_id: message.sourceId,
      ...attachmentsOf(message),
    };
  }

  return { messageHook };
}
