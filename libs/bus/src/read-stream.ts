import { type DirectBatchOptions, JetStreamError } from "@nats-io/jetstream";
import { TimeoutError } from "@nats-io/nats-core";
import type { CoreBus } from "./core.ts";
import type { FollowedMessage } from "./follow-stream.ts";
import { HIDDEN_HEADER, revealed } from "./hidden.ts";
import type { Raw } from "./raw.ts";

export interface ReadOptions {
  /** Wildcards allowed. Without it the broker answers faster: it looks nothing up. */
  readonly subject?: string;
  /** First and last sequence, both included. By default all there is now. */
  readonly from?: number;
  readonly to?: number;
}

/** Messages that one request asks for. */
const BATCH_MAX = 512;
/** Between two of them. A node that dies in the middle of a batch never sends its end, and the client would wait for ever. */
const NEXT_MS_MAX = 5_000;

/** The place of the last message that was ever stored. */
export const lastSeqOf = async (bus: CoreBus, stream: string): Promise<number> =>
  (await bus.jsm.streams.info(stream)).state.last_seq;

/**
 * Reads what a stream holds, in order, by direct gets of many messages each: no consumer is made, and any replica may
 * answer. Ends with the last message there was when it began: what a replica does not have yet, its leader tells.
 *
 * @throws TimeoutError nothing came of what was asked for
 */
export async function* readStream(
  bus: CoreBus,
  stream: string,
  options: ReadOptions = {},
): AsyncGenerator<FollowedMessage> {
  for await (const batch of readBatches(bus, stream, options)) yield* batch;
}

/** The same, as it comes: for readers to whom handing over each message by itself would be most of the work. */
export async function* readBatches(
  bus: CoreBus,
  stream: string,
  options: ReadOptions = {},
): AsyncGenerator<readonly FollowedMessage[]> {
  const { subject, to = await lastSeqOf(bus, stream) } = options;
  for (let seq = options.from ?? 1; seq <= to; ) {
    const wanted = { seq, batch: Math.min(BATCH_MAX, to - seq + 1), ...(subject && { next_by_subj: subject }) };
    const batch = await batchOf(bus, stream, wanted, to);
    const last = batch.at(-1) ?? (await ofLeader(bus, stream, { seq, subject, to }));
    if (last === null) return;
    yield batch.length > 0 ? batch : [last];
    seq = last.seq + 1;
  }
}

/** Null: there is none, or it is behind the end. */
async function ofLeader(
  bus: CoreBus,
  stream: string,
  { seq, subject = ">", to }: { readonly seq: number; readonly subject: string | undefined; readonly to: number },
): Promise<FollowedMessage | null> {
  if (!(await bus.isReplicated(stream))) return null;
  const next = await bus.read(stream, { seq, next_by_subj: subject });
  return next === null || next.seq > to ? null : recordOf(bus, next);
}

/** One that breaks off in the middle gives what came before: it came in order, and the rest is asked for again. */
async function batchOf(
  bus: CoreBus,
  stream: string,
  wanted: DirectBatchOptions,
  to: number,
): Promise<FollowedMessage[]> {
  const read: (FollowedMessage | Promise<FollowedMessage>)[] = [];
  const late = Promise.withResolvers<never>();
  let [came, seen] = [0, 0];
  const endWatch = bus.host.every(NEXT_MS_MAX, () => {
    if (came === seen) late.reject(new TimeoutError());
    seen = came;
  });
  const take = async () => {
    for await (const message of await bus.jsm.direct.getBatch(stream, wanted)) {
      came += 1;
      if (message.seq <= to) read.push(recordOf(bus, message));
    }
  };
  try {
    await Promise.race([take(), late.promise]);
  } catch (error) {
    // What the broker says when there is nothing from this sequence on.
    const isNothing = error instanceof JetStreamError && "code" in error && error.code === NOTHING_FOUND;
    const isCutShort = error instanceof TimeoutError && came > 0;
    if (!isNothing && !isCutShort) throw error;
  } finally {
    endWatch();
  }
  return Promise.all(read);
}
const NOTHING_FOUND = 404;

function recordOf(bus: CoreBus, message: Raw): FollowedMessage | Promise<FollowedMessage> {
  const { seq, subject, timestamp } = message;
  const header = (name: string) => message.header?.get(name) || undefined;
  const text = () => message.string();
  const record: FollowedMessage = {
    ...{ seq, subject, storedAtMs: Date.parse(timestamp), header },
    // The client's own way makes a decoder for each.
    ...{ json: () => JSON.parse(text()), text },
  };
  return header(HIDDEN_HEADER) === undefined ? record : revealed(bus, record, { text, storedAtMs: record.storedAtMs });
}
