import type { Channel } from "@acolhe/events";
import { pairsOf, type Settings } from "@acolhe/runtime";
import { CANARY_AGAIN_MS } from "../limits.ts";
import type { AlertOptions } from "./start.ts";

/** @throws Error when mail is configured by half */
export function alertsOf(settings: Settings, channels: readonly Channel[]): AlertOptions {
  const { ALERT_WEBHOOK_URL: webhookUrl, ALERT_SMTP_URL: smtpUrl, ALERT_MAIL_FROM: from } = settings;
  const to = settings.ALERT_MAIL_TO.split(",").flatMap((address) => address.trim() || []);
  if (smtpUrl && (from === undefined || to.length === 0))
    throw new Error("ALERT_SMTP_URL is set, so ALERT_MAIL_FROM and ALERT_MAIL_TO are needed as well");
  return {
    ...(smtpUrl && from !== undefined ? { mail: { url: smtpUrl, from, to } } : {}),
    ...(webhookUrl
      ? {
          webhook: {
            url: webhookUrl,
            token: settings.ALERT_WEBHOOK_TOKEN,
            mayBePrivate: settings.ALERT_WEBHOOK_PRIVATE,
          },
        }
      : {}),
    ...(settings.CANARY_MINUTES === 0
      ? {}
      : {
          canary: {
            channels,
            // Within the installation where it is known, as a proxy may not be reached from inside.
            ingressUrl: new Map(pairsOf(settings.APP_URLS)).get("ingress") ?? settings.PUBLIC_WEBHOOK_URL,
            everyMs: settings.CANARY_MINUTES * 60_000,
            againMs: CANARY_AGAIN_MS,
          },
        }),
    heartbeatUrl: settings.ALERT_HEARTBEAT_URL,
    panelUrl: settings.PANEL_URL,
    waitingMsMax: settings.ALERT_WAITING_MINUTES * 60_000,
  };
}
