import { type Bus, eraseMessage, lastSeqOf, readOrNull, readStream } from "@acolhe/bus";
import { DELIVERY, INBOUND, Outcome, outcomeFilter, refOf, TURNS, Turn } from "@acolhe/events";

const TurnEvent = Turn.pick({ event: true });

/** The fields of a record that say which conversation it belongs to and what it follows from. */
interface Follows {
  readonly seq: number;
  readonly contact: string;
  /** Sequence of what it follows from. */
  readonly from: number;
}

/**
 * Records that follow from what is not in the copy, and all that came behind them in their conversation, because it was
 * decided knowing them. Pure.
 *
 * @param isGone whether what a record follows from is missing
 */
export function overhang(records: Iterable<Follows>, isGone: (from: number) => boolean): number[] {
  const cut = new Set<string>();
  const found: number[] = [];
  for (const { seq, contact, from } of records) {
    if (isGone(from)) cut.add(contact);
    if (cut.has(contact)) found.push(seq);
  }
  return found;
}

/**
 * Cuts off what was decided and sent of events that came after they were copied: new events will take their sequences,
 * and would count as handled. What is cut off may have been said, which is what observing is for.
 */
export async function cutOverhang(bus: Bus): Promise<{ turns: number; outcomes: number }> {
  const lastEvent = await lastSeqOf(bus, INBOUND.name);
  const turns = overhang(await turnsOf(bus), (event) => event > lastEvent);
  for (const seq of turns) await eraseMessage(bus, TURNS.name, seq);
  const lastTurn = await lastSeqOf(bus, TURNS.name);
  const gone = new Set(turns);
  const outcomes = overhang(await outcomesOf(bus), (turn) => gone.has(turn) || turn > lastTurn);
  for (const seq of outcomes) await eraseMessage(bus, DELIVERY.name, seq);
  return { turns: turns.length, outcomes: outcomes.length };
}

async function turnsOf(bus: Bus): Promise<Follows[]> {
  const found: Follows[] = [];
  for await (const message of readStream(bus, TURNS.name)) {
    const turn = readOrNull(TurnEvent, message);
    if (turn) found.push({ seq: message.seq, contact: contactOf(message.subject), from: turn.event.seq });
  }
  return found;
}

async function outcomesOf(bus: Bus): Promise<Follows[]> {
  const found: Follows[] = [];
  for await (const message of readStream(bus, DELIVERY.name, { subject: outcomeFilter("*") })) {
    const outcome = readOrNull(Outcome, message);
    if (outcome) found.push({ seq: message.seq, contact: contactOf(message.subject), from: outcome.turnSeq });
  }
  return found;
}

const contactOf = (subject: string): string => {
  const ref = refOf(subject);
  return ref ? `${ref.channel}.${ref.contact}` : subject;
};
