import { setTimeout as sleep } from "node:timers/promises";
import { type Bus, lastOf } from "@acolhe/bus";
import { type Database, safeError } from "@acolhe/database";
import { analyzeNext, createNext, NEXT, swapIn, tryLock } from "@acolhe/database/projection";
import { INBOUND } from "@acolhe/events";
import type { Logger } from "@acolhe/runtime";
import { followAll } from "./follow.ts";
import { PROJECTIONS } from "./projections.ts";

/**
 * Builds a second read side from the streams while the first one is served and kept up to date, then puts it in the
 * first one's place at once. Nothing that reads has to stop, and a running projector goes on by itself.
 *
 * @throws Error when another rebuild is under way
 */
export async function rebuild(deps: { bus: Bus; db: Database; url: string; log: Logger }): Promise<void> {
  const { bus, db, url, log } = deps;
  const lock = await tryLock({ url, name: "projector-rebuild" });
  if (!lock) throw new Error("another rebuild is under way");
  try {
    await createNext(db);
    const places = new Map<string, { seq: number; pending: number }>();
    let wake = () => {};
    const place = (stream: string, change: { seq?: number; pending?: number }) => {
      places.set(stream, { ...{ seq: 0, pending: Number.POSITIVE_INFINITY }, ...places.get(stream), ...change });
      wake();
    };
    const until = async (holds: (stream: string) => boolean) => {
      while (!PROJECTIONS.every(({ stream }) => holds(stream)))
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    };
    const following = followAll({
      bus,
      db,
      schema: NEXT,
      onBatch: ({ stream, seq }) => place(stream, { seq }),
      onPending: (stream, pending) => place(stream, { pending }),
      onError: (stream, error) => log.warn({ err: safeError(error), stream }, "rebuilding was interrupted"),
    });
    try {
      await until((stream) => places.get(stream)?.pending === 0);
      log.info("the new read side has caught up");
      await analyzeNext(db);
      await swapIn(db, {
        catchUp: async (served) => {
          for (const { stream, seq } of served)
            await untilReached(bus, stream, seq, () => places.get(stream)?.seq ?? 0);
          await following.stop();
        },
        firstInboundSeq: async () => (await bus.jsm.streams.info(INBOUND.name)).state.first_seq,
      });
    } finally {
      await following.stop();
    }
    log.info("the new read side is served");
  } finally {
    await lock.release();
  }
}

const LOOK_AGAIN_MS = 100;

/**
 * Resolves when the new side is as far as the served one, or as far as the stream goes: the served one's last record may be
 * gone (a timer that fired), or the broker may have been given an older copy.
 */
async function untilReached(bus: Bus, stream: string, served: number, reached: () => number): Promise<void> {
  for (;;) {
    const newest = await lastOf(bus, stream, ">");
    if (reached() >= Math.min(served, newest?.seq ?? 0)) return;
    await sleep(LOOK_AGAIN_MS);
  }
}
