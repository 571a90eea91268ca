import { type Bus, type FollowedMessage, messageAt, readBatches, readOrNull } from "@acolhe/bus";
import { INBOUND, LogEvent, parseStoredInbound, TURNS, Turn } from "@acolhe/events";
import { z } from "zod";
import type { Recorded } from "./replay-turn.ts";

/** Conversations whose last state is kept in memory, about 2 kB each; of others it is read once more. */
const STATES_MAX = 30_000;
/** Events that were read and have no turn yet: more than this are beyond what a worker has in flight. */
const EVENTS_MAX = 200_000;

/**
 * As much of a turn as is needed to find its event and the state before it. All else is compared as it is, or handed to
 * the engine as it was recorded: to check it first was a fifth of a replay's work.
 */
const TurnHead = Turn.pick({ channel: true, contact: true, outcome: true, previousTurnSeq: true, rule: true }).extend({
  event: Turn.shape.event.pick({ seq: true }),
  versions: Turn.shape.versions,
  // By kind only: a schema would copy them.
  facts: z.custom((facts) => typeof facts === "object" && facts !== null),
  commands: z.custom(Array.isArray),
  state: z.custom((state) => typeof state === "object" && state !== null),
});

interface Skipped {
  readonly seq: number;
  readonly why: "no-event" | "unreadable" | "no-state-before";
}

/** Each conversation's last state that was read, and of which turn. */
export type KnownStates = Map<string, { readonly seq: number; readonly state: unknown }>;

export type RecordedStep =
  | { readonly seq: number; readonly recorded: Recorded }
  | { readonly seq: number; readonly skipped: Skipped };

interface Read {
  readonly seq: number;
  readonly turn: Turn | null;
}

/**
 * Every decision of a span of TURNS with its event and the state before it, in the order of the stream. Events are read
 * beside it, in step, because workers decide in nearly the order of INBOUND.
 *
 * @param states what was read before: where spans follow each other, few are read twice
 */
export async function* recordedTurns(
  bus: Bus,
  { from, to }: { readonly from: number; readonly to: number },
  states: KnownStates,
): AsyncGenerator<readonly RecordedStep[]> {
  const events = createEvents(bus);
  for await (const batch of readBatches(bus, TURNS.name, { from, to })) {
    const read = batch.map(({ seq, json }): Read => ({ seq, turn: turnOf(json) }));
    await Promise.all([fetchStates(bus, read, states), events.readTo(read)]);
    const steps: RecordedStep[] = [];
    for (const { seq, turn } of read) {
      if (!turn) {
        steps.push({ seq, skipped: { seq, why: "unreadable" } });
        continue;
      }
      const key = keyOf(turn);
      const known = states.get(key);
      const before = turn.previousTurnSeq === 0 ? null : known?.seq === turn.previousTurnSeq ? known.state : undefined;
      states.delete(key);
      states.set(key, { seq, state: turn.state });
      const event = events.take(turn.event.seq) ?? (await events.look(turn.event.seq));
      if (before === undefined) steps.push({ seq, skipped: { seq, why: "no-state-before" } });
      else if (!event) steps.push({ seq, skipped: { seq, why: "no-event" } });
      else steps.push({ seq, recorded: { turn, event, stateBefore: before } });
    }
    while (states.size > STATES_MAX) states.delete(states.keys().next().value!);
    yield steps;
  }
}

/** The record itself, not a checked copy of it. Null where its head cannot be read. */
function turnOf(json: () => unknown): Turn | null {
  const raw = parsed(json);
  return TurnHead.safeParse(raw).success ? (raw as Turn) : null;
}

function parsed(json: () => unknown): unknown {
  try {
    return json();
  } catch {
    return null;
  }
}

const keyOf = ({ channel, contact }: Turn): string => `${channel}.${contact}`;

/** The states before the first turns of a batch, all asked for at once: one after another, a contact would cost a round trip. */
async function fetchStates(bus: Bus, read: readonly Read[], states: KnownStates): Promise<void> {
  const inBatch = new Set<string>();
  const wanted: Turn[] = [];
  for (const { turn } of read) {
    if (!turn || inBatch.has(keyOf(turn))) continue;
    inBatch.add(keyOf(turn));
    if (turn.previousTurnSeq > 0 && states.get(keyOf(turn))?.seq !== turn.previousTurnSeq) wanted.push(turn);
  }
  await Promise.all(
    wanted.map(async (turn) => {
      const stored = await messageAt(bus, TURNS.name, turn.previousTurnSeq);
      const before = stored && turnOf(stored.json);
      if (before) states.set(keyOf(turn), { seq: turn.previousTurnSeq, state: before.state });
    }),
  );
}

/** Events by sequence: read ahead in order, and one by one where a turn goes back to an older one. */
function createEvents(bus: Bus) {
  const read = new Map<number, FollowedMessage>();
  let next: AsyncGenerator<readonly FollowedMessage[]> | null = null;
  let readTo = 0;

  function keep(message: FollowedMessage): void {
    readTo = message.seq;
    const kind = parseStoredInbound(message.subject)?.kind;
    if (kind !== "event" && kind !== "control") return;
    read.set(message.seq, message);
    if (read.size > EVENTS_MAX) read.delete(read.keys().next().value!);
  }

  return {
    /** Reads up to the newest event of these turns. */
    async readTo(turns: readonly Read[]): Promise<void> {
      const seqs = turns.flatMap(({ turn }) => (turn ? [turn.event.seq] : []));
      if (seqs.length === 0) return;
      next ??= readBatches(bus, INBOUND.name, { from: seqs.reduce((least, seq) => Math.min(least, seq)) });
      const newest = seqs.reduce((most, seq) => Math.max(most, seq));
      while (readTo < newest) {
        const { value, done } = await next.next();
        if (done) return;
        for (const message of value) keep(message);
      }
    },
    /** One that was read ahead, once. */
    take(seq: number): LogEvent | null {
      const found = read.get(seq);
      read.delete(seq);
      return found ? readOrNull(LogEvent, found) : null;
    },
    async look(seq: number): Promise<LogEvent | null> {
      const stored = await messageAt(bus, INBOUND.name, seq).catch(() => null);
      return stored && readOrNull(LogEvent, stored);
    },
  };
}
