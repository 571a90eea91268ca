import { allFrom, type Bus, type Stored } from "@acolhe/bus";
import {
  Attempt,
  anyTurnOf,
  ContactKey,
  type ConversationRef,
  DELIVERY,
  INBOUND,
  isSend,
  LogEvent,
  Outcome,
  outcomeSubject,
  TURNS,
  Turn,
} from "@acolhe/events";
import type { Forwarder } from "./forwarder.ts";
import type { Life } from "./life.ts";

/** Everything the log holds of one conversation. */
export interface Records {
  readonly events: readonly { seq: number; storedAt: number; event: LogEvent }[];
  readonly turns: readonly { seq: number; turn: Turn }[];
  readonly attempts: readonly { seq: number; attempt: Attempt }[];
  readonly outcomes: readonly { seq: number; outcome: Outcome }[];
}

export async function readRecords(bus: Bus, life: Pick<Life, "channel" | "phone">): Promise<Records> {
  const ref: ConversationRef = { channel: life.channel.id, contact: ContactKey.parse(life.phone) };
  const log = `inbound.*.${ref.channel}.${ref.contact}`;
  const read = async <T>(stream: string, subject: string, make: (stored: Stored) => T | null): Promise<T[]> => {
    const found: T[] = [];
    for await (const stored of allFrom(bus, stream, subject, 1)) {
      const made = make(stored);
      if (made !== null) found.push(made);
    }
    return found;
  };
  const [events, turns, attempts, outcomes] = await Promise.all([
    read(INBOUND.name, `${log}.event`, (m) => {
      const event = LogEvent.safeParse(m.json());
      return event.success ? { seq: m.seq, storedAt: m.timeMs, event: event.data } : null;
    }),
    read(TURNS.name, anyTurnOf(ref), (m) => ({ seq: m.seq, turn: Turn.parse(m.json()) })),
    read(INBOUND.name, `${log}.gate.attempt`, (m) => ({ seq: m.seq, attempt: Attempt.parse(m.json()) })),
    read(DELIVERY.name, outcomeSubject(ref), (m) => ({ seq: m.seq, outcome: Outcome.parse(m.json()) })),
  ]);
  return { events, turns, attempts, outcomes };
}

/**
 * Whether each of these messages has its turn, every send of the conversation an outcome nothing comes after, and no slow
 * work is waited for, whose answer would bring more.
 */
export function isFinished({ events, turns, outcomes }: Records, messageIds: readonly string[]): boolean {
  const decided = new Set(turns.map(({ turn }) => turn.event.seq));
  const ended = new Set(
    outcomes
      .filter(({ outcome }) => outcome.status !== "refused" && outcome.status !== "held")
      .map(({ outcome }) => `${outcome.turnSeq}/${outcome.index}`),
  );
  return (
    messageIds.every((id) => events.some(({ seq, event }) => messageIdOf(event) === id && decided.has(seq))) &&
    (turns.at(-1)?.turn.state.waiting ?? null) === null &&
    turns.every(({ seq, turn }) =>
      turn.commands.every((command, index) => !isSend(command) || ended.has(`${seq}/${index}`)),
    )
  );
}

/** How far each message of a conversation came, one line a message and one a command of its turns. */
export function tellStory(life: Life, records: Records, forwarder: Forwarder): string[] {
  const lines: string[] = [];
  for (const { id, firstAnswer, answers } of life.messages) {
    const stored = records.events.filter(({ event }) => messageIdOf(event) === id);
    const told = stored.map(({ seq, storedAt, event }) => {
      const turns = records.turns.filter(({ turn }) => turn.event.seq === seq);
      const through = turns.map(({ seq: turnSeq, turn }) => `turn ${turnSeq} ${turn.rule} ${turn.outcome}`);
      return `event ${seq} received ${clock(event.receivedAt)} stored ${clock(storedAt)}, ${through.join() || "NO TURN"}`;
    });
    const due = answers === 0 ? "no answer due" : `answers ${firstAnswer} to ${firstAnswer + answers - 1}`;
    lines.push(`message for ${due}: ${webhookOf(id, forwarder)}; ${told.join("; ") || "NOT IN INBOUND"}`);
    for (const { seq } of stored)
      for (const { seq: turnSeq, turn } of records.turns)
        if (turn.event.seq === seq) lines.push(...commandsOf(turn, turnSeq, records).map((line) => `    ${line}`));
  }
  const known = new Set(life.messages.map(({ id }) => id));
  for (const { seq, storedAt, event } of records.events)
    if (!known.has(messageIdOf(event) ?? "")) lines.push(`also event ${seq} ${event.type} stored ${clock(storedAt)}`);
  return lines;
}

function webhookOf(id: string, { acceptedAt, arrived }: Forwarder): string {
  const at = acceptedAt.get(id);
  if (at !== undefined) return `accepted ${clock(at)}`;
  return arrived.has(id) ? "NOT ACCEPTED" : "NEVER REACHED THE PROXY";
}

function commandsOf(turn: Turn, turnSeq: number, { attempts, outcomes }: Records): string[] {
  return turn.commands.flatMap((command, index) => {
    if (!isSend(command)) return [];
    const tried = attempts.filter(({ attempt }) => attempt.turnSeq === turnSeq && attempt.index === index);
    const ended = outcomes.filter(({ outcome }) => outcome.turnSeq === turnSeq && outcome.index === index);
    const attempted = tried.map(({ attempt }) => `attempt ${attempt.number} at ${clock(attempt.at)}`);
    const became = ended.map(({ outcome }) => {
      const { status, settledAs = "", evidence = "", code = "", at } = outcome;
      return [status, settledAs, evidence, code, clock(at)].filter(Boolean).join(" ");
    });
    return [`command ${index}: ${attempted.join() || "NO ATTEMPT"}; ${became.join() || "NO OUTCOME"}`];
  });
}

export const messageIdOf = (event: LogEvent) => ("messageId" in event ? event.messageId : undefined);

const clock = (ms: number) => new Date(ms).toISOString().slice(14, 23);
