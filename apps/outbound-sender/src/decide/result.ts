import { isSend, type LaneCursor, type Outcome, type TurnToSend } from "@acolhe/events";

/** What became of one attempt, or of a command for which none was made. */
export interface Result {
  readonly status: Outcome["status"];
  /** Number of the attempt; 0 when none was made. */
  readonly attempt: number;
  readonly zaapId?: string;
  readonly messageId?: string;
  readonly code?: string;
  /** Sequence of the operator's order that it follows. */
  readonly order?: number;
  readonly settledAs?: NonNullable<Outcome["settledAs"]>;
  readonly evidence?: NonNullable<Outcome["evidence"]>;
}

/** A command's place in its lane. */
export interface Place {
  readonly turnSeq: number;
  readonly index: number;
}

const isNext = (cursor: LaneCursor, { turnSeq, index }: Place): boolean =>
  cursor.turnSeq === turnSeq && cursor.next === index;

/** S1. Nothing of its lane behind it has had its end: a command that is tried again goes out in its place. */
export function isLastEnded(
  cursor: LaneCursor,
  { commands }: Pick<TurnToSend, "commands">,
  { turnSeq, index }: Place,
): boolean {
  if (cursor.turnSeq !== turnSeq) return false;
  const following = commands.findIndex((command, at) => at > index && isSend(command));
  return cursor.done ? following < 0 : cursor.next === following;
}

/** The number of a command's next attempt. */
export const attemptNumber = (cursor: LaneCursor, place: Place): number =>
  isNext(cursor, place) ? cursor.tries + 1 : 1;

/** How often a command was refused only because its number was out of order. */
export const outOfOrderTries = (cursor: LaneCursor, place: Place): number =>
  isNext(cursor, place) ? (cursor.outOfOrder ?? 0) : 0;

/** Where a lane goes on after a result: at the same command when it is to be tried again, else at the next that sends. */
export function cursorAfter(
  cursor: LaneCursor,
  { commands }: Pick<TurnToSend, "commands">,
  place: Place,
  { result, wasOutOfOrder }: { readonly result: Result; readonly wasOutOfOrder: boolean },
): LaneCursor {
  const { turnSeq, index } = place;
  const isAgain = result.status === "refused" || result.settledAs === "sent-once-more";
  if (isAgain || result.status === "held") {
    const tries = isAgain ? result.attempt : result.attempt - 1;
    const outOfOrder = outOfOrderTries(cursor, place) + (wasOutOfOrder ? 1 : 0);
    return { turnSeq, next: index, done: false, tries, ...(outOfOrder > 0 ? { outOfOrder } : {}) };
  }
  const next = commands.findIndex((command, at) => at > index && isSend(command));
  return { turnSeq, next: next < 0 ? index + 1 : next, done: next < 0, tries: 0 };
}
