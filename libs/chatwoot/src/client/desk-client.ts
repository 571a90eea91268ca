import { z } from "zod";
import {
  ContactAnswer,
  ContactCreated,
  ContactList,
  ConversationAnswer,
  ConversationList,
  LabelsAnswer,
  MessageAnswer,
  MessageList,
  StatusAnswer,
} from "./answers.ts";
import { DeskError } from "./desk-error.ts";
import { createCall, type DeskClientOptions } from "./http.ts";
import { type NewMessage, requestBody } from "./new-message.ts";

export interface DeskContact {
  readonly id: number;
  readonly name: string | null;
  /** Digits. */
  readonly phone: string | null;
}
export interface DeskConversation {
  readonly id: number;
  readonly inboxId: number;
  readonly status: string;
  readonly labels: readonly string[];
  readonly assigneeId: number | null;
  readonly updatedAt: number;
  readonly address: string | null;
  readonly phone: string | null;
}
export type ConversationStatus = "open" | "pending" | "resolved";
export type MessageStatus = "sent" | "delivered" | "read" | "failed";
export type Priority = "low" | "medium" | "high" | "urgent";

const nothing = z.unknown().transform(() => undefined);

/** The calls of Chatwoot that a mirror needs. Each throws a DeskError. */
export function createDeskClient(options: DeskClientOptions) {
  const call = createCall(options);
  const contactBody = (fields: { name?: string; phone?: string | null; identifier?: string }) => ({
    ...(fields.name === undefined ? {} : { name: fields.name }),
    ...(fields.phone ? { phone_number: `+${fields.phone}` } : {}),
    ...(fields.identifier === undefined ? {} : { identifier: fields.identifier }),
  });

  return {
    /** Null when nobody has this address in the inbox. */
    async contactByAddress(inboxId: number, address: string): Promise<DeskContact | null> {
      try {
        const body = { inbox_id: inboxId, source_id: address };
        return contactOf(
          await call({
            operation: "find contact",
            method: "POST",
            path: "/contact_inboxes/filter",
            body,
            answer: ContactAnswer,
          }),
        );
      } catch (error) {
        if (error instanceof DeskError && error.kind === "gone") return null;
        throw error;
      }
    },
    /** Exact matches of any of the forms of a number, oldest first. */
    async contactsByPhone(forms: readonly string[]): Promise<DeskContact[]> {
      // A filter without a condition would be answered with everybody.
      if (forms.length === 0) return [];
      const payload = forms.map((form, index) => ({
        attribute_key: "phone_number",
        filter_operator: "equal_to",
        values: [form],
        ...(index < forms.length - 1 ? { query_operator: "OR" } : {}),
      }));
      const found = await call({
        operation: "filter contacts",
        method: "POST",
        path: "/contacts/filter",
        query: { page: "1" },
        body: { payload },
        answer: ContactList,
      });
      return found.payload.map(contactOf).sort((a, b) => a.id - b.id);
    },
    async createContact(fields: { name: string; phone: string | null; identifier: string }): Promise<DeskContact> {
      const body = contactBody(fields);
      const answer = await call({
        operation: "create contact",
        method: "POST",
        path: "/contacts",
        body,
        answer: ContactCreated,
      });
      return contactOf(answer.payload.contact);
    },
    updateContact: (id: number, fields: { name?: string; phone?: string }) =>
      call({
        operation: "update contact",
        method: "PUT",
        path: `/contacts/${id}`,
        body: contactBody(fields),
        answer: nothing,
      }),
    /** With all conversations and messages, which the desk removes a moment later. Safe to repeat. */
    async deleteContact(id: number): Promise<void> {
      try {
        await call({ operation: "delete contact", method: "DELETE", path: `/contacts/${id}`, answer: nothing });
      } catch (error) {
        if (!(error instanceof DeskError) || error.kind !== "gone") throw error;
      }
    },
    /** Safe to repeat. */
    linkContact: (id: number, inboxId: number, address: string) =>
      call({
        operation: "link contact",
        method: "POST",
        path: `/contacts/${id}/contact_inboxes`,
        body: { inbox_id: inboxId, source_id: address },
        answer: nothing,
      }),
    mergeContacts: (baseId: number, mergeeId: number) =>
      call({
        operation: "merge contacts",
        method: "POST",
        path: "/actions/contact_merge",
        body: { base_contact_id: baseId, mergee_contact_id: mergeeId },
        answer: nothing,
      }),

    async createConversation(fields: {
      inboxId: number;
      contactId: number;
      address: string;
      status: ConversationStatus;
    }): Promise<DeskConversation> {
      const body = {
        inbox_id: fields.inboxId,
        contact_id: fields.contactId,
        source_id: fields.address,
        status: fields.status,
      };
      const path = "/conversations";
      return conversationOf(
        await call({ operation: "create conversation", method: "POST", path, body, answer: ConversationAnswer }),
      );
    },
    /** Of one address, newest first. */
    async conversationsByAddress(inboxId: number, address: string): Promise<DeskConversation[]> {
      const query = { inbox_id: String(inboxId), source_id: address, status: "all", page: "1" };
      const list = await call({
        operation: "list conversations",
        method: "GET",
        path: "/conversations",
        query,
        answer: ConversationList,
      });
      return list.data.payload.map(conversationOf).sort((a, b) => b.id - a.id);
    },
    async conversationsChangedWithin(seconds: number): Promise<DeskConversation[]> {
      const query = { status: "all", updated_within: String(seconds) };
      const list = await call({
        operation: "list changes",
        method: "GET",
        path: "/conversations",
        query,
        answer: ConversationList,
      });
      return list.data.payload.map(conversationOf);
    },
    conversation: async (id: number) =>
      conversationOf(
        await call({
          operation: "show conversation",
          method: "GET",
          path: `/conversations/${id}`,
          as: "bot",
          answer: ConversationAnswer,
        }),
      ),
    async setStatus(id: number, status: ConversationStatus): Promise<string> {
      const path = `/conversations/${id}/toggle_status`;
      // As the bot: only then is pending → open a handoff, and nobody gets assigned by accident.
      const answer = await call({
        operation: "set status",
        method: "POST",
        path,
        body: { status },
        as: "bot",
        answer: StatusAnswer,
      });
      return answer.payload.current_status;
    },
    setPriority: (id: number, priority: Priority | null) =>
      call({
        operation: "set priority",
        method: "POST",
        path: `/conversations/${id}/toggle_priority`,
        body: { priority },
        as: "bot",
        answer: nothing,
      }),
    assignTeam: (id: number, teamId: number) =>
      call({
        operation: "assign team",
        method: "POST",
        path: `/conversations/${id}/assignments`,
        body: { team_id: teamId },
        as: "bot",
        answer: nothing,
      }),
    labels: async (id: number) =>
      (
        await call({
          operation: "read labels",
          method: "GET",
          path: `/conversations/${id}/labels`,
          as: "bot",
          answer: LabelsAnswer,
        })
      ).payload,
    /** Replaces them all. */
    setLabels: (id: number, labels: readonly string[]) =>
      call({
        operation: "set labels",
        method: "POST",
        path: `/conversations/${id}/labels`,
        body: { labels },
        as: "bot",
        answer: nothing,
      }),

    postMessage: (conversationId: number, message: NewMessage): Promise<MessageAnswer> =>
      call({
        operation: "post message",
        method: "POST",
        path: `/conversations/${conversationId}/messages`,
        body: requestBody(message),
        as: message.as,
        answer: MessageAnswer,
      }),
    /** The latest 20 in ascending order; with `after` up to 100 from there on, with `before` the 20 before it. */
    async messages(conversationId: number, page: { after?: number; before?: number } = {}): Promise<MessageAnswer[]> {
      const query = Object.fromEntries(Object.entries(page).map(([key, value]) => [key, String(value)]));
      const path = `/conversations/${conversationId}/messages`;
      return (await call({ operation: "list messages", method: "GET", path, query, answer: MessageList })).payload;
    },
    /** Its words and files are gone; that there was one stays to be seen. Safe to repeat. */
    deleteMessage: (conversationId: number, messageId: number) =>
      call({
        operation: "delete message",
        method: "DELETE",
        path: `/conversations/${conversationId}/messages/${messageId}`,
        answer: nothing,
      }),
    setMessageStatus: (conversationId: number, messageId: number, status: MessageStatus, error?: string) =>
      call({
        operation: "set message status",
        method: "PATCH",
        path: `/conversations/${conversationId}/messages/${messageId}`,
        body: { status, ...(error === undefined ? {} : { external_error: error }) },
        answer: nothing,
      }),
  };
}
export type DeskClient = ReturnType<typeof createDeskClient>;

function contactOf(answer: z.infer<typeof ContactAnswer>): DeskContact {
  const phone = answer.phone_number?.replace(/^\+/, "");
  return { id: answer.id, name: answer.name ?? null, phone: phone ? phone : null };
}

function conversationOf(answer: ConversationAnswer): DeskConversation {
  const { assignee, assignee_type: type, sender } = answer.meta;
  const phone = sender?.phone_number?.replace(/^\+/, "") ?? "";
  return {
    id: answer.id,
    inboxId: answer.inbox_id,
    status: answer.status,
    labels: answer.labels,
    assigneeId: assignee && (type ?? "User") === "User" ? assignee.id : null,
    updatedAt: answer.updated_at * 1000,
    address: answer.last_non_activity_message?.conversation?.contact_inbox?.source_id ?? null,
    phone: /^\d{5,20}$/.test(phone) ? phone : null,
  };
}
