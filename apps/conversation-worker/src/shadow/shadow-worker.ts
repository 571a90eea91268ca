import { type Bus, createShadowBus, realHost } from "@acolhe/bus";
import type { Flow } from "@acolhe/conversation";
import { FLOW_BUCKET, SHADOW, shadowPrefix, TURNS, type Turn } from "@acolhe/events";
import { clinicFlow, publishFlow } from "@acolhe/flows";
import { createMetrics, type Logger } from "@acolhe/runtime";
import { createAdvance } from "../advance/advance-delivery.ts";
import { followClinicSettings } from "../gather/clinic-settings.ts";
import { createKnowledge } from "../gather/gather-facts.ts";
import { followFlows } from "../gather/published-flows.ts";
import { createWorkerMetrics } from "../worker-metrics.ts";
import { ShadowWorld } from "./facts.ts";
import type { RecordedTurns } from "./recorded.ts";
import { ShadowTimers } from "./timers.ts";
import { turnHeaders } from "./turns.ts";

/** What it would tell of single events is told by the comparison. */
const quiet = { debug() {}, info() {}, warn() {}, error() {} } as unknown as Logger;

export type ShadowWorker = Awaited<ReturnType<typeof openShadowWorker>>;

/** The worker's own code over a bus whose writes go into the shadow, in the world as it was. */
export async function openShadowWorker(
  bus: Bus,
  { name, recorded, draft }: { readonly name: string; readonly recorded: RecordedTurns; readonly draft: Flow | null },
) {
  const world = new ShadowWorld(recorded);
  const timers = new ShadowTimers(recorded.timers);
  const written = new Map<number, number>();
  let fed = 0;
  const shadow = createShadowBus(bus, {
    host: { ...realHost, now: world.now },
    kept: { stream: TURNS.name, subjects: "turn." },
    into: { stream: SHADOW.name, prefix: shadowPrefix(name) },
    headersOf(body) {
      const { seq } = (JSON.parse(body) as Turn).event;
      return turnHeaders(fed, recorded.byEvent.get(seq)?.[written.get(seq) ?? 0]?.seq ?? 0);
    },
    onKept: ({ body }) => note(JSON.parse(body) as Turn),
  });
  /** A turn that is in the shadow. */
  function note(turn: Turn): void {
    written.set(turn.event.seq, (written.get(turn.event.seq) ?? 0) + 1);
    timers.note(turn);
  }

  // As if it had been published: services that staff have entered take their place in it, too.
  if (draft) await publishFlow(await shadow.kvm.open(FLOW_BUCKET), draft);
  const flows = await followFlows(shadow, draft ?? clinicFlow, quiet);
  const clinic = await followClinicSettings(shadow, quiet);
  const { gatherFacts, gatherMinimalFacts } = createKnowledge({
    ...{ flows, clock: world.now, staffHours: clinic.hours },
  });
  const advance = createAdvance({
    ...{ bus: shadow, gatherFacts: world.around(gatherFacts) },
    gatherMinimalFacts: world.around(gatherMinimalFacts),
    leaveOut: async () => {},
    // It is gone in a few days, and its keys would not be.
    hides: false,
    log: quiet,
    metrics: createWorkerMetrics(createMetrics("conversation-worker"), world.now),
    stopping: () => false,
  });
  return {
    ...{ world, timers, note, advance, flow: flows.latest.version },
    /** The event of INBOUND that the next turns follow from. */
    at(seq: number): void {
      fed = seq;
    },
    stop(): void {
      flows.stop();
      clinic.stop();
    },
  };
}
