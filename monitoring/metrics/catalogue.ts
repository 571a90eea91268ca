import { countSetAside, createMetrics, type Described, type Metrics } from "@acolhe/runtime";
import { createAlertMetrics } from "../../apps/admin-api/src/alerts/alert-metrics.ts";
import { createApiMetrics } from "../../apps/admin-api/src/api-metrics.ts";
import { createCanaryMetrics } from "../../apps/admin-api/src/canary/canary-metrics.ts";
import { createSystemMetrics } from "../../apps/admin-api/src/system/system-metrics.ts";
import { countCopies, createMirrorMetrics } from "../../apps/chatwoot-mirror/src/mirror-metrics.ts";
import {
  countLookups,
  countOpinions,
  countTranscriptions,
  createWorkerMetrics,
} from "../../apps/conversation-worker/src/worker-metrics.ts";
import { createIngressMetrics, watchSpoolDisk } from "../../apps/ingress/src/ingress-metrics.ts";
import { createSenderMetrics } from "../../apps/outbound-sender/src/sender-metrics.ts";
import { createProjectorMetrics, createSweepMetrics } from "../../apps/projector/src/projector-metrics.ts";

const neverRead = () => Promise.reject(new Error("a list is not a scrape"));

/** By service, the functions that declare its metrics. A test finds those that are missing here. */
export const DECLARED: Readonly<Record<string, readonly ((metrics: Metrics) => unknown)[]>> = {
  ingress: [createIngressMetrics, (metrics) => watchSpoolDisk(metrics, () => Promise.resolve(1))],
  "conversation-worker": [
    (metrics) => createWorkerMetrics(metrics, Date.now),
    ...[countLookups, countOpinions, countTranscriptions, countSetAside],
  ],
  "outbound-sender": [createSenderMetrics, countSetAside],
  projector: [createProjectorMetrics, createSweepMetrics],
  "admin-api": [
    createApiMetrics,
    createAlertMetrics,
    createCanaryMetrics,
    (metrics) => createSystemMetrics(metrics, { read: neverRead }),
  ],
  "chatwoot-mirror": [(metrics) => createMirrorMetrics(metrics, Date.now), countCopies, countSetAside],
};

export interface Catalogued extends Described {
  /** The services that have it. */
  readonly services: readonly string[];
}

/** Every metric of ours, each once, in the order of the data. */
export function catalogue(): Catalogued[] {
  const found = new Map<string, Catalogued>();
  for (const [service, declarations] of Object.entries(DECLARED)) {
    const metrics = createMetrics(service);
    for (const declare of declarations) declare(metrics);
    for (const one of metrics.described()) {
      const before = found.get(one.name);
      found.set(one.name, { ...one, services: [...(before?.services ?? []), service] });
    }
  }
  return [...found.values()];
}

/** The series that Prometheus keeps of a metric: a histogram has three. */
export const seriesOf = ({ name, kind }: Pick<Catalogued, "name" | "kind">): string[] =>
  kind === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
