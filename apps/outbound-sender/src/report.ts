import { type CoreBus, publish } from "@acolhe/bus";
import {
  type ConversationRef,
  eventSubject,
  type InboundEvent,
  isSend,
  type LaneCursor,
  type Outcome,
  outcomeSubject,
  stableId,
  type Turn,
} from "@acolhe/events";
import { TRACE_HEADER } from "@acolhe/runtime";
import type { Ledger } from "./ledger.ts";
import { outcomesSince } from "./records.ts";

export const contextHeaders = (traceparent: string | undefined): Record<string, string> =>
  traceparent ? { [TRACE_HEADER]: traceparent } : {};

export interface Result {
  readonly status: Outcome["status"];
  readonly attempt: number;
  readonly zaapId?: string;
  readonly messageId?: string;
  readonly code?: string;
  /** Sequence of the operator's order that it follows. */
  readonly order?: number;
  readonly settledAs?: NonNullable<Outcome["settledAs"]>;
  readonly evidence?: NonNullable<Outcome["evidence"]>;
}

/** As much of a turn as its outcomes say. */
type ReportedTurn = Pick<Turn, "channel" | "contact" | "lane" | "commands">;

/** How often a command was refused only because its number was out of order. */
export const outOfOrderTries = (cursor: LaneCursor, turnSeq: number, index: number): number =>
  cursor.turnSeq === turnSeq && cursor.next === index ? (cursor.outOfOrder ?? 0) : 0;

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
  const outOfOrder = outOfOrderTries(ledger.cursors[lane], turnSeq, index) + (options.outOfOrder ? 1 : 0);
  const cursors = { ...ledger.cursors, [lane]: cursorAfter(turn, turnSeq, index, result, outOfOrder) };
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

function cursorAfter(
  turn: ReportedTurn,
  turnSeq: number,
  index: number,
  result: Result,
  outOfOrder: number,
): LaneCursor {
  const again = result.status === "refused" || result.settledAs === "sent-once-more";
  if (again || result.status === "held") {
    const tries = again ? result.attempt : result.attempt - 1;
    return { turnSeq, next: index, done: false, tries, ...(outOfOrder > 0 ? { outOfOrder } : {}) };
  }
  const next = turn.commands.findIndex((command, i) => i > index && isSend(command));
  return { turnSeq, next: next < 0 ? index + 1 : next, done: next < 0, tries: 0 };
}

/** Why a reply did not leave: the number was off line, or its queue too long, until it would no longer have helped. */
export const EXPIRED = "expired";

/** How the conversation is told of it; null for what it need not know. Only a reply's end leaves somebody waiting. */
function toldAs({ status, settledAs, lane, code }: Outcome): Pick<Told, "as" | "code"> | null {
  if (status === "expired") return lane === "reply" ? { as: "failed", code: EXPIRED } : null;
  const as = status === "failed" ? status : settledAs && settledAs !== "sent" ? settledAs : null;
  return as && { as, ...(code ? { code } : {}) };
}

/**
 * Tells the conversation what the log says of its sends since an instant, of one turn or of all. Only what is recorded is
 * told, so that no replica reports what another one has decided otherwise. Safe to repeat, as a crash between the
 * record and this asks for.
 */
export async function tellRecorded(
  bus: CoreBus,
  ref: ConversationRef,
  about: { from: Date; turnSeq?: number },
  traceparent?: string,
): Promise<void> {
  for (const outcome of await outcomesSince(bus, ref, about.from)) {
    const told = toldAs(outcome);
    const { turnSeq, index } = outcome;
    if (!told || (about.turnSeq !== undefined && about.turnSeq !== turnSeq)) continue;
    await tellConversation(bus, ref, { turnSeq, index, ...told }, traceparent);
  }
}

interface Told {
  readonly turnSeq: number;
  readonly index: number;
  readonly as: "sent-once-more" | "given-to-person" | "failed";
  readonly code?: string;
}

/** Tells the conversation how a send ended that it must know about. Safe to repeat. */
export async function tellConversation(
  bus: CoreBus,
  ref: ConversationRef,
  fact: Told,
  traceparent?: string,
): Promise<void> {
  // What expires does so with all that is left of its turn, and one call of a person is enough.
  const which = fact.code === EXPIRED ? EXPIRED : fact.index;
  const id = stableId("outcome-settled", ref.channel, ref.contact, fact.turnSeq, which, fact.as);
  const at = bus.host.now();
  const event: InboundEvent = { type: "outcome-settled", ...ref, id, at, receivedAt: at, ...fact };
  await publish(bus, eventSubject(ref), event, { id, headers: contextHeaders(traceparent) });
}
