import { isSend, type Turn } from "@acolhe/events";
import type { Violation } from "./violation.ts";

/** What later checks need of a turn. */
export interface TurnNote {
  readonly eventSeq: number;
  /** Whose words its commands are, by index; null where nothing is sent. */
  readonly authors: readonly (string | null)[];
}

/** Outcomes after which an event may be handled once more. */
const FOR_LATER: ReadonlySet<Turn["outcome"]> = new Set(["parked", "deferred"]);

/**
 * W1: a contact's turns are in the order of its events, one turn each; what was parked or deferred gets its second when
 * it is resumed. Each names the turn before it, so nothing was written by a worker that did not know the last one.
 */
export function createTurnsCheck() {
  const notes = new Map<number, TurnNote>();
  const last = new Map<string, { seq: number; eventSeq: number; later: Set<number> }>();
  const violations: Violation[] = [];

  return {
    notes: notes as ReadonlyMap<number, TurnNote>,
    violations: violations as readonly Violation[],
    see(seq: number, turn: Turn): void {
      const key = `${turn.channel}.${turn.contact}`;
      const before = last.get(key);
      const breaks = (says: string) => violations.push({ invariant: "W1", stream: "TURNS", seq, says });
      if (before && turn.previousTurnSeq !== before.seq)
        breaks(`names turn ${turn.previousTurnSeq} as the one before it, which is ${before.seq}`);
      const isAgain = turn.outcome === "resumed" || turn.outcome === "parked";
      if (isAgain && before?.later.has(turn.event.seq)) before.later.delete(turn.event.seq);
      else if (before && turn.event.seq <= before.eventSeq)
        breaks(`is of event ${turn.event.seq}, after a turn of event ${before.eventSeq}`);
      const later = before?.later ?? new Set<number>();
      if (FOR_LATER.has(turn.outcome)) later.add(turn.event.seq);
      last.set(key, { seq, eventSeq: Math.max(before?.eventSeq ?? 0, turn.event.seq), later });
      const authors = turn.commands.map((command) => (isSend(command) ? command.author : null));
      notes.set(seq, { eventSeq: turn.event.seq, authors });
    },
  };
}
