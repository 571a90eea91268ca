import { retryWhileUnavailable } from "@acolhe/bus";
import { loadChannels, loadSettings } from "@acolhe/runtime";
import type { Command } from "commander";
import type { Tools } from "../command.ts";
import { setUp } from "../setup.ts";

/** The nodes of a cluster that has just started choose their leader within ten seconds, and answer nothing meanwhile. */
const CLUSTER_MS_MAX = 40_000;

/** Brings the broker to its shape; safe to repeat. */
export function addSetup(program: Command, { withBus, output }: Tools): void {
  program
    .command("setup")
    .description("create streams, buckets and consumers, or bring them to their shape")
    .action(() =>
      withBus(async (bus) => {
        const settings = loadSettings();
        const options = {
          channels: loadChannels(settings),
          replicas: settings.NATS_REPLICAS,
          ackWaitMs: settings.ACK_WAIT_MS,
          keptDays: {
            events: settings.RETENTION_EVENTS_DAYS,
            media: settings.RETENTION_MEDIA_DAYS,
            identifiers: settings.RETENTION_IDENTIFIERS_DAYS,
          },
          model: settings.MODEL_URL !== undefined,
          transcription: settings.TRANSCRIPTION_URL !== undefined,
        };
        const givesUpAt = Date.now() + CLUSTER_MS_MAX;
        await retryWhileUnavailable(() => setUp(bus, options), {
          host: bus.host,
          stopping: () => Date.now() > givesUpAt,
          onRetry: () => {},
        });
        output.line("streams, buckets and consumers are as they should be");
        output.json({ ok: true });
      }),
    );
}
