import { allFrom, allSince, type CoreBus, lastOf, readAs, readOrNull, type Stored } from "@acolhe/bus";
import {
  Attempt,
  ControlEvent,
  type ConversationRef,
  DELIVERY,
  failureSubject,
  foldOrders,
  INBOUND,
  isSilencing,
  type LaneCursor,
  NO_ORDERS,
  Outcome,
  outcomeSubject,
  Receipt,
  receiptSubject,
  SendOrder,
  type StandingOrders,
  storedAttemptSubject,
  storedControlSubject,
  storedGateSubjects,
  storedOrderSubject,
} from "@acolhe/events";
import {
  type Former,
  isAbout,
  isConcluded,
  isNoteOfRevoking,
  type Ledger,
  letsTheNextGo,
  type OpenAttempt,
  TAKEN_BACK,
} from "./ledger.ts";
import { CLOCKS_DIFFER_MS, outcomesSince } from "./records.ts";

interface PlacedOutcome {
  readonly outcome: Outcome;
  readonly seq: number;
}

/** What was accepted before is waited for no longer, whatever the channel's `callbackWaitMs`. */
const FORMER_BACK_MS = 10 * 60_000;

const START: LaneCursor = { turnSeq: 0, next: 0, done: true, tries: 0 };

export async function loadLedger(bus: CoreBus, ref: ConversationRef, partition: number): Promise<Ledger> {
  const [lastOutcome, gate] = await Promise.all([
    lastOf(bus, DELIVERY.name, outcomeSubject(ref)),
    loadGate(bus, ref, partition),
  ]);
  const last = lastOutcome ? (readPlaced(lastOutcome) ?? (await lastReadable(bus, ref))) : null;
  const outcome = last?.outcome ?? null;
  const { attempt, ...rest } = gate;
  const written = outcome?.cursors ?? { reply: START, proactive: START, bulk: START };
  const isUncounted = last && attempt && refusedUncounted(last, attempt);
  const cursors = isUncounted ? { ...written, [attempt.lane]: counted(written[attempt.lane], attempt) } : written;
  const held = outcome?.held ?? null;
  const confirmedIds = new Set<string>();
  const former = outcome && (await loadFormer(bus, ref, outcome));
  if (former) former.confirmed = await isConfirmed(bus, ref, former);
  const openAttempt = attempt && !isConcluded(attempt, cursors, held) ? attempt : null;
  return { ...rest, openAttempt, outcomeSeq: lastOutcome?.seq ?? 0, cursors, held, former, confirmedIds };
}

function readPlaced(stored: Stored): PlacedOutcome | null {
  const outcome = readOrNull(Outcome, stored);
  return outcome && { outcome, seq: stored.seq };
}

/** What came after it is taken for unknown, so at worst a person looks at what had been settled. */
async function lastReadable(bus: CoreBus, ref: ConversationRef): Promise<PlacedOutcome | null> {
  let last: PlacedOutcome | null = null;
  for await (const stored of allFrom(bus, DELIVERY.name, outcomeSubject(ref), 1)) last = readPlaced(stored) ?? last;
  return last;
}

/** The last callback says it as a rule. It may also be about another message that was read meanwhile. */
async function isConfirmed(bus: CoreBus, ref: ConversationRef, former: Former): Promise<boolean> {
  const says = (stored: Stored | null) => {
    const receipt = stored && readOrNull(Receipt, stored);
    return receipt !== null && letsTheNextGo(receipt) && isAbout(receipt, former);
  };
  const subjects = [receiptSubject(ref), failureSubject(ref)];
  const last = await Promise.all(subjects.map((subject) => lastOf(bus, DELIVERY.name, subject)));
  if (last.some(says)) return true;
  const isWaitedFor = bus.host.now() < former.acceptedAt + FORMER_BACK_MS;
  if (!isWaitedFor) return false;
  const from = new Date(former.acceptedAt - CLOCKS_DIFFER_MS);
  for (const [index, subject] of subjects.entries())
    if (last[index])
      for await (const stored of allSince(bus, DELIVERY.name, subject, from)) if (says(stored)) return true;
  return false;
}

