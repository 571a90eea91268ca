import type { CoreBus, WireMessage } from "./core.ts";
import { type Delivery, toDelivery } from "./delivery.ts";
import { revealed } from "./hidden.ts";
import { createBell, sleep } from "./host.ts";
import { onReconnect } from "./reconnects.ts";
import { Unreadable } from "./unreadable.ts";

/*
 * Pump: pulls one message after another from a durable, and hands each to the handler.
 *
 * Modes: running → stopping (no new pull; the one outstanding runs out or brings a last message) → stopped.
 * P1. At most `slots` messages are in the handler's hands at a time.
 * P2. A message the broker handed to us is always given to the handler, also while stopping: a dropped one would stall
 *     its partition until the acknowledgement wait is over. (Closing an iterator of the client drops such messages.)
 * P3. After a reconnect the broker has forgotten our pull, so a new one goes out at once; should the old one be
 *     answered all the same, its message is handled too.
 * P4. A message in the handler's hands is kept alive at the broker, however long the handler takes.
 *
 * A pull is a plain request for a batch of one, answered on the slot's own inbox by exactly one message or status. An
 * acknowledgement carries the next pull with it (`+NXT`), which spares the broker and us a message each.
 */

export interface PumpOptions {
  readonly stream: string;
  readonly durable: string;
  /** Messages handled at the same time; 1 for strict order. */
  readonly slots: number;
  /** The durable's acknowledgement wait, ms. */
  readonly ackWaitMs: number;
  /** How long a pull waits at the broker, ms. A graceful stop of an idle pump takes at most this long. */
  readonly expiresMs?: number;
  /** Must acknowledge, or refuse with a delay; a throw refuses with `retryDelayMs`. */
  readonly handle: (message: Delivery) => Promise<void>;
  /**
   * The handler met a record that cannot be read: told instead of `onError`, and when this returns the message is
   * acknowledged, because it would fail for ever.
   */
  readonly onUnreadable?: (problem: Unreadable, message: Delivery) => Promise<void>;
  /** Told of every throw of the handler. */
  readonly onError: (error: unknown, message: Delivery) => void;
  readonly retryDelayMs?: number;
}

export interface Pump {
  /** Ends when every message in hand is handled and no pull is outstanding. */
  stop(): Promise<void>;
}

export function startPump(bus: CoreBus, options: PumpOptions): Pump {
  let stopping = false;
  const slots = Array.from({ length: options.slots }, () => runSlot(bus, options, () => stopping));
  return {
    async stop() {
      stopping = true;
      await Promise.all(slots);
    },
  };
}

/** Pulls and handles one message after another, until the pump stops and nothing more can come. */
async function runSlot(bus: CoreBus, options: PumpOptions, isStopping: () => boolean): Promise<void> {
  const { expiresMs = 2_000 } = options;
  const { host } = bus;
  const subject = `$JS.API.CONSUMER.MSG.NEXT.${options.stream}.${options.durable}`;
  const request = JSON.stringify({ batch: 1, expires: expiresMs * 1_000_000 });
  const noteAnswer = (wasAnswered: boolean) => bus.noteAnswer(options.stream, wasAnswered, options.durable);
  const arrived: WireMessage[] = [];
  let outstandingUntil = 0;
  let refused = false;
  const bell = createBell(host);
  const inbox = bus.inbox();
  // A message keeps its stored subject on the wire, so the client's shared request inbox cannot tell whose it is.
  const answers = bus.nc.subscribe(inbox, {
    callback: (_error, message) => {
      const code = message.headers?.code;
      outstandingUntil = 0;
      noteAnswer(code !== NO_RESPONDERS);
      if (code) refused = !EMPTY_HANDED.has(code);
      else arrived.push(message);
      bell.ring();
    },
  });
  const forgetReconnects = onReconnect(bus, () => {
    outstandingUntil = 0;
    bell.ring();
  });
  const isDue = () => !isStopping() && !refused && arrived.length === 0 && outstandingUntil <= host.now();

  /** Asks for the next message; the acknowledgement of the former, if any, travels along. */
  async function pull(done?: WireMessage): Promise<void> {
    await host.together();
    // While this round of the loop ended, an earlier pull may have been answered, or the end have come.
    const next = isDue();
    if (next) outstandingUntil = host.now() + expiresMs + ANSWER_GRACE_MS;
    if (done) done.respond(next ? `+NXT ${request}` : "+ACK", next ? { reply: inbox } : {});
    else if (next) bus.nc.publish(subject, request, { reply: inbox });
  }

  for (;;) {
    for (let raw = arrived.shift(); raw; raw = arrived.shift()) if (await consume(bus, options, raw)) await pull(raw);
    if (isStopping() && outstandingUntil <= host.now()) break;
    if (refused) {
      refused = false;
      await sleep(host, REFUSED_PAUSE_MS);
      continue;
    }
    if (isDue()) await pull();
    if (arrived.length > 0 || outstandingUntil === 0) continue;
    if (!(await bell.rang(outstandingUntil - host.now()))) noteAnswer(false);
  }
  forgetReconnects();
  if (!bus.nc.isClosed()) answers.unsubscribe();
}

/** Whether the message is to be acknowledged; if not, it was given back. */
async function consume(bus: CoreBus, options: PumpOptions, raw: WireMessage): Promise<boolean> {
  let acknowledged = false;
  const message = toDelivery(raw, () => {
    acknowledged = true;
  });
  // Two of three may be lost before the broker gives the message to another pump.
  const endBeat = bus.host.every(options.ackWaitMs / 3, () => message.working());
  try {
    await options.handle(await revealed(bus, message, { text: () => raw.string(), storedAtMs: message.storedAtMs }));
  } catch (error) {
    if (!(await isSetAside(options, error, message))) {
      options.onError(error, message);
      if (!acknowledged) message.retry(options.retryDelayMs ?? 1_000);
    }
  } finally {
    endBeat();
  }
  return acknowledged;
}

async function isSetAside(options: PumpOptions, error: unknown, message: Delivery): Promise<boolean> {
  if (!(error instanceof Unreadable) || !options.onUnreadable) return false;
  try {
    await options.onUnreadable(error, message);
    message.ack();
    return true;
  } catch {
    // It could not be noted now, so it comes again.
    return false;
  }
}

/** No message in time: what a pull of an idle consumer gets. */
const EMPTY_HANDED: ReadonlySet<number> = new Set([404, 408]);
/** Nobody has the consumer. */
const NO_RESPONDERS = 503;
/** Between pulls the broker refused at once (consumer missing, broker coming up). */
const REFUSED_PAUSE_MS = 200;
/** A pull is given up this long after it should have run out at the broker. */
const ANSWER_GRACE_MS = 1_000;
