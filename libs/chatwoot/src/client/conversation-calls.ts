import { ConversationAnswer, ConversationList, LabelsAnswer, Nothing, StatusAnswer } from "./answers.ts";
import type { Call } from "./http.ts";

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
export type Priority = "low" | "medium" | "high" | "urgent";

/** Opening and finding conversations. */
export const conversationCalls = (call: Call) => ({
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
});

/** What state a conversation is in, and who sees to it. */
export const stateCalls = (call: Call) => ({
  async setStatus(id: number, status: ConversationStatus): Promise<string> {
    const path = `/conversations/${id}/toggle_status`;
    // As the bot: only then is pending → open a handoff, and no attendant gets assigned by accident.
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
      answer: Nothing,
    }),
  assignTeam: (id: number, teamId: number) =>
    call({
      operation: "assign team",
      method: "POST",
      path: `/conversations/${id}/assignments`,
      body: { team_id: teamId },
      as: "bot",
      answer: Nothing,
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
      answer: Nothing,
    }),
});

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
