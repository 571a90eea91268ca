import { loadChannels, loadSettings } from "@acolhe/runtime";
import type { Command } from "commander";
import type { Tools } from "../command.ts";
import { setUp } from "../setup.ts";

/** Brings the broker to its shape; safe to repeat. */
export function addSetup(program: Command, { withBus, output }: Tools): void {
  program
    .command("setup")
    .description("create streams, buckets and consumers, or bring them to their shape")
    .action(() =>
      withBus(async (bus) => {
        const settings = loadSettings();
        await setUp(bus, {
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
        });
        output.line("streams, buckets and consumers are as they should be");
        output.json({ ok: true });
      }),
    );
}
