import { createInbox, type Msg } from "@nats-io/nats-core";
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
 * A pull is a plain request for a batch of one, answered on the slot's own inbox by exactly one message or status.
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

  async function slot(): Promise<void> {
    const arrived: Msg[] = [];
    let outstandingUntil = 0;
    let refused = false;
    let wake = () => {};
    const inbox = createInbox();
    // A message keeps its stored subject on the wire, so the client's shared request inbox cannot tell whose it is.
    const answers = bus.nc.subscribe(inbox, {
      callback: (_error, message) => {
        outstandingUntil = 0;
        if (message.headers?.code) refused = !EMPTY_HANDED.has(message.headers.code);
        else arrived.push(message);
        wake();
      },
    });
    for (;;) {
      for (let message = arrived.shift(); message; message = arrived.shift()) await consume(message);
      if (stopping && outstandingUntil <= Date.now()) break;
      if (refused) {
        refused = false;
        await new Promise((r) => setTimeout(r, REFUSED_PAUSE_MS));
        continue;
      }
      if (!stopping && outstandingUntil <= Date.now()) {
        outstandingUntil = Date.now() + expiresMs + ANSWER_GRACE_MS;
        bus.nc.publish(subject, request, { reply: inbox });
      }
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      let timer: NodeJS.Timeout | undefined;
      const overdue = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, outstandingUntil - Date.now());
      });
      if (arrived.length === 0 && outstandingUntil > 0)
        if ((await Promise.race([woken, overdue, reconnects.next()])) === RECONNECTED) outstandingUntil = 0;
      clearTimeout(timer);
    }
    if (!bus.nc.isClosed()) answers.unsubscribe();
  }

  const slots = Array.from({ length: options.slots }, slot);
  return {
    async stop() {
      stopping = true;
      await Promise.all(slots);
    },
  };
}

/** No message in time: what a pull of an idle consumer gets. */
const EMPTY_HANDED: ReadonlySet<number> = new Set([404, 408]);
/** Between pulls the broker refused at once (consumer missing, broker coming up). */
const REFUSED_PAUSE_MS = 200;
/** A pull is given up this long after it should have run out at the broker. */
const ANSWER_GRACE_MS = 1_000;
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
