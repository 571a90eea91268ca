import type { Msg } from "@nats-io/nats-core";
import type { Bus } from "./connection.ts";
import { type Delivery, toDelivery } from "./delivery.ts";

/*
 * Pump: pulls one message after another from a durable, and hands each to the handler.
 *
 * Modes: running → stopping (no new pull; the one outstanding runs out or brings a last message) → stopped.
 * P1. At most `slots` messages are in the handler's hands at a time.
 * P2. A message the broker handed to us is always given to the handler, also while stopping: a dropped one would stall
 *     its partition until the acknowledgement wait is over. (Closing an iterator of the client drops such messages.)
 * P3. After a reconnect the broker has forgotten our pull, so a new one goes out at once; should the old one be
 *     answered all the same, its message is handled too.
 *
 * A pull is a plain request for a batch of one, answered by exactly one message or status.
 */

export interface PumpOptions {
  readonly stream: string;
  readonly durable: string;
  /** Messages handled at the same time; 1 for strict order. */
  readonly slots: number;
  /** How long a pull waits at the broker, ms. A graceful stop of an idle pump takes at most this long. */
  readonly expiresMs?: number;
  /** Must acknowledge, or refuse with a delay; a throw refuses with `retryDelayMs`. */
  readonly handle: (message: Delivery) => Promise<void>;
  /** Told of every throw of the handler. */
  readonly onError: (error: unknown, message: Delivery) => void;
  readonly retryDelayMs?: number;
}

export interface Pump {
  /** Ends when every message in hand is handled and no pull is outstanding. */
  stop(): Promise<void>;
}

export function startPump(bus: Bus, options: PumpOptions): Pump {
  const expiresMs = options.expiresMs ?? 2_000;
  const subject = `$JS.API.CONSUMER.MSG.NEXT.${options.stream}.${options.durable}`;
  const request = JSON.stringify({ batch: 1, expires: expiresMs * 1_000_000 });
  const reconnects = reconnectSignal(bus);
  const late = new Set<Promise<unknown>>();
  let stopping = false;

  async function consume(raw: Msg): Promise<void> {
    const message = toDelivery(raw);
    try {
      await options.handle(message);
    } catch (error) {
      options.onError(error, message);
      message.retry(options.retryDelayMs ?? 1_000);
    }
  }

  /** One pull: the message, or null when there was none in time. */
  async function pull(): Promise<Msg | null> {
    try {
      const reply = await bus.nc.request(subject, request, { timeout: expiresMs + 1_000 });
      // Statuses (no message in time, limits, consumer gone) have no subject of a stored message.
      return reply.headers?.code ? null : reply;
    } catch {
      return null;
    }
  }

  async function slot(): Promise<void> {
    while (!stopping) {
      const started = Date.now();
      const pending = pull();
      const winner = await Promise.race([pending, reconnects.next()]);
      if (winner === RECONNECTED) {
        const rest = pending.then((m) => (m ? consume(m) : undefined)).finally(() => late.delete(rest));
        late.add(rest);
        continue;
      }
      if (winner) await consume(winner);
      // A refusal answers at once (durable missing, broker coming up): do not spin.
      else if (Date.now() - started < 100) await new Promise((r) => setTimeout(r, 200));
    }
  }

  const slots = Array.from({ length: options.slots }, slot);
  return {
    async stop() {
      stopping = true;
      await Promise.all(slots);
      await Promise.all(late);
    },
  };
}

const RECONNECTED = Symbol("reconnected");
const signals = new WeakMap<Bus, { next(): Promise<typeof RECONNECTED> }>();

/** One watcher per connection, shared by its pumps. */
function reconnectSignal(bus: Bus) {
  const known = signals.get(bus);
  if (known) return known;
  let wake: (v: typeof RECONNECTED) => void = () => {};
  let promise = new Promise<typeof RECONNECTED>((r) => {
    wake = r;
  });
  (async () => {
    for await (const status of bus.nc.status()) {
      if (status.type !== "reconnect") continue;
      const fire = wake;
      promise = new Promise((r) => {
        wake = r;
      });
      fire(RECONNECTED);
    }
  })();
  const signal = { next: () => promise };
  signals.set(bus, signal);
  return signal;
}
