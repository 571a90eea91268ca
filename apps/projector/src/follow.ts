import { setTimeout as sleep } from "node:timers/promises";
import { type Bus, followStream } from "@acolhe/bus";
import type { Database } from "@acolhe/database";
import { readPlace } from "@acolhe/database/projection";
import { TRACE_HEADER } from "@acolhe/runtime";
import { Elsewhere, project } from "./project.ts";
import { PROJECTIONS } from "./projections.ts";
import { assertSameStream, OtherStream } from "./same-stream.ts";

/** Enough that a transaction's fixed costs do not count, little enough that it takes a fraction of a second. */
const BATCH_MAX = 1_000;
/** Another stream stays one until an operator has done something about it. */
const LOOK_AGAIN_MS = 2_000;

export interface FollowDeps {
  readonly bus: Bus;
  readonly db: Database;
  readonly schema: string;
  readonly onBatch?: (batch: {
    stream: string;
    seq: number;
    count: number;
    setAside: number;
    storedAtMs: number;
  }) => void;
  readonly onPending?: (stream: string, count: number) => void;
  /** Nothing is projected of a stream while it is not the one that was read before; told when that begins and ends. */
  readonly onOther?: (stream: string, other: OtherStream | null) => void;
  readonly onError: (stream: string, error: unknown) => void;
}

/** Projects all streams into one read side until stopped, each from its own checkpoint on. */
export function followAll({ bus, db, schema, ...told }: FollowDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const followers = PROJECTIONS.map((projection) => {
    const { stream } = projection;
    let isOther = false;
    const other = (found: OtherStream | null) => {
      if (isOther !== (found !== null)) told.onOther?.(stream, found);
      isOther = found !== null;
    };
    async function place(): Promise<number> {
      if (isOther) await sleep(LOOK_AGAIN_MS, undefined, { signal: stopping.signal });
      const checkpoint = await readPlace({ db, schema }, stream);
      await assertSameStream(bus, stream, checkpoint);
      other(null);
      return checkpoint.seq;
    }
    return followStream(bus, {
      stream,
      batchMax: BATCH_MAX,
      after: place,
      onPending: (count) => told.onPending?.(stream, count),
      async handle({ after, messages }) {
        const records = messages.map((message) => ({ ...message, traceparent: message.header(TRACE_HEADER) }));
        const { setAside } = await project(db, schema, projection, after, records);
        const { seq, storedAtMs } = messages.at(-1)!;
        told.onBatch?.({ stream, seq, count: messages.length, setAside, storedAtMs });
      },
      onError: (error) => {
        if (error instanceof OtherStream) other(error);
        // Another place is no trouble: the stream is opened again from there.
        else if (!(error instanceof Elsewhere)) told.onError(stream, error);
      },
    });
  });
  return {
    async stop() {
      stopping.abort();
      await Promise.all(followers.map((follower) => follower.stop()));
    },
  };
}
