import type { DeliveryRow, DeliveryStatus, EarlyReceiptRow } from "@acolhe/database/projection";
import type { ConversationRef, Outcome, Receipt } from "@acolhe/events";
import { instant, storable } from "./record.ts";
import type { Count, Tally } from "./tally.ts";

/**
 * How far a message came. Callbacks repeat and overtake each other, so a status is only ever replaced by a higher one;
 * `failed` and its like are below `received`, because what was received cannot have failed.
 */
const RANK = {
  refused: 0,
  held: 1,
  accepted: 2,
  sent: 3,
  failed: 4,
  superseded: 4,
  expired: 4,
  "given-up": 4,
  received: 5,
  read: 6,
  played: 7,
} as const satisfies Record<DeliveryStatus, number>;
type Status = DeliveryStatus;

/** The rows a batch of delivery records changes. */
export interface DeliveryRows {
  /** By turn and command. */
  readonly deliveries: Map<string, DeliveryRow>;
  /** By channel and message id: keys of the deliveries above that have, or had, this id. */
  readonly byMessage: Map<string, Set<string>>;
  readonly early: Map<string, EarlyReceiptRow>;
  /** Channel and message id of early receipts that found their delivery. */
  readonly found: Map<string, readonly [string, string]>;
  readonly tally: Tally;
}

export const deliveryKey = (turnSeq: number, index: number) => `${turnSeq}/${index}`;
export const receiptKey = (channel: string, messageId: string) => `${channel}/${messageId}`;

export function foldOutcome(rows: DeliveryRows, ref: ConversationRef, outcome: Outcome, seq: number): void {
  const key = deliveryKey(outcome.turnSeq, outcome.index);
  const before = rows.deliveries.get(key);
  const at = instant(outcome.at);
  const status = statusOf(outcome);
  // What failed and was attempted anew, by an operator or as text, is no longer what failed.
  const isAnew = before?.rank === RANK.failed && outcome.attempt > before.attempts;
  const climbs = before === undefined || isAnew || RANK[status] > before.rank;
  const messageId = outcome.messageId ? storable(outcome.messageId) : (before?.messageId ?? null);
  const row: DeliveryRow = {
    turnSeq: outcome.turnSeq,
    commandIndex: outcome.index,
    channel: ref.channel,
    contactKey: ref.contact,
    lane: outcome.lane,
    status: climbs ? status : before.status,
    rank: climbs ? RANK[status] : before.rank,
    attempts: Math.max(before?.attempts ?? 0, outcome.attempt),
    code: outcome.code ? storable(outcome.code) : isAnew ? null : (before?.code ?? null),
    settledAs: outcome.settledAs ?? before?.settledAs ?? null,
    evidence: outcome.evidence ?? before?.evidence ?? null,
    messageId,
    firstAt: before?.firstAt ?? at,
    acceptedAt: before?.acceptedAt ?? (status === "accepted" || status === "sent" ? at : null),
    sentAt: before?.sentAt ?? null,
    receivedAt: before?.receivedAt ?? null,
    readAt: before?.readAt ?? null,
    changedSeq: seq,
  };
  const waiting = messageId === null ? undefined : rows.early.get(receiptKey(ref.channel, messageId));
  keep(rows, before, waiting ? climb(row, waiting, seq) : row);
  if (waiting && messageId !== null) {
    rows.early.delete(receiptKey(ref.channel, messageId));
    rows.found.set(receiptKey(ref.channel, messageId), [ref.channel, messageId]);
  }
}

/** `sent once more` settles an attempt, not the command: what becomes of the next attempt is still to come. */
function statusOf({ status, settledAs }: Outcome): Status {
  if (status !== "settled") return status;
  return settledAs === "sent" ? "sent" : settledAs === "given-to-person" ? "given-up" : "held";
}

const OF_RECEIPT: Readonly<Record<Receipt["kind"], Status | null>> = {
  // A person of the clinic has read what the patient wrote: says nothing of our message.
  "read-by-clinic": null,
  echoed: "sent",
  sent: "sent",
  failed: "failed",
  received: "received",
  read: "read",
  played: "played",
};

export function foldReceipt(rows: DeliveryRows, receipt: Receipt, seq: number): void {
  const kind = OF_RECEIPT[receipt.kind];
  if (kind === null || receipt.messageId === "") return;
  const messageId = storable(receipt.messageId);
  const key = receiptKey(receipt.channel, messageId);
  const delivery = ownerOf(rows, key, messageId);
  const at = instant(receipt.at);
  const step: Climb = {
    kind,
    rank: RANK[kind],
    code: receipt.code ? storable(receipt.code) : null,
    sentAt: kind === "sent" ? at : null,
    receivedAt: kind === "received" ? at : null,
    readAt: kind === "read" ? at : null,
  };
  if (delivery) {
    keep(rows, delivery, climb(delivery, step, seq));
    return;
  }
  const early = rows.early.get(key);
  rows.found.delete(key);
  rows.early.set(key, {
    channel: receipt.channel,
    messageId,
    ...(early ? higher(early, step) : step),
    seq,
  });
}

type Climb = Pick<EarlyReceiptRow, "kind" | "rank" | "code" | "sentAt" | "receivedAt" | "readAt">;

function higher(before: Climb, step: Climb): Climb {
  const top = step.rank > before.rank ? step : before;
  return { kind: top.kind, rank: top.rank, ...firsts(before, step) };
}

function climb(delivery: DeliveryRow, step: Climb, seq: number): DeliveryRow {
  const climbs = step.rank > delivery.rank;
  return {
    ...delivery,
    ...(climbs ? { status: step.kind, rank: step.rank } : {}),
    ...firsts(delivery, step),
    changedSeq: seq,
  };
}

const firsts = (before: Omit<Climb, "kind" | "rank">, step: Climb) => ({
  code: before.code ?? step.code,
  sentAt: before.sentAt ?? step.sentAt,
  receivedAt: before.receivedAt ?? step.receivedAt,
  readAt: before.readAt ?? step.readAt,
});

function keep(rows: DeliveryRows, before: DeliveryRow | undefined, row: DeliveryRow): void {
  rows.tally.replace(before ? countsOf(before) : [], countsOf(row));
  rows.deliveries.set(deliveryKey(row.turnSeq, row.commandIndex), row);
  nameMessage(rows, row);
}

export function nameMessage({ byMessage }: Pick<DeliveryRows, "byMessage">, row: DeliveryRow): void {
  if (row.messageId === null) return;
  const key = receiptKey(row.channel, row.messageId);
  byMessage.set(key, (byMessage.get(key) ?? new Set()).add(deliveryKey(row.turnSeq, row.commandIndex)));
}

/** A message id names one command; should a gateway ever give it twice, the latest command has it. */
function ownerOf(rows: DeliveryRows, key: string, messageId: string): DeliveryRow | undefined {
  return [...(rows.byMessage.get(key) ?? [])]
    .flatMap((one) => rows.deliveries.get(one) ?? [])
    .filter((row) => row.messageId === messageId)
    .reduce<DeliveryRow | undefined>((last, row) => (last && isLater(last, row) ? last : row), undefined);
}

const isLater = (a: DeliveryRow, b: DeliveryRow) =>
  a.turnSeq > b.turnSeq || (a.turnSeq === b.turnSeq && a.commandIndex > b.commandIndex);

const countsOf = ({ channel, firstAt: at, status, code }: DeliveryRow): Count[] => [
  { measure: "delivery", channel, at, label: status },
  ...(status === "failed" ? [{ measure: "delivery-failure", channel, at, label: code ?? "unknown" }] : []),
];
