import type { DeskContent } from "./contents.ts";

/** Whom a webhook is about, as far as Chatwoot knows. */
export interface DeskSubject {
  /** Address of the contact in the inbox: ours says the conversation by itself. */
  readonly address: string | null;
  readonly phone: string | null;
  readonly inboxId: number;
  /** The number in Chatwoot's addresses. */
  readonly conversationId: number;
}

/** An attendant wrote to the patient. */
export interface AttendantMessage extends DeskSubject {
  readonly kind: "attendant-message";
  readonly messageId: number;
  /** Number of the user in Chatwoot. */
  readonly attendantId: number;
  readonly contents: readonly DeskContent[];
  /** Epoch milliseconds. */
  readonly at: number;
}

/** How a conversation stood when the webhook was made; older versions than one already known say nothing. */
export interface DeskState extends DeskSubject {
  readonly kind: "state";
  readonly status: string;
  /** Only a person counts; a bot may be assigned as well. */
  readonly assigneeId: number | null;
  readonly labels: readonly string[];
  /** Version: epoch milliseconds, with a fraction. */
  readonly updatedAt: number;
  /** A message to the patient that was just deleted. */
  readonly deletedMessageId?: number;
}

/** Why a webhook changes nothing. */
export type IgnoredReason =
  | "private-note"
  | "own-message"
  | "incoming"
  | "no-person"
  | "no-content"
  | "no-patient"
  | "not-about-a-conversation"
  | "message-changed"
  | "typing"
  | "unknown-event"
  | "unreadable";

export interface Ignored {
  readonly kind: "ignored";
  /** Name of the event, shortened; never content. */
  readonly event: string;
  readonly reason: IgnoredReason;
}

export type DeskFact = AttendantMessage | DeskState | Ignored;
