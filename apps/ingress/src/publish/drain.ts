import { join } from "node:path";
import { type Broker, type CoreBus, createBell, type Host, sleep } from "@acolhe/bus";
import { type Logger, safeError } from "@acolhe/runtime";
import type { IngressMetrics } from "../ingress-metrics.ts";
import type { Intake } from "../receive/intake.ts";
import { coalesced } from "./coalesced.ts";
import type { Disk } from "./disk.ts";
import { createInHand, type InHand } from "./in-hand.ts";
import { ANYTHING, HOLD_MS, type OtherSpools, type Waiting } from "./other-spools.ts";
import type { Spool } from "./spool.ts";
import { encodeRecord } from "./spool-record.ts";
import { within } from "./within.ts";

/*
 * Drain: says what waits in the spool, and brings it to the broker.
 * 1. Names are resolved again: what was known when the broker was away may have been too little.
 * 2. Facts of one contact are stored in order, those of different contacts side by side. What another process has to
 *    store first (see other-spools.ts) waits, with all that follows of its contact. Receipts have no order to keep.
 * 3. A record is released when it and all before it are stored: what is stored behind a gap comes again after a crash,
 *    which the broker takes as a repeat.
 * 4. A fact that fails by a mistake of ours, again and again, is set aside in a file: the rest must not wait for ever.
 * 5. While the spool cannot be opened it is unknown what waits in it: that is said, never "nothing". It is waited for no
 *    longer than a process that is silent, and not at all once an operator gave it up; then what comes may overtake what
 *    lies there.
 */

const RETRY_MS = 200;
/** At least this often it is looked at what there is to say, so that the word of a process stays fresh. */
const LOOK_MS = 250;
/** Between two looks: a burst of appends or of others' words must not keep the process from taking webhooks. */
const ROUND_MS = 20;
/** Contacts whose facts are stored side by side: the spool of a minute empties within a second. */
const CONTACTS_AT_ONCE = 64;
/** A mistake of ours does not go away; a few tries are for one that only looks like it. */
const MISTAKES_MAX = 5;
/** A broker that answers at all answers within milliseconds; together with a failed try still about a second. */
const ANNOUNCE_MS = 250;
/** A connection that is lost or just begun may be there in a moment, while another process has its own all along. */
const AWAY_MS = 1_000;
/** Longer, because no webhook waits for an answer meanwhile: the proxy turns to another process. */
const FIRST_MS = 3_000;

type InHandList = ReturnType<typeof createInHand>;

interface DrainDeps {
  readonly broker: Broker<CoreBus>;
  readonly host: Host;
  readonly disk: Disk;
  readonly spool: Spool;
  /** When it is known what a former process left in the spool. */
  readonly opening: Promise<void>;
  readonly spoolDir: string;
  readonly others: OtherSpools;
  readonly publish: (intake: Intake) => Promise<void>;
  /** Whose fact it is, learning names not seen before. */
  readonly contactOf: (intake: Intake) => Promise<string>;
  readonly mergeCount: () => number;
  readonly onEmpty: () => void;
  readonly log: Logger;
  readonly metrics: IngressMetrics;
}

export function startDrain(deps: DrainDeps) {
  const { broker, host, spool, others } = deps;
  const inHand = createInHand({ spool, contactOf: orFailLater(deps.contactOf), mergeCount: deps.mergeCount });
  const waitedForUntil = host.now() + HOLD_MS;
  const isWaitedFor = () => !spool.known && !others.isGivenUp() && host.now() < waitedForUntil;
  const { say, noted, announce } = createSaying(deps, () => (isWaitedFor() ? ANYTHING : inHand.waiting()), inHand);
  const { storeAll, release } = createStoring(deps, inHand, () => stopping);
  const noteWhetherKnown = createKnownNote(deps);
  const bell = createBell(host);
  let stopping = false;

  others.onChange(() => {
    if (broker.connected && !stopping) say().catch(noted);
    bell.ring();
  });

  const running = (async () => {
    await deps.opening;
    while (!stopping) {
      try {
        // What a former process left must not wait until something more goes there.
        if (!spool.usable) await spool.open().catch(() => {});
        noteWhetherKnown();
        // Until something changes here or in another process.
        if (!broker.connected || !(await drainSome())) await bell.rang(LOOK_MS);
        await sleep(host, ROUND_MS);
      } catch (error) {
        noted(error);
        await sleep(host, RETRY_MS);
      }
    }
  })();

  /** False: there is nothing to store now. */
  async function drainSome(): Promise<boolean> {
    await say();
    const queues = dueQueues(inHand.all, others);
    if (queues.length === 0) return false;
    try {
      await storeAll(queues);
    } finally {
      await release();
    }
    return true;
  }

  return {
    /** Something was appended: said when this resolves, unless the broker cannot be reached. */
    async announced(): Promise<void> {
      bell.ring();
      await announce();
    },
    /** Of what a former process left nothing is known, and it may still be found. */
    isWaitedFor,
    /** Until it is known what waits elsewhere, or the broker seems to be away: a process that just started is slow. */
    async begun(): Promise<void> {
      const until = host.ticks() + FIRST_MS;
      while (!others.settled() && host.ticks() < until) await sleep(host, ROUND_MS);
    },
    async stop() {
      stopping = true;
      bell.ring();
      await Promise.race([running, sleep(host, 1_500)]);
      if (broker.connected && spool.known && spool.outstanding === 0) await others.leave().catch(noted);
    },
  };
}

