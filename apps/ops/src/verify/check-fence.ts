import { type Attempt, type ControlEvent, isSilencing } from "@acolhe/events";
import type { TurnNote } from "./check-turns.ts";
import type { Violation } from "./violation.ts";

/** S3: no attempt for words of the bot follows a silencing control that is newer than the event they answer. */
export function createFenceCheck(notes: ReadonlyMap<number, TurnNote>) {
  const silencedAt = new Map<string, number>();
  const violations: Violation[] = [];
  return {
    violations: violations as readonly Violation[],
    seeControl(key: string, seq: number, { type }: ControlEvent): void {
      if (isSilencing(type)) silencedAt.set(key, seq);
    },
    seeAttempt(key: string, seq: number, { turnSeq, index }: Attempt): void {
      const note = notes.get(turnSeq);
      const silenced = silencedAt.get(key) ?? 0;
      if (note?.authors[index] !== "bot" || silenced <= note.eventSeq) return;
      const says = `words of the bot for event ${note.eventSeq} were begun after the control ${silenced}`;
      violations.push({ invariant: "S3", stream: "INBOUND", seq, says });
    },
  };
}
