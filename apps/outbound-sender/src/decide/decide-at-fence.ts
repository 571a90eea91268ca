import { type Attempt, contentHash, type SendCommand } from "@acolhe/events";
import { spokenText } from "@acolhe/zapi";
import type { Ledger } from "../ledger/ledger.ts";
import { droppedBy, isAttemptOf, isOnHold, openAttempt, type TurnInHand } from "./decide-next.ts";
import { attemptNumber, type Result } from "./result.ts";

/*
 * Whether the command that is next may be attempted now, by the gate as the log has it. Pure: looked at again whenever
 * an attempt is refused because the gate moved.
 * S2. No second attempt before the first is settled.
 * S3. Words of the bot do not pass a silencing control that is newer than their event.
 */

/** What besides the log keeps words back. */
export interface KeptBack {
  readonly now: number;
  /** Staff switched the bot off on the number. */
  readonly isBotOff: boolean;
  /** The number, or the restored log, only lets the bot observe. */
  readonly isObserving: boolean;
}

/** `later`: something comes first, so the turn is looked at anew. `unknown`: it was attempted, and perhaps sent. */
export type AtFence =
  | { readonly kind: "attempt"; readonly attempt: Attempt }
  | { readonly kind: "end"; readonly result: Result }
  | { readonly kind: "unknown"; readonly attempt: number; readonly attemptSeq: number }
  | { readonly kind: "later" };

/** A command with its place, as it is to be said. */
export interface CommandInHand extends TurnInHand {
  readonly index: number;
  readonly command: SendCommand;
}

export function decideAtFence(inHand: CommandInHand, ledger: Ledger, kept: KeptBack): AtFence {
  const { turn, turnSeq, index, command, gone } = inHand;
  const open = openAttempt(ledger, gone);
  // Another lane was faster: its outcome comes first, and says nothing about this command.
  if (open && !isAttemptOf(open, { turnSeq, index })) return { kind: "later" };
  // Made by a process that did not live to tell. Never called again on the mere chance that it failed.
  if (open) return { kind: "unknown", attempt: open.number, attemptSeq: open.seq };
  const order = droppedBy(ledger, { turnSeq, index });
  if (order > 0) return ended({ status: "superseded", code: "dropped", order });
  // Ordered since the step was chosen.
  if (isOnHold(ledger, turn, command, kept.now)) return { kind: "later" };
  if (ledger.silencedSeq > turn.event.seq && command.author === "bot") return ended({ status: "superseded" });
  // Switched off for many at once, so not by a control in each log: what leaves in the moment before is known here late.
  if (command.author === "bot" && kept.isBotOff) return ended({ status: "superseded", code: "bot-off" });
  // Decided and recorded as if it were to leave, so that a clinic can read for a while what the bot would say.
  if (kept.isObserving) return ended({ status: "superseded", code: "observing" });
  if (kept.now > command.validUntil) return ended({ status: "expired" });
  return { kind: "attempt", attempt: attemptOf(inHand, ledger, kept.now) };
}

const ended = (result: Omit<Result, "attempt">): AtFence => ({ kind: "end", result: { ...result, attempt: 0 } });

const attemptOf = ({ turnSeq, index, lane, command }: CommandInHand, ledger: Ledger, now: number): Attempt => ({
  turnSeq,
  index,
  lane,
  number: attemptNumber(ledger.cursors[lane], { turnSeq, index }),
  at: now,
  silencedSeq: ledger.silencedSeq,
  ...(ledger.orders.seq > 0 ? { orderSeq: ledger.orders.seq } : {}),
  contentHash: contentHash(spokenText(command)),
  deliverySeq: ledger.outcomeSeq,
});

interface Patience {
  readonly now: number;
  readonly unknownGiveUpMs: number;
  readonly zapiTimeoutMs: number;
}

const callIsBegunWithinMs = ({ unknownGiveUpMs, zapiTimeoutMs }: Patience) =>
  Math.max(unknownGiveUpMs / 2, zapiTimeoutMs);

/** S2. Others give an attempt up by its age, so its call is not begun much before that either. */
export const isPerhapsGivenUp = ({ at }: Pick<Attempt, "at">, patience: Patience): boolean =>
  patience.now > at + callIsBegunWithinMs(patience);

/** A process that stood still may begin the call so late, and then waits for its answer. */
export const mayBeCalling = ({ at }: Pick<Attempt, "at">, patience: Patience): boolean =>
  patience.now <= at + callIsBegunWithinMs(patience) + patience.zapiTimeoutMs;
