import { isOurMark } from "../source-id.ts";
import { contentsOf } from "./contents.ts";
import type { AttendantMessage, DeskFact, DeskState, DeskSubject, Ignored, IgnoredReason } from "./facts.ts";
import { Conversation, Envelope, Message, Wrapped } from "./schemas.ts";

/** Events whose body is the conversation; automation and macro actions send the same shape under names of their own. */
const CONVERSATION_EVENT =
  /^(?:conversation_(?:created|updated|status_changed|opened|resolved)|macro\.executed|automation_event\..+)$/;
const TYPING_EVENT = /^conversation_typing_(?:on|off)$/;
const OTHER_EVENT = /^(?:contact|inbox)_(?:created|updated)$|^webwidget_triggered$/;

/**
 * What a webhook of Chatwoot says. Never throws: what cannot be read is told as such. A message by an attendant also
 * tells the state, because Chatwoot may lose the event that is about the state alone.
 */
export function readDeskWebhook(json: unknown): { event: string; facts: DeskFact[] } {
  const envelope = Envelope.safeParse(json);
  if (!envelope.success) return { event: "unreadable", facts: [ignored("unreadable", "unreadable")] };
  const { event } = envelope.data;
  if (event === "message_created") return { event, facts: onMessage(event, json) };
  if (event === "message_updated") return { event, facts: [onChange(event, json)] };
  if (CONVERSATION_EVENT.test(event)) {
    const conversation = Conversation.safeParse(json);
    return { event, facts: [conversation.success ? stateOf(conversation.data) : ignored(event, "unreadable")] };
  }
  if (TYPING_EVENT.test(event))
    return { event, facts: [ignored(event, Wrapped.safeParse(json).success ? "typing" : "unreadable")] };
  return { event, facts: [ignored(event, OTHER_EVENT.test(event) ? "not-about-a-conversation" : "unknown-event")] };
}

/** Status, survey answers and our own receipts change nothing; nothing of it may reach the patient again. */
function onChange(event: string, json: unknown): DeskFact {
  const { data: message } = Message.safeParse(json);
  const isDeleted = message?.content_attributes?.deleted === true;
  const wasForPatient = message?.message_type === "outgoing" && !message.private;
  if (!message || !isDeleted || !wasForPatient) return ignored(event, "message-changed");
  return { ...stateOf(message.conversation), deletedMessageId: message.id };
}

function onMessage(event: string, json: unknown): DeskFact[] {
  const parsed = Message.safeParse(json);
  if (!parsed.success) return [ignored(event, "unreadable")];
  const message = parsed.data;
  const why = reasonToKeep(message);
  if (why) return [ignored(event, why)];
  const contents = contentsOf(message);
  const state = stateOf(message.conversation);
  if (contents.length === 0) return [ignored(event, "no-content"), state];
  const said: AttendantMessage = {
    kind: "attendant-message",
    ...subjectOf(message.conversation),
    messageId: message.id,
    attendantId: message.sender?.id ?? 0,
    contents,
    at: Date.parse(message.created_at) || 0,
  };
  return [said, state];
}

/**
 * Why a message must not go to the patient; null when it must. Only top-level fields are looked at: what is nested in
 * `conversation.messages` may be another message.
 */
function reasonToKeep(message: Message): IgnoredReason | null {
  if (message.private) return "private-note";
  if (message.message_type === "incoming") return "incoming";
  if (isOurMark(message.source_id) || message.content_attributes?.external_echo) return "own-message";
  if (message.sender?.type === "agent_bot") return "own-message";
  // Greetings, surveys, campaigns and rules: no person sent them, and the bot has words of its own for them.
  if (message.message_type !== "outgoing" || message.sender?.type !== "user") return "no-person";
  return null;
}

function stateOf(conversation: Conversation): DeskState {
  const { assignee, assignee_type: type } = conversation.meta;
  return {
    kind: "state",
    ...subjectOf(conversation),
    status: conversation.status,
    assigneeId: assignee && (type ?? "User") === "User" ? assignee.id : null,
    labels: conversation.labels,
    updatedAt: conversation.updated_at * 1000,
  };
}

function subjectOf(conversation: Conversation): DeskSubject {
  const phone = conversation.meta.sender?.phone_number?.replace(/^\+/, "") ?? "";
  return {
    address: conversation.contact_inbox?.source_id ?? null,
    phone: /^\d{5,20}$/.test(phone) ? phone : null,
    inboxId: conversation.inbox_id,
    conversationId: conversation.id,
  };
}

const ignored = (event: string, reason: IgnoredReason): Ignored => ({ kind: "ignored", event, reason });
