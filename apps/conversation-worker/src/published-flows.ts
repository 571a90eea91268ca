import { type Bus, followBucket, followKey, type KV, patiently } from "@acolhe/bus";
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
 * version once begun with can be had until nobody is pinned to it; so each worker keeps its shipped one in the bucket,
 * for those who come after it. F3: a version that cannot be read changes nothing. F4: services that staff have entered
 * take the place of the flow's own, in a version made of both, which is kept like any other.
 */
export async function followFlows(bus: Bus, shipped: Flow, log: Logger): Promise<PublishedFlows> {
  const known = new Map<string, Flow | null>([[shipped.version, shipped]]);
  let base = shipped;
  let offered: OfferedServices = [];
  let latest = shipped;
  let opened: KV | null = null;
  const bucket = async () => {
    opened ??= await bus.kvm.open(FLOW_BUCKET);
    return opened;
  };

  async function fetch(version: string): Promise<void> {
    try {
      known.set(version, await fetchFlow(await bucket(), version));
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      log.error(
        { err: error, version },
        "a published flow does not fit this release; sessions on it move to the latest",
      );
      known.set(version, null);
    }
  }

  async function adopt(value: unknown): Promise<void> {
    const current = Current.safeParse(value);
    const version = current.success ? current.data.version : shipped.version;
    if (!known.get(version)) await fetch(version);
    base = known.get(version) ?? base;
    await settle();
  }

  /** F4 */
  async function settle(): Promise<void> {
    const made = flowWithServices(base, offered);
    if ("version" in made) {
      if (made !== base) await keepFlow(await bucket(), made);
      known.set(made.version, made);
      latest = made;
    } else {
      log.error(
        { rules: made.map(({ rule }) => rule) },
        "the flow cannot do with the clinic's services; it keeps its own",
      );
      latest = base;
    }
    log.info({ version: latest.version }, "new sessions begin with this flow");
  }

  await patiently(bus.host, async () => {
    await keepFlow(await bucket(), shipped);
    const now = await (await bucket()).get(CURRENT_FLOW);
    if (now?.operation === "PUT") await adopt(now.json());
  });
  const published = await patiently(bus.host, async () => shippedIsHidden(await bucket(), shipped.version));
  if (published !== null)
    log.warn(
      { shipped: shipped.version, published },
      "this release ships a newer flow than the published one, which new sessions still begin with: see ops flow versions",
    );
  let adopting = Promise.resolve();
  const following = followBucket(bus, FLOW_BUCKET, {
    key: CURRENT_FLOW,
    // One after the other, so that the last one named is the last one adopted.
    onChange: ({ value }) => {
      adopting = adopting
        .then(() => adopt(value))
        .catch((error) => log.warn({ err: error }, "the flow that was published could not be fetched"));
    },
    onError: (error) => log.warn({ err: error }, "published flows are not watched for a moment"),
  });
  const services = await followKey(bus, CLINIC_BUCKET, {
    key: CLINIC_KEYS.services,
    onChange: (value) => {
      const read = OfferedServices.safeParse(value ?? []);
      if (!read.success) return log.error("the clinic's services cannot be read; the last ones stay");
      offered = read.data;
      adopting = adopting
        .then(settle)
        .catch((error) => log.warn({ err: error }, "the clinic's services could not be taken over"));
    },
    onError: (error) => log.warn({ err: error }, "the clinic's services are not watched for a moment"),
  });
  await adopting;
  return {
    get latest() {
      return latest;
    },
    get: (version) => known.get(version) ?? undefined,
    prepare: (version) => (version === null || known.has(version) ? undefined : fetch(version)),
    stop() {
      following.stop();
      services.stop();
    },
  };
}
