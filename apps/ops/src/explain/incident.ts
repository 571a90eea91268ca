import { type InboundEvent, isSend, type SendCommand, type Turn } from "@acolhe/events";
import type { LogItem } from "../log/log-item.ts";

type Of<Kind extends LogItem["kind"]> = Extract<LogItem, { kind: Kind }>;
type TurnItem = Of<"turn">;
type EventItem = Of<"event">;

/** One thing the turns decided to send, with all that became of it. */
export interface Send {
  readonly turnSeq: number;
  readonly index: number;
  readonly command: SendCommand;
  readonly attempts: readonly Of<"attempt">[];
  readonly outcomes: readonly Of<"outcome">[];
  readonly receipts: readonly Of<"receipt">[];
}

/** What came in, what was decided about it, and what became of that. */
export interface Incident {
  readonly trigger: EventItem | Of<"control"> | null;
  /** The decision before the first of `turns`: who might speak then. */
  readonly before: TurnItem | null;
  /** Oldest first: a message that waits for more of them is answered in a later turn. */
  readonly turns: readonly TurnItem[];
  readonly sends: readonly Send[];
}

/** What patients do themselves; everything else follows from it. */
const BY_PATIENT: ReadonlySet<InboundEvent["type"]> = new Set([
  "message-received",
  "message-edited",
  "message-revoked",
  "message-waiting",
  "message-missed",
  "reaction-received",
  "call-received",
]);
/** Turns that one message may take: gathered words, a question asked outside, its answer. */
const FOLLOWING_MAX = 50;

/** The last thing the patient did at or before an instant; where there is none, the last decision. */
export function incidentAt(items: readonly LogItem[], atMs: number): Incident {
  const event = items.findLast((item): item is EventItem => isByPatient(item) && item.event.receivedAt <= atMs);
  if (event) return incidentOf(items, event);
  const turn = items.findLast((item): item is TurnItem => item.kind === "turn" && item.storedAtMs <= atMs);
  return turn ? ofTurn(items, turn) : { trigger: null, before: null, turns: [], sends: [] };
}

/** The message with this id of the gateway, received or sent; null where the log knows none. */
export function incidentWith(items: readonly LogItem[], messageId: string): Incident | null {
  const event = items.find(
    (item): item is EventItem =>
      item.kind === "event" && item.event.type === "message-received" && item.event.messageId === messageId,
  );
  if (event) return incidentOf(items, event);
  const outcome = items.find(
    (item): item is Of<"outcome"> =>
      item.kind === "outcome" && (item.outcome.messageId === messageId || item.outcome.zaapId === messageId),
  );
  const turn =
    outcome && items.find((item): item is TurnItem => item.kind === "turn" && item.seq === outcome.outcome.turnSeq);
  return turn ? ofTurn(items, turn) : null;
}

/** From a decision back to what the patient did: gathered words are answered when a timer fires. */
function ofTurn(items: readonly LogItem[], turn: TurnItem): Incident {
  const trigger = eventOf(items, turn.turn);
  if (trigger && isByPatient(trigger)) return incidentOf(items, trigger);
  const gathered = items.findLast(
    (item): item is TurnItem => item.kind === "turn" && item.seq < turn.seq && startsWait(item, turn, items),
  );
  const first = gathered && eventOf(items, gathered.turn);
  return first?.kind === "event" ? incidentOf(items, first) : finish(items, trigger, [turn]);
}

const startsWait = (item: TurnItem, until: TurnItem, items: readonly LogItem[]): boolean => {
  const event = eventOf(items, item.turn);
  return event !== null && isByPatient(event) && following(items, item).some(({ seq }) => seq === until.seq);
};

function incidentOf(items: readonly LogItem[], trigger: EventItem): Incident {
  const first = items.find((item): item is TurnItem => item.kind === "turn" && item.turn.event.seq === trigger.seq);
  return finish(items, trigger, first ? following(items, first) : []);
}

/** A turn, and while nothing is said and something is still waited for, the next ones. */
function following(items: readonly LogItem[], first: TurnItem): TurnItem[] {
  const later = items.filter((item): item is TurnItem => item.kind === "turn" && item.seq >= first.seq);
  const turns: TurnItem[] = [];
  for (const item of later.slice(0, FOLLOWING_MAX)) {
    turns.push(item);
    if (item.turn.commands.some(isSend) || !isWaiting(item.turn)) break;
  }
  return turns;
}

/** Words that wait for more words, or for what a server outside makes of them. */
const isWaiting = ({ state, outcome }: Turn): boolean =>
  outcome === "parked" || outcome === "deferred" || Boolean(state.pendingInput) || Boolean(state.waiting);

function finish(items: readonly LogItem[], trigger: Incident["trigger"], turns: readonly TurnItem[]): Incident {
  const firstSeq = turns[0]?.seq ?? 0;
  const before = items.findLast((item): item is TurnItem => item.kind === "turn" && item.seq < firstSeq) ?? null;
  return { trigger, before, turns, sends: turns.flatMap((turn) => sendsOf(items, turn)) };
}

function sendsOf(items: readonly LogItem[], { seq: turnSeq, turn }: TurnItem): Send[] {
  return turn.commands.flatMap((command, index) => {
    if (!isSend(command)) return [];
    const isThis = (of: { readonly turnSeq: number; readonly index: number }) =>
      of.turnSeq === turnSeq && of.index === index;
    const attempts = items.filter((item): item is Of<"attempt"> => item.kind === "attempt" && isThis(item.attempt));
    const outcomes = items.filter((item): item is Of<"outcome"> => item.kind === "outcome" && isThis(item.outcome));
    const ids = new Set(
      outcomes.flatMap(({ outcome }) => [outcome.messageId, outcome.zaapId].filter((id) => id !== undefined)),
    );
    const receipts = items.filter(
      (item): item is Of<"receipt"> =>
        item.kind === "receipt" && (ids.has(item.receipt.messageId) || ids.has(item.receipt.zaapId ?? "")),
    );
    return [{ turnSeq, index, command, attempts, outcomes, receipts }];
  });
}

const eventOf = (items: readonly LogItem[], turn: Turn): Incident["trigger"] =>
  items.find(
    (item): item is EventItem | Of<"control"> =>
      (item.kind === "event" || item.kind === "control") && item.seq === turn.event.seq,
  ) ?? null;

const isByPatient = (item: LogItem): item is EventItem => item.kind === "event" && BY_PATIENT.has(item.event.type);
