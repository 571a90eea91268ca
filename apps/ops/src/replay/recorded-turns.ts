import { type Bus, type FollowedMessage, messageAt, readBatches } from "@acolhe/bus";
import { INBOUND, parseStoredInbound, TURNS } from "@acolhe/events";
import { createKnownState, type KnownState } from "./known-state.ts";
import { type RecordedTurn, recordedTurn, type TurnHead } from "./recorded-text.ts";

/** Conversations whose last state is kept in memory, about 2 kB each; of others it is read once more. */
const STATES_MAX = 30_000;
/** Events that were read and have no turn yet: more than this are beyond what a worker has in flight. */
const EVENTS_MAX = 200_000;

/** Each conversation's last state that was read. */
export type KnownStates = Map<string, KnownState>;

/** A decision with what it was made from. */
export interface Recorded {
  readonly seq: number;
  readonly turn: RecordedTurn;
  readonly event: Pick<FollowedMessage, "json">;
  /** Null before the first. */
  readonly before: KnownState | null;
  /** The state that it left: the next decision's. */
  readonly after: KnownState;
}

/** Null: the turn cannot be read, or its event or the state before it is gone. */
export type RecordedStep = Recorded | null;

interface Read {
  readonly seq: number;
  readonly turn: RecordedTurn | null;
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
    const read = batch.map(({ seq, text }): Read => ({ seq, turn: recordedTurn(text()) }));
    await Promise.all([fetchStates(bus, read, states), events.readTo(read)]);
    const steps: RecordedStep[] = [];
    for (const one of read) steps.push(await stepOf(one, states, events));
    while (states.size > STATES_MAX) states.delete(states.keys().next().value!);
    yield steps;
  }
}

async function stepOf({ seq, turn }: Read, states: KnownStates, events: Events): Promise<RecordedStep> {
  if (!turn) return null;
  const { head } = turn;
  const key = keyOf(head);
  const known = states.get(key);
  const before = head.previousTurnSeq === 0 ? null : known?.seq === head.previousTurnSeq ? known : undefined;
  const after = createKnownState(seq, turn.state);
  // At the end of the map stands who was heard of last.
  states.delete(key);
  states.set(key, after);
  const event = events.take(head.event.seq) ?? (await events.look(head.event.seq));
  return before === undefined || !event ? null : { seq, turn, event, before, after };
}

const keyOf = ({ channel, contact }: TurnHead): string => `${channel}.${contact}`;

/** The states before the first turns of a batch, all asked for at once: one after another, a contact would cost a round trip. */
async function fetchStates(bus: Bus, read: readonly Read[], states: KnownStates): Promise<void> {
  const inBatch = new Set<string>();
  const wanted: TurnHead[] = [];
  for (const { turn } of read) {
    if (!turn || inBatch.has(keyOf(turn.head))) continue;
    const { head } = turn;
    inBatch.add(keyOf(head));
    if (head.previousTurnSeq > 0 && states.get(keyOf(head))?.seq !== head.previousTurnSeq) wanted.push(head);
  }
  await Promise.all(
    wanted.map(async (head) => {
      const stored = await messageAt(bus, TURNS.name, head.previousTurnSeq);
      const before = stored && recordedTurn(JSON.stringify(stored.json()));
      if (before) states.set(keyOf(head), createKnownState(head.previousTurnSeq, before.state));
    }),
  );
}

type Events = ReturnType<typeof createEvents>;

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
      const seqs = turns.flatMap(({ turn }) => (turn ? [turn.head.event.seq] : []));
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
    take(seq: number): FollowedMessage | null {
      const found = read.get(seq);
      read.delete(seq);
      return found ?? null;
    },
    look: (seq: number) => messageAt(bus, INBOUND.name, seq).catch(() => null),
  };
}
