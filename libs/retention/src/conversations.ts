import {
  type Bus,
  countBelow,
  lastOf,
  lastSeqOf,
  publish,
  purgeBelow,
  SequenceConflict,
  subjectsOf,
} from "@acolhe/bus";
import {
  anyTurnOf,
  type ConversationRef,
  DELIVERY,
  INBOUND,
  outcomeSubject,
  refOf,
  TURNS,
  turnSubject,
} from "@acolhe/events";
import { type Plan, type Purge, planOf } from "./plan.ts";

/** Contacts whose log is looked at beside each other. */
const TOGETHER = 8;

interface Options {
  readonly cutoffMs: number;
  readonly now: number;
  /** Ends between two batches; what was done stays done. */
  readonly signal?: AbortSignal;
}

export interface LogCounts {
  /** Messages of the log. */
  readonly turns: number;
  readonly delivery: number;
  /** Conversations that leave nothing, and those that leave only a decision. */
  readonly gone: number;
  readonly reduced: number;
  /** Left as they are, because a turn cannot be read. */
  readonly unreadable: number;
}

/** Deletes what is older than the cutoff, conversation by conversation. Safe to repeat and to break off. */
export const sweepConversations = (bus: Bus, options: Options): Promise<LogCounts> =>
  eachConversation(bus, options, async (ref, plan) => {
    if (plan.successor && !(await replaced(bus, ref, plan.successor))) return NOTHING;
    const turns = await purge(bus, [plan.turns]);
    // T3: who has written meanwhile needs the last outcome.
    const isNeeded = plan.isWhole && (await lastOf(bus, TURNS.name, anyTurnOf(ref))) !== null;
    const delivery = isNeeded ? plan.delivery.filter(({ subject }) => subject !== outcomeSubject(ref)) : plan.delivery;
    return { ...countsOf(plan), turns, delivery: await purge(bus, delivery) };
  });

/** What that would delete. */
export const countConversations = (bus: Bus, options: Options): Promise<LogCounts> =>
  eachConversation(bus, options, async (_ref, plan) => ({
    ...countsOf(plan),
    turns: await count(bus, [plan.turns]),
    delivery: await count(bus, plan.delivery),
  }));

const NOTHING: LogCounts = { turns: 0, delivery: 0, gone: 0, reduced: 0, unreadable: 0 };
const countsOf = ({ isWhole, successor }: Plan) => ({
  ...NOTHING,
  gone: isWhole ? 1 : 0,
  reduced: successor ? 1 : 0,
});

async function purge(bus: Bus, purges: readonly Purge[]): Promise<number> {
  let sum = 0;
  for (const { stream, subject, below } of purges) sum += await purgeBelow(bus, stream, subject, below);
  return sum;
}

async function count(bus: Bus, purges: readonly Purge[]): Promise<number> {
  let sum = 0;
  for (const { stream, subject, below } of purges) if (below > 1) sum += await countBelow(bus, stream, subject, below);
  return sum;
}

/** False: the conversation has gone on, and is no longer silent. */
async function replaced(bus: Bus, ref: ConversationRef, { turn, expects }: NonNullable<Plan["successor"]>) {
  const subject = turnSubject(ref, turn.lane);
  const id = `turn:${ref.channel}:${ref.contact}:${expects}:${turn.rule}`;
  try {
    await publish(bus, subject, turn, { id, expect: { seq: expects, subject: anyTurnOf(ref) } });
    return true;
  } catch (error) {
    if (error instanceof SequenceConflict) return false;
    throw error;
  }
}

async function eachConversation(
  bus: Bus,
  { cutoffMs, now, signal }: Options,
  work: (ref: ConversationRef, plan: Plan) => Promise<LogCounts>,
): Promise<LogCounts> {
  // What comes in while the contacts are gone through is young.
  const deliveryEnd = await lastSeqOf(bus, DELIVERY.name);
  const queue = (await contactsOf(bus)).values();
  const done: LogCounts[] = [];
  const worker = async () => {
    for (const ref of queue) {
      if (signal?.aborted) return;
      const plan = await planOf(bus, ref, { cutoffMs, now, deliveryEnd });
      done.push(plan ? await work(ref, plan) : { ...NOTHING, unreadable: 1 });
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, worker));
  const sum = (of: keyof LogCounts) => done.reduce((total, one) => total + one[of], 0);
  return {
    turns: sum("turns"),
    delivery: sum("delivery"),
    gone: sum("gone"),
    reduced: sum("reduced"),
    unreadable: sum("unreadable"),
  };
}

/** Conversations with something in the log. */
async function contactsOf(bus: Bus): Promise<ConversationRef[]> {
  const refs = new Map<string, ConversationRef>();
  for (const [stream, filter] of [
    [TURNS.name, "turn.>"],
    [DELIVERY.name, "delivery.>"],
    [INBOUND.name, "inbound.*.*.*.gate.attempt"],
  ] as const) {
    for (const subject of Object.keys(await subjectsOf(bus, stream, filter))) {
      const ref = refOf(subject);
      if (ref) refs.set(`${ref.channel}.${ref.contact}`, ref);
    }
  }
  return [...refs.values()];
}
