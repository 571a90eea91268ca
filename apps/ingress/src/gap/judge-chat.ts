import type { Attempt, InboundEvent, LogEvent, Outcome, Receipt } from "@acolhe/events";
import { LEAVING_MS, LEAVING_MS_MAX, SAME_MS } from "./limits.ts";

/**
 * What the log has that makes a chat move. `heard`: a message, by WhatsApp's clock. `left`: a message of ours whose leaving
 * was confirmed. `leaving`: one that the gateway took or may have taken, and no callback has come. `touch`: moves a chat
 * perhaps.
 */
export interface Trace {
  readonly kind: "heard" | "left" | "leaving" | "touch";
  /** Epoch ms. */
  readonly at: number;
}

/** Types that may show in a list of chats, and are no message. */
const TOUCHES: ReadonlySet<LogEvent["type"]> = new Set<InboundEvent["type"]>([
  "message-edited",
  "message-revoked",
  "reaction-received",
  "call-received",
  "notice-received",
]);
const HEARD: ReadonlySet<LogEvent["type"]> = new Set<InboundEvent["type"]>([
  "message-received",
  "message-waiting",
  "message-missed",
  "sent-by-other-system",
]);

/** Undefined for what moves no chat: timers, lookups, orders given at the desk. */
export function traceOf(event: LogEvent): Trace | undefined {
  const { type, at } = event;
  if (HEARD.has(type)) return { kind: "heard", at };
  if (TOUCHES.has(type)) return { kind: "touch", at };
  if (event.type === "known-before-start") return { kind: "heard", at: event.lastActiveAt };
  // Without a message it was ordered, or written by a comparison: then the team may not have been told yet.
  if (event.type === "takeover-started" && event.messageId !== undefined) return { kind: "heard", at };
  return undefined;
}

/** Of our own messages: what the sender tried and did, and what callbacks say of it. */
export interface Ours {
  readonly attempts: readonly Pick<Attempt, "turnSeq" | "index" | "number" | "at">[];
  readonly outcomes: readonly Pick<Outcome, "turnSeq" | "index" | "attempt" | "status" | "at" | "messageId">[];
  readonly receipts: readonly Pick<Receipt, "kind" | "at" | "messageId">[];
}

export function tracesOfOurs({ attempts, outcomes, receipts }: Ours): Trace[] {
  const leftAt = new Map<string, number>();
  for (const { kind, at, messageId } of receipts) if (kind === "sent" || kind === "echoed") leftAt.set(messageId, at);
  const left = [...leftAt.values()].map((at): Trace => ({ kind: "left", at }));
  const leaving = outcomes
    .filter(({ messageId }) => messageId === undefined || !leftAt.has(messageId))
    .filter(({ status }) => status === "accepted" || status === "held" || status === "settled")
    .map(({ at }): Trace => ({ kind: "leaving", at }));
  const commandOf = ({ turnSeq, index }: { turnSeq: number; index: number }) => `${turnSeq}:${index}`;
  const ended = new Map<string, number>();
  for (const one of outcomes) ended.set(commandOf(one), Math.max(one.attempt, ended.get(commandOf(one)) ?? 0));
  // The sender is in the middle of it, or died there: the gateway may have it.
  const underWay = attempts
    .filter((one) => one.number > (ended.get(commandOf(one)) ?? 0))
    .map(({ at }): Trace => ({ kind: "leaving", at }));
  return [...left, ...leaving, ...underWay];
}

/** Whether the newest thing in a chat is nothing that the log lacks. */
export function isInLog(chat: { readonly lastActiveAt: number; readonly unread: number }, traces: readonly Trace[]) {
  const slackMs = {
    heard: SAME_MS,
    left: SAME_MS,
    leaving: chat.unread > 0 ? LEAVING_MS : LEAVING_MS_MAX,
  };
  return traces.some(({ kind, at }) =>
    kind === "touch" ? Math.abs(at - chat.lastActiveAt) <= SAME_MS : chat.lastActiveAt <= at + slackMs[kind],
  );
}
