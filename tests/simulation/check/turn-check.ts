import { type ConversationRef, isSend, type SendCommand, type SendingLane, Turn } from "@acolhe/events";
import type { StoredMessage } from "../broker/stored-stream.ts";
import { BROADCAST_RULE } from "../world/decider.ts";
import { Violation } from "./violation.ts";

export interface PlacedCommand {
  readonly turn: Turn;
  readonly turnSeq: number;
  readonly index: number;
  readonly lane: SendingLane;
  readonly command: SendCommand;
}

/** The turns of one contact, as they are written. */
export class ContactTurns {
  readonly turns = new Map<number, Turn>();
  /** What is to be sent, in the order it was decided. */
  readonly commands: PlacedCommand[] = [];
  readonly unreadable = new Set<number>();
  readonly #ofEvent = new Map<number, Turn["outcome"][]>();
  #lastSeq = 0;
  #covered = 0;

  /** W1. */
  add(message: StoredMessage): void {
    const { seq } = message;
    const read = Turn.safeParse(JSON.parse(message.body));
    const before = this.#lastSeq;
    this.#lastSeq = seq;
    if (!read.success) {
      this.unreadable.add(seq);
      return;
    }
    const turn = read.data;
    this.turns.set(seq, turn);
    if (turn.previousTurnSeq !== before)
      throw new Violation("W1", `turn ${seq} follows ${turn.previousTurnSeq}, but ${before} was the last`);
    for (const [index, command] of turn.commands.entries())
      if (isSend(command) && turn.lane !== "quiet")
        this.commands.push({ turn, turnSeq: seq, index, lane: turn.lane, command });
    if (turn.rule !== BROADCAST_RULE) this.#ofAnEvent(turn, seq);
  }

  #ofAnEvent({ event, outcome }: Turn, seq: number): void {
    const others = this.#ofEvent.get(event.seq) ?? [];
    const isAgain = others.length > 0 && others.every((one) => one === "parked" || one === "deferred");
    if (others.length > 0 && !(isAgain && (outcome === "resumed" || outcome === "parked")))
      throw new Violation("W1", `event ${event.seq} gets a second turn (${others.join(", ")}, then ${outcome} ${seq})`);
    if (event.seq <= this.#covered && others.length === 0 && outcome !== "resumed")
      throw new Violation("W1", `event ${event.seq} gets its turn ${seq} after a later one (${this.#covered})`);
    this.#ofEvent.set(event.seq, [...others, outcome]);
    this.#covered = Math.max(this.#covered, event.seq);
  }

  hasTurn(eventSeq: number): boolean {
    return this.#ofEvent.has(eventSeq);
  }

  /** I2: of what is in the log twice, the second says nothing. */
  isRepeat(eventSeq: number): void {
    const turn = [...this.turns.values()].findLast(({ event }) => event.seq === eventSeq);
    if (turn && turn.rule !== "repeat" && turn.outcome !== "parked")
      throw new Violation("I2", `event ${eventSeq} repeats another, and is taken for a new one (${turn.rule})`);
  }

  /** Whether an event counts here, and is neither another conversation's nor known from before. */
  counts(eventSeq: number): boolean {
    const turn = [...this.turns.values()].find(({ event }) => event.seq === eventSeq);
    return turn !== undefined && turn.outcome !== "forwarded" && turn.rule !== "repeat";
  }

  get last(): { readonly seq: number; readonly turn: Turn } | undefined {
    const turn = this.turns.get(this.#lastSeq);
    return turn && { seq: this.#lastSeq, turn };
  }

  command(turnSeq: number, index: number): PlacedCommand | undefined {
    return this.commands.find((one) => one.turnSeq === turnSeq && one.index === index);
  }
}

export const nameOfContact = ({ contact }: Pick<ConversationRef, "contact">) => `contact ${contact.slice(-1)}`;
