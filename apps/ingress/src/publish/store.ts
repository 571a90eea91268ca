import type { Broker, CoreBus, Host } from "@acolhe/bus";
import { type Logger, safeError } from "@acolhe/runtime";
import type { IngressMetrics } from "../ingress-metrics.ts";
import type { Intake } from "../receive/intake.ts";
import type { Disk } from "./disk.ts";
import { startDrain } from "./drain.ts";
import { hasOrder } from "./in-hand.ts";
import { createInTurn } from "./in-turn.ts";
import { groupOf, NOTHING, type OtherSpools } from "./other-spools.ts";
import type { Publisher } from "./publisher.ts";
import type { Spool } from "./spool.ts";
import { within } from "./within.ts";

/*
 * Store: I1. A fact is in the broker or in the spool when `accept` resolves; it rejects when it is in neither.
 *
 * Modes: direct (broker connected, nothing in the spool) → spooling (broker away, or something in the spool) → direct.
 * 1. While anything is in the spool, everything goes there: nothing overtakes. What of the contact waits in the spool of
 *    another process counts as well.
 * 2. Facts of one contact are stored one after another, so that the second finds the spool in use when the first failed.
 * 3. What the spool does not take is stored directly, if the broker can be reached: the gateway is not known to repeat what
 *    was refused, and out of its order it is at least there.
 * 4. What went to the spool is said to the other processes before it is answered for, if the broker can be reached: they
 *    may be given what comes next.
 */

/** The gateway wants an answer within about a second. Deciding whose message it is takes up to another. */
const DIRECT_MS = 1_000;
const DECIDING_MS = 2_000;

export interface Store {
  accept(intakes: readonly Intake[]): Promise<void>;
  /** Before this, what comes might be overtaken through another process. Resolves also when the broker is away. */
  begun(): Promise<void>;
  /** The spool is not in use. */
  isDirect(): boolean;
  stop(): Promise<void>;
}

interface StoreDeps {
  readonly broker: Broker<CoreBus>;
  readonly host: Host;
  readonly disk: Disk;
  readonly spool: Spool;
  readonly spoolDir: string;
  readonly publish: Publisher;
  readonly others: OtherSpools;
  /** What must stay in order together, as far as memory knows. */
  readonly orderKey: (intake: Intake) => string;
  /** The same, asking the broker for what memory lacks and learning names not seen before. */
  readonly contactOf: (intake: Intake) => Promise<string>;
  /** How often it was found that two contacts are one. */
  readonly mergeCount: () => number;
  readonly log: Logger;
  readonly metrics: IngressMetrics;
}

export function startStore(deps: StoreDeps): Store {
  const { broker, host, spool, publish, others, orderKey, log, metrics } = deps;
  const inTurn = createInTurn();
  const contactOf = (intake: Intake) => within(host, DIRECT_MS, () => deps.contactOf(intake));
  let spooling = false;

  // What a former process left must be counted before anything new may overtake it.
  const opening = openSpool(deps);
  const isDirect = () => spool.outstanding === 0 && !drain.isWaitedFor() && broker.connected && others.settled();
  /** Memory may not know yet that two names are one person's, so the broker is asked, but only if anything waits. */
  const isFirst = async (intake: Intake) =>
    !hasOrder(intake) || !others.any() || others.oldest(groupOf(await contactOf(intake))) === NOTHING;

  async function storeOne(intake: Intake): Promise<void> {
    await opening;
    if (isDirect()) {
      try {
        if ((await isFirst(intake)) && isDirect()) return await published(intake);
      } catch (error) {
        log.warn({ err: safeError(error), trace: intake.traceparent.slice(3, 35) }, "not published; to the spool");
      }
    }
    try {
      await spool.append(intake);
    } catch (error) {
      return await outOfOrder(intake, error);
    }
    metrics.spoolWritten.inc();
    metrics.spoolRecords.set(spool.outstanding);
    if (!spooling) log.warn("webhooks go to the spool until the broker took them");
    spooling = true;
    await drain.announced();
  }

  /** 3. */
  async function outOfOrder(intake: Intake, refusal: unknown): Promise<void> {
    if (!broker.connected) throw refusal;
    await published(intake);
    metrics.outOfOrder.inc();
    log.error({ err: safeError(refusal) }, "the spool took nothing: stored without waiting for what comes before");
  }

  /** A request that was under way when the connection broke would wait for seconds. */
  const published = async (intake: Intake) =>
    within(host, isDecided(intake) ? DECIDING_MS : DIRECT_MS, () => publish(intake));

  const drain = startDrain({
    ...deps,
    opening,
    contactOf,
    publish: published,
    onEmpty() {
      if (spooling) log.info("the spool is empty again");
      spooling = false;
    },
  });

  return {
    isDirect,
    begun: drain.begun,
    async accept(intakes) {
      await everyOne(intakes.map((intake) => inTurn(orderKey(intake), () => storeOne(intake))));
    },
    async stop() {
      await drain.stop();
      await spool.close();
    },
  };
}

/** Whether the log is looked at for whose message it is. */
const isDecided = ({ item }: Intake): boolean =>
  item.target === "own-or-human" || (item.target === "receipt" && item.other !== undefined);

const openSpool = ({ spool, log, metrics }: StoreDeps): Promise<void> =>
  spool.open().then(
    () => metrics.spoolRecords.set(spool.outstanding),
    (error) =>
      log.error(
        { err: safeError(error) },
        "the spool cannot be used: what waits in it is unknown, and webhooks are refused when the broker is away",
      ),
  );

/** Waits for all of them, whichever fails. */
async function everyOne(storing: readonly Promise<void>[]): Promise<void> {
  const failure = (await Promise.allSettled(storing)).find((result) => result.status === "rejected");
  if (failure) throw failure.reason;
}