/** Tells, when it changes, whether what a former process left is known. */
function createKnownNote({ spool, metrics, log }: DrainDeps): () => void {
  let isNotedKnown = true;
  return () => {
    if (spool.known === isNotedKnown) return;
    isNotedKnown = spool.known;
    metrics.spoolUnknown.set(isNotedKnown ? 0 : 1);
    metrics.spoolRecords.set(spool.outstanding);
    if (isNotedKnown) log.warn({ records: spool.outstanding }, "the spool could be opened: what waits in it is known");
  };
}

/** A fact whose contact cannot be found by a mistake of ours fails again where that is counted. */
const orFailLater =
  (contactOf: DrainDeps["contactOf"]): DrainDeps["contactOf"] =>
  async (intake) => {
    try {
      return await contactOf(intake);
    } catch (error) {
      if (isMistake(error)) return "";
      throw error;
    }
  };

/** Says to the other processes what waits here. */
function createSaying(
  { broker, host, spool, others, opening, log }: DrainDeps,
  waiting: () => Waiting,
  inHand: InHandList,
) {
  /** On this connection an attempt to say something failed: no webhook waits for the next one. */
  let unheardOn = Number.NaN;

  const say = coalesced(async () => {
    // "Nothing" would be a wrong word before it is known what a former process left.
    await opening;
    for (let more = true; more; ) {
      more = spool.known && (await inHand.take());
      await others.say(waiting(), { isKnown: spool.known });
    }
    unheardOn = Number.NaN;
  });

  function noted(error: unknown): void {
    unheardOn = broker.connectedAt;
    log.warn({ err: safeError(error), records: spool.outstanding }, "the spool waits for the broker");
  }

  async function announce(): Promise<void> {
    const leftMs = broker.awaySince + AWAY_MS - host.ticks();
    if (!broker.connected && leftMs > 0) await Promise.race([broker.whenConnected(), sleep(host, leftMs)]);
    if (broker.connected && unheardOn !== broker.connectedAt) await within(host, ANNOUNCE_MS, say).catch(noted);
  }

  return { say, noted, announce };
}

/** What may be stored now, by contact: up to what another process has to store first. Pure. */
function dueQueues(all: readonly InHand[], others: Pick<OtherSpools, "settled" | "oldest">): InHand[][] {
  const queues: InHand[][] = [];
  for (const queue of Map.groupBy(
    all.filter((one) => !one.stored && (!one.ordered || others.settled())),
    (one) => `${one.ordered} ${one.contact}`,
  ).values()) {
    const oldest = others.oldest(queue[0]!.group);
    const held = queue.findIndex((one) => one.ordered && one.receivedAt > oldest);
    if (held !== 0) queues.push(held < 0 ? queue : queue.slice(0, held));
  }
  return queues;
}

/** Stores contacts side by side, and each contact's facts in order; what is stored leaves the spool. */
function createStoring(deps: DrainDeps, inHand: InHandList, isStopping: () => boolean) {
  const { disk, spool, spoolDir, publish, onEmpty, log, metrics } = deps;

  async function storeAll(queues: InHand[][]): Promise<void> {
    let failure: unknown = null;
    const work = async () => {
      for (let queue = queues.shift(); queue; queue = queues.shift())
        for (const one of queue) {
          if (isStopping() || failure !== null) return;
          await storeOne(one).catch((error) => {
            failure = error;
          });
        }
    };
    await Promise.all(Array.from({ length: CONTACTS_AT_ONCE }, work));
    if (failure !== null) throw failure;
  }

  async function storeOne(one: InHand): Promise<void> {
    try {
      await publish(one.intake);
    } catch (error) {
      if (!isMistake(error) || ++one.mistakes < MISTAKES_MAX) throw error;
      await setAside(one.intake, error);
    }
    one.stored = true;
  }

  async function setAside(value: unknown, error: unknown): Promise<void> {
    await disk.mkdir(spoolDir, { recursive: true });
    await disk.appendFile(join(spoolDir, "set-aside.log"), encodeRecord(value), { mode: 0o600, flush: true });
    metrics.spoolSetAside.inc();
    log.error({ err: safeError(error) }, "a fact of the spool cannot be published; kept in set-aside.log");
  }

  async function release(): Promise<void> {
    for (const { end } of inHand.release()) spool.release(end);
    await spool.settle();
    metrics.spoolRecords.set(spool.outstanding);
    if (spool.outstanding === 0) onEmpty();
  }

  return { storeAll, release };
}

const isMistake = (error: unknown) =>
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof SyntaxError ||
  error instanceof ReferenceError;
