import type { Broker, Bus } from "@acolhe/bus";
import { botOffOn, type Channel, CLINIC_BUCKET, CLINIC_KEYS, Connection } from "@acolhe/events";
import { type CanaryRun, isPaused } from "@acolhe/status";
import { atMost } from "../at-most.ts";
import type { CanaryMetrics } from "./canary-metrics.ts";
import { tryChannel } from "./try-channel.ts";

export interface CanaryOptions {
  readonly channels: readonly Channel[];
  /** Where webhooks go to, without a path. */
  readonly ingressUrl: string;
  readonly everyMs: number;
  /** After a try that failed the next one comes sooner. */
  readonly againMs: number;
  /** Between two looks at whether a number is due. */
  readonly lookMs?: number;
}

export interface Canary {
  /** What was tried since this was asked last. */
  takeRuns(): CanaryRun[];
  /** Numbers that are tried now. One on which nothing may leave is not, and what failed on it before is no news either. */
  tried(): readonly string[];
  stop(): Promise<void>;
}

/** Tries each number in turn, as long as this process is the one to do so. */
export function startCanary(
  options: CanaryOptions,
  deps: {
    broker: Broker;
    isMine: () => boolean;
    metrics: CanaryMetrics;
    now: () => number;
    onError: (error: unknown) => void;
  },
): Canary {
  const { channels, ingressUrl, everyMs, againMs, lookMs = LOOK_MS } = options;
  const { broker, now } = deps;
  const dueAt = new Map(channels.map(({ id }) => [id, now() + againMs]));
  const silent = new Set<string>();
  let fresh: CanaryRun[] = [];
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function round(): Promise<void> {
    for (const channel of channels) {
      const { bus } = broker;
      if (stopped || !bus || !broker.connected || !deps.isMine()) return;
      if ((dueAt.get(channel.id) ?? 0) > now()) continue;
      if (!(await mayAnswer(bus, channel))) {
        silent.add(channel.id);
        continue;
      }
      silent.delete(channel.id);
      const run = await tryChannel(channel, { bus, ingressUrl, now });
      dueAt.set(channel.id, now() + (run.outcome === "answered" ? everyMs : Math.min(everyMs, againMs)));
      deps.metrics.tried(run);
      fresh.push(run);
    }
  }

  let running = Promise.resolve();
  const next = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = round().catch(deps.onError);
      void running.then(next);
    }, lookMs);
  };
  next();

  return {
    takeRuns() {
      const taken = fresh;
      fresh = [];
      return taken;
    },
    tried: () => channels.map(({ id }) => id).filter((id) => !silent.has(id)),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await atMost(STOP_MS, running);
    },
  };
}
const LOOK_MS = 1_000;
/** A try that is under way when the process stops may be lost. */
const STOP_MS = 500;

/** Where nothing leaves because the number is off line or people want it so, that no answer comes is no news. */
async function mayAnswer(bus: Bus, { id }: Channel): Promise<boolean> {
  const state = await (await bus.kvm.open("channels")).get(id);
  if (state?.operation === "PUT" && Connection.safeParse(state.json()).data?.connected === false) return false;
  if (await isPaused(bus, id)) return false;
  const said = await (await bus.kvm.open(CLINIC_BUCKET)).get(CLINIC_KEYS.bot);
  return botOffOn(id, said?.operation === "PUT" ? said.json() : undefined) === undefined;
}
