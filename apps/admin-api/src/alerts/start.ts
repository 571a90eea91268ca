import type { Database } from "@acolhe/database";
import type { Metrics } from "@acolhe/runtime";
import { callServer } from "@acolhe/runtime/outside";
import { ALERT_HEARTBEAT_MS, ALERT_LOOK_MS, ALERT_SEND_MS } from "../limits.ts";
import type { System } from "../system/system.ts";
import { createAlertMetrics } from "./alert-metrics.ts";
import { conditionsOf, type Promises } from "./conditions.ts";
import { createMailSink, type MailOptions } from "./mail.ts";
import { type AlertWatch, startAlertWatch } from "./watch.ts";
import { createWebhookSink, type WebhookOptions } from "./webhook.ts";

export interface AlertOptions extends Promises {
  readonly mail?: MailOptions | undefined;
  readonly webhook?: WebhookOptions | undefined;
  readonly heartbeatUrl?: string | undefined;
  readonly panelUrl?: string | undefined;
  readonly lookMs?: number;
}

/** Null where no way to people is set. */
export function startAlerts(
  options: AlertOptions,
  deps: { db: Database; system: System; metrics: Metrics; onError: (error: unknown) => void },
): AlertWatch | null {
  const { mail, webhook, heartbeatUrl, panelUrl, lookMs = ALERT_LOOK_MS } = options;
  const alertMetrics = createAlertMetrics(deps.metrics);
  const sinks = [
    ...(mail ? [createMailSink(mail, panelUrl)] : []),
    ...(webhook ? [createWebhookSink(webhook, panelUrl)] : []),
  ];
  if (sinks.length === 0) return null;
  return startAlertWatch({
    ...{ db: deps.db, sinks, lookMs, now: Date.now, onError: deps.onError },
    metrics: alertMetrics,
    look: async () => conditionsOf(await deps.system.read(), options),
    beat: createBeat(heartbeatUrl, deps.onError),
  });
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
