import { type Bus, type Delivery, type FollowedMessage, readOrNull, readStream } from "@acolhe/bus";
import { HANDLING_ATTEMPTS_MAX, INBOUND, LogEvent, parseStoredInbound, storedEventSubject } from "@acolhe/events";
import { ensureKept } from "./begun.ts";
import type { RecordedTurns } from "./recorded.ts";
import type { ShadowWorker } from "./shadow-worker.ts";
import type { ShadowSpan } from "./span.ts";
import type { Fired } from "./timers.ts";
import { readShadowTurns, seed } from "./turns.ts";

export interface FeedOptions {
  readonly name: string;
  readonly span: ShadowSpan;
  readonly recorded: RecordedTurns;
  readonly worker: ShadowWorker;
  readonly onProgress: (seq: number) => void;
}

/**
 * Hands the events of a span to a shadow's worker, in the order of the log and one at a time, since there is one clock. One that
 * was broken off goes on behind its last turn.
 *
 * @throws ShadowRefused when it was removed meanwhile; of what was removed it writes no more than the event in hand
 */
export async function feed(bus: Bus, { name, span, recorded, worker, onProgress }: FeedOptions): Promise<void> {
  const { world, timers } = worker;
  const seeded = new Set<string>();
  let from = span.from;
  for await (const { turn, fed } of readShadowTurns(bus, name)) {
    seeded.add(keyOf(turn));
    worker.note(turn);
    // Of an event that was in hand the worker sees that it has its turn.
    from = Math.max(from, fed);
  }
  for await (const stored of readStream(bus, INBOUND.name, { from, to: span.to })) {
    const place = parseStoredInbound(stored.subject);
    if (place?.kind !== "event" && place?.kind !== "control") continue;
    await ensureKept(bus, name);
    await fireUntil(worker, stored.storedAtMs, () => ensureKept(bus, name));
    const event = readOrNull(LogEvent, stored) ?? undefined;
    if (!seeded.has(keyOf(place))) {
      const before = await seed(bus, name, place, recorded.before.get(place.contact));
      if (before) world.remember(place.contact, before.facts);
      if (before) timers.note(before);
      seeded.add(keyOf(place));
    }
    worker.at(stored.seq);
    world.begin(event, stored.storedAtMs, recorded.byEvent.get(stored.seq)?.[0]);
    await deliver(worker, stored);
    onProgress(stored.seq);
  }
  await ensureKept(bus, name);
}

const keyOf = ({ channel, contact }: { readonly channel: string; readonly contact: string }) => `${channel}.${contact}`;

/** Timers of the shadow's own that were due by then. */
async function fireUntil(worker: ShadowWorker, now: number, before: () => Promise<void>): Promise<void> {
  for (let fired = worker.timers.take(now); fired; fired = worker.timers.take(now)) {
    await before();
    worker.world.begin(fired.event, fired.event.at, undefined);
    await deliver(worker, recordOf(fired));
  }
}

const recordOf = ({ event, partition, seq }: Fired): FollowedMessage => ({
  ...{ seq, subject: storedEventSubject(event, partition), storedAtMs: event.at },
  ...{ header: () => undefined, json: () => event, text: () => JSON.stringify(event) },
});

/** As the pump does: what cannot be handled comes again until its contact parks. */
async function deliver({ advance }: ShadowWorker, stored: FollowedMessage): Promise<void> {
  for (let count = 1; ; count++) {
    try {
      return await advance({
        ...stored,
        deliveryCount: count,
        ack: nothing,
        retry: nothing,
        working: nothing,
      } as Delivery);
    } catch (error) {
      if (count > HANDLING_ATTEMPTS_MAX + 1) throw error;
    }
  }
}
const nothing = () => {};
