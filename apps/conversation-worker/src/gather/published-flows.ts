import { type Bucket, type CoreBus, followBucket, followKey, patiently } from "@acolhe/bus";
import type { Flow, FlowVersions } from "@acolhe/conversation";
import { CLINIC_BUCKET, CLINIC_KEYS, FLOW_BUCKET } from "@acolhe/events";
import { CURRENT_FLOW, fetchFlow, flowWithServices, keepFlow, OfferedServices, shippedIsHidden } from "@acolhe/flows";
import type { Logger } from "@acolhe/runtime";
import { z } from "zod";

const Current = z.object({ version: z.string() });

interface PublishedFlows extends FlowVersions {
  /** Fetches a version that some other process has begun a session with, before it is asked for. */
  prepare(version: string | null): Promise<void> | undefined;
  stop(): void;
}

/**
 * The versions of the flow. F1: new sessions begin with the one that `current` names, or with the shipped one. F2: a
 * version once begun with can be had until no session is pinned to it; so each worker keeps its shipped one in the bucket,
 * for those who come after it. F3: a version that cannot be read changes nothing. F4: services that staff have entered
 * take the place of the flow's own, in a version made of both, which is kept like any other.
 */
export async function followFlows(bus: CoreBus, shipped: Flow, log: Logger): Promise<PublishedFlows> {
  const kept = new KeptFlows(bus, shipped, log);
  await patiently(bus.host, () => kept.adoptCurrent());
  const published = await patiently(bus.host, () => kept.publishedOverShipped());
  if (published !== null)
    log.warn(
      { shipped: shipped.version, published },
      "this release ships a newer flow than the published one, which new sessions still begin with: see ops flow versions",
    );
  let adopting = Promise.resolve();
  // One after the other, so that the last one named is the last one adopted.
  const next = (work: () => Promise<void>, complaint: string) => {
    adopting = adopting.then(work).catch((error) => log.warn({ err: error }, complaint));
  };
  const following = followBucket(bus, FLOW_BUCKET, {
    key: CURRENT_FLOW,
    onChange: ({ value }) => next(() => kept.adopt(value), "the flow that was published could not be fetched"),
    onError: (error) => log.warn({ err: error }, "published flows are not watched for a moment"),
  });
  const services = await followKey(bus, CLINIC_BUCKET, {
    key: CLINIC_KEYS.services,
    onChange: (value) => {
      const read = OfferedServices.safeParse(value ?? []);
      if (!read.success) return log.error("the clinic's services cannot be read; the last ones stay");
      next(() => kept.offer(read.data), "the clinic's services could not be taken over");
    },
    onError: (error) => log.warn({ err: error }, "the clinic's services are not watched for a moment"),
  });
  await adopting;
  return {
    get latest() {
      return kept.latest;
    },
    get: (version) => kept.get(version),
    prepare: (version) => kept.prepare(version),
    stop() {
      following.stop();
      services.stop();
    },
  };
}

/** What the bucket of flows has, as far as it was asked for, and the version that follows from it for new sessions. */
class KeptFlows {
  readonly #bus: CoreBus;
  readonly #shipped: Flow;
  readonly #log: Logger;
  /** Null: a version that this release cannot read. */
  readonly #known: Map<string, Flow | null>;
  #base: Flow;
  #offered: OfferedServices = [];
  #bucket: Bucket | null = null;
  latest: Flow;

  constructor(bus: CoreBus, shipped: Flow, log: Logger) {
    this.#bus = bus;
    this.#shipped = shipped;
    this.#log = log;
    this.#known = new Map([[shipped.version, shipped]]);
    this.#base = shipped;
    this.latest = shipped;
  }

  get(version: string): Flow | undefined {
    return this.#known.get(version) ?? undefined;
  }

  prepare(version: string | null): Promise<void> | undefined {
    return version === null || this.#known.has(version) ? undefined : this.#read(version);
  }

  /** Keeps the shipped version (F2) and begins with the one that is published. */
  async adoptCurrent(): Promise<void> {
    const bucket = await this.#open();
    await keepFlow(bucket, this.#shipped);
    const now = await bucket.get(CURRENT_FLOW);
    if (now?.operation === "PUT") await this.adopt(now.json());
  }

  /** The published version where it hides the shipped one from new sessions; null: it does not. */
  async publishedOverShipped(): Promise<string | null> {
    return shippedIsHidden(await this.#open(), this.#shipped.version);
  }

  async adopt(value: unknown): Promise<void> {
    const current = Current.safeParse(value);
    const version = current.success ? current.data.version : this.#shipped.version;
    if (!this.#known.get(version)) await this.#read(version);
    this.#base = this.#known.get(version) ?? this.#base;
    await this.#begin();
  }

  async offer(services: OfferedServices): Promise<void> {
    this.#offered = services;
    await this.#begin();
  }

  /** F4: what new sessions begin with from now on. */
  async #begin(): Promise<void> {
    const made = flowWithServices(this.#base, this.#offered);
    if ("version" in made) {
      if (made !== this.#base) await keepFlow(await this.#open(), made);
      this.#known.set(made.version, made);
      this.latest = made;
    } else {
      const rules = made.map(({ rule }) => rule);
      this.#log.error({ rules }, "the flow cannot do with the clinic's services; it keeps its own");
      this.latest = this.#base;
    }
    this.#log.info({ version: this.latest.version }, "new sessions begin with this flow");
  }

  async #read(version: string): Promise<void> {
    try {
      this.#known.set(version, await fetchFlow(await this.#open(), version));
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      this.#log.error(
        { err: error, version },
        "a published flow does not fit this release; sessions on it move to the latest",
      );
      this.#known.set(version, null);
    }
  }

  async #open(): Promise<Bucket> {
    this.#bucket ??= await this.#bus.kvm.open(FLOW_BUCKET);
    return this.#bucket;
  }
}
