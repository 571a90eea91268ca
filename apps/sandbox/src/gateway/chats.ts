import { CHAT_MESSAGES_MAX, CHATS_MAX } from "../limits.ts";
import { type Content, type ContentKind, textOf } from "./content.ts";
import { chatKey, isLid, lidOf } from "./phone.ts";

export type MessageStatus = "pending" | "sent" | "delivered" | "read" | "failed";

export interface ChatMessage {
  messageId: string;
  from: "patient" | "clinic";
  via?: "api" | "phone";
  content: Content;
  at: number;
  status: MessageStatus;
  replyTo?: string | undefined;
  reaction?: string | undefined;
  edited?: boolean;
  deleted?: boolean;
}

export interface Chat {
  key: string;
  /** The form the account was registered with; sends to the other form land here too. */
  phone: string;
  lid: string;
  name: string;
  messages: ChatMessage[];
}

/** The patients' phones. Numbers with and without the ninth digit and the LID of one person are one chat. */
export class ChatStore {
  readonly #chats = new Map<string, Chat>();
  readonly #byLid = new Map<string, string>();

  find(phone: string): Chat | undefined {
    const key = isLid(phone) ? (this.#byLid.get(phone) ?? phone) : chatKey(phone);
    return this.#chats.get(key);
  }

  open(phone: string, name?: string, lid?: string): Chat {
    const known = this.find(phone);
    if (known) {
      if (name) known.name = name;
      return known;
    }
    const key = chatKey(phone);
    const chat: Chat = {
      key,
      phone,
      lid: lid ?? (isLid(phone) ? phone : lidOf(key)),
      name: name || `Paciente ${phone.replace(/\D/g, "").slice(-4)}`,
      messages: [],
    };
    this.#chats.set(key, chat);
    this.#byLid.set(chat.lid, key);
    if (this.#chats.size > CHATS_MAX) {
      const oldest = this.#chats.values().next().value!;
      this.#chats.delete(oldest.key);
      this.#byLid.delete(oldest.lid);
    }
    return chat;
  }

  all(): IterableIterator<Chat> {
    return this.#chats.values();
  }

  get size(): number {
    return this.#chats.size;
  }

  clear(): void {
    this.#chats.clear();
    this.#byLid.clear();
  }
}

export function addMessage(chat: Chat, message: ChatMessage): void {
  chat.messages.push(message);
  // Trimmed in blocks: shifting one by one would copy the array at every message of a benchmark.
  if (chat.messages.length > CHAT_MESSAGES_MAX * 1.2) chat.messages.splice(0, chat.messages.length - CHAT_MESSAGES_MAX);
}

export function findMessage(chat: Chat, messageId: string): ChatMessage | undefined {
  return chat.messages.findLast((one) => one.messageId === messageId);
}

const RANK: Record<MessageStatus, number> = { pending: 0, sent: 1, delivered: 2, read: 3, failed: 4 };

/** Ticks only move forward. Answers whether anything changed. */
export function raiseStatus(message: ChatMessage, status: MessageStatus): boolean {
  if (RANK[status] <= RANK[message.status]) return false;
  message.status = status;
  return true;
}

export interface MessageView {
  from: "patient" | "clinic";
  kind: ContentKind;
  text: string;
  at: number;
  status: MessageStatus;
  messageId: string;
  [extra: string]: unknown;
}

/** The stable shape of the control API: six fixed fields, and whatever the kind adds. */
export function viewMessage(message: ChatMessage): MessageView {
  const { content } = message;
  const { kind, ...rest } = message.deleted ? { kind: content.kind } : content;
  const extras = rest as Record<string, unknown>;
  return {
    ...extras,
    from: message.from,
    kind,
    text: message.deleted ? "" : textOf(content),
    at: message.at,
    status: message.status,
    messageId: message.messageId,
    ...(message.via ? { via: message.via } : {}),
    ...(message.replyTo ? { replyTo: message.replyTo } : {}),
    ...(message.reaction ? { reaction: message.reaction } : {}),
    ...(message.edited ? { edited: true } : {}),
    ...(message.deleted ? { deleted: true } : {}),
  };
}
