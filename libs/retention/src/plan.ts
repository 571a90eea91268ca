import { type Bus, firstSince, lastOf, readOrNull, type Stored } from "@acolhe/bus";
import { ConversationState, lastingOf, withoutWords } from "@acolhe/conversation";
import {
  anyAttemptOf,
  anyTurnOf,
  type ConversationRef,
  DELIVERY,
  deskSubject,
  failureSubject,
  INBOUND,
  isSend,
  Outcome,
  outcomeSubject,
  receiptSubject,
  TURNS,
  Turn,
  WORDS_FORGOTTEN,
} from "@acolhe/events";

/*
 * What of one conversation's log is older than the cutoff and may go.
 *
 * T1. The last turn stays, because it carries the state, unless the conversation has long been silent and nothing of it
 *     lasts. Where only a decision lasts (no more messages, merged, paused), a turn without words takes its place.
 * T2. A session is kept or deleted as a whole, and what waits is kept from its beginning on; so a read side that is
 *     rebuilt counts and shows what is left as it did before.
 * T3. The last outcome stays while there is a turn: the sender begins from it. It goes only once the turns are gone,
 *     when the next turn is again the first and follows no other.
 * T4. What the gateway says of a conversation without a turn goes after a day, whatever its words' time is; and so do attempts
 *     to send what is erased, which were written before it was seen that it is.
 */

/** A contact in one session for longer than this is not kept whole. */
const SESSION_MS_MAX = 30 * 24 * 3600_000;
/**
 * Callbacks about a conversation that does not exist. They say that a message was read of which we know nothing any
 * more, an erased person's for example, and name the number. A turn, or a comparison with the gateway's chats, never
 * waits as long as a day.
 */
const WITHOUT_TURN_MS = 24 * 3600_000;
/** A turn is stored after the clock reading in it; clocks of broker and workers differ by less. */
const CLOCKS_MS = 1_000;

/** Messages of a subject that go: those below a sequence. */
export interface Purge {
  readonly stream: string;
  readonly subject: string;
  readonly below: number;
}

export interface Plan {
  /** The turn without words that takes the place of all others, written expecting the last of them. */
  readonly successor?: { readonly turn: Turn; readonly expects: number };
  readonly turns: Purge;
  /** Nothing of the conversation lasts: the last turn goes as well. */
  readonly isWhole: boolean;
  /** Of a conversation without a turn its attempts, too. */
  readonly delivery: readonly Purge[];
}

interface Read {
  readonly turn: Turn;
  readonly state: ConversationState;
  readonly seq: number;
  readonly timeMs: number;
}

/** Null: a turn that cannot be read is left with everything that led to it. */
export async function planOf(
  bus: Bus,
  ref: ConversationRef,
  when: { readonly cutoffMs: number; readonly now: number; readonly deliveryEnd: number },
): Promise<Plan | null> {
  const subject = anyTurnOf(ref);
  const stored = await lastOf(bus, TURNS.name, subject);
  const outcome = await lastOf(bus, DELIVERY.name, outcomeSubject(ref));
  const keepAll = { stream: TURNS.name, subject, below: 0 };
  if (!stored) {
    const from = new Date(Math.max(when.cutoffMs, when.now - WITHOUT_TURN_MS));
    const delivery = await deliveryOf(bus, ref, { from, end: when.deliveryEnd });
    return { turns: keepAll, isWhole: false, delivery: [...delivery, await attemptsOf(bus, ref, from)] };
  }
  const last = readTurn(stored);
  if (!last) return null;
  const isHeld = outcome !== null && readOrNull(Outcome, outcome)?.held !== null;
  const first = await firstSince(bus, TURNS.name, subject, new Date(when.cutoffMs));
  const firstKept = first && readTurn(first);
  if (first && !firstKept) return null;
  const from = keptFrom(last, { firstKept, isHeld, ...when });
  const delivery = (keepLast: boolean) =>
    deliveryOf(bus, ref, {
      from: from === null ? new Date(when.cutoffMs) : safely(from, when.cutoffMs),
      end: when.deliveryEnd,
      ...(keepLast && outcome ? { lastOutcome: outcome.seq } : {}),
    });
  if (from === null && lastingOf(last.state, when.now).is === "nothing")
    return { turns: { ...keepAll, below: last.seq + 1 }, isWhole: true, delivery: await delivery(false) };
  if (from === null) {
    const isDone = last.turn.rule === WORDS_FORGOTTEN;
    return {
      ...(isDone ? {} : { successor: { turn: successorOf(last), expects: last.seq } }),
      turns: { ...keepAll, below: last.seq + (isDone ? 0 : 1) },
      isWhole: false,
      delivery: await delivery(true),
    };
  }
  const kept = await firstSince(bus, TURNS.name, subject, safely(from, when.cutoffMs));
  const below = Math.min(kept?.seq ?? last.seq, last.seq);
  return { turns: { ...keepAll, below }, isWhole: false, delivery: await delivery(true) };
}

