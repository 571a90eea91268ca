import { join } from "node:path";
import { connectBus, ensureBucket, ensureStream, lastOf, publish } from "@acolhe/bus";
import { connectCache } from "@acolhe/cache";
import {
  anyTurnOf,
  attemptSubject,
  type ChannelId,
  type ContactKey,
  type ConversationRef,
  eventSubject,
  outcomeSubject,
  STREAMS,
  TURNS,
  timerSubject,
  turnSubject,
} from "@acolhe/events";
import { startLocalNats, startLocalRedis, temporaryDirectory } from "@acolhe/testing";

/** About the size of a turn with its state. */
const BODY = { filler: "x".repeat(1_500) };
const WARM_UP = 400;

/**
 * What each guard of the way costs by itself: microseconds of waiting for one, one after another, nothing else going on.
 * The first line is the bare store that every design with a log pays.
 */
export async function measureGuards(options: { syncAlways: boolean; times: number }): Promise<Record<string, number>> {
  await using ends = new AsyncDisposableStack();
  const directory = ends.use(await temporaryDirectory("acolhe-guards-")).path;
  const nats = ends.use(await startLocalNats({ dir: join(directory, "nats"), syncAlways: options.syncAlways }));
  const redis = ends.use(await startLocalRedis({ dir: join(directory, "redis") }));
  const bus = await connectBus({ url: nats.url, name: "guards" });
  ends.defer(() => bus.close());
  const cache = connectCache({ url: redis.url });
  ends.defer(() => cache.close());
  for (const stream of STREAMS) await ensureStream(bus, stream);
  await ensureBucket(bus, "identity", { history: 1 });
  const identity = await bus.kvm.open("identity");

  const channel = "main" as ChannelId;
  const contact = (n: number): ConversationRef => ({ channel, contact: String(5_511_900_000_000 + n) as ContactKey });
  const first = (subject: string) => ({ expect: { seq: 0, subject } });
  const limits = { perMinute: 30, per10s: 5 };
  const later = Date.now() + 3_600_000;
  const guards: Record<string, (n: number) => Promise<unknown>> = {
    "event stored, no guard": (n) => publish(bus, eventSubject(contact(n)), BODY),
    "event stored once (I2)": (n) => publish(bus, eventSubject(contact(n)), BODY, { id: `event-${n}` }),
    "identity created (D13)": (n) => identity.create(`main.phone.${n}`, "{}"),
    "rate limit": (n) => cache.rateLimit(`limit:${n}`, "id", limits),
    "state read cold (D4)": (n) => lastOf(bus, TURNS.name, anyTurnOf(contact(n))),
    "turn by compare-and-set (W1)": (n) =>
      publish(bus, turnSubject(contact(n), "reply"), BODY, { id: `turn-${n}`, ...first(anyTurnOf(contact(n))) }),
    "timer scheduled": (n) =>
      publish(
        bus,
        timerSubject(contact(n), "nudge"),
        {},
        {
          ttl: "never",
          schedule: { at: later, target: eventSubject(contact(n)) },
        },
      ),
    "pace shared": (n) => cache.pace(`pace:${n}`, { intervalMs: 1, burst: 1 }),
    "attempt by compare-and-set (S2, S3)": (n) =>
      publish(bus, attemptSubject(contact(n)), {}, first(`inbound.*.${channel}.${contact(n).contact}.gate.*`)),
    "outcome by compare-and-set": (n) =>
      publish(bus, outcomeSubject(contact(n)), {}, { id: `outcome-${n}`, ...first(outcomeSubject(contact(n))) }),
  };
  const figures: Record<string, number> = {};
  // All of them once unmeasured: the first would otherwise pay for compiling what all use.
  for (const guard of Object.values(guards)) for (let n = 0; n < WARM_UP; n++) await guard(n);
  for (const [name, guard] of Object.entries(guards)) {
    const started = performance.now();
    for (let n = WARM_UP; n < WARM_UP + options.times; n++) await guard(n);
    figures[name] = Math.round(((performance.now() - started) / options.times) * 1000);
  }
  return figures;
}
