import { isSend, placeName, type SendCommand, type SendingLane, type TurnToSend } from "@acolhe/events";
import { isFinished, type Ledger, type OpenAttempt } from "../ledger/ledger.ts";
import type { Place } from "./result.ts";

/*
 * What a turn has to do next, by what the log says of its contact. Pure: looked at before a permit is waited for, and
 * again with the permit in hand.
 * S1. A lane's turns follow each other, and a contact's next message waits until the gateway let the former go.
 * S2. An unknown outcome, or a call of another lane that may be under way, stands in front of everything. So does an
 *     attempt of the command itself: it was perhaps sent, which no order to drop or hold it changes.
 */

/** After this a predecessor that no process carries out is carried out by the turn that waits for it. */
export const PREDECESSOR_WAIT_MS = 6_000;

export interface TurnInHand {
  readonly turn: TurnToSend;
  readonly turnSeq: number;
  readonly lane: SendingLane;
  /** Turns that others wait for and that can no longer be carried out: they were purged, or set aside. */
  readonly gone: ReadonlySet<number>;
}

/** What else decides at this moment. */
export interface Moment {
  readonly now: number;
  readonly callbackWaitMs: number;
  readonly zapiTimeoutMs: number;
  /** The bot may speak on the number. */
  readonly mayBegin: boolean;
}

/**
 * `not-begun`: the bot may not speak on the number yet. `on-hold`: nor to this contact, by an operator's order.
 * `predecessor`: that turn comes first; it is overdue from `overdueAt` on, or after `PREDECESSOR_WAIT_MS`.
 */
export type Next =
  | { readonly kind: "done" }
  | { readonly kind: "held" }
  | { readonly kind: "not-begun" }
  | { readonly kind: "on-hold" }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "predecessor"; readonly seq: number; readonly overdueAt?: number }
  | { readonly kind: "send" | "drop"; readonly index: number; readonly command: SendCommand };

export function decideNext({ turn, turnSeq, lane, gone }: TurnInHand, ledger: Ledger, moment: Moment): Next {
  const cursor = ledger.cursors[lane];
  if (isFinished(cursor, turnSeq)) return { kind: "done" };
  if (ledger.held) return { kind: "held" };
  const { predecessorSeq } = turn;
  const follows = predecessorSeq > 0 && !gone.has(predecessorSeq);
  if (cursor.turnSeq < turnSeq && follows && !isFinished(cursor, predecessorSeq))
    return { kind: "predecessor", seq: predecessorSeq };
  const index = cursor.turnSeq === turnSeq ? cursor.next : turn.commands.findIndex(isSend);
  const command = turn.commands[index];
  if (!command || !isSend(command)) return { kind: "done" };
  const open = openAttempt(ledger, gone);
  if (open && !isAttemptOf(open, { turnSeq, index })) return afterOther(open, moment);
  // The fence finds it and makes it unknown; nothing is called.
  if (open) return { kind: "send", index, command };
  if (droppedBy(ledger, { turnSeq, index }) > 0) return { kind: "drop", index, command };
  if (isOnHold(ledger, turn, command, moment.now)) return { kind: "on-hold" };
  if (command.author !== "attendant" && !moment.mayBegin) return { kind: "not-begun" };
  const ms = formerWaitMs(ledger, moment);
  return ms > 0 ? { kind: "wait", ms } : { kind: "send", index, command };
}

/** Without its turn an attempt can be neither settled nor tried again, so it is left behind like a predecessor that is gone. */
export const openAttempt = ({ openAttempt: open }: Ledger, gone: ReadonlySet<number>): OpenAttempt | null =>
  open && !gone.has(open.turnSeq) ? open : null;

export const isAttemptOf = (attempt: OpenAttempt, { turnSeq, index }: Place): boolean =>
  attempt.turnSeq === turnSeq && attempt.index === index;

/** Another lane's call of this contact is under way somewhere; its own redelivery should clear it up. */
const afterOther = ({ turnSeq, at }: OpenAttempt, { zapiTimeoutMs }: Moment): Next => ({
  kind: "predecessor",
  seq: turnSeq,
  overdueAt: at + zapiTimeoutMs + PREDECESSOR_WAIT_MS,
});

/** Sequence of the operator's order that drops the command; 0 for none. */
export const droppedBy = ({ orders }: Ledger, place: Place): number => orders.dropped.get(placeName(place)) ?? 0;

/** Words of the bot wait; those that no longer leave anyway have their end, so that a person is called for what expired. */
export const isOnHold = (ledger: Ledger, turn: TurnToSend, { author, validUntil }: SendCommand, now: number): boolean =>
  ledger.orders.onHold && author === "bot" && ledger.silencedSeq <= turn.event.seq && now <= validUntil;

function formerWaitMs({ former }: Ledger, { now, callbackWaitMs }: Moment): number {
  return !former || former.confirmed ? 0 : former.acceptedAt + callbackWaitMs - now;
}
