import { INBOUND } from "@acolhe/events";
import { JetStreamApiError, PubHeaders } from "@nats-io/jetstream";
import { type MsgHdrs, NoRespondersError, headers as newHeaders, TimeoutError } from "@nats-io/nats-core";
import type { CoreBus } from "./core.ts";
import { boxOf, HIDDEN_HEADER, type Hiding, revealed } from "./hidden.ts";
import { sleep } from "./host.ts";
import type { Raw } from "./raw.ts";
import { streamOf } from "./stream-of.ts";

/** Another writer was first: the subject's last sequence is not the one that was expected. */
export class SequenceConflict extends Error {
  override readonly name = "SequenceConflict";
}

export interface PublishOptions {
  /** Repeats with the same id inside the stream's window are stored once. */
  readonly id?: string;
  /** Compare-and-set: the last sequence on `subject` (stored form, wildcards allowed) must be `seq`. */
  readonly expect?: { readonly seq: number; readonly subject: string };
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds until the broker forgets it, or "never" where the stream has an age. */
  readonly ttl?: string;
  /** Total tries; each waits up to `timeoutMs`. */
  readonly tries?: number;
  readonly timeoutMs?: number;
  readonly schedule?: { readonly at: number; readonly target: string };
  /** What the body has signs for. */
  readonly hiding?: Hiding | undefined;
}

/** The broker is there, and does not get on with what it has in hand. */
class BrokerBusy extends Error {
  override readonly name = "BrokerBusy";
}

/**
 * Stores one message and resolves with its sequence.
 *
 * The broker checks expectations before repeats, so a retry of a write that did land looks like a conflict: then the
 * last message is read back, and when it carries our id it is ours.
 *
 * The leader of a replicated stream checks an expectation against what is committed, and against what is in hand under the
 * very same expectation. A control in hand without one would not be seen: of 600 that were stored at the same time as an
 * attempt, 180 were passed by it. So there all that goes into a gate expects something, by one name (S3).
 *
 * @throws SequenceConflict when another writer was first
 */
export async function publish(
  bus: CoreBus,
  subject: string,
  body: unknown,
  options: PublishOptions = {},
): Promise<{ seq: number; duplicate: boolean }> {
  const fence = fenceOf(subject);
  if (fence === null || !(await bus.isReplicated(INBOUND.name))) return store(bus, subject, body, options);
  const { expect } = options;
  if (expect) return store(bus, subject, body, { ...options, expect: { seq: expect.seq, subject: fence } });
  for (let tried = 1; ; tried++) {
    const last = await lastOf(bus, INBOUND.name, fence);
    try {
      return await store(bus, subject, body, { ...options, expect: { seq: last?.seq ?? 0, subject: fence } });
    } catch (error) {
      if (!(error instanceof SequenceConflict)) throw error;
      if (tried === FENCE_TRIES_MAX) throw new BrokerBusy("others kept being first at the gate", { cause: error });
    }
  }
}

async function store(
  bus: CoreBus,
  subject: string,
  body: unknown,
  options: PublishOptions,
): Promise<{ seq: number; duplicate: boolean }> {
  const { tries = 3, timeoutMs = 1_000 } = options;
  const headers = headersOf(options);
  if (options.hiding && options.hiding.values.length > 0) headers.set(HIDDEN_HEADER, await boxOf(bus, options.hiding));
  const json = JSON.stringify(body);
  let tried = 0;
  let inHand = 0;
  for (;;) {
    await bus.host.together();
    try {
      return await bus.store(subject, json, { headers, timeoutMs });
    } catch (error) {
      if (isApiError(error, WRONG_LAST_SEQUENCE)) return ownOrConflict(error);
      if (isApiError(error, ...IN_HAND)) {
        if (++inHand === IN_HAND_LOOKS_MAX) throw new BrokerBusy("what came before is not decided", { cause: error });
        await sleep(bus.host, IN_HAND_MS);
        continue;
      }
      const mayPass = error instanceof TimeoutError || error instanceof NoRespondersError;
      if (!mayPass || ++tried >= tries) throw error;
      await sleep(bus.host, RETRY_MS);
    }
  }

  async function ownOrConflict(cause: unknown): Promise<{ seq: number; duplicate: boolean }> {
    if (options.id && options.expect) {
      const last = await lastOf(bus, streamOf(subject), options.expect.subject);
      if (last?.id === options.id) return { seq: last.seq, duplicate: true };
    }
    throw new SequenceConflict("another writer was first", { cause });
  }
}

/** The JetStream API's code for an expectation that does not hold. */
const WRONG_LAST_SEQUENCE = 10071;
/** The same, as newer servers say it of a key that exists. */
const WRONG_LAST_SEQUENCE_CONSTANT = 10164;

