import type { CoreBus, WireMessage } from "./core.ts";
import { type Delivery, toDelivery } from "./delivery.ts";
import { revealed } from "./hidden.ts";
import { sleep } from "./host.ts";
import { onReconnect } from "./reconnects.ts";
import { Unreadable } from "./unreadable.ts";

/*
 * Pump: pulls messages from a durable, and hands each to the handler.
 *
 * Modes: running → stopping (no new pull; the one outstanding runs out or brings its last messages) → stopped.
 * P1. At most `slots` messages are in the handler's hands at a time.
 * P2. A message the broker handed to us is always given to the handler, also while stopping: a dropped one would stall
 *     its partition until the acknowledgement wait is over. (Closing an iterator of the client drops such messages.)
 * P3. After a reconnect the broker has forgotten our pull, so a new one goes out at once; should the old one be
 *     answered all the same, its messages are handled too.
 * P4. A message in the handler's hands, or behind one, is kept alive at the broker, however long the handler takes.
 *
 * A pull is a plain request for as many messages as there are slots free. One is out at a time; it ends with the last of
 * them, or with a status. An acknowledgement carries the next pull with it (`+NXT`) where one is due: with one slot, always.
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
  const pump = new PullPump(bus, options);
  pump.start();
  return pump;
}

class PullPump implements Pump {
  readonly #bus: CoreBus;
  readonly #options: PumpOptions;
  readonly #expiresMs: number;
  readonly #inbox: string;
  readonly #inHand = new Set<Delivery>();
  readonly #arrived: WireMessage[] = [];
  /** Messages in hand, and those whose acknowledgement has not left yet. */
  #busy = 0;
  /** How many the outstanding pull may still bring. */
  #asked = 0;
  #outstandingUntil = 0;
  #isResting = false;
  #isStopping = false;
  readonly #stopped = Promise.withResolvers<void>();
  #ends: (() => void)[] = [];

  constructor(bus: CoreBus, options: PumpOptions) {
    this.#bus = bus;
    this.#options = options;
    this.#expiresMs = options.expiresMs ?? 2_000;
    this.#inbox = bus.inbox();
  }

  start(): void {
    const { host, nc } = this.#bus;
    // A message keeps its stored subject on the wire, so the client's shared request inbox cannot tell whose it is.
    const answers = nc.subscribe(this.#inbox, { callback: (_error, message) => this.#answered(message) });
    this.#ends = [
      onReconnect(this.#bus, () => void this.#askAnew()),
      host.every(Math.min(this.#expiresMs, ANSWER_GRACE_MS), () => this.#lookForAnswer()),
      // Two of three may be lost before the broker gives a message to another pump.
      host.every(this.#options.ackWaitMs / 3, () => {
        for (const message of this.#inHand) message.working();
        for (const raw of this.#arrived) toDelivery(raw, () => {}).working();
      }),
      () => void (nc.isClosed() || answers.unsubscribe()),
    ];
    void this.#pull();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#endIfIdle();
    await this.#stopped.promise;
  }

  #answered(message: WireMessage): void {
    const code = message.headers?.code;
    this.#noteAnswer(code !== NO_RESPONDERS);
    if (code) return void this.#ended(code);
    if (this.#asked > 0) this.#asked--;
    this.#arrived.push(message);
    this.#begin();
    // Other slots may have become free since; with the last of the pull none would be asked for.
    if (this.#asked === 0) void this.#pull();
  }

  #begin(): void {
    while (this.#inHand.size < this.#options.slots && this.#arrived.length > 0) void this.#work(this.#arrived.shift()!);
  }

  async #work(raw: WireMessage): Promise<void> {
    let acknowledged = false;
    const message = toDelivery(raw, () => {
      acknowledged = true;
    });
    this.#busy++;
    this.#inHand.add(message);
    await consume(this.#bus, this.#options, { raw, message, isAcknowledged: () => acknowledged });
    this.#inHand.delete(message);
    this.#begin();
    await this.#pull(acknowledged ? raw : undefined);
    this.#busy--;
    this.#endIfIdle();
  }

  /** As many as fit; none while a pull is out. */
  #due(): number {
    if (this.#isStopping || this.#isResting || this.#asked > 0 || this.#arrived.length > 0) return 0;
    return this.#options.slots - this.#inHand.size;
  }

  /** Asks for what is due; the acknowledgement of a message, if any, travels along. */
  async #pull(done?: WireMessage): Promise<void> {
    const { host, nc } = this.#bus;
    const { stream, durable } = this.#options;
    if (!done && this.#due() === 0) return;
    await host.together();
    // While this round of the loop ended, another may have asked, or the end have come.
    const batch = this.#due();
    if (batch === 0) return void done?.respond("+ACK");
    this.#asked = batch;
    this.#outstandingUntil = host.now() + this.#expiresMs + ANSWER_GRACE_MS;
    const request = JSON.stringify({ batch, expires: this.#expiresMs * 1_000_000 });
    if (done) done.respond(`+NXT ${request}`, { reply: this.#inbox });
    else nc.publish(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${durable}`, request, { reply: this.#inbox });
  }

  #askAnew(): Promise<void> {
    this.#asked = 0;
    this.#endIfIdle();
    return this.#pull();
  }

  async #ended(code: number): Promise<void> {
    if (!EMPTY_HANDED.has(code) && !this.#isStopping) {
      this.#isResting = true;
      await sleep(this.#bus.host, REFUSED_PAUSE_MS);
      this.#isResting = false;
    }
    await this.#askAnew();
  }

  #lookForAnswer(): void {
    if (this.#asked === 0 || this.#bus.host.now() < this.#outstandingUntil) return;
    this.#noteAnswer(false);
    void this.#askAnew();
  }

  #noteAnswer(wasAnswered: boolean): void {
    this.#bus.noteAnswer(this.#options.stream, wasAnswered, this.#options.durable);
  }

  /** Once nothing is in hand or may still come. */
  #endIfIdle(): void {
    if (!this.#isStopping || this.#asked + this.#arrived.length + this.#busy > 0) return;
    for (const end of this.#ends.splice(0)) end();
    this.#stopped.resolve();
  }
}

interface Handed {
  readonly raw: WireMessage;
  readonly message: Delivery;
  readonly isAcknowledged: () => boolean;
}

/** What is neither acknowledged nor given back by the handler is given back here. */
async function consume(bus: CoreBus, options: PumpOptions, { raw, message, isAcknowledged }: Handed): Promise<void> {
  try {
    await options.handle(await revealed(bus, message, { text: () => raw.string(), storedAtMs: message.storedAtMs }));
  } catch (error) {
    if (await isSetAside(options, error, message)) return;
    options.onError(error, message);
    if (!isAcknowledged()) message.retry(options.retryDelayMs ?? 1_000);
  }
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
/** No server has the consumer. */
const NO_RESPONDERS = 503;
/** Between pulls the broker refused at once (consumer missing, broker coming up). */
const REFUSED_PAUSE_MS = 200;
/** A pull is given up this long after it should have run out at the broker. */
const ANSWER_GRACE_MS = 1_000;
