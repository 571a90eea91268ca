import {
  type Attempt,
  contentHash,
  hasEndedUnsent,
  isInteractive,
  type Outcome,
  SEND_ATTEMPTS_MAX,
  type SendCommand,
  type SendOrder,
} from "@acolhe/events";
import { spokenText, textFallback } from "@acolhe/zapi";
import { isNoteOfRevoking } from "../../../apps/outbound-sender/src/ledger/ledger.ts";
import { orderAgainst } from "./order-check.ts";
import type { ContactTurns, PlacedCommand } from "./turn-check.ts";
import { Violation } from "./violation.ts";

interface PlacedAttempt extends Attempt {
  readonly seq: number;
  /** Those of the command that were there when it was made. */
  readonly outcomesBefore: number;
  /** Which call it was made for. */
  call?: number;
}

/** What is known of one command besides its turn. */
interface Sent {
  readonly attempts: PlacedAttempt[];
  readonly outcomes: Outcome[];
  heard: number;
  /** The gateway let it go, or will not. */
  isOut: boolean;
  /** The gateway threw away what it had taken. */
  lost: number;
}

/** `status` null: nothing is known of it yet. `call` null: of its last attempt no call reached the gateway. */
export interface Standing {
  readonly placed: PlacedCommand;
  readonly status: Outcome["status"] | null;
  readonly isHeld: boolean;
  readonly heard: number;
  readonly lost: number;
  readonly call: number | null;
}

export interface Limits {
  readonly callbackWaitMs: number;
  /** Two processes may disagree by so much on what time it is. */
  readonly clocksApartMs: number;
}

/** The sends of one contact: attempts, calls, outcomes, and what the patient heard. */
export class ContactSends {
  readonly #turns: ContactTurns;
  readonly #limits: Limits;
  readonly #sent = new Map<string, Sent>();
  /** Sequences of the controls that silence the bot. */
  readonly #silencing: number[] = [];
  /** What operators ordered, in the order of the log. */
  readonly #orders: Array<{ readonly seq: number; readonly order: SendOrder }> = [];
  readonly #heard: PlacedCommand[] = [];
  #lastOutcome: Outcome | null = null;
  /** Whom the next waits for. */
  #former: { readonly key: string; readonly at: number } | null = null;
  sentOnceMore = 0;

  constructor(turns: ContactTurns, limits: Limits) {
    this.#turns = turns;
    this.#limits = limits;
  }

  of(turnSeq: number, index: number): Sent {
    const key = keyOf(turnSeq, index);
    const known = this.#sent.get(key);
    if (known) return known;
    const fresh: Sent = { attempts: [], outcomes: [], heard: 0, isOut: false, lost: 0 };
    this.#sent.set(key, fresh);
    return fresh;
  }

  silenced(seq: number): void {
    this.#silencing.push(seq);
  }

  ordered(order: SendOrder, seq: number): void {
    this.#orders.push({ seq, order });
  }

  /** How each command stands, as one sees it who looks at the log and at the patient's phone. */
  *standing(): Generator<Standing> {
    for (const placed of this.#turns.commands) {
      const { attempts, outcomes, heard, lost } = this.of(placed.turnSeq, placed.index);
      const last = outcomes.at(-1);
      const isHeld =
        this.#lastOutcome?.held?.turnSeq === placed.turnSeq && this.#lastOutcome.held.index === placed.index;
      yield { placed, status: last?.status ?? null, isHeld, heard, lost, call: attempts.at(-1)?.call ?? null };
    }
  }

