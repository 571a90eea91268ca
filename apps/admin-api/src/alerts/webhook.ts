import { postTo } from "@acolhe/runtime/outside";
import { ALERT_RULES, keyOf, type Notice } from "@acolhe/status";
import { ALERT_SEND_MS } from "../limits.ts";
import type { SinkPort } from "./sink.ts";
import { severityOf, toldOf } from "./words.ts";

export interface WebhookOptions {
  readonly url: string;
  readonly token?: string | undefined;
  /** Whether the address may be a private one, and without TLS. */
  readonly mayBePrivate: boolean;
}

/** In the shape that Prometheus's Alertmanager posts, version 4, so that what understands that understands this. Pure. */
export function postOf(notices: readonly Notice[], panelUrl: string | undefined) {
  const alerts = notices.map((notice) => oneOf(notice, panelUrl));
  return {
    version: "4",
    receiver: "acolhe",
    groupKey: "acolhe",
    status: alerts.some(({ status }) => status === "firing") ? "firing" : "resolved",
    truncatedAlerts: 0,
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: panelUrl ?? "",
    alerts,
  } as const;
}

/** By its documentation, an alert that goes on has no end: the zero of Go's time. */
const NO_END = "0001-01-01T00:00:00Z";

function oneOf(notice: Notice, panelUrl: string | undefined) {
  const { code, subject, kind, at, since } = notice;
  const { summary, description, link } = toldOf(notice, panelUrl);
  const isOver = kind === "over";
  const fingerprint = code === null ? "test" : keyOf({ code, subject });
  return {
    status: isOver ? "resolved" : "firing",
    labels: {
      alertname: code ?? "test",
      severity: severityOf(notice),
      ...(subject === null ? {} : { subject }),
    },
    annotations: {
      summary,
      description,
      ...(code === null ? {} : { runbook: `docs/runbooks/${ALERT_RULES[code].runbook}.md` }),
    },
    startsAt: new Date(since).toISOString(),
    endsAt: isOver ? new Date(at).toISOString() : NO_END,
    generatorURL: link ?? "",
    fingerprint,
  } as const;
}

export function createWebhookSink(options: WebhookOptions, panelUrl: string | undefined): SinkPort {
  const { url, token, mayBePrivate } = options;
  return {
    name: "webhook",
    send: (notices) =>
      postTo(url, {
        body: JSON.stringify(postOf(notices, panelUrl)),
        headers: {
          "content-type": "application/json",
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          // The same parcels sent again have the same one.
          "idempotency-key": notices[0]?.id ?? "",
        },
        mayBePrivate,
        signal: AbortSignal.timeout(ALERT_SEND_MS),
      }),
  };
}
