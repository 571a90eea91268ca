import { type ConversationRef, type InboundEvent, stableId, type Turn } from "@acolhe/events";
import { z } from "zod";

/** Later than that, the log would have had the timer: clocks of the broker and its processes differ by less. */
const GRACE_MS = 5_000;

const Armed = z.object({
  timers: z.record(z.string(), z.object({ generation: z.number(), at: z.number().nullable() })),
});

/** A timer that fires in the shadow alone. */
export interface Fired {
  readonly event: InboundEvent;
  readonly partition: number;
  /** Behind what its conversation has decided. */
  readonly seq: number;
}

/**
 * Timers that a shadow's conversations have armed and the log never saw fire, because it went another way. Those of the
 * log come with its events.
 */
export class ShadowTimers {
  /** Ids of what fires by itself, or has. */
  readonly #done: Set<string>;
  readonly #armed = new Map<string, readonly Fired[]>();
  #soonest = Number.POSITIVE_INFINITY;

  constructor(recorded: ReadonlySet<string>) {
    this.#done = new Set(recorded);
  }

  /** What a conversation has armed after a turn. */
  note({ channel, contact, state, event, coveredSeq }: Turn): void {
    const timers = Object.entries(Armed.safeParse(state).data?.timers ?? {}).flatMap(([name, { generation, at }]) => {
      if (at === null) return [];
      const fired = firedOf({ channel, contact }, { name, generation, at });
      return this.#done.has(fired.id) ? [] : [{ event: fired, partition: event.partition, seq: coveredSeq + 1 }];
    });
    if (timers.length > 0) this.#armed.set(`${channel}.${contact}`, timers);
    else this.#armed.delete(`${channel}.${contact}`);
    for (const { event } of timers) this.#soonest = Math.min(this.#soonest, event.at);
  }

  /** The first that is due at an instant of the log, which fires only once. Undefined: none is. */
  take(now: number): Fired | undefined {
    if (now < this.#soonest + GRACE_MS) return undefined;
    let first: Fired | undefined;
    let next = Number.POSITIVE_INFINITY;
    for (const timers of this.#armed.values())
      for (const timer of timers) {
        if (this.#done.has(timer.event.id)) continue;
        const isFirst = first === undefined || timer.event.at < first.event.at;
        next = Math.min(next, isFirst ? (first?.event.at ?? next) : timer.event.at);
        if (isFirst) first = timer;
      }
    const isDue = first !== undefined && now >= first.event.at + GRACE_MS;
    if (isDue) this.#done.add(first!.event.id);
    this.#soonest = isDue ? next : (first?.event.at ?? Number.POSITIVE_INFINITY);
    return isDue ? first : undefined;
  }
}

function firedOf(ref: ConversationRef, timer: { name: string; generation: number; at: number }): InboundEvent {
  const { name, generation, at } = timer;
  const id = stableId("timer", ref.channel, ref.contact, name, generation, at);
  return { type: "timer-fired", ...ref, id, at, receivedAt: at, name, generation };
}
