import type { DeskContact } from "@acolhe/chatwoot";
import type { Timeline } from "../timeline.ts";

export interface Conversation {
  readonly id: number;
  readonly address: string;
  readonly phone: string | null;
  status: string;
  labels: readonly string[];
  assigneeId: number | null;
  /** Epoch ms, with a fraction; grows with each change. */
  updatedAt: number;
  readonly messages: Message[];
}

export interface Message {
  readonly id: number;
  readonly content: string;
  readonly type: "incoming" | "outgoing";
  readonly isPrivate: boolean;
  readonly mark: string | null;
  readonly by: "patient" | "user" | "bot" | "attendant";
  readonly at: number;
}

export interface BookEvents {
  onMessage(conversation: Conversation, message: Message): void;
  onChange(conversation: Conversation): void;
  onDeleted(conversation: Conversation, message: Message): void;
}

/** What the desk knows. */
export class DeskBook {
  readonly conversations = new Map<number, Conversation>();
  readonly #contacts = new Map<number, DeskContact>();
  readonly #links = new Map<string, number>();
  readonly #timeline: Timeline;
  readonly #events: BookEvents;
  #ids = 0;
  #lastUpdate = 0;

  constructor(timeline: Timeline, events: BookEvents) {
    this.#timeline = timeline;
    this.#events = events;
  }

  contactByAddress(address: string): DeskContact | undefined {
    return this.#contacts.get(this.#links.get(address) ?? 0);
  }

  /** Of all that have one of these, oldest first. */
  contactsByPhone(forms: readonly string[]): DeskContact[] {
    return [...this.#contacts.values()].filter(
      ({ phone }) => phone !== null && forms.some((one) => one.endsWith(phone)),
    );
  }

  addContact(name: string, phone: string | null): DeskContact {
    const contact = { id: ++this.#ids, name, phone };
    this.#contacts.set(contact.id, contact);
    return contact;
  }

  updateContact(id: number, fields: { name?: string; phone?: string }): void {
    const contact = this.#contacts.get(id);
    if (contact) this.#contacts.set(id, { ...contact, ...fields });
  }

  link(id: number, address: string): void {
    this.#links.set(address, id);
  }

  merge(base: number, mergee: number): void {
    for (const [address, id] of this.#links) if (id === mergee) this.#links.set(address, base);
    this.#contacts.delete(mergee);
  }

  addConversation({
    contactId,
    address,
    status,
  }: {
    contactId: number;
    address: string;
    status: string;
  }): Conversation {
    const phone = this.#contacts.get(contactId)?.phone ?? null;
    const id = ++this.#ids;
    const fresh = { id, address, phone, status, labels: [], assigneeId: null, updatedAt: 0, messages: [] };
    const conversation: Conversation = fresh;
    this.conversations.set(id, conversation);
    this.change(conversation, {});
    return conversation;
  }

  /** Oldest first. */
  ofAddress(address: string): Conversation[] {
    return [...this.conversations.values()].filter((one) => one.address === address);
  }

  changedSince(time: number): Conversation[] {
    return [...this.conversations.values()].filter(({ updatedAt }) => updatedAt >= time);
  }

  change(one: Conversation, patch: Partial<Pick<Conversation, "status" | "labels" | "assigneeId">>): void {
    Object.assign(one, patch);
    this.#touch(one);
    this.#events.onChange(one);
  }

  /** A patient who writes opens again what was ended. */
  addMessage(conversation: Conversation, fields: Omit<Message, "id" | "at">): Message {
    const reopens = fields.type === "incoming" && conversation.status === "resolved";
    if (reopens) this.change(conversation, { status: "open" });
    const message = { id: ++this.#ids, at: this.#timeline.now, ...fields };
    conversation.messages.push(message);
    this.#touch(conversation);
    this.#events.onMessage(conversation, message);
    return message;
  }

  /** What stays is a mark that it was there. */
  deleteMessage(conversation: Conversation, message: Message): void {
    this.#touch(conversation);
    this.#events.onDeleted(conversation, message);
  }

  #touch(one: Conversation): void {
    this.#lastUpdate = Math.max(this.#timeline.now, this.#lastUpdate + 0.01);
    one.updatedAt = this.#lastUpdate;
  }
}
