import type { SimulatedDurableShape } from "./durable.ts";
import type { SimulatedBroker } from "./simulated-broker.ts";

/** A bucket is a stream of its keys. */
export function addBucket(broker: SimulatedBroker, name: string): void {
  broker.addStream({
    name: `KV_${name}`,
    subjects: [`$KV.${name}.>`],
    maxAgeMs: 0,
    duplicateWindowMs: 0,
    perSubjectMax: 1,
  });
}

export type DurableOf = SimulatedDurableShape & { readonly stream: string };
