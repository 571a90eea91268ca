import { ConversationState, type Flow, type RecordedEvent, replay } from "@acolhe/conversation";
import {
  Attempt,
  type ContactKey,
  type ConversationRef,
  INBOUND,
  isControl,
  isSilencing,
  LogEvent,
  Outcome,
  parseStoredInbound,
  type SendCommand,
  SendOrder,
  timerSubject,
} from "@acolhe/events";
import type { SimulatedBroker } from "../broker/simulated-broker.ts";
import type { StoredMessage } from "../broker/stored-stream.ts";
import { BROADCAST_RULE } from "../world/decider.ts";
import { asNow, FORMER_HEADER } from "../world/former.ts";
import { personOf } from "../world/payloads.ts";
import { DeskCheck } from "./desk-check.ts";
import { IntakeCheck } from "./intake-check.ts";
import { ContactSends, keyOf, type Limits, type Standing } from "./send-check.ts";
import { ContactTurns, type PlacedCommand } from "./turn-check.ts";
import { Violation } from "./violation.ts";

interface Contact {
  readonly turns: ContactTurns;
  readonly sends: ContactSends;
  /** Events and controls by sequence; null where they cannot be read. */
  readonly events: Map<number, LogEvent | null>;
  readonly told: Set<string>;
}

/** Looks at each record the moment it is there, and at the whole when the world has come to rest. */
export class WorldCheck {
  readonly intake: IntakeCheck;
  readonly desk: DeskCheck;
  readonly #contacts = new Map<string, Contact>();
  readonly #calls = new Map<number, { contact: string; placed: PlacedCommand }>();
  readonly #limits: Limits;
  readonly #now: () => number;

  /** @param options.mayRepeat the broker forgets ids of records within what a world lasts */
  constructor({ now, mayRepeat, ...limits }: Limits & { readonly now: () => number; readonly mayRepeat: boolean }) {
    this.#limits = limits;
    this.#now = now;
    this.intake = new IntakeCheck({ now, mayRepeat, clocksApartMs: limits.clocksApartMs });
    this.desk = new DeskCheck({ mayRepeat });
  }

  #of(contact: string): Contact {
    let known = this.#contacts.get(contact);
    if (!known) {
      const turns = new ContactTurns();
      known = { turns, sends: new ContactSends(turns, this.#limits), events: new Map(), told: new Set() };
      this.#contacts.set(contact, known);
    }
    return known;
  }

  stored(stream: string, message: StoredMessage): void {
    const tokens = message.subject.split(".");
    if (stream === "INBOUND" && tokens[0] === "inbound") this.#inbound(message);
    else if (stream === "TURNS") this.#turn(tokens[2]!, message);
    else if (stream === "DELIVERY" && tokens[3] === "outcome")
      this.#of(tokens[2]!).sends.outcome(outcomeOf(message), this.#now());
    else if (stream === "DELIVERY" && tokens[3] === "state") this.intake.stateStored(JSON.parse(message.body));
    else if (stream === "DELIVERY") this.intake.stored(message.seq, tokens[2]!, JSON.parse(message.body));
  }

  #turn(contact: string, message: StoredMessage): void {
    const { turns } = this.#of(contact);
    turns.add(message);
    this.desk.turn(contact, message.seq);
    if (turns.last?.turn.rule === BROADCAST_RULE) this.desk.namesOthers(contact);
    if (turns.last?.turn.outcome === "parked") this.desk.parks(contact);
  }

  #inbound(message: StoredMessage): void {
    const place = parseStoredInbound(message.subject);
    if (!place) return;
    const { turns: _turns, sends, events, told } = this.#of(place.contact);
    const json: unknown = JSON.parse(message.body);
    if (place.kind === "attempt") {
      sends.attempt(Attempt.parse(json), message.seq, this.#now());
      return;
    }
    if (place.kind === "order") {
      sends.ordered(SendOrder.parse(json), message.seq);
      return;
    }
    const event = LogEvent.safeParse(json).data ?? null;
    events.set(message.seq, event);
    if (event) this.intake.stored(message.seq, place.contact, event);
    if (event) this.desk.stored(event, message.seq);
    if (event && isControl(event) && isSilencing(event.type)) sends.silenced(message.seq);
    if (event?.type === "outcome-settled") told.add(keyOf(event.turnSeq, event.index));
    if (event?.type === "outcome-settled" && event.code === "unreadable") told.add(`${event.turnSeq}`);
  }

  /** @param address what the message goes to: one of the contact's names */
  called(address: string, command: SendCommand, call: number): void {
    const isOfPerson = (contact: string) => personOf(contact) === personOf(address);
    for (const [contact, { sends }] of this.#contacts) {
      const placed = isOfPerson(contact) ? sends.call(command, call) : null;
      if (!placed) continue;
      this.#calls.set(call, { contact, placed });
      return;
    }
    throw new Violation("W3", `call ${call} has no attempt of a turn's command`);
  }
  heard(call: number): void {
    const { contact, placed } = this.#calls.get(call)!;
    this.#of(contact).sends.heard(placed);
  }
  lost(call: number): void {
    const { contact, placed } = this.#calls.get(call)!;
    this.#of(contact).sends.lost(placed);
  }

