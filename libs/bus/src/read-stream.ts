import { type DirectBatchOptions, JetStreamError } from "@nats-io/jetstream";
import { TimeoutError } from "@nats-io/nats-core";
import type { CoreBus, Raw } from "./core.ts";
import type { FollowedMessage } from "./follow-stream.ts";
import { revealed } from "./hidden.ts";
import type { Host } from "./host.ts";

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
  const { subject, to = await lastSeqOf(bus, stream) } = options;
  for (let seq = options.from ?? 1; seq <= to; ) {
    const asked = seq;
    const batch = batchOf(bus, stream, { seq, batch: BATCH_MAX, ...(subject && { next_by_subj: subject }) });
    try {
      for await (const message of batch) {
        if (message.seq > to) return;
        seq = message.seq + 1;
        yield message;
      }
    } catch (error) {
      // What came of it came in order; the rest is asked for again.
      if (!(error instanceof TimeoutError) || seq === asked) throw error;
    }
    if (seq > asked) continue;
    const next = (await bus.isReplicated(stream))
      ? await bus.read(stream, { seq, next_by_subj: subject ?? ">" })
      : null;
    if (next === null || next.seq > to) return;
    seq = next.seq + 1;
    yield await recordOf(bus, next);
  }
}

async function* batchOf(bus: CoreBus, stream: string, wanted: DirectBatchOptions): AsyncGenerator<FollowedMessage> {
  try {
    const batch = await bus.jsm.direct.getBatch(stream, wanted);
    for await (const message of inTime(bus.host, batch)) yield await recordOf(bus, message);
  } catch (error) {
    // What the broker says when there is nothing from this sequence on.
    if (!(error instanceof JetStreamError && "code" in error && error.code === NOTHING_FOUND)) throw error;
  }
}
const NOTHING_FOUND = 404;

/** @throws TimeoutError when the next one does not come */
async function* inTime(host: Host, batch: AsyncIterable<Raw>): AsyncGenerator<Raw> {
  const records = batch[Symbol.asyncIterator]();
  for (;;) {
    const late = Promise.withResolvers<never>();
    const cancel = host.after(NEXT_MS_MAX, () => late.reject(new TimeoutError()));
    const next = await Promise.race([records.next(), late.promise]).finally(cancel);
    if (next.done) return;
    yield next.value;
  }
}

function recordOf(bus: CoreBus, message: Raw): Promise<FollowedMessage> {
  const { seq, subject, timestamp } = message;
  const header = (name: string) => message.header?.get(name) || undefined;
  const text = () => message.string();
  const record: FollowedMessage = {
    ...{ seq, subject, storedAtMs: Date.parse(timestamp), header },
    ...{ json: () => message.json(), text },
  };
  return revealed(bus, record, { text, storedAtMs: record.storedAtMs });
}
