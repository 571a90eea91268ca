import { botMark, messageOfExternalId, refOfAddress, whatsappMark } from "@acolhe/chatwoot";
import { isSend, type LogEvent } from "@acolhe/events";
import { BROADCAST_RULE } from "../world/decider.ts";
import type { Conversation, Message } from "../world/desk-book.ts";
import type { ContactTurns } from "./turn-check.ts";
import { Violation } from "./violation.ts";

/** What the attendants' desk shows of each contact, and what attendants wrote there. */
export class DeskCheck {
  /** By contact: marks of what is shown, and where it was shown last. */
  readonly #marks = new Map<string, Map<string, Conversation>>();
  readonly #lastBotMark = new Map<string, readonly [number, number]>();
  /** Whose turn it is. */
  readonly #contactOf = new Map<number, string>();
  readonly #written = new Map<number, Conversation>();
  readonly #told = new Set<number>();
  /** In whose conversation it was told first; a contact that was merged forwards it. */
  readonly #toldTo = new Map<number, string>();
  /** Of whom a message may be shown again. */
  readonly #showsAgain = new Set<string>();
  readonly #mayRepeat: boolean;
  /** Places of what is there already, because the broker had forgotten that it took it. */
  readonly repeats: number[] = [];

  constructor({ mayRepeat }: { readonly mayRepeat: boolean }) {
    this.#mayRepeat = mayRepeat;
  }

  /** M1, M2. */
  onMessage(conversation: Conversation, { id, mark, by }: Message): void {
    if (by === "attendant") this.#written.set(id, conversation);
    const contact = refOfAddress(conversation.address)?.contact;
    if (mark === null || contact === undefined) return;
    const marks = this.#marks.get(contact) ?? new Map();
    this.#marks.set(contact, marks);
    const mayNameOthers = mark.startsWith("WAID:") && this.#showsAgain.has(contact);
    // What was being shown when a person closed the conversation goes on in the next one, from its start.
    const former = marks.get(mark);
    const isAgain = former && (former === conversation || former.status !== "resolved");
    if (isAgain && !mayNameOthers) throw new Violation("M2", `${mark} is shown twice at the desk`);
    marks.set(mark, conversation);
    const place = /^BOT:(\d+)\.(\d+)$/.exec(mark);
    if (!place) return;
    const [turnSeq, index] = [Number(place[1]), Number(place[2])];
    // Two contacts that are one person's share a conversation, and each of them has its own order.
    const whose = this.#contactOf.get(turnSeq) ?? contact;
    const last = this.#lastBotMark.get(whose);
    if (last && (turnSeq < last[0] || (turnSeq === last[0] && index < last[1])))
      throw new Violation("M1", `${mark} is shown after turn ${last[0]}:${last[1]}`);
    this.#lastBotMark.set(whose, [turnSeq, index]);
  }

  turn(contact: string, turnSeq: number): void {
    this.#contactOf.set(turnSeq, contact);
  }

  /** Turns that no event led to name those of others. */
  namesOthers(contact: string): void {
    this.#showsAgain.add(contact);
  }

  /** What cannot be handled is not known to have come before, where the broker has forgotten it, too. */
  parks(contact: string): void {
    if (this.#mayRepeat) this.#showsAgain.add(contact);
  }

  stored(event: LogEvent, seq: number): void {
    if (event.type !== "attendant-replied" || event.source !== "chatwoot") return;
    const messageId = messageOfExternalId(event.externalId)?.messageId ?? 0;
    if (this.#toldTo.get(messageId) !== undefined && this.#toldTo.get(messageId) !== event.contact) return;
    if (this.#told.has(messageId) && this.#mayRepeat) this.repeats.push(seq);
    else if (this.#told.has(messageId))
      throw new Violation("I2", `an attendant's message ${messageId} is in the log twice`);
    this.#told.add(messageId);
    this.#toldTo.set(messageId, event.contact);
  }

  get isDone(): boolean {
    return [...this.#written.keys()].every((id) => this.#told.has(id));
  }

  atRest(contact: string, turns: ContactTurns, events: ReadonlyMap<number, LogEvent | null>): void {
    const marks = this.#marks.get(contact) ?? new Map();
    for (const [seq, turn] of turns.turns) {
      for (const [index, command] of turn.commands.entries())
        if (isSend(command) && command.attendant?.source !== "chatwoot" && !marks.has(botMark(seq, index)))
          throw new Violation("M3", `command ${seq}:${index} is not shown at the desk`);
      const event = events.get(turn.event.seq);
      const isShown =
        turn.outcome !== "resumed" &&
        turn.outcome !== "forwarded" &&
        turn.rule !== "repeat" &&
        turn.rule !== AFTER_PERSON;
      if (
        turn.rule !== BROADCAST_RULE &&
        isShown &&
        event?.type === "message-received" &&
        !marks.has(whatsappMark(event.id))
      )
        throw new Violation("M3", `the message of event ${turn.event.seq} is not shown at the desk`);
    }
  }

  toldAtRest(): void {
    for (const id of this.#written.keys())
      if (!this.#told.has(id)) throw new Violation("I1", `an attendant's message ${id} is not in the log`);
  }
}

/** Under it a thank-you is told in a note. */
const AFTER_PERSON = "after-person";
