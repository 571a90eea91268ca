import type { Attempt, LaneCursor, Outcome, Receipt, SendingLane, StandingOrders } from "@acolhe/events";

/** Of the closed list of failures: the only one that another form of the same message mends. */
export const TERMS_MISSING = "buttons-terms-not-accepted";

/** Of an accepted message that was deleted at the desk: WhatsApp was asked to delete it for the patient, or could not be asked. */
export const REVOKED = "revoked";
export const NOT_REVOKED = "not-revoked";
/** Of a message that had been accepted by the gateway and was taken out of its queue. */
export const TAKEN_BACK = "taken-back";

/** A message the gateway accepted, until a callback shows that its queue let it go. */
export interface Former {
  readonly messageId: string;
  readonly zaapId: string;
  readonly turnSeq: number;
  readonly index: number;
  readonly acceptedAt: number;
  confirmed: boolean;
}

/** An attempt without an outcome: the sender that made it is still calling, or died. */
export interface OpenAttempt extends Attempt {
  readonly seq: number;
}

/**
 * What the log says of one contact's sends. Rebuilt from at most four direct gets; every write that rests on it is a
 * compare-and-set, so a stale ledger is refused, never wrong.
 */
export interface Ledger {
  /** Last sequence on the contact's gate: what the next attempt expects. */
  gateSeq: number;
  /** Newest silencing control (S3); 0 for none. */
  silencedSeq: number;
  /** What operators have ordered about the contact's sends. */
  orders: StandingOrders;
  openAttempt: OpenAttempt | null;
  /** Last sequence of the contact's outcomes: what the next outcome expects. */
  outcomeSeq: number;
  cursors: Record<SendingLane, LaneCursor>;
  held: Outcome["held"];
  former: Former | null;
  /** Ids of messages of which a callback came, also before the gateway's answer did. */
  readonly confirmedIds: Set<string>;
}

/** Says afterwards what became of an accepted message, and not that one was accepted. */
export const isNoteOfRevoking = ({ code }: Pick<Outcome, "code">): boolean => code === REVOKED || code === NOT_REVOKED;

/** An outcome of this attempt is known, or that it is unknown. */
export function isConcluded(attempt: Attempt, cursors: Ledger["cursors"], held: Ledger["held"]): boolean {
  if (held && held.turnSeq === attempt.turnSeq && held.index === attempt.index) return true;
  const cursor = cursors[attempt.lane];
  if (cursor.turnSeq !== attempt.turnSeq) return cursor.turnSeq > attempt.turnSeq;
  return (
    cursor.done || cursor.next > attempt.index || (cursor.next === attempt.index && cursor.tries >= attempt.number)
  );
}

/** A callback about this very message; a mere "read" of it says as much. */
export const isAbout = (receipt: Receipt, message: { messageId: string; zaapId: string }): boolean =>
  (receipt.zaapId !== undefined && receipt.zaapId !== "" && receipt.zaapId === message.zaapId) ||
  (receipt.messageId !== "" && receipt.messageId === message.messageId);

/** Not when the message is to be sent once more in another form: that goes first (S1). */
export const letsTheNextGo = (receipt: Receipt): boolean => receipt.code !== TERMS_MISSING;

/** Everything up to and including this turn is finished in its lane. */
export const isFinished = (cursor: LaneCursor, turnSeq: number): boolean =>
  cursor.turnSeq > turnSeq || (cursor.turnSeq === turnSeq && cursor.done);
