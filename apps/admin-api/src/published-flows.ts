import type { Broker } from "@acolhe/bus";
import type { Flow } from "@acolhe/conversation";
import { FLOW_BUCKET } from "@acolhe/events";
import { clinicFlow, currentVersion, fetchFlow, publishFlow } from "@acolhe/flows/published";
import { z } from "zod";
import { withBroker } from "./with-broker.ts";

export interface PublishedFlows {
  /** From now on new sessions begin with this version. The last step of a transaction: what is refused is undone. */
  publish(flow: Pick<Flow, "version" | "definition">): Promise<void>;
  /** What new sessions begin with; the shipped one where none was published, or it cannot be asked for. */
  current(): Promise<Flow>;
  /** A version by its name; null for one that is not kept, or that this release cannot read. */
  version(name: string): Promise<Flow | null>;
}

const FLOWS_KEPT_MAX = 8;

export function createPublishedFlows({ broker }: { broker: Broker }): PublishedFlows {
  /** A version never changes, and reading one is work: the newest asked for stay. */
  const kept = new Map<string, Flow>();
  function keep(name: string, flow: Flow): void {
    kept.set(name, flow);
    const [oldest] = kept.keys();
    if (kept.size > FLOWS_KEPT_MAX && oldest !== undefined) kept.delete(oldest);
  }
  async function version(name: string): Promise<Flow | null> {
    const known = kept.get(name);
    if (known) return known;
    const found = await withBroker(broker, async (bus) => {
      const bucket = await bus.kvm.open(FLOW_BUCKET);
      return fetchFlow(bucket, name).catch((error) => {
        if (error instanceof z.ZodError) return null;
        throw error;
      });
    });
    if (found) keep(name, found);
    return found;
  }

  return {
    version,
    async current() {
      if (!broker.connected) return clinicFlow;
      const name = await withBroker(broker, async (bus) => currentVersion(await bus.kvm.open(FLOW_BUCKET)));
      return (name === null ? null : await version(name)) ?? clinicFlow;
    },
    publish: (flow) =>
      withBroker(broker, async (bus) => {
        await publishFlow(await bus.kvm.open(FLOW_BUCKET), flow);
      }),
  };
}
