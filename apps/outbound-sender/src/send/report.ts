import { type CoreBus, publish } from "@acolhe/bus";
import { type Outcome, outcomeSubject, type TurnToSend } from "@acolhe/events";
import { cursorAfter, type Result } from "../decide/result.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { contextHeaders } from "./tell.ts";

/** As much of a turn as its outcomes say. */
type ReportedTurn = Pick<TurnToSend, "channel" | "contact" | "lane" | "commands">;

/**
 * Writes one outcome, expecting the ledger's last, and brings the ledger up to it.
 *
 * @throws SequenceConflict when another replica wrote first; the ledger must be read again
 */
export async function report(options: {
  bus: CoreBus;
  /** Id of this sender, unique among all that ever run. */
  sender: string;
  ledger: Ledger;
  turn: ReportedTurn;
  turnSeq: number;
  index: number;
  result: Result;
  attemptSeq?: number;
  /** The number was out of order, so this refusal does not use up the command's tries. */
  outOfOrder?: boolean;
  traceparent?: string;
}): Promise<void> {
  const { bus, sender, ledger, turn, turnSeq, index, result } = options;
  const ref = { channel: turn.channel, contact: turn.contact };
  const lane = turn.lane === "quiet" ? "reply" : turn.lane;
  const at = bus.host.now();
  const held = result.status === "held" ? { turnSeq, index, lane, attemptSeq: options.attemptSeq ?? 0 } : null;
  const how = { result, wasOutOfOrder: options.outOfOrder ?? false };
  const cursors = { ...ledger.cursors, [lane]: cursorAfter(ledger.cursors[lane], turn, { turnSeq, index }, how) };
  const outcome: Outcome = { turnSeq, index, lane, at, ...result, cursors, held };
  const { seq } = await publish(bus, outcomeSubject(ref), outcome, {
    // With its place, so that no two outcomes ever share an id and the broker drops none.
    id: `outcome:${sender}:${ledger.outcomeSeq}:${turnSeq}:${index}:${result.status}:${result.attempt}`,
    expect: { seq: ledger.outcomeSeq, subject: outcomeSubject(ref) },
    headers: contextHeaders(options.traceparent),
  });
  ledger.outcomeSeq = seq;
  ledger.cursors = cursors;
  ledger.held = held;
  ledger.openAttempt = null;
  if (result.messageId) {
    const { messageId, zaapId = "" } = result;
    const confirmed = ledger.confirmedIds.has(messageId) || ledger.confirmedIds.has(zaapId);
    ledger.former = { messageId, zaapId, turnSeq, index, acceptedAt: at, confirmed };
  }
}
