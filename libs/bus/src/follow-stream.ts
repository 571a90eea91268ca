import { AckPolicy, DeliverPolicy } from "@nats-io/jetstream";
import { type Msg, nanos } from "@nats-io/nats-core";
import type { Bus } from "./connection.ts";
import { placeOf } from "./delivery.ts";
import { revealed } from "./hidden.ts";
import { createBell } from "./host.ts";
import { onReconnect } from "./reconnects.ts";

/*
 * Follows a whole stream in batches, for a reader who keeps his own place: each batch is handed over in stream order, the
 * next only when the former was handled. There is no filter: with one the broker looks through the subjects of a block for
 * each message, which costs many times what it costs the reader to drop what he does not want.
 *
 * F1. Every message above `after()` is handed over, none twice within one opening, none out of order.
 * F2. After any trouble (a throw of the handler, a gap, a reconnection, a consumer that is gone) the stream is opened
 *     again behind what `after()` says then. The broker keeps nothing that matters.
 *
 * The consumer needs no acknowledgements; what is lost between broker and client shows as a gap in its own numbers.
 */

export interface FollowedMessage {
  readonly seq: number;
  readonly subject: string;
  readonly storedAtMs: number;
  header(name: string): string | undefined;
  json(): unknown;
  /** The body, with what it hides. */
  text(): string;
  /** What it hid cannot be read any more. */
  readonly forgotten?: true;
}

export interface StreamBatch {
  /** Up to where the reader was when this batch was asked for. */
  readonly after: number;
  readonly messages: readonly FollowedMessage[];
}

export interface FollowOptions {
  readonly stream: string;
  readonly batchMax: number;
  /** The last sequence that is done with; asked at each opening. */
  readonly after: () => Promise<number>;
  readonly handle: (batch: StreamBatch) => Promise<void>;
  /** How many messages are still to come: told at each opening and after each batch. */
  readonly onPending?: (count: number) => void;
  readonly onError: (error: unknown) => void;
}

const EXPIRES_MS = 2_000;
/** While more is known to come, a batch waits this long for it: a reader who is behind should not go in small steps. */
const GATHER_MS = 50;
/** A pull is given up this long after it should have run out at the broker. */
const ANSWER_GRACE_MS = 2_000;
/** The broker forgets a reader who has not asked for this long. */
const FORGET_MS = 30_000;
const RETRY_MS = 200;
/** No message in time, or all that were asked for are sent: what ends a pull well. */
const PULL_OVER: ReadonlySet<number> = new Set([404, 408]);
/** No server has the consumer. */
const NO_RESPONDERS = 503;

