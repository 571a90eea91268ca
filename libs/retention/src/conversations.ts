import { type Bus, countBelow, lastOf, publish, purgeBelow, SequenceConflict } from "@acolhe/bus";
import {
  anyTurnOf,
  ChannelId,
  ContactKey,
  type ConversationRef,
  DELIVERY,
  outcomeSubject,
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
  turns: number;
  delivery: number;
  /** Conversations of which nothing stays, and of which only a decision does. */
  gone: number;
  reduced: number;
  /** Left as they are, because a turn cannot be read. */
  unreadable: number;
}

/** Deletes what is older than the cutoff, conversation by conversation. Safe to repeat and to break off. */
export const sweepConversations = (bus: Bus, options: Options): Promise<LogCounts> =>
  eachConversation(bus, options, async (ref, plan, counts) => {
    if (plan.successor && !(await replaced(bus, ref, plan.successor))) return;
    counts.turns += await purge(bus, plan.turns);
    counts.reduced += plan.successor ? 1 : 0;
    counts.gone += plan.isWhole ? 1 : 0;
    // T3: who has written meanwhile needs the last outcome.
    const isNeeded = plan.isWhole && (await lastOf(bus, TURNS.name, anyTurnOf(ref))) !== null;
    const delivery = isNeeded ? plan.delivery.filter(({ subject }) => subject !== outcomeSubject(ref)) : plan.delivery;
    for (const one of delivery) counts.delivery += await purge(bus, one);
  });

/** What that would delete. */
export const countConversations = (bus: Bus, options: Options): Promise<LogCounts> =>
  eachConversation(bus, options, async (_ref, plan, counts) => {
    counts.turns += await count(bus, plan.turns);
    counts.reduced += plan.successor ? 1 : 0;
    counts.gone += plan.isWhole ? 1 : 0;
    for (const one of plan.delivery) counts.delivery += await count(bus, one);
  });

const purge = (bus: Bus, { stream, subject, below }: Purge) => purgeBelow(bus, stream, subject, below);
const count = (bus: Bus, { stream, subject, below }: Purge) =>
  below <= 1 ? 0 : countBelow(bus, stream, subject, below);

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
  work: (ref: ConversationRef, plan: Plan, counts: LogCounts) => Promise<void>,
): Promise<LogCounts> {
  const counts: LogCounts = { turns: 0, delivery: 0, gone: 0, reduced: 0, unreadable: 0 };
  // What comes in while the contacts are gone through is young.
  const deliveryEnd = (await bus.jsm.streams.info(DELIVERY.name)).state.last_seq;
  const contacts = await contactsOf(bus);
  const queue = contacts.values();
  const worker = async () => {
    for (const ref of queue) {
      if (signal?.aborted) return;
      const plan = await planOf(bus, ref, { cutoffMs, now, deliveryEnd });
      if (plan) await work(ref, plan, counts);
      else counts.unreadable += 1;
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, worker));
  return counts;
}

/** Conversations with something in the log. */
async function contactsOf(bus: Bus): Promise<ConversationRef[]> {
  const refs = new Map<string, ConversationRef>();
  for (const [stream, filter] of [
    [TURNS.name, "turn.>"],
    [DELIVERY.name, "delivery.>"],
  ] as const) {
    const { state } = await bus.jsm.streams.info(stream, { subjects_filter: filter });
    for (const subject of Object.keys(state.subjects ?? {})) {
      const [, channel, contact] = subject.split(".");
      const read = { channel: ChannelId.safeParse(channel), contact: ContactKey.safeParse(contact) };
      if (read.channel.success && read.contact.success)
        refs.set(`${channel}.${contact}`, { channel: read.channel.data, contact: read.contact.data });
    }
  }
  return [...refs.values()];
}
