import type { Bus } from "@acolhe/bus";
import type { Flow } from "@acolhe/conversation";
import { FLOW_BUCKET } from "@acolhe/events";
import { clinicFlow, fetchFlow } from "@acolhe/flows";

/** Flows by version, each fetched once; null where it is not kept. */
export async function createFlows(bus: Bus): Promise<(version: string) => Promise<Flow | null>> {
  const bucket = await bus.kvm.open(FLOW_BUCKET);
  const known = new Map<string, Flow | null>([[clinicFlow.version, clinicFlow]]);
  return async (version) => {
    const found = known.get(version);
    if (found !== undefined) return found;
    const fetched = await fetchFlow(bucket, version).catch(() => null);
    known.set(version, fetched);
    return fetched;
  };
}
