import type { Bucket, CoreBus, Delivery } from "@acolhe/bus";
import { HANDLING_BUCKET } from "@acolhe/events";
import { z } from "zod";

const Noted = z.object({ seq: z.number(), count: z.number() });

/**
 * D7: how often the handling of an event was begun. Deliveries alone would also count processes that stopped
 * gracefully while the broker refused to store anything, and park a contact for an outage.
 *
 * A partition has one event outstanding, so one small entry each is enough; the first delivery writes none.
 */
export function createHandlings(bus: CoreBus) {
  let opened: Bucket | null = null;
  const bucket = async () => {
    opened ??= await bus.kvm.open(HANDLING_BUCKET);
    return opened;
  };
  const note = async (partition: number, seq: number, count: number) => {
    await (await bucket()).put(String(partition), JSON.stringify({ seq, count }));
  };

  return {
    /** Notes that this handling begins, before the engine runs: an event that kills the process counts too. */
    async begin(partition: number, { seq, deliveryCount }: Delivery): Promise<number> {
      if (deliveryCount === 1) return 1;
      const entry = await (await bucket()).get(String(partition));
      const noted = entry?.operation === "PUT" ? Noted.safeParse(entry.json()).data : undefined;
      const count = (noted?.seq === seq ? noted.count : 1) + 1;
      await note(partition, seq, count);
      return count;
    },
    /** Takes this handling back: it ended because the process stops and the broker stores nothing. */
    rollback: (partition: number, seq: number, count: number) => note(partition, seq, count - 1),
  };
}
export type Handlings = ReturnType<typeof createHandlings>;
