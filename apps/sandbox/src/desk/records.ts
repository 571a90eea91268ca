/** What the desk keeps, in memory. Times are epoch milliseconds. */

export interface DeskUser {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly role: "administrator" | "agent";
}

export interface DeskBot {
  readonly id: number;
  readonly name: string;
}

export interface DeskTeam {
  readonly id: number;
  readonly name: string;
}

export interface DeskInbox {
  readonly id: number;
  readonly name: string;
}

export interface Contact {
  readonly id: number;
  name: string;
  phone: string | null;
  email: string | null;
  identifier: string | null;
  customAttributes: Record<string, unknown>;
  additionalAttributes: Record<string, unknown>;
  readonly createdAt: number;
  lastActivityAt: number | null;
}

export interface ContactInbox {
  readonly id: number;
  contactId: number;
  readonly inboxId: number;
  readonly sourceId: string;
  readonly createdAt: number;
}

export type Status = "open" | "pending" | "resolved" | "snoozed";
export const STATUSES: readonly Status[] = ["open", "pending", "resolved", "snoozed"];
export type Priority = "low" | "medium" | "high" | "urgent";
export const PRIORITIES: readonly Priority[] = ["low", "medium", "high", "urgent"];

export interface Conversation {
  readonly id: number;
  readonly uuid: string;
  readonly inboxId: number;
  contactInboxId: number;
  status: Status;
  priority: Priority | null;
  assigneeId: number | null;
  assigneeType: "User" | "AgentBot" | null;
  teamId: number | null;
  labels: string[];
  customAttributes: Record<string, unknown>;
  additionalAttributes: Record<string, unknown>;
  snoozedUntil: number | null;
  readonly createdAt: number;
  updatedAt: number;
  lastActivityAt: number;
  waitingSince: number | null;
  firstReplyAt: number | null;
  agentSeenAt: number | null;
  readonly messages: Message[];
}

export interface Attachment {
  readonly id: number;
  readonly fileType: string;
  readonly extension: string;
  readonly contentType: string;
  readonly fileName: string;
  readonly bytes: Buffer;
}

export type MessageType = "incoming" | "outgoing" | "activity" | "template";
export const MESSAGE_TYPES: readonly MessageType[] = ["incoming", "outgoing", "activity", "template"];
export type MessageStatus = "sent" | "delivered" | "read" | "failed";
export const MESSAGE_STATUSES: readonly MessageStatus[] = ["sent", "delivered", "read", "failed"];

export type Author =
  | { readonly kind: "contact"; readonly id: number }
  | { readonly kind: "user"; readonly id: number }
  | { readonly kind: "bot"; readonly id: number };

export interface Message {
  readonly id: number;
  content: string | null;
  readonly type: MessageType;
  readonly private: boolean;
  readonly sourceId: string | null;
  author: Author | null;
  readonly attachments: readonly Attachment[];
  contentAttributes: Record<string, unknown>;
  status: MessageStatus;
  readonly createdAt: number;
  updatedAt: number;
}
