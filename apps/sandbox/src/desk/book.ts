import { randomUUID } from "node:crypto";
import type {
  Contact,
  ContactInbox,
  Conversation,
  DeskBot,
  DeskInbox,
  DeskTeam,
  DeskUser,
  Message,
  Status,
} from "./records.ts";

/** The cast of the desk. The first user is whom a bridge acts as; the others answer patients. */
const USERS: readonly DeskUser[] = [
  { id: 1, name: "Integração Acolhe", email: "integracao@clinica-exemplo.example", role: "administrator" },
  { id: 27, name: "Rafaela Nogueira", email: "rafaela@clinica-exemplo.example", role: "agent" },
  { id: 28, name: "Bruno Dias", email: "bruno@clinica-exemplo.example", role: "agent" },
];
const BOT: DeskBot = { id: 5, name: "Acolhe" };
const TEAMS: readonly DeskTeam[] = [
  { id: 4, name: "recepção" },
  { id: 6, name: "enfermagem" },
];
const ACCOUNT = { id: 1, name: "Clínica Exemplo" };

/** `conversation_updated` names what changed; a message of an attendant's rule has no author and is not made here. */
export interface DeskEvents {
  messageCreated(conversation: Conversation, message: Message): void;
  messageUpdated(conversation: Conversation, message: Message): void;
  conversationCreated(conversation: Conversation): void;
  conversationUpdated(conversation: Conversation, changed: ReadonlyArray<Record<string, unknown>>): void;
  statusChanged(conversation: Conversation): void;
}

export class Book {
  readonly account = ACCOUNT;
  readonly bot = BOT;
  readonly users = USERS;
  readonly teams = TEAMS;
  readonly inboxes: readonly DeskInbox[];
  readonly contacts = new Map<number, Contact>();
  readonly links = new Map<number, ContactInbox>();
  readonly conversations = new Map<number, Conversation>();
  readonly #events: () => DeskEvents;
  #ids = 0;
  #lastUpdate = 0;

  constructor(inboxes: readonly DeskInbox[], events: () => DeskEvents) {
    this.inboxes = inboxes;
    this.#events = events;
  }

  nextId(): number {
    return ++this.#ids;
  }
  user = (id: number): DeskUser => USERS.find((one) => one.id === id) ?? USERS[0]!;
  team = (id: number): DeskTeam => TEAMS.find((one) => one.id === id)!;
  inbox = (id: number): DeskInbox => this.inboxes.find((one) => one.id === id)!;
  contact = (id: number): Contact => this.contacts.get(id)!;
  link = (id: number): ContactInbox => this.links.get(id)!;
  linksOf = (contactId: number): ContactInbox[] =>
    [...this.links.values()].filter((one) => one.contactId === contactId);
  linkByAddress = (inboxId: number, sourceId: string): ContactInbox | undefined =>
    [...this.links.values()].find((one) => one.inboxId === inboxId && one.sourceId === sourceId);

  unread(conversation: Conversation): number {
    const seen = conversation.agentSeenAt ?? 0;
    return Math.min(10, conversation.messages.filter((one) => one.type === "incoming" && one.createdAt > seen).length);
  }

  addLink(contactId: number, inboxId: number, sourceId: string): ContactInbox {
    const link = { id: this.nextId(), contactId, inboxId, sourceId, createdAt: Date.now() };
    this.links.set(link.id, link);
    return link;
  }

  /** With its addresses and conversations. */
  removeContact(id: number): void {
    for (const link of this.linksOf(id)) {
      for (const one of this.conversations.values())
        if (one.contactInboxId === link.id) this.conversations.delete(one.id);
      this.links.delete(link.id);
    }
    this.contacts.delete(id);
  }

  addConversation(link: ContactInbox, status: Status, extra: Partial<Conversation>): Conversation {
    const now = Date.now();
    const conversation: Conversation = {
      id: this.nextId(),
      uuid: randomUUID(),
      inboxId: link.inboxId,
      contactInboxId: link.id,
      status,
      priority: null,
      assigneeId: null,
      assigneeType: null,
      teamId: null,
      labels: [],
      customAttributes: {},
      additionalAttributes: {},
      snoozedUntil: null,
      createdAt: now,
      updatedAt: now,
      lastActivityAt: now,
      waitingSince: now,
      firstReplyAt: null,
      agentSeenAt: null,
      messages: [],
      ...extra,
    };
    this.conversations.set(conversation.id, conversation);
    this.#events().conversationCreated(conversation);
    return conversation;
  }

  /** Writes changes and tells of them, as the real one does after its commit. */
  change(
    conversation: Conversation,
    patch: Partial<Conversation>,
    names: Readonly<Record<string, [unknown, unknown]>>,
  ): void {
    const before = conversation.updatedAt;
    Object.assign(conversation, patch);
    this.#touch(conversation);
    const changed = Object.entries(names).map(([name, [previous_value, current_value]]) => ({
      [name]: { previous_value, current_value },
    }));
    const at = {
      previous_value: new Date(before).toISOString(),
      current_value: new Date(conversation.updatedAt).toISOString(),
    };
    this.#events().conversationUpdated(conversation, [...changed, { updated_at: at }]);
  }

  setStatus(conversation: Conversation, status: Status, snoozedUntil: number | null = null): void {
    const was = conversation.status;
    if (was === status) return;
    const waitingSince = status === "open" ? (conversation.waitingSince ?? Date.now()) : conversation.waitingSince;
    Object.assign(conversation, { snoozedUntil, waitingSince });
    this.change(conversation, { status }, { status: [was, status] });
    this.#events().statusChanged(conversation);
  }

  /** A patient who writes reopens what was ended; that happens before the message is told of. */
  addMessage(conversation: Conversation, fields: Omit<Message, "id" | "createdAt" | "updatedAt" | "status">): Message {
    if (fields.type === "incoming" && ["resolved", "snoozed"].includes(conversation.status))
      this.setStatus(conversation, "open");
    const now = Date.now();
    const message: Message = { ...fields, id: this.nextId(), status: "sent", createdAt: now, updatedAt: now };
    conversation.messages.push(message);
    conversation.lastActivityAt = now;
    this.#touch(conversation);
    const byPerson = fields.type === "outgoing" && !fields.private && fields.author?.kind === "user";
    if (byPerson) conversation.firstReplyAt ??= now;
    conversation.waitingSince = fields.type === "incoming" ? (conversation.waitingSince ?? now) : null;
    if (fields.author?.kind === "contact") this.contact(fields.author.id).lastActivityAt = now;
    if (fields.type !== "activity") this.#events().messageCreated(conversation, message);
    return message;
  }

  updateMessage(
    conversation: Conversation,
    message: Message,
    patch: Partial<Pick<Message, "status" | "contentAttributes" | "content" | "attachments">>,
  ): void {
    Object.assign(message, patch, { updatedAt: Date.now() });
    this.#events().messageUpdated(conversation, message);
  }

  clear(): void {
    this.contacts.clear();
    this.links.clear();
    this.conversations.clear();
  }

  /** Strictly growing, as microseconds make it in the real one: it is the version of a state. */
  #touch(conversation: Conversation): void {
    this.#lastUpdate = Math.max(Date.now(), this.#lastUpdate + 0.01);
    conversation.updatedAt = this.#lastUpdate;
  }
}