export function followStream(bus: Bus, options: FollowOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const ended = (async () => {
    while (!stopping.signal.aborted && !bus.nc.isClosed()) {
      try {
        await follow(bus, options, stopping.signal);
      } catch (error) {
        if (stopping.signal.aborted || bus.nc.isClosed()) return;
        options.onError(error);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

/** One opening: from a new consumer until something goes wrong, or the reader stops. */
async function follow(bus: Bus, options: FollowOptions, stop: AbortSignal): Promise<void> {
  const { stream, batchMax } = options;
  let after = await options.after();
  const arrivals = startArrivals(bus, options, await openConsumer(bus, options, after), stop);
  const { arrived } = arrivals;
  let gatherUntil: number | undefined;
  let received = 0;
  try {
    while (!stop.aborted && !arrivals.trouble) {
      // The next pull is under way while a batch is handled; no further, so that a slow reader holds two at most.
      if (!arrivals.isAsked && arrived.length < batchMax) arrivals.ask();
      const newest = arrived.at(-1);
      gatherUntil = newest ? (gatherUntil ?? Date.now() + GATHER_MS) : undefined;
      const isWhole = newest && (arrived.length >= batchMax || placeOf(newest).pending === 0);
      if (!isWhole && Date.now() < (gatherUntil ?? Number.POSITIVE_INFINITY)) {
        await arrivals.more(gatherUntil);
        continue;
      }
      gatherUntil = undefined;
      const places = arrived.splice(0, batchMax).map((message) => ({ message, place: placeOf(message) }));
      for (const { place } of places) {
        received += 1;
        if (place.consumerSeq !== received) throw new Error(`following ${stream}: a message was lost on the way`);
      }
      const last = places.at(-1)!.place;
      await options.handle({ after, messages: await Promise.all(places.map((one) => followed(bus, one))) });
      after = last.seq;
      options.onPending?.(last.pending + arrived.length);
    }
    if (arrivals.trouble) throw arrivals.trouble;
  } finally {
    arrivals.end();
  }
}

/** A consumer behind the reader's place; answers with where it is asked for messages. */
async function openConsumer(bus: Bus, { stream, onPending }: FollowOptions, after: number): Promise<string> {
  const { state } = await bus.jsm.streams.info(stream);
  if (after > state.last_seq)
    throw new Error(`${stream} ends at ${state.last_seq}, before the reader's ${after}: it is another stream`);
  const consumer = await bus.jsm.consumers.add(stream, {
    ack_policy: AckPolicy.None,
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: after + 1,
    inactive_threshold: nanos(FORGET_MS),
    mem_storage: true,
    num_replicas: 1,
  });
  onPending?.(consumer.num_pending);
  return `$JS.API.CONSUMER.MSG.NEXT.${stream}.${consumer.name}`;
}

/** What the broker sends for the pulls of one opening, and what goes wrong meanwhile. */
function startArrivals(bus: Bus, { stream, batchMax }: FollowOptions, subject: string, stop: AbortSignal) {
  const request = JSON.stringify({ batch: batchMax, expires: nanos(EXPIRES_MS) });
  const reader = `${stream} followed`;
  const arrived: Msg[] = [];
  let asked = 0;
  let overdueAt = 0;
  let trouble: Error | undefined;
  const bell = createBell(bus.host);
  const fail = (reason: string) => {
    trouble ??= new Error(`following ${stream}: ${reason}`);
    bell.ring();
  };
  const inbox = bus.inbox();
  const answers = bus.nc.subscribe(inbox, {
    callback: (_error, message) => {
      const code = message.headers?.code;
      bus.noteAnswer(reader, code !== NO_RESPONDERS);
      if (code) {
        asked = 0;
        if (!PULL_OVER.has(code)) fail(`the broker answered ${code}`);
      } else {
        asked -= 1;
        arrived.push(message);
      }
      bell.ring();
    },
  });
  const unheard = onReconnect(bus, () => fail("the connection was renewed"));
  stop.addEventListener("abort", bell.ring);

  return {
    arrived,
    get trouble() {
      return trouble;
    },
    get isAsked() {
      return asked > 0;
    },
    ask(): void {
      bus.nc.publish(subject, request, { reply: inbox });
      asked = batchMax;
      overdueAt = Date.now() + EXPIRES_MS + ANSWER_GRACE_MS;
    },
    /** Until something comes or goes wrong, at the latest until then; without an instant, until the pull is overdue. */
    async more(until: number | undefined): Promise<void> {
      const isRung = await bell.rang(Math.max(0, (until ?? overdueAt) - Date.now()));
      if (isRung || until !== undefined) return;
      bus.noteAnswer(reader, false);
      fail("a pull was not answered");
    },
    end(): void {
      stop.removeEventListener("abort", bell.ring);
      unheard();
      // The broker forgets the consumer by itself: who might delete one could delete any of the stream's.
      if (!bus.nc.isClosed()) answers.unsubscribe();
    },
  };
}

function followed(
  bus: Bus,
  { message, place: { seq, storedAtMs } }: { message: Msg; place: { seq: number; storedAtMs: number } },
): Promise<FollowedMessage> {
  const text = () => message.string();
  const record: FollowedMessage = {
    seq,
    subject: message.subject,
    storedAtMs,
    header: (name) => message.headers?.get(name) || undefined,
    json: () => message.json(),
    text,
  };
  return revealed(bus, record, { text, storedAtMs });
}
