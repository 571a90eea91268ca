import { AttendantReplied, stableId, type TakeoverStarted } from "@acolhe/events";
import type { AttendantMessage, DeskState } from "./facts.ts";

type Draft<T> = T extends unknown ? Omit<T, "channel" | "contact"> : never;
/** An event of a conversation that still lacks its channel and its contact. */
export type DeskDraft = Draft<AttendantReplied> | Draft<TakeoverStarted>;

const Content = AttendantReplied.shape.content;

/**
 * The events of one attendant's message: first the takeover, so that no word of the bot follows it, then what was
 * said. The ids are the same however often and by whichever way the message is learned of.
 */
export function draftsOf(message: AttendantMessage, receivedAt: number): DeskDraft[] {
  const { conversationId, messageId } = message;
  const base = { at: message.at || receivedAt, receivedAt };
  const takeover: DeskDraft = {
    type: "takeover-started",
    ...base,
    id: stableId("chatwoot-takeover", conversationId, messageId),
    source: "chatwoot",
  };
  const replies = message.contents.flatMap((raw, index): DeskDraft[] => {
    const content = Content.safeParse(raw);
    if (!content.success) return [];
    return [
      {
        type: "attendant-replied",
        ...base,
        id: stableId("chatwoot-reply", conversationId, messageId, index),
        source: "chatwoot",
        attendantId: String(message.attendantId),
        externalId: externalIdOf(conversationId, messageId, index),
        content: content.data,
      },
    ];
  });
  return [takeover, ...replies];
}

/** Under which the outcome of an attendant's message is told to the desk. */
const externalIdOf = (conversationId: number, messageId: number, index: number) =>
  `${conversationId}:${messageId}:${index}`;

export function messageOfExternalId(externalId: string): { conversationId: number; messageId: number } | null {
  const match = externalId.match(/^(\d+):(\d+):\d+$/);
  return match ? { conversationId: Number(match[1]), messageId: Number(match[2]) } : null;
}

/** Same state, same id. */
export const reportId = (state: DeskState): string =>
  stableId(
    "desk",
    state.conversationId,
    state.updatedAt,
    state.status,
    state.assigneeId,
    state.labels.join("\n"),
    ...deletedIn(state),
  );

const deletedIn = ({ deletedMessageId: id }: DeskState): number[] => (id === undefined ? [] : [id]);
