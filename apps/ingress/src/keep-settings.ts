import type { Cancel, Host } from "@acolhe/bus";
import type { Channel, GatewayCheck } from "@acolhe/events";
import { type Logger, safeError } from "@acolhe/runtime";
import { createZapiClient, mendChannelSettings } from "@acolhe/zapi";
import type { IngressMetrics } from "./ingress-metrics.ts";

const CHECK_EVERY_MS = 3600_000;
const RETRY_MS_MIN = 5_000;

export interface GatewaySettings {
  readonly baseUrl: string;
  readonly publicUrl: string;
  readonly timeoutMs: number;
}

/** Looks at each number's settings at the gateway now and hourly, sooner while something is wrong. Never throws. */
export function keepSettings(deps: {
  channels: readonly Channel[];
  gateway: GatewaySettings;
  log: Logger;
  metrics: IngressMetrics;
  /** Tells others how a number's settings stand. */
  report: (channel: Channel, check: GatewayCheck) => void;
  host: Host;
}): { stop(): void } {
  const { channels, gateway, log, metrics, report, host } = deps;
  const cancels = new Map<string, Cancel>();
  let stopped = false;

  const unreachable = isLocal(gateway.publicUrl) && !isLocal(gateway.baseUrl);
  if (unreachable)
    log.warn("PUBLIC_WEBHOOK_URL is an address of this machine, which the gateway cannot reach; its settings stay");
  const told = (channel: Channel, found: Pick<GatewayCheck, "outcome" | "complaints" | "connected">) =>
    report(channel, { ...found, checkedAt: host.now(), goLive: channel.goLive });

  async function check(channel: Channel, retryMs: number): Promise<void> {
    let complaints: string[];
    let connected: boolean | undefined;
    try {
      const client = createZapiClient({ ...channel, baseUrl: gateway.baseUrl, timeoutMs: gateway.timeoutMs });
      const webhookUrl = `${gateway.publicUrl.replace(/\/+$/, "")}/webhooks/zapi/${channel.webhookSecret}`;
      const result = await mendChannelSettings(client, { webhookUrl });
      ({ complaints, connected } = result);
      if (result.mended.length > 0) log.info({ channel: channel.id, mended: result.mended }, "settings put right");
    } catch (error) {
      log.warn({ err: safeError(error), channel: channel.id }, "the number's settings could not be checked");
      complaints = ["As configurações do número na Z-API não puderam ser conferidas."];
    }
    if (stopped) return;
    for (const complaint of complaints) log.warn({ channel: channel.id }, complaint);
    const outcome = complaints.length === 0 ? "right" : "wrong";
    told(channel, { outcome, complaints, ...(connected !== undefined && { connected }) });
    metrics.settingsComplaints.set({ channel: channel.id }, complaints.length);
    const waitMs = complaints.length === 0 ? CHECK_EVERY_MS : Math.min(retryMs, CHECK_EVERY_MS);
    const next = complaints.length === 0 ? RETRY_MS_MIN : retryMs * 2;
    cancels.set(
      channel.id,
      host.after(waitMs, () => void check(channel, next)),
    );
  }
  for (const channel of channels)
    if (unreachable) told(channel, { outcome: "unreachable", complaints: [] });
    else void check(channel, RETRY_MS_MIN);

  return {
    stop() {
      stopped = true;
      for (const cancel of cancels.values()) cancel();
    },
  };
}

const isLocal = (url: string) =>
  URL.canParse(url) && /^(?:127\.|localhost$|\[::1\]$|0\.0\.0\.0$)/.test(new URL(url).hostname);
