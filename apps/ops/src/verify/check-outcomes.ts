import type { Outcome } from "@acolhe/events";
import type { Violation } from "./violation.ts";

/** One command that was sent, or given up, for good. */
interface Place {
  readonly turnSeq: number;
  readonly index: number;
}

const isSent = ({ status, settledAs }: Outcome): boolean =>
  status === "accepted" || (status === "settled" && settledAs === "sent");
/** Says what became of an accepted message when it was to be deleted for the patient as well: nothing was sent anew. */
const isNote = ({ status, order }: Outcome): boolean => status === "accepted" && order !== undefined;
const mayFollow = ({ status, settledAs }: Outcome): boolean =>
  status === "refused" || (status === "settled" && settledAs === "sent-once-more");

/**
 * S1: a lane's commands leave in order. S2: none is attempted again unless it was certainly not sent, or counted as sent
 * once more.
 */
export function createOutcomesCheck() {
  const lanes = new Map<string, Place>();
  const commands = new Map<string, Outcome>();
  const violations: Violation[] = [];
  return {
    violations: violations as readonly Violation[],
    see(key: string, seq: number, outcome: Outcome): void {
      if (isNote(outcome)) return;
      const breaks = (invariant: Violation["invariant"], says: string) =>
        violations.push({ invariant, stream: "DELIVERY", seq, says });
      const command = `${key}.${outcome.turnSeq}.${outcome.index}`;
      const before = commands.get(command);
      if (before && isSent(before) && isSent(outcome)) breaks("S2", `${nameOf(outcome)} was sent twice`);
      if (before && outcome.attempt > before.attempt && before.attempt > 0 && !mayFollow(before))
        breaks("S2", `${nameOf(outcome)} was attempted again after it was ${before.status}`);
      commands.set(command, outcome);
      if (!isSent(outcome)) return;
      const lane = `${key}.${outcome.lane}`;
      const last = lanes.get(lane);
      if (last && isBefore(outcome, last)) breaks("S1", `${nameOf(outcome)} left after ${nameOf(last)}`);
      else lanes.set(lane, outcome);
    },
  };
}

const nameOf = ({ turnSeq, index }: Place) => `command ${index} of turn ${turnSeq}`;
const isBefore = (a: Place, b: Place): boolean =>
  a.turnSeq < b.turnSeq || (a.turnSeq === b.turnSeq && a.index < b.index);
