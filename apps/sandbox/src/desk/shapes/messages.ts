import type { Book } from "../book.ts";
import { type Attachment, type Conversation, MESSAGE_TYPES, type Message } from "../records.ts";
import type { contactShapes } from "./contacts.ts";
import type { staffShapes } from "./staff.ts";
import { iso, seconds } from "./times.ts";

type People = ReturnType<typeof contactShapes> & ReturnType<typeof staffShapes>;

/** Messages in answers, and inside a conversation of a webhook. */
export function messageShapes(book: Book, baseUrl: () => string, { contactPush, userPush, botPush }: People) {
  function senderPush(message: Message, availability: string | null) {
    const { author } = message;
    if (!author) return {};
    if (author.kind === "contact") return { sender: contactPush(book.contact(author.id)) };
    return { sender: author.kind === "user" ? userPush(author.id, availability) : botPush(author.id) };
  }

  const attachmentsOf = (message: Message) =>
    message.attachments.length === 0
      ? {}
      : { attachments: message.attachments.map((file) => attachmentShape(book.account.id, baseUrl(), message, file)) };

  /** Inside a conversation: the only place of a webhook that shows a status. */
  const messageNested = (conversation: Conversation, message: Message) => ({
    id: message.id,
    content: message.content,
    account_id: book.account.id,
    inbox_id: conversation.inboxId,
    conversation_id: conversation.id,
    message_type: MESSAGE_TYPES.indexOf(message.type),
    created_at: seconds(message.createdAt),
    updated_at: iso(message.updatedAt),
    private: message.private,
    status: message.status,
    source_id: message.sourceId,
    content_type: "text",
    content_attributes: message.contentAttributes,
    sender_type: message.author ? { contact: "Contact", user: "User", bot: "AgentBot" }[message.author.kind] : null,
    sender_id: message.author?.id ?? null,
    external_source_ids: {},
    additional_attributes: {},
    processed_message_content: message.content,
    sentiment: {},
    conversation: {
      assignee_id: conversation.assigneeType === "User" ? conversation.assigneeId : null,
      unread_count: book.unread(conversation),
      last_activity_at: seconds(conversation.lastActivityAt),
      contact_inbox: { source_id: book.link(conversation.contactInboxId).sourceId },
    },
    ...attachmentsOf(message),
    ...senderPush(message, null),
  });

  const messageRest = (conversation: Conversation, message: Message) => ({
    id: message.id,
    content: message.content,
    inbox_id: conversation.inboxId,
    conversation_id: conversation.id,
    message_type: MESSAGE_TYPES.indexOf(message.type),
    content_type: "text",
    status: message.status,
    content_attributes: message.contentAttributes,
    created_at: seconds(message.createdAt),
    private: message.private,
    source_id: message.sourceId,
    ...senderPush(message, "online"),
    ...attachmentsOf(message),
  });

  return { attachmentsOf, messageNested, messageRest };
}

function attachmentShape(accountId: number, baseUrl: string, message: Message, file: Attachment) {
  const url = `${baseUrl}/desk/files/${file.id}/${encodeURIComponent(file.fileName)}`;
  return {
    id: file.id,
    message_id: message.id,
    file_type: file.fileType,
    account_id: accountId,
    extension: file.extension,
    content_type: file.contentType,
    data_url: url,
    thumb_url: file.fileType === "image" ? url : "",
    file_size: file.bytes.length,
    width: null,
    height: null,
    ...(file.fileType === "audio" ? { transcribed_text: "" } : {}),
  };
}
