import type { Broker } from "@acolhe/bus";
import type { Flow } from "@acolhe/conversation";
import { FLOW_BUCKET } from "@acolhe/events";
import { publishFlow } from "@acolhe/flows";
import { withBroker } from "./with-broker.ts";

export interface PublishedFlows {
  /** From now on new sessions begin with this version. The last step of a transaction: what is refused is undone. */
  publish(flow: Flow): Promise<void>;
}

export function createPublishedFlows({ broker }: { broker: Broker }): PublishedFlows {
  return {
    publish: (flow) =>
      withBroker(broker, async (bus) => {
        await publishFlow(await bus.kvm.open(FLOW_BUCKET), flow);
      }),
  };
}
