import { type Bus, type FollowedMessage, messageAt, readOrNull, readStream } from "@acolhe/bus";
import { INBOUND, LogEvent, parseStoredInbound, TURNS, Turn } from "@acolhe/events";
import type { Recorded } from "./replay-turn.ts";

/** Conversations whose last state is kept in memory, about 2 kB each; of others it is read once more. */
const STATES_MAX = 100_000;
/** Turns looked at together. */
const BATCH_MAX = 512;
/** Events that were read and have no turn yet: more than this are beyond what a worker has in flight. */
const EVENTS_MAX = 200_000;

export interface Skipped {
  readonly seq: number;
  readonly why: "no-event" | "unreadable" | "no-state-before";
}

/**
 * Every decision of a span of TURNS with its event and the state before it, in the order of the stream. Events are read
 * beside it, in step, because workers decide in nearly the order of INBOUND.
 */
export async function* recordedTurns(
  bus: Bus,
  { from, to }: { readonly from: number; readonly to: number },
): AsyncGenerator<{ seq: number; recorded: Recorded } | { seq: number; skipped: Skipped }> {
  const events = createEvents(bus);
  const states = new Map<string, { seq: number; state: unknown }>();
  for await (const batch of inBatches(readStream(bus, TURNS.name, { from, to }))) {
    const read = batch.map((message) => ({ seq: message.seq, turn: readOrNull(Turn, message) }));
    await fetchStates(bus, read, states);
    for (const { seq, turn } of read) {
      if (!turn) {
        yield { seq, skipped: { seq, why: "unreadable" } };
        continue;
      }
      const key = keyOf(turn);
      const known = states.get(key);
      const before = turn.previousTurnSeq === 0 ? null : known?.seq === turn.previousTurnSeq ? known.state : undefined;
      states.delete(key);
      states.set(key, { seq, state: turn.state });
      const event = await events.at(turn.event.seq);
      if (before === undefined) yield { seq, skipped: { seq, why: "no-state-before" } };
      else if (!event) yield { seq, skipped: { seq, why: "no-event" } };
      else yield { seq, recorded: { turn, event, stateBefore: before } };
    }
    while (states.size > STATES_MAX) states.delete(states.keys().next().value!);
  }
}

const keyOf = ({ channel, contact }: Turn): string => `${channel}.${contact}`;

async function* inBatches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH_MAX) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The states before the first turns of a batch, all asked for at once: one after another, a contact would cost a round trip. */
async function fetchStates(
  bus: Bus,
  read: readonly { readonly seq: number; readonly turn: Turn | null }[],
  states: Map<string, { seq: number; state: unknown }>,
): Promise<void> {
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
      const before = stored && readOrNull(Turn, stored);
      if (before) states.set(keyOf(turn), { seq: turn.previousTurnSeq, state: before.state });
    }),
  );
}

/** Events by sequence: read ahead in order, and one by one where a turn goes back to an older one. */
function createEvents(bus: Bus) {
  const read = new Map<number, LogEvent | null>();
  let next: AsyncGenerator<FollowedMessage> | null = null;
  let readTo = 0;

  async function readOn(seq: number): Promise<void> {
    next ??= readStream(bus, INBOUND.name, { from: seq });
    while (readTo < seq) {
      const { value, done } = await next.next();
      if (done) return;
      readTo = value.seq;
      const kind = parseStoredInbound(value.subject)?.kind;
      if (kind !== "event" && kind !== "control") continue;
      read.set(value.seq, readOrNull(LogEvent, value));
      if (read.size > EVENTS_MAX) read.delete(read.keys().next().value!);
    }
  }

  return {
    async at(seq: number): Promise<LogEvent | null> {
      if (next === null || seq > readTo) await readOn(seq);
      const found = read.get(seq);
      if (found !== undefined) {
        read.delete(seq);
        return found;
      }
      const stored = await messageAt(bus, INBOUND.name, seq).catch(() => null);
      return stored && readOrNull(LogEvent, stored);
    },
  };
}
