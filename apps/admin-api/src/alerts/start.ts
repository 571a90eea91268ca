import type { Broker } from "@acolhe/bus";
import type { Database } from "@acolhe/database";
import type { Metrics } from "@acolhe/runtime";
import { callServer } from "@acolhe/runtime/outside";
import { type CanaryOptions, startCanary } from "../canary/canary.ts";
import { createCanaryMetrics } from "../canary/canary-metrics.ts";
import { ALERT_HEARTBEAT_MS, ALERT_LOOK_MS, ALERT_SEND_MS } from "../limits.ts";
import type { System } from "../system/system.ts";
import { createAlertMetrics } from "./alert-metrics.ts";
import { conditionsOf, type Promises } from "./conditions.ts";
import { createMailSink, type MailOptions } from "./mail.ts";
import { startAlertWatch } from "./watch.ts";
import { createWebhookSink, type WebhookOptions } from "./webhook.ts";

export interface AlertOptions extends Promises {
  readonly mail?: MailOptions | undefined;
  readonly webhook?: WebhookOptions | undefined;
  readonly heartbeatUrl?: string | undefined;
  readonly panelUrl?: string | undefined;
  /** How numbers are tried; undefined: they are not. */
  readonly canary?: CanaryOptions | undefined;
  readonly lookMs?: number;
}

/** Looked after where no way to people is set, too: the panel shows what is open. Null without options, as in tests. */
export function startAlerts(
  options: AlertOptions | undefined,
  deps: {
    db: Database;
    broker: Broker;
    system: Pick<System, "read">;
    metrics: Metrics;
    onError: (error: unknown) => void;
  },
): { stop(): Promise<void> } | null {
  const alertMetrics = createAlertMetrics(deps.metrics);
  const canaryMetrics = createCanaryMetrics(deps.metrics);
  if (!options) return null;
  const { mail, webhook, heartbeatUrl, panelUrl, lookMs = ALERT_LOOK_MS } = options;
  const sinks = [
    ...(mail ? [createMailSink(mail, panelUrl)] : []),
    ...(webhook ? [createWebhookSink(webhook, panelUrl)] : []),
  ];
  const { db, broker, onError } = deps;
  const canary =
    options.canary &&
    startCanary(options.canary, {
      ...{ broker, metrics: canaryMetrics, now: Date.now, onError },
      isMine: () => watch.isSender(),
    });
  const watch = startAlertWatch({
    ...{ db, sinks, lookMs, now: Date.now, onError },
    metrics: alertMetrics,
    look: async (runs) => conditionsOf(await deps.system.read(), options, runs),
    ...(canary && {
      canary,
      onRuns: canaryMetrics.kept,
    }),
    beat: createBeat(heartbeatUrl, onError),
  });
  return {
    async stop() {
      await canary?.stop();
      await watch.stop();
    },
  };
}

function createBeat(url: string | undefined, onError: (error: unknown) => void): () => Promise<void> {
  let beatAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (url === undefined || performance.now() - beatAt < ALERT_HEARTBEAT_MS) return;
    beatAt = performance.now();
    const signal = AbortSignal.timeout(ALERT_SEND_MS);
    await callServer(url, { method: "GET", bytesMax: 1_024, signal }).catch(() =>
      // Of the error, nothing: the address is a secret.
      onError(new Error("the service that watches over alerts did not answer")),
    );
  };
}