/** From which instant on the log of a conversation stays; null: it has long been silent, and nothing waits. */
export function keptFrom(
  last: Read,
  options: {
    readonly cutoffMs: number;
    readonly now: number;
    readonly firstKept: Read | null;
    readonly isHeld: boolean;
  },
): number | null {
  const { cutoffMs, now, firstKept, isHeld } = options;
  const lasting = lastingOf(last.state, now);
  const waits = [
    ...(lasting.is === "waiting" ? [lasting.since] : []),
    // Whether it left is not known: what it was is needed to find out.
    ...(isHeld ? [Math.min(last.timeMs, last.state.sessionStartedAt)] : []),
  ];
  if (!firstKept) return waits.length === 0 ? null : Math.min(...waits);
  // A turn without words stands for its session: where the sweep that wrote it broke off, the rest still goes.
  const isReduced = firstKept.turn.rule === WORDS_FORGOTTEN;
  const session = isReduced ? cutoffMs : Math.max(firstKept.state.sessionStartedAt, cutoffMs - SESSION_MS_MAX);
  return Math.min(cutoffMs, session, ...waits);
}

/** What begins before the cutoff is known by a worker's clock. */
const safely = (from: number, cutoffMs: number) => new Date(from < cutoffMs ? from - CLOCKS_MS : from);

async function deliveryOf(
  bus: Bus,
  ref: ConversationRef,
  { from, end, lastOutcome }: { readonly from: Date; readonly end: number; readonly lastOutcome?: number },
): Promise<Purge[]> {
  const purges: Purge[] = [];
  for (const subjectOf of [outcomeSubject, receiptSubject, failureSubject, deskSubject]) {
    const subject = subjectOf(ref);
    const kept = await firstSince(bus, DELIVERY.name, subject, from);
    const isOutcome = subjectOf === outcomeSubject && lastOutcome !== undefined;
    const below = Math.min(kept?.seq ?? end + 1, isOutcome ? lastOutcome : Number.POSITIVE_INFINITY);
    purges.push({ stream: DELIVERY.name, subject, below });
  }
  return purges;
}

/** The number is in their subject, and what was to be said in a hash. */
async function attemptsOf(bus: Bus, ref: ConversationRef, from: Date): Promise<Purge> {
  const subject = anyAttemptOf(ref);
  const [kept, last] = [await firstSince(bus, INBOUND.name, subject, from), await lastOf(bus, INBOUND.name, subject)];
  return { stream: INBOUND.name, subject, below: kept?.seq ?? (last?.seq ?? 0) + 1 };
}

/** The last turn again, as one that decides nothing and knows no word. */
function successorOf({ turn, state, seq }: Read): Turn {
  const sends = turn.lane !== "quiet" && turn.commands.some(isSend);
  return {
    ...turn,
    lane: "quiet",
    outcome: "advanced",
    event: { ...turn.event, id: `${WORDS_FORGOTTEN}:${seq}`, type: WORDS_FORGOTTEN },
    previousTurnSeq: seq,
    predecessorSeq: 0,
    rule: WORDS_FORGOTTEN,
    facts: { now: turn.facts.now },
    state: withoutWords(state),
    lanes: sends ? { ...turn.lanes, [turn.lane]: seq } : turn.lanes,
    commands: [],
  };
}

function readTurn(stored: Stored): Read | null {
  const turn = readOrNull(Turn, stored);
  const state = turn && readOrNull(ConversationState, { json: () => turn.state });
  return turn && state && { turn, state, seq: stored.seq, timeMs: stored.timeMs };
}
