import { type Bus, entriesOf, lastOf, lastSeqOf, readOrNull, readStream } from "@acolhe/bus";
import {
  anyOrderOf,
  type ChannelId,
  type ContactKey,
  type ConversationRef,
  DELIVERY,
  foldOrders,
  HELD_BUCKET,
  INBOUND,
  isSend,
  laneFilters,
  laneSubjects,
  Outcome,
  outcomeSubject,
  placeName,
  refOf,
  SENDING_LANES,
  type SendCommand,
  type SendingLane,
  SendOrder,
  type StandingOrders,
  senderDurable,
  storedOrderFilter,
  TURNS,
  Turn,
} from "@acolhe/events";

/** Why a command has not left. */
export type Waits = "unknown" | "dropped" | "on-hold" | "number-paused" | "behind-unknown" | "in-turn";

/** A command that was decided and has no end yet. */
export interface Queued extends ConversationRef {
  readonly turnSeq: number;
  readonly index: number;
  readonly lane: SendingLane;
  readonly command: SendCommand;
  readonly decidedAt: number;
  readonly waits: Waits;
}

interface Standing {
  readonly outcome: Outcome | null;
  readonly orders: StandingOrders;
  readonly isPaused: boolean;
}

/** Where the log ends. Asked once for many contacts: a reading that is not told asks by itself, and each contact takes several. */
interface LogEnds {
  readonly inbound: number;
  readonly turns: number;
}

export async function logEnds(bus: Bus): Promise<LogEnds> {
  const [inbound, turns] = await Promise.all([lastSeqOf(bus, INBOUND.name), lastSeqOf(bus, TURNS.name)]);
  return { inbound, turns };
}

/** What of a contact is decided and has not ended, in the order in which it leaves. */
export async function queueOf(bus: Bus, ref: ConversationRef, isPaused: boolean, known?: LogEnds): Promise<Queued[]> {
  const ends = known ?? (await logEnds(bus));
  const last = await lastOf(bus, DELIVERY.name, outcomeSubject(ref));
  const orders = await ordersOf(bus, ref, ends.inbound);
  const standing = { outcome: last && readOrNull(Outcome, last), orders, isPaused };
  const found: Queued[] = [];
  for (const lane of SENDING_LANES) {
    const cursor = standing.outcome?.cursors[lane];
    const from = cursor ? (cursor.done ? cursor.turnSeq + 1 : cursor.turnSeq) : 1;
    for await (const stored of turnsOf(bus, laneSubjects(ref, lane), { from: Math.max(1, from), to: ends.turns })) {
      const turn = readOrNull(Turn, stored);
      for (const [index, command] of (turn?.commands ?? []).entries()) {
        if (!isSend(command) || (cursor?.turnSeq === stored.seq && index < cursor.next)) continue;
        const place = { turnSeq: stored.seq, index };
        const waits = waitsFor(place, command, standing);
        found.push({ ...ref, ...place, lane, command, decidedAt: stored.storedAtMs, waits });
      }
    }
  }
  return found.sort((a, b) => SENDING_LANES.indexOf(a.lane) - SENDING_LANES.indexOf(b.lane) || a.turnSeq - b.turnSeq);
}

async function* turnsOf(bus: Bus, subjects: readonly string[], span: { readonly from: number; readonly to?: number }) {
  for (const subject of subjects) yield* readStream(bus, TURNS.name, { subject, ...span });
}

/** Pure. */
export function waitsFor(
  place: { readonly turnSeq: number; readonly index: number },
  { author }: Pick<SendCommand, "author">,
  { outcome, orders, isPaused }: Standing,
): Waits {
  const held = outcome?.held;
  if (held?.turnSeq === place.turnSeq && held.index === place.index) return "unknown";
  if (orders.dropped.has(placeName(place))) return "dropped";
  if (orders.onHold && author === "bot") return "on-hold";
  if (isPaused) return "number-paused";
  return held ? "behind-unknown" : "in-turn";
}

/** @param to where INBOUND ends, where that is known */
export async function ordersOf(bus: Bus, ref: ConversationRef, to?: number): Promise<StandingOrders> {
  const found: Array<{ seq: number; order: SendOrder }> = [];
  const wanted = { subject: anyOrderOf(ref), ...(to !== undefined && { to }) };
  for await (const stored of readStream(bus, INBOUND.name, wanted)) {
    const order = readOrNull(SendOrder, stored);
    if (order) found.push({ seq: stored.seq, order });
  }
  return foldOrders(found);
}

/** Contacts of a number whose words an operator holds back, whether anything waits or not. */
export async function contactsOnHold(bus: Bus, channel: ChannelId, to: number): Promise<ConversationRef[]> {
  const orders = new Map<string, Array<{ seq: number; order: SendOrder }>>();
  for await (const stored of readStream(bus, INBOUND.name, { subject: storedOrderFilter(channel), to })) {
    const order = readOrNull(SendOrder, stored);
    const contact = refOf(stored.subject)?.contact;
    if (order && contact) orders.set(contact, [...(orders.get(contact) ?? []), { seq: stored.seq, order }]);
  }
  return [...orders].flatMap(([contact, given]) =>
    foldOrders(given).onHold ? [{ channel, contact: contact as ContactKey }] : [],
  );
}

/** Contacts of a number with turns that no sender has finished, or with an outcome that is unknown. */
export async function waitingContacts(bus: Bus, channel: ChannelId): Promise<ConversationRef[]> {
  const found = new Map<string, ConversationRef>();
  for (const lane of SENDING_LANES) {
    const { ack_floor } = await bus.jsm.consumers.info(TURNS.name, senderDurable(channel, lane));
    const from = ack_floor.stream_seq + 1;
    for await (const { subject } of turnsOf(bus, laneFilters(channel, lane), { from })) {
      const ref = refOf(subject);
      if (ref) found.set(ref.contact, ref);
    }
  }
  for (const { key } of await entriesOf(bus, HELD_BUCKET)) {
    const ref = refOf(`held.${key}`);
    if (ref?.channel === channel) found.set(ref.contact, ref);
  }
  return [...found.values()];
}
