import { type Bus, followStream } from "@acolhe/bus";
import type { Database } from "@acolhe/database";
import { readCheckpoint } from "@acolhe/database/projection";
import { TRACE_HEADER } from "@acolhe/runtime";
import { Elsewhere, project } from "./project.ts";
import { PROJECTIONS } from "./projections.ts";

/** Enough that a transaction's fixed costs do not count, little enough that it takes a fraction of a second. */
const BATCH_MAX = 1_000;

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
  readonly onError: (stream: string, error: unknown) => void;
}

/** Projects all streams into one read side until stopped, each from its own checkpoint on. */
export function followAll({ bus, db, schema, ...told }: FollowDeps): { stop(): Promise<void> } {
  const followers = PROJECTIONS.map((projection) => {
    const { stream } = projection;
    return followStream(bus, {
      stream,
      batchMax: BATCH_MAX,
      after: () => readCheckpoint({ db, schema }, stream),
      onPending: (count) => told.onPending?.(stream, count),
      async handle({ after, messages }) {
        const records = messages.map((message) => ({ ...message, traceparent: message.header(TRACE_HEADER) }));
        const { setAside } = await project(db, schema, projection, after, records);
        const { seq, storedAtMs } = messages.at(-1)!;
        told.onBatch?.({ stream, seq, count: messages.length, setAside, storedAtMs });
      },
      onError: (error) => {
        // Another place is no trouble: the stream is opened again from there.
        if (!(error instanceof Elsewhere)) told.onError(stream, error);
      },
    });
  });
  return {
    async stop() {
      await Promise.all(followers.map((follower) => follower.stop()));
    },
  };
}
