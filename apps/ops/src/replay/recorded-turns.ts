import { type Bus, type FollowedMessage, messageAt, readOrNull, readStream } from "@acolhe/bus";
import { INBOUND, LogEvent, parseStoredInbound, TURNS, Turn } from "@acolhe/events";
import type { Recorded } from "./replay-turn.ts";

/** Conversations whose last state is kept in memory, about 2 kB each; of others it is read once more. */
const STATES_MAX = 100_000;
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
  for await (const message of readStream(bus, TURNS.name, { from, to })) {
    const { seq } = message;
    const turn = readOrNull(Turn, message);
    if (!turn) {
      yield { seq, skipped: { seq, why: "unreadable" } };
      continue;
    }
    const key = `${turn.channel}.${turn.contact}`;
    const before = await stateBefore(bus, turn, states.get(key));
    states.delete(key);
    states.set(key, { seq, state: turn.state });
    if (states.size > STATES_MAX) states.delete(states.keys().next().value!);
    const event = await events.at(turn.event.seq);
    if (before === undefined) yield { seq, skipped: { seq, why: "no-state-before" } };
    else if (!event) yield { seq, skipped: { seq, why: "no-event" } };
    else yield { seq, recorded: { turn, event, stateBefore: before } };
  }
}

/** Undefined where the turn before is gone or cannot be read. */
async function stateBefore(
  bus: Bus,
  { previousTurnSeq }: Turn,
  known: { seq: number; state: unknown } | undefined,
): Promise<unknown> {
  if (previousTurnSeq === 0) return null;
  if (known?.seq === previousTurnSeq) return known.state;
  const stored = await messageAt(bus, TURNS.name, previousTurnSeq);
  return stored ? readOrNull(Turn, stored)?.state : undefined;
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