/** The gate alone, after an attempt was refused. */
export async function reloadGate(bus: CoreBus, ref: ConversationRef, partition: number, ledger: Ledger): Promise<void> {
  const { attempt, gateSeq, silencedSeq, orders } = await loadGate(bus, ref, partition);
  ledger.gateSeq = gateSeq;
  ledger.silencedSeq = silencedSeq;
  ledger.orders = orders;
  ledger.openAttempt = attempt && !isConcluded(attempt, ledger.cursors, ledger.held) ? attempt : null;
}

async function loadGate(bus: CoreBus, ref: ConversationRef, partition: number) {
  const last = await lastOf(bus, INBOUND.name, storedGateSubjects(ref, partition));
  if (!last) return { gateSeq: 0, silencedSeq: 0, attempt: null, orders: NO_ORDERS };
  const isAttempt = last.subject.endsWith(".attempt");
  const stored = isAttempt ? last : await lastOf(bus, INBOUND.name, storedAttemptSubject(ref, partition));
  const attempt: OpenAttempt | null = stored ? { ...readAs(Attempt, INBOUND.name, stored), seq: stored.seq } : null;
  let silencedSeq = attempt?.silencedSeq ?? 0;
  // Each attempt carries on what it knew of the controls before it, so only those behind it are read.
  if (!isAttempt)
    for await (const m of allFrom(bus, INBOUND.name, storedControlSubject(ref, partition), (attempt?.seq ?? 0) + 1)) {
      const control = readOrNull(ControlEvent, m);
      if (control && isSilencing(control.type)) silencedSeq = m.seq;
    }
  // The same with orders, which are rare: most contacts have none to read.
  const mayHave = !isAttempt || attempt?.orderSeq !== undefined;
  const orders = mayHave ? await loadOrders(bus, ref, partition) : NO_ORDERS;
  return { gateSeq: last.seq, silencedSeq, attempt, orders };
}

/** One that cannot be read is set aside where it is delivered. */
async function loadOrders(bus: CoreBus, ref: ConversationRef, partition: number): Promise<StandingOrders> {
  const found: Array<{ seq: number; order: SendOrder }> = [];
  for await (const stored of allFrom(bus, INBOUND.name, storedOrderSubject(ref, partition), 1)) {
    const order = readOrNull(SendOrder, stored);
    if (order) found.push({ seq: stored.seq, order });
  }
  return foldOrders(found);
}

/** Former versions left an attempt refused by a number out of order out of the count, as if it had no outcome. */
const refusedUncounted = ({ outcome, seq }: PlacedOutcome, attempt: Attempt): boolean =>
  outcome.status === "refused" &&
  outcome.turnSeq === attempt.turnSeq &&
  outcome.index === attempt.index &&
  outcome.attempt < attempt.number &&
  seq > attempt.deliverySeq;

const counted = (cursor: LaneCursor, { number }: Attempt): LaneCursor => ({
  ...cursor,
  tries: number,
  outOfOrder: number - cursor.tries + (cursor.outOfOrder ?? 0),
});

/**
 * S1. What was dropped, superseded, expired or ordered says nothing of the message before it, which may still be queued: that is
 * looked for behind such outcomes.
 */
async function loadFormer(bus: CoreBus, ref: ConversationRef, last: Outcome): Promise<Former | null> {
  if (isAccepted(last)) return formerOf(last);
  if (isOfNewAttempt(last)) return null;
  const outcomes = await outcomesSince(bus, ref, new Date(last.at - FORMER_BACK_MS));
  const at = outcomes.findLastIndex(isAccepted);
  const newest = outcomes[at];
  if (!newest) return null;
  const isGone = (one: Outcome) =>
    isOfNewAttempt(one) || (one.code === TAKEN_BACK && one.turnSeq === newest.turnSeq && one.index === newest.index);
  return outcomes.slice(at + 1).some(isGone) ? null : formerOf(newest);
}

const isAccepted = (one: Outcome): boolean => Boolean(one.messageId) && !isNoteOfRevoking(one);

/** An attempt waits for the message before it, and one that failed afterwards was no longer queued. */
const isOfNewAttempt = (one: Outcome): boolean =>
  one.attempt > 0 && one.order === undefined && one.code !== TAKEN_BACK && !isNoteOfRevoking(one);

function formerOf(outcome: Outcome): Former {
  const { turnSeq, index, at, messageId = "", zaapId = "" } = outcome;
  return { messageId, zaapId, turnSeq, index, acceptedAt: at, confirmed: false };
}