  attempt(attempt: Attempt, seq: number, now: number): void {
    const { turnSeq, index } = attempt;
    const placed = this.#turns.command(turnSeq, index);
    const which = `command ${turnSeq}:${index}`;
    if (!placed) throw new Violation("W3", `an attempt for ${which}, which no turn has`);
    const sent = this.of(turnSeq, index);
    const former = sent.attempts.at(-1);
    const last = former && sent.outcomes.slice(former.outcomesBefore).at(-1);
    if (former && last?.status !== "refused" && last?.settledAs !== "sent-once-more")
      throw new Violation(
        "S2",
        `a further attempt for ${which}, whose attempt ${former.number} is ${last?.status ?? "open"}`,
      );
    const silencedBy = this.#silencing.find((control) => control > placed.turn.event.seq && control < seq);
    if (placed.command.author === "bot" && silencedBy !== undefined)
      throw new Violation(
        "S3",
        `an attempt for ${which} of event ${placed.turn.event.seq} behind the control ${silencedBy}`,
      );
    const order = orderAgainst(this.#orders, placed, seq);
    if (order !== null) throw new Violation("S3", `an attempt for ${which} behind the order ${order} against it`);
    this.#inOrder(placed, which, now);
    sent.attempts.push({ ...attempt, seq, outcomesBefore: sent.outcomes.length });
  }

  /** S1. */
  #inOrder(placed: PlacedCommand, which: string, now: number): void {
    const { held } = this.#lastOutcome ?? {};
    if (held) throw new Violation("S1", `an attempt for ${which} while ${held.turnSeq}:${held.index} is unknown`);
    for (const other of this.#turns.commands) {
      if (other === placed) break;
      if (other.lane === placed.lane && !this.isFinal(other))
        throw new Violation(
          "S1",
          `an attempt for ${which} before ${other.turnSeq}:${other.index} of its lane has ended`,
        );
    }
    const former = this.#former;
    const { callbackWaitMs, clocksApartMs } = this.#limits;
    if (!former || former.key === keyOf(placed.turnSeq, placed.index)) return;
    if (!this.#sent.get(former.key)?.isOut && now < former.at + callbackWaitMs - clocksApartMs)
      throw new Violation("S1", `an attempt for ${which} while the gateway still has ${former.key}`);
  }

  isFinal({ turnSeq, index }: PlacedCommand): boolean {
    const last = this.of(turnSeq, index).outcomes.at(-1);
    return (
      last !== undefined && last.status !== "refused" && last.status !== "held" && last.settledAs !== "sent-once-more"
    );
  }

  /** W3. @returns the command it was made for, or null where no attempt is open for it */
  call(said: SendCommand, call: number): PlacedCommand | null {
    const text = spokenText(said);
    // The same words may wait in an older attempt, whose process died before it called.
    const placed = this.#turns.commands.findLast(({ turnSeq, index, command }) => {
      if (command.to !== said.to) return false;
      const attempt = this.of(turnSeq, index).attempts.at(-1);
      if (!attempt || attempt.call !== undefined || attempt.contentHash !== contentHash(text)) return false;
      const words = isInteractive(command) ? [command.text, spokenText(textFallback(command))] : [spokenText(command)];
      return words.includes(text);
    });
    const attempt = placed && this.of(placed.turnSeq, placed.index).attempts.at(-1);
    if (!placed || !attempt) return null;
    attempt.call = call;
    return placed;
  }

  outcome(outcome: Outcome, now: number): void {
    const { turnSeq, index, status, code, attempt } = outcome;
    const which = `command ${turnSeq}:${index}`;
    const placed = this.#turns.command(turnSeq, index);
    if (!placed) throw new Violation("W3", `an outcome of ${which}, which no turn has`);
    const sent = this.of(turnSeq, index);
    const before = sent.outcomes.at(-1);
    const isAfterwards = before?.status === "accepted" || before?.settledAs === "sent";
    const isMend = isAfterwards && (status === "refused" || code === "taken-back");
    const follows = this.#orders.find(({ seq }) => seq === outcome.order)?.order.type;
    const isNote = follows === "take-back-sends" && isAfterwards && isNoteOfRevoking(outcome);
    const isRetried =
      follows === "retry-send" && status === "refused" && before !== undefined && hasEndedUnsent(before.status);
    if (before && this.isFinal(placed) && !isMend && !isNote && !isRetried)
      throw new Violation("S2", `${which} ends as ${before.status}, then as ${status}`);
    if (status === "settled" && before?.status !== "held")
      throw new Violation("S2", `${which} is settled and was ${before?.status ?? "nothing"}`);
    if (outcome.settledAs === "sent-once-more") this.#onceMore(placed, which, sent);
    if (status === "expired" && now < placed.command.validUntil - this.#limits.clocksApartMs)
      throw new Violation("Q", `${which} expired before its time`);
    if (status === "superseded" && code === undefined && !this.#silencing.some((seq) => seq > placed.turn.event.seq))
      throw new Violation("Q", `${which} is superseded by nothing`);
    if (code === "dropped" && follows !== "drop-sends" && follows !== "take-back-sends")
      throw new Violation("Q", `${which} is dropped by no order`);
    if (status === "accepted" && attempt === 0) throw new Violation("W3", `${which} was accepted without an attempt`);
    const tried = sent.attempts.at(-1)?.number ?? 0;
    if (attempt !== 0 && attempt !== tried)
      throw new Violation("S2", `${which} ends as ${status} of attempt ${attempt}, and ${tried} was the last`);
    sent.outcomes.push(outcome);
    this.#lastOutcome = outcome;
    if (isNote) return;
    if (outcome.messageId) this.#former = { key: keyOf(turnSeq, index), at: outcome.at };
    else if (isMend) this.#former = null;
  }

  #onceMore({ command }: PlacedCommand, which: string, sent: Sent): void {
    if (!command.repeatable) throw new Violation("S2", `${which} is sent once more, and may not be repeated`);
    const before = sent.outcomes.filter(({ settledAs }) => settledAs === "sent-once-more").length;
    if (before + 1 >= SEND_ATTEMPTS_MAX) throw new Violation("S2", `${which} is sent once more a second time`);
    this.sentOnceMore++;
  }

  heard(placed: PlacedCommand): void {
    const { turnSeq, index, lane } = placed;
    const sent = this.of(turnSeq, index);
    sent.isOut = true;
    const isOnceMore = sent.outcomes.some(({ settledAs }) => settledAs === "sent-once-more");
    if (++sent.heard > (isOnceMore ? SEND_ATTEMPTS_MAX : 1))
      throw new Violation("S2", `the patient hears command ${turnSeq}:${index} ${sent.heard} times`);
    const later = this.#heard.find(
      (one) => one.lane === lane && (one.turnSeq > turnSeq || (one.turnSeq === turnSeq && one.index > index)),
    );
    if (later && !isOnceMore)
      throw new Violation("S1", `the patient hears ${turnSeq}:${index} after ${later.turnSeq}:${later.index}`);
    this.#heard.push(placed);
  }

  lost({ turnSeq, index }: PlacedCommand): void {
    const sent = this.of(turnSeq, index);
    sent.isOut = true;
    sent.lost++;
  }

  /** What holds once nothing is under way any more. @param told what the conversation was told of, by command */
  atRest(told: ReadonlySet<string>): void {
    for (const placed of this.#turns.commands) {
      const { turnSeq, index } = placed;
      const key = keyOf(turnSeq, index);
      const { outcomes, heard, lost } = this.of(turnSeq, index);
      const last = outcomes.at(-1);
      if (!last || !this.isFinal(placed))
        throw new Violation("Q", `command ${key} is ${last?.status ?? "open"} for ever`);
      const isSaid = last.status === "accepted" || last.settledAs === "sent";
      if (isSaid && heard === 0 && lost === 0)
        throw new Violation("Q", `command ${key} counts as said and was not heard`);
      if (["failed", "expired"].includes(last.status) && heard > 0)
        throw new Violation("Q", `command ${key} counts as ${last.status} and was heard`);
      const mustBeTold = last.status === "failed" || last.settledAs === "given-to-person" || (isSaid && heard === 0);
      if (mustBeTold && !told.has(key)) throw new Violation("C1", `nobody was told that command ${key} did not arrive`);
    }
  }
}

export const keyOf = (turnSeq: number, index: number) => `${turnSeq}:${index}`;
