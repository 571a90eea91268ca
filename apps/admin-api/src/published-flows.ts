import type { Broker } from "@acolhe/bus";
import type { Flow } from "@acolhe/conversation";
import { FLOW_BUCKET } from "@acolhe/events";
import { fetchFlow, publishFlow } from "@acolhe/flows";
import { z } from "zod";
import { withBroker } from "./with-broker.ts";

export interface PublishedFlows {
  /** From now on new sessions begin with this version. The last step of a transaction: what is refused is undone. */
  publish(flow: Pick<Flow, "version" | "definition">): Promise<void>;
  /** A version by its name; null for one that is not kept, or that this release cannot read. */
  version(name: string): Promise<Flow | null>;
}

export function createPublishedFlows({ broker }: { broker: Broker }): PublishedFlows {
  return {
    publish: (flow) =>
      withBroker(broker, async (bus) => {
        await publishFlow(await bus.kvm.open(FLOW_BUCKET), flow);
      }),
    version: (name) =>
      withBroker(broker, async (bus) => {
        const bucket = await bus.kvm.open(FLOW_BUCKET);
        return fetchFlow(bucket, name).catch((error) => {
          if (error instanceof z.ZodError) return null;
          throw error;
        });
      }),
  };
}
