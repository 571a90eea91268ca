import { type Bus, readOrNull, readStream } from "@acolhe/bus";
import { type ContactKey, type Facts, TURNS, Turn, WORDS_FORGOTTEN } from "@acolhe/events";
import type { ShadowSpan } from "./span.ts";

/** What the log has of one decision besides what was said. */
export interface Recorded {
  /** Its sequence in TURNS. */
  readonly seq: number;
  readonly facts: Facts;
  readonly flow: string;
}

export interface RecordedTurns {
  /** Decisions by their event's sequence: two where it waited while its contact was parked. */
  readonly byEvent: ReadonlyMap<number, readonly Recorded[]>;
  /** Of events that were decided once more when their contact was resumed: that decision, by the event's id. */
  readonly resumed: ReadonlyMap<string, Recorded>;
  /** Ids of the timers that fired. */
  readonly timers: ReadonlySet<string>;
  /** Sequence of each conversation's last turn before the span; 0 where it had none. */
  readonly before: ReadonlyMap<ContactKey, number>;
}

/** The turns of a span's events, some 500 bytes each. */
export async function readRecorded(bus: Bus, { from, to, turnsFrom, turnsTo }: ShadowSpan): Promise<RecordedTurns> {
  const byEvent = new Map<number, Recorded[]>();
  const resumed = new Map<string, Recorded>();
  const timers = new Set<string>();
  const before = new Map<ContactKey, number>();
  for await (const stored of readStream(bus, TURNS.name, { from: turnsFrom, to: turnsTo })) {
    const turn = readOrNull(Turn, stored);
    if (!turn || turn.rule === WORDS_FORGOTTEN) continue;
    const { seq, type, id } = turn.event;
    // Decided within the span, of an event before it.
    if (seq < from) before.set(turn.contact, stored.seq);
    if (seq < from || seq > to) continue;
    if (!before.has(turn.contact)) before.set(turn.contact, turn.previousTurnSeq);
    if (type === "timer-fired") timers.add(id);
    const one: Recorded = { seq: stored.seq, facts: turn.facts, flow: turn.versions.flow };
    if (turn.outcome === "resumed" && type !== "contact-resumed") resumed.set(id, one);
    byEvent.set(seq, [...(byEvent.get(seq) ?? []), one]);
  }
  return { byEvent, resumed, timers, before };
}
