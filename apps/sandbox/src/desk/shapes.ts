import type { Book } from "./book.ts";
import { type Attachment, type Contact, type Conversation, MESSAGE_TYPES, type Message } from "./records.ts";

/** How records are written on the wire; source: chatwoot's serializers, by the recorded payloads. */

const seconds = (ms: number | null) => (ms === null ? 0 : Math.floor(ms / 1000));
const iso = (ms: number) => new Date(ms).toISOString();

export function createShapes(book: Book, baseUrl: () => string) {
  const contactBase = (contact: Contact) => ({
    additional_attributes: contact.additionalAttributes,
    custom_attributes: contact.customAttributes,
    email: contact.email,
    id: contact.id,
    identifier: contact.identifier,
    name: contact.name,
    phone_number: contact.phone,
    thumbnail: "",
    blocked: false,
  });
  const contactPush = (contact: Contact) => ({ ...contactBase(contact), type: "contact" });
  const contactHook = (contact: Contact) => ({ account: book.account, ...contactBase(contact), avatar: "" });
  const contactRest = (contact: Contact) => ({
    ...contactBase(contact),
    availability_status: "offline",
    ...(contact.lastActivityAt === null ? {} : { last_activity_at: seconds(contact.lastActivityAt) }),
    created_at: seconds(contact.createdAt),
  });
  const inboxSlim = (inboxId: number) => ({
    id: inboxId,
    avatar_url: "",
    channel_id: inboxId,
    name: book.inbox(inboxId).name,
    channel_type: "Channel::Api",
    provider: null,
  });
  /** The raw row, which creating a contact answers with; columns nobody reads are left out. */
  const inboxRow = (inboxId: number) => ({
    id: inboxId,
    channel_id: inboxId,
    account_id: book.account.id,
    name: book.inbox(inboxId).name,
    channel_type: "Channel::Api",
  });
  const contactFull = (contact: Contact) => ({
    ...contactRest(contact),
    contact_inboxes: book
      .linksOf(contact.id)
      .map((link) => ({ source_id: link.sourceId, inbox: inboxSlim(link.inboxId) })),
  });

  const userPush = (id: number, availability: string | null) => {
    const user = book.user(id);
    const availableName = user.name.split(" ")[0]!;
    return {
      id,
      name: user.name,
      available_name: availableName,
      avatar_url: "",
      type: "user",
      availability_status: availability,
      thumbnail: "",
    };
  };
  const botPush = (id: number) => ({ id, name: book.bot.name, avatar_url: "", type: "agent_bot" });
  const agent = (id: number) => {
    const user = book.user(id);
    return {
      id,
      account_id: book.account.id,
      availability_status: "online",
      auto_offline: true,
      confirmed: true,
      email: user.email,
      provider: "email",
      available_name: user.name.split(" ")[0],
      name: user.name,
      role: user.role,
      thumbnail: "",
    };
  };

  function senderPush(message: Message, availability: string | null) {
    const { author } = message;
    if (!author) return {};
    if (author.kind === "contact") return { sender: contactPush(book.contact(author.id)) };
    return { sender: author.kind === "user" ? userPush(author.id, availability) : botPush(author.id) };
  }

  const attachment = (message: Message, file: Attachment) => {
    const url = `${baseUrl()}/desk/files/${file.id}/${encodeURIComponent(file.fileName)}`;
    return {
      id: file.id,
      message_id: message.id,
      file_type: file.fileType,
      account_id: book.account.id,
      extension: file.extension,
      content_type: file.contentType,
      data_url: url,
      thumb_url: file.fileType === "image" ? url : "",
      file_size: file.bytes.length,
      width: null,
      height: null,
      ...(file.fileType === "audio" ? { transcribed_text: "" } : {}),
    };
  };
  const attachmentsOf = (message: Message) =>
    message.attachments.length === 0
      ? {}
      : { attachments: message.attachments.map((file) => attachment(message, file)) };

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

  const common = (conversation: Conversation) => ({
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

  function conversationHook(conversation: Conversation) {
    const link = book.link(conversation.contactInboxId);
    const shown = conversation.messages.findLast((one) => one.type !== "activity" && !one.private);
    const { assigneeId, assigneeType, teamId } = conversation;
    return {
      ...common(conversation),
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

  /** In REST a missing assignee or team is absent, not null. */
  function conversationRest(conversation: Conversation) {
    const { assigneeId, assigneeType, teamId } = conversation;
    const shown = conversation.messages.findLast((one) => one.type !== "activity");
    const last = conversation.messages.at(-1);
    const team = teamId === null ? null : teamRow(teamId);
    return {
      ...common(conversation),
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

  const teamRow = (id: number) => ({
    id,
    name: book.team(id).name,
    description: "",
    allow_auto_assign: true,
    account_id: book.account.id,
  });

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

  return {
    agent,
    botPush,
    contactFull,
    contactPush,
    contactRest,
    conversationHook,
    conversationRest,
    inboxRow,
    inboxSlim,
    iso,
    messageHook,
    messageRest,
    seconds,
    teamRow,
    userPush,
  };
}
export type Shapes = ReturnType<typeof createShapes>;
