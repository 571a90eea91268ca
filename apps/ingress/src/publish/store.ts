import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "@acolhe/runtime";
import type { Broker } from "../broker.ts";
import type { IngressMetrics } from "../ingress-metrics.ts";
import type { Intake } from "../receive/intake.ts";
import { safeError } from "../safe-error.ts";
import { createInTurn } from "./in-turn.ts";
import type { Publisher } from "./publisher.ts";
import type { Spool } from "./spool.ts";
import { encodeRecord } from "./spool-record.ts";

/*
 * Store: I1. A fact is in the broker or in the spool when `accept` resolves; it rejects when it is in neither.
 *
 * Modes: direct (broker connected, nothing in the spool) → spooling (broker away, or something in the spool) → direct.
 * 1. While anything is in the spool, everything goes there: nothing overtakes.
 * 2. Facts of one contact are stored one after another, so that the second finds the spool in use when the first failed.
 * 3. Draining resolves names again: what was known when the broker was away may have been too little.
 * 4. A fact that fails by a mistake of ours, again and again, is set aside in a file: the rest must not wait for ever.
 */

/** The gateway wants an answer within about a second. Deciding whose message it is takes up to another. */
const DIRECT_MS = 1_000;
const DECIDING_MS = 2_000;
const DRAIN_RETRY_MS = 200;
const IDLE_LOOK_MS = 100;
/** A mistake of ours does not go away; a few tries are for one that only looks like it. */
const MISTAKES_MAX = 5;

export interface Store {
  accept(intakes: readonly Intake[]): Promise<void>;
  stop(): Promise<void>;
}

export function startStore(deps: {
  broker: Broker;
  spool: Spool;
  spoolDir: string;
  publish: Publisher;
  /** What must stay in order together. */
  orderKey: (intake: Intake) => string;
  log: Logger;
  metrics: IngressMetrics;
}): Store {
  const { broker, spool, spoolDir, publish, orderKey, log, metrics } = deps;
  const inTurn = createInTurn();
  let stopping = false;
  let spooling = false;

  // What a former process left must be counted before anything new may overtake it.
  const opening = spool.open().then(
    () => metrics.spoolRecords.set(spool.outstanding),
    (error) =>
      log.error({ err: safeError(error) }, "the spool cannot be used: webhooks are refused when the broker is away"),
  );

  async function storeOne(intake: Intake): Promise<void> {
    await opening;
    if (spool.outstanding === 0 && broker.connected) {
      try {
        return await published(intake);
      } catch (error) {
        log.warn({ err: safeError(error), trace: intake.traceparent.slice(3, 35) }, "not published; to the spool");
      }
    }
    await spool.append(intake);
    metrics.spoolWritten.inc();
    metrics.spoolRecords.set(spool.outstanding);
    if (!spooling) log.warn("webhooks go to the spool until the broker took them");
    spooling = true;
  }

  /** A request that was under way when the connection broke would wait for seconds. */
  const published = async (intake: Intake) =>
    within(intake.item.target === "own-or-human" ? DECIDING_MS : DIRECT_MS, publish(intake));

  async function drain(): Promise<void> {
    await opening;
    let mistakes = 0;
    while (!stopping) {
      if (spool.outstanding === 0 || !broker.connected) {
        await pause(IDLE_LOOK_MS);
        continue;
      }
      try {
        const { records } = await spool.read();
        if (records.length === 0) await pause(IDLE_LOOK_MS);
        for (const { value, end } of records) {
          if (stopping) break;
          try {
            await published(value as Intake);
          } catch (error) {
            if (!isMistake(error) || ++mistakes < MISTAKES_MAX) throw error;
            await setAside(value, error);
          }
          mistakes = 0;
          spool.release(end);
        }
        await spool.settle();
        metrics.spoolRecords.set(spool.outstanding);
        if (spool.outstanding === 0 && spooling) {
          spooling = false;
          log.info("the spool is empty again");
        }
      } catch (error) {
        log.warn({ err: safeError(error), records: spool.outstanding }, "the spool waits for the broker");
        await pause(DRAIN_RETRY_MS);
      }
    }
  }

  async function setAside(value: unknown, error: unknown): Promise<void> {
    await mkdir(spoolDir, { recursive: true });
    await appendFile(join(spoolDir, "set-aside.log"), encodeRecord(value), { mode: 0o600, flush: true });
    metrics.spoolSetAside.inc();
    log.error({ err: safeError(error) }, "a fact of the spool cannot be published; kept in set-aside.log");
  }

  const draining = drain();

  return {
    async accept(intakes) {
      const results = await Promise.allSettled(
        intakes.map((intake) => inTurn(orderKey(intake), () => storeOne(intake))),
      );
      const failure = results.find((result) => result.status === "rejected");
      if (failure) throw failure.reason;
    },
    async stop() {
      stopping = true;
      await Promise.race([draining, pause(1_500)]);
      await spool.close();
    },
  };
}

const isMistake = (error: unknown) =>
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof SyntaxError ||
  error instanceof ReferenceError;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What comes later than this counts as failed. It may still land: repeating it is harmless. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not stored within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}
