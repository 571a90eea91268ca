import { setTimeout as sleep } from "node:timers/promises";
import type { Bus } from "@acolhe/bus";
import { type Database, safeError } from "@acolhe/database";
import { LIVE, type Lock, tryLock } from "@acolhe/database/projection";
import type { Logger } from "@acolhe/runtime";
import { followAll } from "./follow.ts";
import { observeOlderCopy } from "./observe.ts";
import type { ProjectorMetrics } from "./projector-metrics.ts";
import type { OtherStream } from "./same-stream.ts";

/*
 * Modes: away (the database cannot be reached) → waiting (another process projects) → leading → one of the former.
 *
 * P1. The read side is a function of the streams: rebuilt, it has the same rows, within the streams' retention.
 * P2. Rows of a batch and the checkpoint behind it are one transaction, which begins by comparing the checkpoint. So a
 *     process that only thinks it leads changes nothing, and one that is killed has done all of a batch or nothing.
 */

/** A standby takes over within this after a leader's connection is gone. */
const RETRY_MS = 500;

export type Mode = "away" | "waiting" | "leading";

export interface ProjectorDeps {
  readonly bus: Bus;
  readonly db: Database;
  readonly url: string;
  readonly log: Logger;
  readonly metrics: ProjectorMetrics;
}

export function startProjector({ bus, db, url, log, metrics }: ProjectorDeps): {
  mode(): Mode;
  /** Why it projects nothing of a stream, as a sentence for operators, or null. */
  refused(): string | null;
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  let mode: Mode = "away";
  const others = new Map<string, OtherStream>();
  const become = (next: Mode, reason?: unknown) => {
    if (next !== mode)
      log.info({ mode: next, ...(reason ? { err: safeError(reason) } : {}) }, "the projector's mode changed");
    mode = next;
    metrics.leading.set(next === "leading" ? 1 : 0);
  };

  async function lead(lock: Lock): Promise<void> {
    become("leading");
    const following = startFollowing({ bus, db, log, metrics }, others);
    const asked = new Promise<void>((resolve) => {
      stopping.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    await Promise.race([lock.lost, asked]);
    await following.stop();
    others.clear();
    await lock.release();
  }

  const ended = (async () => {
    while (!stopping.signal.aborted) {
      try {
        const lock = await tryLock({ url, name: "projector" });
        // Told to stop while it asked: nothing would end its leading any more.
        if (lock && stopping.signal.aborted) await lock.release();
        else if (lock) await lead(lock);
        become("waiting");
      } catch (error) {
        become("away", error);
      }
      await sleep(RETRY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    mode: () => mode,
    refused: () => others.values().next().value?.message ?? null,
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

/** Follows all streams; what stands in the place of one that was read before is among the others meanwhile. */
function startFollowing(
  { bus, db, log, metrics }: Omit<ProjectorDeps, "url">,
  others: Map<string, OtherStream>,
): ReturnType<typeof followAll> {
  const observeFrom = ({ readUntilMs }: OtherStream) =>
    void observeOlderCopy(bus, readUntilMs, Date.now())
      .then((begins) => begins && log.warn("the bot observes until an operator lets it speak: ops observing end"))
      .catch((error) => log.warn({ err: safeError(error) }, "the bot could not be told to observe"));
  return followAll({
    bus,
    db,
    schema: LIVE,
    onBatch: ({ stream, count, setAside, storedAtMs }) => {
      metrics.records.inc({ stream }, count);
      metrics.setAside.inc({ stream }, setAside);
      metrics.lagSeconds.set({ stream }, Math.max(0, Date.now() - storedAtMs) / 1000);
      if (setAside > 0) log.error({ stream, setAside }, "records could not be projected and were set aside");
    },
    onPending: (stream, count) => metrics.lagRecords.set({ stream }, count),
    onOther(stream, other) {
      metrics.other.set({ stream }, other ? 1 : 0);
      if (other) others.set(stream, other);
      else others.delete(stream);
      if (other) observeFrom(other);
      if (other) log.error({ stream }, other.message);
      else log.info({ stream }, "the stream is the one that was read before");
    },
    onError: (stream, error) => {
      metrics.failures.inc({ stream });
      log.warn({ err: safeError(error), stream }, "projecting was interrupted");
    },
  });
}
