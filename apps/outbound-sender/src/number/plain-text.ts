import { type CoreBus, followBucket } from "@acolhe/bus";
import { type Channel, PLAIN_BUCKET } from "@acolhe/events";
import type { Logger } from "@acolhe/runtime";
import { z } from "zod";
import { TERMS_MISSING } from "../ledger/ledger.ts";
import type { SenderMetrics } from "../sender-metrics.ts";

/** The clinic may accept the terms meanwhile; until the next try a menu as numbered text serves as well. */
const PLAIN_MS = 24 * 3600_000;

const Plain = z.object({ untilMs: z.number() });

/**
 * Whether buttons and lists of a number go out as numbered text, because the gateway refused them for want of accepted
 * terms. All replicas learn it from a bucket; a replica that does not know yet is refused once more.
 */
export function createPlainText(deps: { bus: CoreBus; channel: Channel; log: Logger; metrics: SenderMetrics }) {
  const { bus, channel, log, metrics } = deps;
  let untilMs = 0;
  const following = followBucket(bus, PLAIN_BUCKET, {
    key: channel.id,
    onChange({ value }) {
      untilMs = Plain.safeParse(value).data?.untilMs ?? 0;
      metrics.plainText.set({ channel: channel.id }, bus.host.now() < untilMs ? 1 : 0);
    },
    onError: (error) => log.warn({ err: error }, "whether buttons are refused is not watched for a moment"),
  });

  return {
    isOn: () => !channel.interactive || bus.host.now() < untilMs,
    async turnOn(sentence: string): Promise<void> {
      untilMs = bus.host.now() + PLAIN_MS;
      metrics.plainText.set({ channel: channel.id }, 1);
      log.error({ channel: channel.id, code: TERMS_MISSING }, sentence);
      await (await bus.kvm.open(PLAIN_BUCKET)).put(channel.id, JSON.stringify({ untilMs }));
    },
    stop: () => following.stop(),
  };
}
export type PlainText = ReturnType<typeof createPlainText>;