/** A key of a bucket was written by another since it was read. */
export const isWrongRevision = (error: unknown): boolean =>
  isApiError(error, WRONG_LAST_SEQUENCE, WRONG_LAST_SEQUENCE_CONSTANT);
/**
 * The answer of a replicated stream while a message with this id, or one with the same expectation, is not yet decided: with
 * the one before it, perhaps our own, whose acknowledgement was late.
 */
const IN_HAND = [10158, WRONG_LAST_SEQUENCE_CONSTANT];
const IN_HAND_MS = 25;
/** A second, as an acknowledgement is waited for. */
const IN_HAND_LOOKS_MAX = 40;
/** Each time another writer of the same conversation was faster. */
const FENCE_TRIES_MAX = 20;

const isApiError = (error: unknown, ...codes: number[]): boolean =>
  error instanceof JetStreamApiError && codes.includes(error.code);

/** Everything in the gate of the conversation that a published subject belongs to, by one name; null: it is in none. */
function fenceOf(subject: string): string | null {
  const [head, channel, contact, gate] = subject.split(".");
  return head === "inbound" && gate === "gate" ? `inbound.*.${channel}.${contact}.gate.*` : null;
}

/** After a timeout, or while the broker is coming up. */
const RETRY_MS = 250;

function headersOf({ id, expect, headers, ttl, schedule }: PublishOptions): MsgHdrs {
  const set = newHeaders();
  for (const [name, value] of Object.entries(headers ?? {})) set.set(name, value);
  if (id) set.set(PubHeaders.MsgIdHdr, id);
  if (ttl) set.set(PubHeaders.MessageTTL, ttl);
  if (schedule) {
    set.set(PubHeaders.Schedule, `@at ${new Date(schedule.at).toISOString()}`);
    set.set(PubHeaders.ScheduleTarget, schedule.target);
  }
  if (expect) {
    set.set(PubHeaders.ExpectedLastSubjectSequenceHdr, String(expect.seq));
    set.set(PubHeaders.ExpectedLastSubjectSequenceSubjectHdr, expect.subject);
  }
  return set;
}

/** A stored message, read by direct get. */
export interface Stored {
  readonly seq: number;
  readonly subject: string;
  readonly id: string;
  readonly timeMs: number;
  header(name: string): string | undefined;
  json<T = unknown>(): T;
  /** What it hid cannot be read any more. */
  readonly forgotten?: true;
}

function stored(bus: CoreBus, m: Raw): Promise<Stored> {
  const storedAtMs = Date.parse(m.timestamp);
  const record: Stored = {
    seq: m.seq,
    subject: m.subject,
    id: m.header.get("Nats-Msg-Id") ?? "",
    timeMs: storedAtMs,
    header: (name) => m.header.get(name) || undefined,
    json: <T>() => m.json<T>(),
  };
  return revealed(bus, record, { text: () => m.string(), storedAtMs });
}

/** The last message on a subject (wildcards allowed), or null. */
export async function lastOf(bus: CoreBus, stream: string, subject: string): Promise<Stored | null> {
  const m = await bus.read(stream, { last_by_subj: subject });
  return m ? stored(bus, m) : null;
}

/** The message with this sequence, or null. */
export async function messageAt(bus: CoreBus, stream: string, seq: number): Promise<Stored | null> {
  const m = await bus.read(stream, { seq });
  return m ? stored(bus, m) : null;
}

/** The first message on a subject at or after a sequence, or null. */
export async function nextFrom(bus: CoreBus, stream: string, subject: string, seq: number): Promise<Stored | null> {
  const m = await bus.read(stream, { seq, next_by_subj: subject });
  return m ? stored(bus, m) : null;
}

/** All messages on a subject from a sequence on, in order, one read each: for the few messages of one contact. */
export async function* allFrom(bus: CoreBus, stream: string, subject: string, seq: number): AsyncGenerator<Stored> {
  for (let at = seq; ; ) {
    const m = await nextFrom(bus, stream, subject, at);
    if (!m) return;
    yield m;
    at = m.seq + 1;
  }
}

/** The first message on a subject stored at an instant or later, or null. */
export async function firstSince(bus: CoreBus, stream: string, subject: string, from: Date): Promise<Stored | null> {
  const m = await bus.read(stream, { start_time: from, next_by_subj: subject });
  return m ? stored(bus, m) : null;
}

/** All messages on a subject stored since an instant, in order. */
export async function* allSince(bus: CoreBus, stream: string, subject: string, from: Date): AsyncGenerator<Stored> {
  const first = await firstSince(bus, stream, subject, from);
  if (!first) return;
  yield first;
  yield* allFrom(bus, stream, subject, first.seq + 1);
}