  /** How the commands of a contact stand. */
  standing(contact: string): readonly Standing[] {
    return [...(this.#contacts.get(contact)?.sends.standing() ?? [])];
  }

  get sentOnceMore(): number {
    return [...this.#contacts.values()].reduce((sum, { sends }) => sum + sends.sentOnceMore, 0);
  }

  /** Whether each event has its turn and each command its end. */
  get isDone(): boolean {
    const isTaken = this.intake.isDone && this.desk.isDone;
    return (
      isTaken &&
      [...this.#contacts.values()].every(
        ({ turns, sends, events }) =>
          [...events.keys()].every((seq) => turns.hasTurn(seq)) && turns.commands.every((one) => sends.isFinal(one)),
      )
    );
  }

  atRest(broker: SimulatedBroker, ref: (contact: ContactKey) => ConversationRef, flow: Flow): void {
    this.intake.atRest();
    const overdue = broker.overdue(INBOUND.name);
    if (overdue) throw new Violation("Q", `${overdue.subject} was due and did not fire`);
    this.desk.toldAtRest();
    for (const places of this.intake.inSeveral) this.#countsOnce(places);
    for (const [contact, { turns, sends, events, told }] of this.#contacts) {
      for (const seq of events.keys()) if (!turns.hasTurn(seq)) throw new Violation("W1", `event ${seq} has no turn`);
      for (const seq of [...this.intake.repeats, ...this.desk.repeats]) if (events.has(seq)) turns.isRepeat(seq);
      sends.atRest(told);
      this.desk.atRest(contact, turns, events);
      for (const seq of turns.unreadable)
        if (!told.has(`${seq}`)) throw new Violation("C1", `nobody was told of the unreadable turn ${seq}`);
      for (const [seq, turn] of turns.turns)
        if (
          turn.rule === "stop" &&
          ![...events].some(([at, event]) => at > turn.event.seq && event?.type === "bot-stopped")
        )
          throw new Violation("S3", `the stop of turn ${seq} is not in the log`);
      const isWhole =
        turns.unreadable.size === 0 && [...turns.turns.values()].every(({ rule }) => rule !== BROADCAST_RULE);
      if (!isWhole) continue;
      replayed(turns, events, flow);
      timersAreSet(turns, broker, ref(contact as ContactKey));
    }
  }

  /** I2: the first conversation passes it on, or had it before the two were one; then the other knows that. */
  #countsOnce(places: readonly number[]): void {
    const counting = places.filter((seq) =>
      [...this.#contacts.values()].some(({ turns, events }) => events.has(seq) && turns.counts(seq)),
    );
    if (counting.length !== 1)
      throw new Violation(
        "I2",
        `events ${places.join(", ")} are one message, and of them count: ${counting.join(", ")}`,
      );
  }
}

function outcomeOf({ body, headers }: StoredMessage): Outcome {
  const outcome = Outcome.parse(JSON.parse(body));
  return headers?.get(FORMER_HEADER) ? asNow(outcome) : outcome;
}

/** W2: what was recorded is enough to make every turn again. */
function replayed({ turns }: ContactTurns, events: Contact["events"], flow: Flow): void {
  const recorded: RecordedEvent[] = [];
  for (const { event, facts, outcome } of turns.values()) {
    const read = events.get(event.seq);
    if (!read) return;
    recorded.push({ event: read, seq: event.seq, facts, outcome });
  }
  const written = [...turns];
  for (const [place, { transition }] of replay(recorded, () => flow).entries()) {
    const [seq, { state, commands, rule, lane }] = written[place]!;
    const { visited: _visited, ...made } = transition;
    const told = { state: ConversationState.parse(state), commands, rule, lane };
    if (JSON.stringify(sorted(made)) !== JSON.stringify(sorted(told)))
      throw new Violation("W2", `turn ${seq} is another when it is made again`);
  }
}

/** No timer is lost: what the state waits for is scheduled. */
function timersAreSet({ last }: ContactTurns, broker: SimulatedBroker, ref: ConversationRef): void {
  const timers = (last?.turn.state as Partial<ConversationState> | undefined)?.timers ?? {};
  for (const [name, timer] of Object.entries(timers))
    if (timer.at !== null && !broker.stream("INBOUND").lastBy(timerSubject(ref, name)))
      throw new Violation("Q", `the timer ${name} of turn ${last?.seq} is not scheduled`);
}

/** Keys in one order, and as JSON has it: undefined is not there. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]));
}
